// Package pdf reads PDF files, builds pages from pictures and writes the
// packet once with a streaming assembler. It knows nothing about medicine.
// Its object layer is pdf/cos, which owns pdfcpu; pictures are read in
// pdf/picture.
package pdf
