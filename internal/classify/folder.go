package classify

import (
	"slices"

	"github.com/medbundle/medbundle/internal/classify/folders"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// takeFolder lets the folder's name decide. The text may say more exactly what
// the paper is; where it is certain of something else, both are shown and a person
// is asked.
func (v *Verdict) takeFolder(name string) {
	kind, folder := folders.Kind(name)
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
