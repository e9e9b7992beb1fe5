package sametext

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// contentWords are the folded words and numbers of the pages, without page
// counts, joined where a line end cut them.
func contentWords(pages []string) []string {
	var out []string
	for i, t := range pages {
		if i == words.MaxPages {
			break
		}
		var key []byte
		join := false
		t = words.CleanText(t)
		lines := strings.Split(t, "\n")
		for _, l := range lines {
			if pageFoot(l) {
				continue
			}
			found := strings.FieldsFunc(l, func(r rune) bool { return !words.IsWordRune(r) })
			for j, w := range found {
				key = key[:0]
				for _, r := range w {
					key = words.AppendFolded(key, r)
				}
				if len(key) == 0 {
					continue
				}
				if j == 0 && join && len(out) > 0 {
					out[len(out)-1] += string(key)
				} else {
					out = append(out, string(key))
				}
			}
			if len(found) > 0 {
				trimmed := strings.TrimRight(l, " \t")
				join = strings.HasSuffix(trimmed, "-") && !strings.HasSuffix(trimmed, " -") && lettersOnly(found[len(found)-1])
			}
		}
	}
	return out
}

func lettersOnly(w string) bool { return strings.IndexAny(w, "0123456789") < 0 }

// pageFoot tells whether a line is only a page count.
func pageFoot(l string) bool {
	l = strings.TrimSpace(l)
	if len(l) > 24 {
		return false
	}
	if _, _, ok := words.PageNumber(l); ok {
		return true
	}
	f := strings.Fields(words.Fold(l))
	return len(f) == 2 && (f[0] == "page" || f[0] == "seite" || f[0] == "pagina" || f[0] == "strona")
}
