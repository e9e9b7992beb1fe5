package madeup

import (
	"embed"
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

//go:embed heads/*.txt
var headFiles embed.FS

// Head is the head of a made-up paper with what a careful reader tells of it.
type Head struct {
	// Name tells it from the others of its set: "de: stay".
	Name string
	// Set is the file that it stands in, "first" or "second"; Lang its language,
	// "in" for Indian usage.
	Set, Lang string
	Text      string
	// Date is the date of service as ISO 8601 writes it, "" where no date says
	// so; DateOther the other reading where the head cannot tell which it is.
	Date, DateOther string
	// Patient is whom the head names, with all record numbers.
	Patient clinical.Patient
	// BirthOther is the other reading of an undecidable birth date.
	BirthOther string
}

// Heads lists all heads, set by set.
func Heads() []Head {
	var out []Head
	for _, set := range []string{"first", "second"} {
		b, err := headFiles.ReadFile(path.Join("heads", set+".txt"))
		if err != nil {
			panic(err) // the heads are part of the package
		}
		out = append(out, parseHeads(set, string(b))...)
	}
	return out
}

// parseHeads reads heads: "== de: name | date=2026-03-14 name=Family;Given
// born=1961-04-03 id=1,2" begins one; "a~b" are the two readings of a date.
func parseHeads(set, text string) []Head {
	var out []Head
	for _, block := range strings.Split("\n"+strings.TrimSpace(text), "\n== ")[1:] {
		first, body, _ := strings.Cut(block, "\n")
		name, gold, _ := strings.Cut(first, " | ")
		h := Head{Name: name, Set: set, Text: body}
		h.Lang, _, _ = strings.Cut(name, ":")
		date, rest := between(gold, "date=", " name=")
		h.Date, h.DateOther, _ = strings.Cut(date, "~")
		who, rest := between(rest, " name=", " born=")
		h.Patient.Family, h.Patient.Given, _ = strings.Cut(who, ";")
		born, ids := between(rest, " born=", " id=")
		born, h.BirthOther, _ = strings.Cut(born, "~")
		var err error
		if h.Patient.BirthDate, err = clinical.ParseDate(born); err != nil {
			panic(name + ": " + err.Error())
		}
		if ids = strings.TrimPrefix(ids, " id="); ids != "" {
			h.Patient.IDs = strings.Split(ids, ",")
		}
		out = append(out, h)
	}
	return out
}

// between is what stands between two marks, and the rest from the second on.
func between(s, from, to string) (value, rest string) {
	s = strings.TrimPrefix(s, from)
	i := strings.Index(s, to)
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

// Scanned is the head as a poor scan leaves it, with about percent of a hundred
// letters misread.
func (h Head) Scanned(percent int) string {
	return Scan(h.Text, percent, Paper{Name: h.Name}.seed())
}

// DigitsMisread is the head with one digit of its every third date or so taken for
// the letter that looks like it.
func (h Head) DigitsMisread() string {
	r := dice(Paper{Name: h.Name}.seed())
	b := []byte(h.Text)
	for i := 2; i+2 < len(b); i++ {
		if (b[i] != '.' && b[i] != '/' && b[i] != '-') || !digit(b[i-1]) || !digit(b[i+1]) {
			continue
		}
		at := i - 1 + 2*r.of(2)
		if to := digitMistakes[b[at]]; to != 0 && r.of(3) == 0 {
			b[at] = to
		}
	}
	return string(b)
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// digitMistakes are the letters that digits are taken for.
var digitMistakes = map[byte]byte{'0': 'O', '1': 'l', '5': 'S', '8': 'B'}

// Pair is two heads and whether they are about the same person.
type Pair struct {
	Set   string
	Match clinical.Match
	A, B  string
}

// Pairs lists all pairs, set by set.
func Pairs() []Pair {
	var out []Pair
	for _, set := range []string{"first", "second"} {
		b, err := headFiles.ReadFile(path.Join("heads", "pairs-"+set+".txt"))
		if err != nil {
			panic(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			f := strings.Split(strings.ReplaceAll(line, `\n`, "\n"), " | ")
			if len(f) != 3 {
				continue
			}
			out = append(out, Pair{set, clinical.Match(f[0]), f[1], f[2]})
		}
	}
	return out
}
