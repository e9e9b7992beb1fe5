// Package pdf reads PDF files, builds pages from pictures and writes the
// packet once with a streaming assembler. It owns pdfcpu and knows nothing
// about medicine.
package pdf
