// Package rendition turns text and office formats that have no pages of their
// own (plain text, CSV, HTML, Word, OpenDocument, RTF, e-mail) into blocks that
// can be drawn as pages. It fetches nothing, follows nothing and executes
// nothing that it finds, and bounds what it unpacks.
package rendition
