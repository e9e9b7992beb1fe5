package names

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// courtesy are titles and suffixes that are no part of a name, folded.
var courtesy = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "prof": true, "herr": true, "herrn": true, "frau": true, "med": true,
	"mag": true, "ing": true, "dipl": true, "univ": true, "sr": true, "sra": true, "srta": true, "don": true, "dona": true, "mme": true, "mlle": true,
	"monsieur": true, "madame": true, "sig": true, "signora": true, "signor": true, "dott": true, "pan": true, "pani": true, "pana": true,
	"dhr": true, "mevr": true, "mw": true, "mevrouw": true, "heer": true, "jr": true, "ii": true, "iii": true, "iv": true, "md": true, "phd": true,
	"shri": true, "smt": true, "kumari": true, "master": true, "vet": true, "dent": true, "rer": true, "phil": true, "jur": true, "habil": true, "dra": true, "dna": true, "mbbs": true, "frcs": true, "esq": true, "sir": true, "hr": true, "fr": true, "mister": true,
	"sri": true, "thiru": true, "tmt": true, "selvi": true, "sz": true, "pt": true, "dna.": true, "dottssa": true, "dssa": true, "signorina": true, "mademoiselle": true, "juffrouw": true, "fraulein": true,
}

// particles stand between the parts of a name and are often left out.
var particles = map[string]bool{"de": true, "del": true, "la": true, "los": true, "las": true, "von": true, "van": true, "der": true, "den": true, "zu": true, "da": true, "di": true, "do": true, "dos": true, "du": true, "el": true, "al": true, "y": true, "ter": true, "ten": true, "le": true, "vom": true, "zum": true, "und": true, "van't": true, "vant": true, "e": true}

// Courtesy tells whether a word is a title or suffix and no part of a name.
func Courtesy(w string) bool { return courtesy[words.Fold(w)] }

// Particle tells whether a word stands between the parts of a name: "van", "de".
func Particle(w string) bool { return particles[words.Fold(w)] }

// Words cuts a name into its words in the form in which names compare:
// lower case, no accents, no titles, carets and hyphens as spaces.
func Words(s string) []string {
	var out []string
	s = strings.NewReplacer("'", "", "’", "", "`", "").Replace(s)
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !words.IsWordRune(r) }) {
		if f := words.Fold(w); !courtesy[f] && !particles[f] && f != "" {
			out = append(out, transliterated(f))
		}
	}
	return out
}

// transliterated makes Mueller of Müller's two spellings one.
func transliterated(s string) string {
	return strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "ss", "s").Replace(s)
}

// Agreement says how two names compare, from not at all to wholly.
type Agreement int

// How names compare.

const (
	Absent  Agreement = iota
	Differ            // nothing agrees
	Partly            // one part agrees, the other differs
	Near              // a spelling apart
	Swapped           // family and given names change places
	Agree
)

// Compare compares names by their parts, in either order of family and given.
func Compare(a, b clinical.Patient) Agreement {
	if !a.HasName() || !b.HasName() {
		return Absent
	}
	straight := compareParts(a, b)
	swapped := max(compareParts(a, turned(b)), compareParts(turned(a), b))
	if swapped == Agree {
		return max(straight, Swapped)
	}
	return max(straight, min(swapped, Near))
}

// Whole tells whether two names can prove each other: both have a family and a
// given name, or both are one word. A family name alone is also the father's.
func Whole(a, b clinical.Patient) bool { return parts(a) == parts(b) }

// parts tells which parts of a name hold a word that is no particle.
func parts(p clinical.Patient) [2]bool {
	if strings.Contains(p.Family, "^") {
		return [2]bool{true, true}
	}
	return [2]bool{len(Words(p.Family)) > 0, len(Words(p.Given)) > 0}
}

// SameFamily tells whether the family names of two people agree as they stand.
func SameFamily(a, b clinical.Patient) bool {
	return compareParts(a, b) >= compareParts(a, turned(b)) && compareWords(Words(a.Family), Words(b.Family)) >= Near
}

// turned is p with its family and given names in each other's place.
func turned(p clinical.Patient) clinical.Patient {
	p.Family, p.Given, p.Former = p.Given, p.Family, ""
	return p
}

// compareFamilies compares family names, and the former ones where they are told:
// a woman's papers go on under both.
func compareFamilies(a, b clinical.Patient) Agreement {
	family := compareWords(Words(a.Family), Words(b.Family))
	if family != Differ || a.Former == "" && b.Former == "" {
		return family
	}
	return max(family, compareWords(Words(a.Former), Words(b.Family)), compareWords(Words(a.Family), Words(b.Former)))
}

// compareParts compares family with family and given with given names.
func compareParts(a, b clinical.Patient) Agreement {
	family := compareFamilies(a, b)
	given := compareWords(Words(a.Given), Words(b.Given))
	switch {
	case family == Absent:
		return given
	case given == Absent:
		return family
	case family == Differ && given == Differ:
		return Differ
	case family == Differ || given == Differ:
		return Partly
	}
	return min(family, given)
}
