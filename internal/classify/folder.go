package classify

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// folderKind is the kind that a person gave to the paper by the folder it lies
// in: the nearest folder whose whole name says a kind, but for numbers and words
// that say nothing ("02 Pathology reports", "Befunde/Pathologie").
func folderKind(name string) (kind clinical.Kind, folder string) {
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
	p := words.ReadLine(TitleFromName(name + ".dir"))
	kind := clinical.Kind("")
	next := 0 // the first word that is not accounted for
	for i := 0; i < len(p.Words); i = max(next, i+1) {
		next = i
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

// takeFolder lets the folder's name decide. The text may say more exactly what
// the paper is; where it is certain of something else, both are shown and a person
// is asked.
func (v *Verdict) takeFolder(name string) {
	kind, folder := folderKind(name)
	if kind == "" {
		return
	}
	e := clinical.Evidence{Claim: clinical.ClaimKind, Source: "folder name", Text: words.TrimQuote(folder)}
	v.Evidence = append([]clinical.Evidence{e}, slices.DeleteFunc(v.Evidence, func(x clinical.Evidence) bool { return x.Source == e.Source })...)
	told := v.Kind != clinical.Unknown
	switch {
	case told && (v.Kind == kind || kin[kind] != "" && kin[kind] == kin[v.Kind] || kind.Group() == v.Kind.Group()):
		v.Confidence = clinical.Certain
	case told && v.Confidence == clinical.Certain:
		v.Kind, v.Confidence = kind, clinical.Unsure
	case told && v.Confidence == clinical.Likely:
		v.Kind, v.Confidence = kind, clinical.Likely
	default:
		v.Kind, v.Confidence = kind, clinical.Certain
	}
}
