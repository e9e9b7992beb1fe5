package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// splitName cuts a name into family and given names: at a comma or caret the
// family name is first, then capitals tell ("MARTIN Claire"), else the last word
// with its particles is the family name.
func splitName(name, label string) (family, given string) {
	name = plainName(name)
	switch label {
	case "family":
		return strings.ReplaceAll(name, ",", ""), ""
	case "given":
		return "", strings.ReplaceAll(name, ",", "")
	}
	if family, given, ok := markedName(name); ok {
		return family, given
	}
	parts := strings.Fields(name)
	i := len(parts) - 1
	for i > 1 && particles[words.Fold(parts[i-1])] {
		i--
	}
	return strings.Join(parts[i:], " "), strings.Join(parts[:i], " ")
}

// splitFamilyFirst cuts a name behind a label that says that the family name
// comes first ("Nazwisko i imię", "Név"); behind a Spanish one there are two.
func splitFamilyFirst(name, label string) (family, given string) {
	name = plainName(name)
	if family, given, ok := markedName(name); ok {
		return family, given
	}
	parts := strings.Fields(name)
	n := 1
	if len(parts) > 2 && strings.HasPrefix(words.Fold(label), "apellidos") {
		n = 2
	}
	for n < len(parts)-1 && particles[words.Fold(parts[n-1])] {
		n++
	}
	return strings.Join(parts[:n], " "), strings.Join(parts[n:], " ")
}

// plainName writes a name with single spaces, without titles before and behind
// it, and without a particle at its end that belongs to a sentence.
func plainName(name string) string {
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
	n := 0
	for n < len(parts) && shouts(parts[n]) {
		n++
	}
	if n > 0 && !anyShouts(parts[n:]) {
		return strings.Join(parts[:n], " "), strings.Join(parts[n:], " "), n < len(parts)
	}
	n = len(parts)
	for n > 0 && shouts(parts[n-1]) {
		n--
	}
	return strings.Join(parts[n:], " "), strings.Join(parts[:n], " "), n < len(parts) && !anyShouts(parts[:n])
}

// shouts tells whether a word of three or more letters is all capitals.
func shouts(w string) bool {
	return utf8.RuneCountInString(w) > 2 && strings.IndexFunc(w, unicode.IsLower) < 0
}

func anyShouts(parts []string) bool {
	for _, w := range parts {
		if shouts(w) || utf8.RuneCountInString(w) == 2 && strings.ToUpper(w) == w {
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
