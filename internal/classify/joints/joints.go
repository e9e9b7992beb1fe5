// Package joints finds where one paper ends and the next begins in a file that
// holds several: a batch of letters scanned together, an export of a whole
// record, a fax of many reports.
package joints

import "github.com/medbundle/medbundle/internal/classify/words"

// Segment is a run of pages that is one paper; pages count from 1.
type Segment struct {
	First, Last int
	// Why quotes what shows that a paper begins on the first page; "" for the
	// first segment.
	Why string
}

// Split divides the pages of a file into papers. A file that is one paper is one
// segment; no pages are none.
func Split(pages []string) []Segment {
	if len(pages) == 0 {
		return nil
	}
	segments := []Segment{{First: 1}}
	before := 0 // the page number that the page before prints
	for i, text := range pages {
		n, of, ok := pageNumber(text)
		if i > 0 && ok && n == 1 && (before > 0 || of > 1) {
			segments[len(segments)-1].Last = i
			segments = append(segments, Segment{First: i + 1, Why: "page 1"})
		}
		if before = 0; ok {
			before = n
		}
	}
	segments[len(segments)-1].Last = len(pages)
	return segments
}

// pageNumber is the page count that a page prints in a line of its own: "page 2
// of 3".
func pageNumber(text string) (n, of int, ok bool) {
	return words.PageNumber(text)
}
