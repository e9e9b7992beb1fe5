package classify

import (
	"fmt"
	"strings"
)

// quality lists what the document says of its own state: "preliminary",
// "addendum to follow", "amended", "page 3 of 7 only".
func quality(pages []*page) []string {
	seen := map[string]bool{}
	var out []string
	for _, p := range pages {
		p.each(func(h hit, m meaning) {
			if seen[m.what] || h.last-h.first == 1 && !p.isHeading(h) && !p.standsAlone(h) {
				return
			}
			seen[m.what] = true
			out = append(out, m.what)
		}, chQuality)
	}
	if note := pageNote(pages); note != "" {
		out = append(out, note)
	}
	return out
}

// pageNote compares the "page n of m" that the pages print with the pages that
// are there: a single scanned page of a longer report says so.
func pageNote(pages []*page) string {
	have := map[int]bool{}
	total := 0
	for _, p := range pages {
		n, m, ok := pageNumber(p.text)
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

// pageNumber reads "Page 3 of 7", "Seite 3 von 7", "3/7" behind such a word.
func pageNumber(text string) (n, m int, ok bool) {
	toks := dateTokens(text)
	for i := 0; i+3 < len(toks); i++ {
		if toks[i].kind != 'a' || toks[i+1].kind != '0' || toks[i+3].kind != '0' {
			continue
		}
		switch strings.ToLower(text[toks[i].start:toks[i].end]) {
		case "page", "seite", "página", "pagina", "strona", "pág", "pag", "pg", "str":
		default:
			continue
		}
		switch strings.ToLower(text[toks[i+2].start:toks[i+2].end]) {
		case "of", "von", "sur", "de", "di", "z", "van", "/":
		default:
			continue
		}
		n, m = toks[i+1].n, toks[i+3].n
		if n >= 1 && n <= m && m <= 2000 {
			return n, m, true
		}
	}
	return 0, 0, false
}
