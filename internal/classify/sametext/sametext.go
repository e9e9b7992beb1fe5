package sametext

// Fingerprint stands for the text of a document, made once for one that is compared
// with many. It holds no text.
type Fingerprint struct {
	whole uint64 // all letters and digits in one
	rest  uint64 // the bytes beyond the first megabyte
}

// NewFingerprint reads the pages of a document. It takes time in proportion to
// the text.
func NewFingerprint(pages []string) Fingerprint {
	c := content{}
	c.read(pages)
	return Fingerprint{whole: c.whole, rest: c.rest}
}

// Key is equal for documents with the same letters and digits in the same order,
// but for page counts: a letter as DOCX and as PDF. Line breaks, hyphens and capitals
// do not matter; a word more does, wherever it stands. What lies beyond the first
// megabyte must agree byte for byte.
func (f Fingerprint) Key() [2]uint64 { return [2]uint64{f.whole, f.rest} }
