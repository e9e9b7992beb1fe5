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
	for i := 0; i < len(p.Words); {
		if strings.IndexFunc(p.Text[p.Words[i].Start:p.Words[i].End], unicode.IsLetter) < 0 {
			i++ // a number
			continue
		}
		k, n := part(p, i)
		if n == 0 || k != "" && kind != "" && k != kind { // "Pathology and scans"
			return ""
		}
		if k != "" {
			kind = k
		}
		i += n
	}
	return kind
}

// part is the longest phrase of names of folders at word i, and its number of
// words; 0 where none stands there.
func part(p *words.Page, i int) (kind clinical.Kind, n int) {
	for _, h := range p.Hits[p.From(i):] {
		if h.First != i {
			break
		}
		if k, ok := saysFolder(h); ok {
			return k, h.Last - h.First
		}
	}
	return "", 0
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
