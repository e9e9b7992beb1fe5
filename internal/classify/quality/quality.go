// Package quality reads what a document says of its own state: preliminary, amended,
// incomplete.
package quality

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Notes lists what the document says of its own state: "preliminary",
// "addendum to follow", "amended", "page 3 of 7 only".
func Notes(pages []*words.Page) []string {
	seen := map[string]bool{}
	var out []string
	for _, p := range pages {
		p.Each(func(h words.Hit, m words.Meaning) {
			if seen[m.What] || h.Last-h.First == 1 && !p.IsHeading(h) && !p.StandsAlone(h) {
				return
			}
			seen[m.What] = true
			out = append(out, m.What)
		}, words.Quality)
	}
	if note := pageNote(pages); note != "" {
		out = append(out, note)
	}
	return out
}

// pageNote compares the "page n of m" that the pages print with the pages that
// are there: a single scanned page of a longer report says so.
func pageNote(pages []*words.Page) string {
	have := map[int]bool{}
	total := 0
	for _, p := range pages {
		n, m, ok := words.PageNumber(p.Text)
		if !ok {
			continue
		}
		if total != 0 && m != total {
			return "" // several documents in one
		}
		total = m
		have[n] = true
	}
	switch {
	case total == 0 || len(have) >= total || len(pages) >= total:
		return ""
	case len(have) == 1:
		for n := range have {
			return fmt.Sprintf("page %d of %d only", n, total)
		}
	}
	return fmt.Sprintf("%d of %d pages only", len(have), total)
}
