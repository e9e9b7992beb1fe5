package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/document/fhir/resource"
)

// Readable writes a date so that nobody mistakes it, without the time of day;
// any other text stays.
func Readable(s string) string {
	day, _, _ := strings.Cut(s, "T")
	if len(day) != 7 && len(day) != 10 {
		return s
	}
	d := resource.Date(day)
	if d.IsZero() {
		return s
	}
	return d.Human()
}

// OrElse is s, or instead where s is empty.
func OrElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// Join puts together what is not empty.
func Join(between string, list ...string) string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, between)
}

// Once adds what the list does not hold yet.
func Once(list []string, s string) []string {
	if s == "" {
		return list
	}
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return list
		}
	}
	return append(list, s)
}

// Unsaid adds what no text of the list says already, as whole words.
func Unsaid(list []string, s string) []string {
	for _, x := range list {
		if Holds(x, s) {
			return list
		}
	}
	return Once(list, s)
}

// Holds tells whether s stands in text as whole words, whatever its capitals.
func Holds(text, s string) bool {
	text, s = strings.ToLower(text), strings.ToLower(s)
	for at := 0; s != ""; {
		i := strings.Index(text[at:], s)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(s):])
		if !wordRune(before) && !wordRune(after) {
			return true
		}
		at++
	}
	return true
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
