package dates

import (
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// misread are the letters that scanners take digits for, by the digit.
var misread = func() (m [256]byte) {
	for from, to := range map[byte]byte{'O': '0', 'o': '0', 'l': '1', 'I': '1', '|': '1', 'S': '5', 'B': '8', 'Z': '2'} {
		m[from] = to
	}
	return m
}()

// mended writes the letters in "O5.05.195l" as the digits that they must be. It
// changes only what has the form of a date in numbers, more of it digits than
// letters, and keeps the length.
func mended(text string) string {
	var out []byte
	for i := 1; i+1 < len(text); i++ {
		if text[i] == '0' && asciiLetter(text[i-1]) && asciiLetter(text[i+1]) { // "N0vember"
			if out == nil {
				out = []byte(text)
			}
			out[i] = 'o'
		}
	}
	if out != nil {
		text = string(out)
	}
	for i := 0; i < len(text); i++ {
		if !dateByte(text[i]) || i > 0 && (dateByte(text[i-1]) || wordByte(text[i-1])) {
			continue
		}
		j := i
		for j < len(text) && dateByte(text[j]) {
			j++
		}
		if j < len(text) && wordByte(text[j]) {
			i = j
			continue
		}
		run := strings.TrimRight(text[i:j], "./-")
		if at := misreadSlashes(run); len(at) > 0 {
			if out == nil {
				out = []byte(text)
			}
			for _, k := range at {
				out[i+k] = '/'
			}
			run = string(out[i : i+len(run)])
		}
		if dateWithLetters(run) {
			if out == nil {
				out = []byte(text)
			}
			for k := range len(run) {
				if d := misread[run[k]]; d != 0 {
					out[i+k] = d
				}
			}
		}
		i = j
	}
	if out == nil {
		return text
	}
	return string(out)
}

// misreadSlashes are the places in a date in numbers at which a slash was taken for a
// stroke: "03/14I2026", "03l14/2026", and "03/1412026", where only the number of
// digits tells it.
func misreadSlashes(run string) []int {
	var at []int
	switch {
	case len(run) == 10 && stroke(run[2]) && run[5] == '/', len(run) == 10 && run[2] == '/' && stroke(run[5]),
		len(run) == 10 && stroke(run[2]) && stroke(run[5]) && run[2] != '1' && run[5] != '1':
		at = []int{2, 5}
	case len(run) == 9 && run[1] == '/' && stroke(run[4]):
		at = []int{4}
	case len(run) == 9 && run[2] == '/' && stroke(run[4]):
		at = []int{4}
	default:
		return nil
	}
	mended := []byte(run)
	for _, k := range at {
		mended[k] = '/'
	}
	for k, c := range mended {
		if d := misread[c]; d != 0 && c != '/' {
			mended[k] = d
		}
	}
	part := strings.Split(string(mended), "/")
	if len(part) != 3 || len(part[2]) != 4 || part[2][:2] != "19" && part[2][:2] != "20" {
		return nil
	}
	for _, p := range part[:2] {
		if n, err := strconv.Atoi(p); err != nil || n < 1 || n > 31 {
			return nil
		}
	}
	return at
}

// stroke tells whether c is what scanners take a slash for.
func stroke(c byte) bool { return c == '1' || c == 'l' || c == 'I' || c == '|' }

func asciiLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// dateByte tells whether c may stand in a date in numbers, well read or not.
func dateByte(c byte) bool {
	return c >= '0' && c <= '9' || c == '.' || c == '/' || c == '-' || misread[c] != 0
}

// dateWithLetters tells whether a run has the form of a date in numbers in which
// a few digits are letters.
func dateWithLetters(run string) bool {
	if len(run) < 8 || len(run) > 10 {
		return false
	}
	at := strings.IndexAny(run, "./-")
	if at < 1 || strings.Count(run, run[at:at+1]) != 2 {
		return false
	}
	part := strings.Split(run, run[at:at+1])
	digits, letters := 0, 0
	for _, p := range part {
		for k := range len(p) {
			switch {
			case p[k] >= '0' && p[k] <= '9':
				digits++
			case misread[p[k]] != 0:
				letters++
			default:
				return false
			}
		}
	}
	form := len(part[0]) <= 2 && len(part[1]) <= 2 && (len(part[2]) == 2 || len(part[2]) == 4) || len(part[0]) == 4 && len(part[1]) == 2 && len(part[2]) == 2
	return form && letters > 0 && digits > letters
}

// splitDay reads the day of a date whose first digit a scanner set apart: "Datum:
// 1 4.03.2026". It must stand behind a label, a comma or at the start of a line.
func splitDay(text string, toks []words.Token, i int) (int, bool) {
	if i == 0 || i+4 >= len(toks) || toks[i].Kind != '0' || toks[i].End-toks[i].Start != 1 || toks[i+1].Kind != '.' || toks[i+2].Kind != '0' || toks[i+2].End-toks[i+2].Start != 2 {
		return 0, false
	}
	tens := toks[i-1]
	if tens.Kind != '0' || tens.End-tens.Start != 1 || tens.N > 3 || text[tens.End:toks[i].Start] != " " {
		return 0, false
	}
	before := strings.TrimRight(text[:tens.Start], " ")
	if before != "" && !strings.ContainsAny(before[len(before)-1:], ":,\n") && !strings.HasSuffix(before, " am") && !strings.HasSuffix(before, " vom") && !strings.HasSuffix(before, " den") {
		return 0, false
	}
	day := 10*tens.N + toks[i].N
	return day, clinical.Date{Year: 2000, Month: toks[i+2].N, Day: day}.Valid()
}

// withDay is a date with another day, if there is such a date.
func withDay(s Spot, day int) Spot {
	d := clinical.Date{Year: s.Date.Year, Month: s.b, Day: day}
	if s.a == 0 || !d.Valid() {
		return s
	}
	s.Date, s.Ambiguous, s.a = d, false, day
	return s
}
