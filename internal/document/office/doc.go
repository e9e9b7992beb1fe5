// Package office reads the letters that word processors write (Word's DOCX,
// OpenDocument, RTF) into blocks. It knows headings, paragraphs, lists, tables,
// notes, headers and footers, and counts what it cannot draw. Nothing in a file
// is executed, fetched or followed, and what a file unpacks to is bounded.
package office
