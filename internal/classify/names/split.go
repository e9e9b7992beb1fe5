package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Split cuts a name into family and given names: at a comma or caret the
// family name is first, then capitals tell ("MARTIN Claire"), else a particle at
// the start ("von der Heide Erika"), else the last word with its particles is the
// family name, in Spanish the last two of three. sure tells that the name itself
// or its label says which is which.
func Split(name, label, lang string) (family, given string, sure bool) {
	name = withoutMister(plainName(name), lang)
	switch label {
	case "family":
		return strings.ReplaceAll(name, ",", ""), "", true
	case "given":
		return "", strings.ReplaceAll(name, ",", ""), true
	}
	if family, given, ok := markedName(name); ok {
		return family, given, given != ""
	}
	parts := strings.Fields(name)
	if len(parts) > 2 && particles[words.Fold(parts[0])] {
		return cutFamilyFirst(parts, 1)
	}
	if familyLeads(parts, lang) {
		return cutFamilyFirst(parts, 1)
	}
	families := 1
	if lang == "es" && len(parts) > 2 && bareWords(parts) > 2 {
		families = 2
	}
	i := len(parts)
	for n := 0; i > 1 && n < families; i-- {
		if !particles[words.Fold(parts[i-1])] {
			n++
		}
	}
	for i > 1 && (particles[words.Fold(parts[i-1])] || endsInParticle(parts[i-1])) {
		i--
	}
	return strings.Join(parts[i:], " "), strings.Join(parts[:i], " "), false
}

// endsInParticle tells whether a word joins two family names with a particle:
// "Kuipers-de" of "Kuipers-de Wit".
func endsInParticle(w string) bool {
	i := strings.LastIndexByte(w, '-')
	return i > 0 && particles[words.Fold(w[i+1:])]
}

// withoutMister drops the "M." of French and the "D." of Spanish before a whole
// name. In other languages they are initials.
func withoutMister(name, lang string) string {
	parts := strings.Fields(name)
	if len(parts) < 3 {
		return name
	}
	switch first := strings.Trim(parts[0], "."); {
	case first == "M" && (lang == "fr" || Shouts(parts[len(parts)-1]) && !Shouts(parts[1])), first == "D" && lang == "es":
		return strings.Join(parts[1:], " ")
	}
	return name
}

// familyLeads tells whether two words are written as Italian, Polish, Swiss and
// Belgian forms write them, the family name first: the second is known for a given
// name, the first is not.
func familyLeads(parts []string, lang string) bool {
	switch lang {
	case "it", "pl", "de", "nl", "fr":
		return len(parts) == 2 && isGiven(parts[1]) && !IsGiven(parts[0])
	}
	return false
}

// SplitFamilyFirst cuts a name behind a label that says that the family name
// comes first ("Nazwisko i imię", "Név"); behind a Spanish one there are two.
func SplitFamilyFirst(name, label string) (family, given string, sure bool) {
	name = plainName(name)
	if family, given, ok := markedName(name); ok {
		return family, given, given != ""
	}
	parts := strings.Fields(name)
	n := 1
	if len(parts) > 2 && strings.HasPrefix(words.Fold(label), "apellidos") {
		n = 2
	}
	family, given, _ = cutFamilyFirst(parts, n)
	return family, given, true
}

// cutFamilyFirst takes the first n words with the particles before them for the
// family name.
func cutFamilyFirst(parts []string, n int) (family, given string, sure bool) {
	for n < len(parts)-1 && particles[words.Fold(parts[n-1])] {
		n++
	}
	return strings.Join(parts[:n], " "), strings.Join(parts[n:], " "), false
}

// bareWords counts the words that are no particles.
func bareWords(parts []string) int {
	n := 0
	for _, w := range parts {
		if !particles[words.Fold(w)] {
			n++
		}
	}
	return n
}

