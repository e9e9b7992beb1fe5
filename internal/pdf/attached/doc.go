// Package attached finds the files that lie inside a PDF: those of its list of
// embedded files, of portfolios, of paper-clip notes and of associated files
// (ISO 32000-2, 7.11.4, 7.11.6, 12.3.5, 14.13). It hands their bytes out and
// writes nothing.
package attached
