// Package folders reads the names of folders in which people put papers of a kind.
package folders

import (
	"path"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Kind is the kind that a person gave to the paper by the folder it lies
// in: the nearest folder whose whole name says a kind, but for numbers and words
// that say nothing ("02 Pathology reports", "Befunde/Pathologie").
func Kind(name string) (kind clinical.Kind, folder string) {
	dir := path.Dir(strings.ReplaceAll(name, "\\", "/"))
	for dir != "." && dir != "/" && dir != "" {
		base := path.Base(dir)
		if k := kindOfFolder(base); k != "" {
			return k, base
		}
		dir = path.Dir(dir)
	}
	return "", ""
}

func kindOfFolder(name string) clinical.Kind {
	p := words.ReadLine(strings.NewReplacer("_", " ", "+", " ").Replace(name))
	kind := clinical.Kind("")
	for i, next := 0, 0; i < len(p.Words); i = next {
		next = i // becomes the first word that is not accounted for
		if strings.IndexFunc(p.Text[p.Words[i].Start:p.Words[i].End], unicode.IsLetter) < 0 {
			next = i + 1
			continue
		}
		for _, h := range p.Hits[p.From(i):] {
			k, ok := saysFolder(h)
			if h.First != i || next > i {
				break
			}
			if !ok {
				continue
			}
			if k != "" && kind != "" && k != kind {
				return "" // "Pathology and scans"
			}
			if k != "" {
				kind = k
			}
			next = h.Last
		}
		if next == i {
			return ""
		}
	}
	return kind
}

// saysFolder tells what the phrase says as a part of the name of a folder.
func saysFolder(h words.Hit) (clinical.Kind, bool) {
	ok := false
	for _, m := range h.Meanings() {
		if m.Channel == words.Folder {
			ok = true
			if m.What != "" {
				return clinical.Kind(m.What), true
			}
		}
	}
	return "", ok
}
