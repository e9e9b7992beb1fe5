package madeup

import (
	"strings"
	"unicode"
)

// mistakes are what poor readers of scans take for each other.
var mistakes = [][2]string{
	{"rn", "m"}, {"m", "rn"}, {"l", "1"}, {"i", "l"}, {"I", "l"}, {"e", "c"}, {"c", "e"}, {"o", "0"}, {"O", "0"}, {"u", "ii"}, {"h", "b"}, {"g", "q"}, {"t", "f"}, {"f", "t"},
	{"S", "5"}, {"B", "8"}, {"cl", "d"}, {"d", "cl"}, {"a", "o"}, {"n", "ri"}, {"v", "y"}, {"w", "vv"}, {"s", "5"}, {"E", "F"}, {"R", "K"},
}

// Scan spoils a text as a poor scan does: of a hundred letters about percent are
// taken for others, accents are lost, words split and run together. The same seed
// gives the same text.
func Scan(text string, percent int, seed uint64) string {
	r := dice(seed)
	var b strings.Builder
	for i := 0; i < len(text); {
		if from, to := mistake(text[i:], r); from != "" && r.of(100) < percent {
			b.WriteString(to)
			i += len(from)
			continue
		}
		c := []rune(text[i:min(len(text), i+4)])[0]
		i += len(string(c))
		switch {
		case c == ' ' && r.of(400) < percent: // words run together
		case unicode.IsLetter(c) && r.of(1000) < percent:
			b.WriteRune(c)
			b.WriteByte(' ')
		case c > 127 && unicode.IsLetter(c) && r.of(100) < 3*percent:
			b.WriteString(plain(c))
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// mistake is one of the mistakes that the text's beginning invites.
func mistake(s string, r *die) (from, to string) {
	first := r.of(len(mistakes))
	for i := range mistakes {
		m := mistakes[(first+i)%len(mistakes)]
		if strings.HasPrefix(s, m[0]) {
			return m[0], m[1]
		}
	}
	return "", ""
}

// plain is the letter without its accent, as far as scanners lose it.
func plain(c rune) string {
	const with, without = "äöüÄÖÜéèêàâçñóíáúłśżźćąęëïôûùò", "aouAOUeeeaacnoiaulszzcaeeiouuo"
	for i, x := range []rune(with) {
		if x == c {
			return without[i : i+1]
		}
	}
	return string(c)
}

// die throws the same numbers for the same seed on every machine (splitmix64).
type die uint64

func dice(seed uint64) *die { d := die(seed); return &d }

func (d *die) of(n int) int {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return int(z % uint64(n)) //nolint:gosec // n is small and positive
}
