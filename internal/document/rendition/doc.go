// Package rendition holds blocks, the form in which documents without pages of
// their own are drawn, the builder and the table grid that make them, and the
// readers of plain formats: text, Markdown, CSV and HTML. It fetches
// nothing, follows nothing and executes nothing that it finds.
package rendition
