package classify

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// dateOfName is the date in the name of a file where the name is a title that a
// person or a portal gave to the paper: "labs 2026-04-22.pdf". Scanners,
// cameras, messengers and browsers name a file by the moment at which they made
// it, which says nothing about the paper.
func dateOfName(path string) (dates.Spot, bool) {
	name := apart(TitleFromName(path))
	spots := dates.Find(name)
	if len(spots) == 0 || spots[0].Ambiguous || namedByDevice(name) || timeFollows(name[spots[0].End:]) {
		return dates.Spot{}, false
	}
	rest := name[:spots[0].Start] + " " + name[spots[0].End:]
	return spots[0], holdsWord(rest)
}

// apart sets digits apart from the letters before them: "Scan20261012".
func apart(name string) string {
	var b strings.Builder
	letters := 0
	for _, r := range name {
		if unicode.IsDigit(r) && letters > 2 {
			b.WriteByte(' ')
		}
		if unicode.IsLetter(r) {
			letters++
		} else {
			letters = 0
		}
		b.WriteRune(r)
	}
	return b.String()
}

// namedByDevice tells whether the first word with letters begins a name as
// devices and programs give them.
func namedByDevice(name string) bool {
	p := words.ReadLine(name)
	for i, w := range p.Words {
		if strings.IndexFunc(p.Text[w.Start:w.End], unicode.IsLetter) < 0 {
			continue
		}
		for _, h := range p.Hits[p.From(i):] {
			if h.First == i && h.Has(words.Device) {
				return true
			}
		}
		return false
	}
	return false
}

// timeFollows tells whether a time of day stands behind a date: no person
// writes one into a title.
func timeFollows(rest string) bool {
	toks := words.Tokens(rest)
	for len(toks) > 0 && (toks[0].Kind == '-' || toks[0].Kind == ',' || toks[0].Kind == 'a' && isAt(rest[toks[0].Start:toks[0].End])) {
		toks = toks[1:]
	}
	if len(toks) == 0 || toks[0].Kind != '0' {
		return false
	}
	digits := toks[0].End - toks[0].Start
	if digits == 4 || digits == 6 {
		return true
	}
	return digits <= 2 && len(toks) > 2 && toks[2].Kind == '0' && strings.IndexByte(".:-h", toks[1].Kind) >= 0 && toks[2].End-toks[2].Start == 2
}

func isAt(w string) bool {
	switch strings.ToLower(w) {
	case "at", "t", "um", "à", "a", "om", "alle", "o":
		return true
	}
	return false
}

// holdsWord tells whether a word of three letters stands in s.
func holdsWord(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			n = 0
		} else if n++; n == 3 {
			return true
		}
	}
	return false
}
