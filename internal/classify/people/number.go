package people

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// numberAfter reads a record number behind its label: letters and digits, at
// least three digits, in one piece or in groups ("943 476 5919").
func (p page) numberAfter(pos int) (string, int) {
	rest := p.Text[pos:min(len(p.Text), pos+2*maxNumberBytes)]
	i := 0
	for i < len(rest) && strings.IndexByte(" :#.\t=", rest[i]) >= 0 {
		i++
	}
	j := i + numberPiece(rest[i:])
	if end := numberGroups(rest[i:]); i+end > j {
		j = i + end
	}
	digits := 0
	for _, c := range []byte(rest[i:j]) {
		if isDigit(c) {
			digits++
		}
	}
	if digits < 3 || i > 6 {
		return "", pos
	}
	id := strings.Trim(rest[i:j], "-/")
	if d := dates.Find(id); len(d) > 0 && d[0].End-d[0].Start == len(id) && strings.ContainsAny(id, "/-") {
		return "", pos
	}
	return id, pos + j
}

// maxNumberBytes bounds a record number.
const maxNumberBytes = 24

// numberPiece is the length of the letters, digits, hyphens and slashes at the
// start of s.
func numberPiece(s string) int {
	n := 0
	for n < len(s) && n < maxNumberBytes && (isDigit(s[n]) || s[n] >= 'A' && s[n] <= 'Z' || s[n] >= 'a' && s[n] <= 'z' || s[n] == '-' || s[n] == '/') {
		n++
	}
	return n
}

// Groups of digits are taken for one number where they are as those who issue
// numbers in groups write them: short ones, and enough digits in all.
const (
	maxGroup       = 4 // digits of a first group that a shorter one may follow
	minLaterGroup  = 4 // digits of the group behind a longer first one
	minGroupDigits = 8
)

// numberGroups is the length of a number in groups at the start of s, 0 where
// there is none: "943 476 5919", "28 12345678 90", "A123 456 789".
func numberGroups(s string) int {
	end, digits, groups, first := 0, 0, 0, 0
	for at := 0; at < len(s); groups++ {
		n := 0
		for at+n < len(s) && (isDigit(s[at+n]) || at == 0 && n == 0 && s[n] >= 'A' && s[n] <= 'Z') {
			n++
		}
		if n < 1 || at+n > maxNumberBytes || !groupEnds(s[at+n:]) || groups == 1 && first > maxGroup && n < minLaterGroup {
			break
		}
		if groups == 0 {
			first = n
		}
		end, digits = at+n, digits+n
		if end+1 >= len(s) || s[end] != ' ' || !isDigit(s[end+1]) {
			groups++
			break
		}
		at = end + 1
	}
	if groups < 2 || digits < minGroupDigits {
		return 0
	}
	return end
}

// groupEnds tells whether a group of digits ends where s begins: not in a date,
// a measure, a word or an age.
func groupEnds(s string) bool {
	if s == "" || s[0] == '\n' {
		return true
	}
	if strings.IndexByte(".,/:-%", s[0]) >= 0 && len(s) > 1 && s[1] != ' ' && s[1] != '\n' {
		return false
	}
	word := strings.TrimLeft(s, " ")
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = word[:i]
	}
	return len(word) == len(s) && word == "" || !ageWords[words.Fold(word)] && (s[0] == ' ' || strings.IndexByte(".,;)-\t|", s[0]) >= 0)
}

// ageWords stand behind a number that is an age, or before the days of a date.
var ageWords = map[string]bool{"years": true, "year": true, "yrs": true, "yr": true, "y": true, "yo": true, "jahre": true, "j": true, "ans": true, "anni": true, "lat": true, "jaar": true, "m": true, "f": true,
	"mg": true, "ml": true, "cm": true, "mm": true, "kg": true}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
