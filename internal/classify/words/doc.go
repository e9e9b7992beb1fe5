// Package words cuts the text of a paper into pages, lines and words and finds
// in it every phrase that the vocabularies know: titles and headings of kinds,
// labels of dates and people, in seven
// languages. The vocabularies are data (terms.yaml, labels.yaml).
//
// Words match whole, without regard to case and accents, and in spite of the
// letters that OCR takes for each other. Finding takes time in proportion to
// the text, and what is read of one paper is bounded.
package words
