package classify

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// courtesy are titles and suffixes that are no part of a name, folded.
var courtesy = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "prof": true, "herr": true, "herrn": true, "frau": true, "med": true,
	"mag": true, "ing": true, "dipl": true, "univ": true, "sr": true, "sra": true, "srta": true, "don": true, "dona": true, "mme": true, "mlle": true,
	"monsieur": true, "madame": true, "sig": true, "signora": true, "signor": true, "dott": true, "pan": true, "pani": true, "pana": true,
	"dhr": true, "mevr": true, "mw": true, "mevrouw": true, "heer": true, "jr": true, "ii": true, "iii": true, "iv": true, "md": true, "phd": true,
	"shri": true, "smt": true, "kumari": true, "master": true, "esq": true, "sir": true, "hr": true, "fr": true, "mister": true,
}

// particles stand between the parts of a name and are often left out.
var particles = map[string]bool{"de": true, "del": true, "la": true, "los": true, "las": true, "von": true, "van": true, "der": true, "den": true, "zu": true, "da": true, "di": true, "do": true, "dos": true, "du": true, "el": true, "al": true, "y": true, "ter": true, "ten": true, "le": true, "vom": true, "zum": true, "und": true, "e": true}

// nameWords cuts a name into its words in the form in which names compare:
// lower case, no accents, no titles, carets and hyphens as spaces.
func nameWords(s string) []string {
	var out []string
	s = strings.NewReplacer("'", "", "’", "", "`", "").Replace(s)
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) }) {
		if f := fold(w); !courtesy[f] && !particles[f] && f != "" {
			out = append(out, transliterated(f))
		}
	}
	return out
}

// transliterated makes Mueller of Müller's two spellings one.
func transliterated(s string) string {
	return strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "ss", "s").Replace(s)
}

// nameAgreement says how two names compare.
type nameAgreement int

const (
	namesAbsent nameAgreement = iota
	namesDiffer               // nothing agrees
	namesPartly               // one part agrees, the other differs
	namesNear                 // a spelling or an order apart
	namesAgree
)

// compareNames compares names by their words, in either order of family and given.
func compareNames(a, b clinical.Patient) nameAgreement {
	if !a.HasName() || !b.HasName() {
		return namesAbsent
	}
	straight := compareParts(a, b)
	swapped := compareParts(a, clinical.Patient{Family: b.Given, Given: b.Family})
	if swapped == namesAgree && straight != namesAgree {
		return max(straight, namesNear)
	}
	return max(straight, min(swapped, namesNear))
}

func compareParts(a, b clinical.Patient) nameAgreement {
	family := compareWords(nameWords(a.Family), nameWords(b.Family))
	given := compareWords(nameWords(a.Given), nameWords(b.Given))
	switch {
	case family == namesAbsent:
		return given
	case given == namesAbsent:
		return family
	case family == namesDiffer && given == namesDiffer:
		return namesDiffer
	case family == namesDiffer || given == namesDiffer:
		return namesPartly
	}
	return min(family, given)
}

// compareWords compares the words of one part of a name. A part that holds all
// of the other agrees with it ("Maria" and "Maria Elena", "Leon" and "Leon
// Aguilar"), and so does an initial.
func compareWords(a, b []string) nameAgreement {
	if len(a) == 0 || len(b) == 0 {
		return namesAbsent
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if strings.Join(a, "") == strings.Join(b, "") {
		return namesAgree
	}
	verdict := namesAgree
	used := make([]bool, len(b))
	matched := 0
	for _, w := range a {
		i, v := bestWord(w, b, used)
		if i >= 0 {
			used[i] = true
			matched++
			verdict = min(verdict, v)
		}
	}
	switch {
	case matched == 0:
		return namesDiffer
	case matched < len(a):
		return namesNear
	}
	return verdict
}

func bestWord(w string, among []string, used []bool) (int, nameAgreement) {
	for i, x := range among {
		if !used[i] && x == w {
			return i, namesAgree
		}
	}
	for i, x := range among {
		if !used[i] && (len(w) == 1 || len(x) == 1) && w[0] == x[0] {
			return i, namesAgree
		}
	}
	for i, x := range among {
		if !used[i] && closeSpelling(w, x) {
			return i, namesNear
		}
	}
	return -1, namesDiffer
}

// closeSpelling tells whether two words are one letter apart, or two where both are long.
func closeSpelling(a, b string) bool {
	n := min(len(a), len(b))
	if n < 4 {
		return false
	}
	allowed := 1
	if n >= 8 {
		allowed = 2
	}
	return distance([]rune(a), []rune(b)) <= allowed
}

// distance counts the letters to change, add, drop or swap with the next.
func distance(a, b []rune) int {
	if len(a) > 40 || len(b) > 40 {
		return 40
	}
	prev2, prev := []int(nil), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, cur
	}
	return prev[len(b)]
}
