package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// misread are the digits that scanners take letters for, in lower and in upper case.
var misread = map[byte][2]byte{'0': {'o', 'O'}, '1': {'l', 'I'}, '5': {'s', 'S'}, '8': {'b', 'B'}, '6': {'6', 'G'}}

// minMended is how long a word is at least in which a digit stands for a letter.
const minMended = 4

// Mended is a word of a name in which a scanner took single letters for digits
// ("Underwo0d", "A1an", "D0ROTHY"), with the letters that they must be, and without a
// title that it glued to it ("MsPhilippa"). Other words stay as they are.
func Mended(w string) string {
	w = withoutCapitalI(withoutGluedTitle(w))
	digits, run := 0, 0
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			run = 0
			continue
		}
		digits++
		if run++; run > 1 || misread[w[i]] == [2]byte{} {
			return w
		}
	}
	if digits == 0 || utf8.RuneCountInString(w) < minMended || digits > max(1, len(w)/3) {
		return w
	}
	upper := strings.ToUpper(w) == w
	if c := w[len(w)-1]; c == '1' || !upper && c >= '0' && c <= '9' {
		return w // "Brand1" may be Brandl or Brandt, and made-up people are numbered
	}
	out := []byte(w)
	for i := range out {
		m := misread[out[i]]
		switch {
		case m == [2]byte{}:
		case upper, i == 0:
			out[i] = m[1]
		default:
			out[i] = m[0]
		}
	}
	return string(out)
}

// gluedTitles are titles that lose the space behind them.
var gluedTitles = []string{"Mrs", "Miss", "Ms", "Mr", "Herrn", "Herr", "Frau", "Mevr", "Mme", "Sig.ra", "Smt", "Shri", "Sri"}

func withoutGluedTitle(w string) string {
	for _, t := range gluedTitles {
		rest, ok := strings.CutPrefix(w, t)
		if !ok || utf8.RuneCountInString(rest) < 3 {
			continue
		}
		second, n := utf8.DecodeRuneInString(rest)
		if third, _ := utf8.DecodeRuneInString(rest[n:]); unicode.IsUpper(second) && unicode.IsLower(third) {
			return rest
		}
	}
	return w
}

// withoutCapitalI writes an I behind two small letters, and before no large one, as the
// l that it is: "CotterilI", "XolaIpa". "MacIntyre" keeps his.
func withoutCapitalI(w string) string {
	if strings.HasPrefix(w, "Mac") || !strings.Contains(w, "I") {
		return w
	}
	out := []byte(w)
	for i := 2; i < len(w); i++ {
		if small(w[i-1]) && small(w[i-2]) && w[i] == 'I' && (i+1 == len(w) || small(w[i+1])) {
			out[i] = 'l'
		}
	}
	return string(out)
}

func small(c byte) bool { return c >= 'a' && c <= 'z' || c >= 0x80 }
