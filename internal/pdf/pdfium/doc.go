// Package pdfium reads PDF files with PDFium, compiled to WebAssembly, in child
// processes of the same binary: the text of every page, page sizes, which pages
// are only a picture, and small renders. It makes damaged files anew (Rescue)
// and tells whether two pages look alike (Compare). The child also runs pdf.Check first,
// so that a parent only ever reads a PDF that a bounded child has read before.
//
// Four walls stand around an input: WebAssembly (no file system, no network, a
// memory of its own), the limits that the child sets itself, the process, and
// the parent's clock. It and package sandbox own go-pdfium and wazero; they know nothing
// about medicine.
package pdfium
