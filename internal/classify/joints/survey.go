package joints

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// loudTitle is the weight of a title that begins a line in capitals: "CT CHEST WITH
// CONTRAST".
const loudTitle = 8

// chunk is how many lines are read for their titles at once.
const chunk = 500

// survey finds the lines that are titles, name a patient or a house, or count pages.
func (t *typescript) survey() {
	t.titles, t.named, t.houses, t.numbers = map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]count{}
	firstCount := true
	for i, l := range t.text {
		if i < t.start || len(l) > maxEdgeLine {
			continue
		}
		if n, of, ok := words.PageNumber(l); ok {
			t.numbers[i] = count{n, of}
			if firstCount {
				t.ahead = n == 1 && i-t.start <= edgeLines
			}
			firstCount = false
		}
	}
	for from := t.start; from < len(t.text); from += chunk {
		t.read(from, min(len(t.text), from+chunk))
	}
}

// read finds what the words of a part of the text say.
func (t *typescript) read(from, to int) {
	var line []int // of the page's lines, for it leaves empty ones out
	for i, l := range t.text[from:to] {
		if strings.TrimSpace(l) != "" {
			line = append(line, from+i)
		}
	}
	p := words.Read([]string{strings.Join(t.text[from:to], "\n")})[0]
	if len(p.Lines) != len(line) {
		return // longer than what is read of a page
	}
	p.Each(func(h words.Hit, m words.Meaning) {
		l := p.Lines[p.Words[h.First].Line]
		loud := m.Weight >= loudTitle && l.First == h.First && l.End-l.Start <= maxEdgeLine/2 && strings.ToUpper(p.Text[l.Start:l.End]) == p.Text[l.Start:l.End]
		if m.Weight >= sureTitle && p.StandsAlone(h) || loud {
			t.titles[line[p.Words[h.First].Line]] = true
		}
	}, words.Title)
	for _, h := range p.Hits {
		i := p.Words[h.First].Line
		switch {
		case h.Has(words.Place) && isHouse(p, h):
			t.houses[line[i]] = true
		case h.Has(words.IdentityLabel) && !h.Means(words.IdentityLabel, "stop") && p.ColonAfter(h):
			t.named[line[i]] = true
		}
	}
}

// isRule tells whether a line is drawn: of one sign, again and again.
func isRule(l string) bool {
	l = strings.ReplaceAll(strings.TrimSpace(l), " ", "")
	return len(l) >= minRule && strings.ContainsRune("-=_*#~+—–─═", []rune(l)[0]) && strings.Trim(l, string([]rune(l)[0])) == ""
}