// plainName writes a name with single spaces, without titles before and behind
// it, and without a particle at its end that belongs to a sentence.
func plainName(name string) string {
	if rest, ok := strings.CutPrefix(strings.ReplaceAll(name, ".", ""), "Sz P "); ok {
		name = rest // Szanowna Pani
	}
	name = dropCourtesy(strings.Trim(strings.Join(strings.Fields(name), " "), " ,.-^"))
	for {
		i := strings.LastIndexByte(name, ' ')
		if i < 0 || !particles[name[i+1:]] {
			return name
		}
		name = strings.TrimRight(name[:i], " ,.-^")
	}
}

// markedName cuts a name that says itself which part is the family name: by a
// comma, a caret, or capitals. A single word is a family name.
func markedName(name string) (family, given string, ok bool) {
	if f, g, ok := strings.Cut(name, "^"); ok {
		return f, strings.TrimSpace(strings.ReplaceAll(g, "^", " ")), true
	}
	if f, g, ok := strings.Cut(name, ", "); ok {
		return f, strings.TrimSpace(strings.ReplaceAll(g, ",", "")), true
	}
	parts := strings.Fields(name)
	if len(parts) < 2 {
		return name, "", true
	}
	if n := capsFromStart(parts); n > 0 && n < len(parts) && !anyShouts(parts[n:]) {
		return strings.Join(parts[:n], " "), strings.Join(parts[n:], " "), true
	}
	if n := capsToEnd(parts); n > 0 && n < len(parts) && !anyShouts(parts[:n]) {
		return strings.Join(parts[n:], " "), strings.Join(parts[:n], " "), true
	}
	return "", "", false
}

// capsFromStart counts the words in capitals at the start of a name, with the
// particles among them: 2 in "DE VRIES Jan". 0 where none is longer than those.
func capsFromStart(parts []string) int {
	n, loud := 0, false
	for n < len(parts) && (Shouts(parts[n]) || capsParticle(parts[n])) {
		loud = loud || Shouts(parts[n]) && !capsParticle(parts[n])
		n++
	}
	if !loud {
		return 0
	}
	return n
}

// capsToEnd is the index from which a name is in capitals, with the particles
// before: 1 in "Annelies van der MEULEN". len(parts) where it does not end so.
func capsToEnd(parts []string) int {
	n := len(parts)
	for n > 0 && (Shouts(parts[n-1]) || n < len(parts) && particles[words.Fold(parts[n-1])]) {
		n--
	}
	return n
}

// capsParticle tells whether a word is a particle in capitals: "DE", "VAN".
func capsParticle(w string) bool {
	return particles[words.Fold(w)] && strings.ToUpper(w) == w
}

// Shouts tells whether a word of three or more letters is all capitals, but for
// the first letters of names such as "McDONALD" and "d'ARC".
func Shouts(w string) bool {
	for _, lead := range []string{"Mc", "Mac", "d'", "d’"} {
		if rest, ok := strings.CutPrefix(w, lead); ok && rest != "" {
			w = rest
		}
	}
	return utf8.RuneCountInString(w) > 2 && strings.IndexFunc(w, unicode.IsLower) < 0
}

func anyShouts(parts []string) bool {
	for _, w := range parts {
		if Shouts(w) || utf8.RuneCountInString(w) == 2 && strings.ToUpper(w) == w && !strings.HasSuffix(w, ".") {
			return true
		}
	}
	return false
}

// dropCourtesy leaves out titles before and behind a name.
func dropCourtesy(name string) string {
	parts := strings.Fields(name)
	for len(parts) > 0 && courtesy[words.Fold(strings.Trim(parts[0], ".,"))] {
		parts = parts[1:]
	}
	for len(parts) > 1 && courtesy[words.Fold(strings.Trim(parts[len(parts)-1], ".,"))] {
		parts = parts[:len(parts)-1]
	}
	return strings.Trim(strings.Join(parts, " "), " ,")
}
