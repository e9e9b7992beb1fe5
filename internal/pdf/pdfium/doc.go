// Package pdfium reads PDF files with PDFium, compiled to WebAssembly, in child
// processes of the same binary.
package pdfium
