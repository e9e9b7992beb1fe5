package layout

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// maxFormLine bounds a line that is read as the title of a form, in words.
const maxFormLine = 14

// FormLines are the lines of the page's head that hold a word of forms,
// appointments, leaflets or bills.
func FormLines(p *words.Page) map[int]bool {
	lines := map[int]bool{}
	p.Each(func(h words.Hit, _ words.Meaning) {
		n := p.Words[h.First].Line
		if l := p.Lines[n]; l.Last-l.First <= maxFormLine && p.InHead(p.Words[h.First].Start) && !p.ColonAfter(h) {
			lines[n] = true
		}
	}, words.Form)
	return lines
}

// blanks are what a form leaves to be filled in.
var blanks = []string{"____", "....", "[ ]", "☐", "□", "❑"}

// What makes a page a form.
const (
	minBlanks   = 3
	blankWeight = 9
)

// blank finds the blanks of a page: a form that nobody filled in is not yet the
// paper that it is for.
func blank(p *words.Page) (Form, bool) {
	n := 0
	var first words.Line
	for _, l := range p.Lines {
		s := p.Text[l.Start:l.End]
		if !words.ContainsAny(s, blanks) || strings.Contains(s, ".....") && strings.ContainsAny(s[len(s)-1:], "0123456789") {
			continue // a table of contents
		}
		if n == 0 {
			first = l
		}
		for _, b := range blanks {
			n += strings.Count(strings.ReplaceAll(s, b+b, b), b)
		}
	}
	return Form{clinical.Other, blankWeight, "blanks to be filled in", first}, n >= minBlanks && n*4 >= len(p.Lines)
}

// salutations begin letters from one doctor to another, folded.
var salutations = []string{
	"dear dr", "dear doctor", "dear colleague", "dear prof",
	"sehr geehrte frau kollegin", "sehr geehrter herr kollege", "sehr geehrte kolleg", "sehr geehrter herr dr", "sehr geehrte frau dr", "sehr geehrter herr prof", "sehr geehrte frau prof", "lieber herr kollege", "liebe frau kollegin", "liebe kolleg",
	"cher confrere", "chere consoeur", "cher ami", "chere amie", "cher docteur", "mon cher confrere", "chers confreres",
	"estimado companero", "estimada companera", "estimado doctor", "estimada doctora", "estimado dr", "estimado colega",
	"gentile collega", "egregio collega", "caro collega", "cara collega", "gentile dottor", "egregio dottor",
	"geachte collega", "beste collega", "geachte dokter", "waarde collega", "geachte dr",
	"szanowny panie doktorze", "szanowna pani doktor", "szanowni panstwo doktor",
}

// What a salutation is worth, and in how many of the first lines it is looked for.
const (
	letterWeight = 6
	letterLines  = 60
)

// letter finds the form of a letter to a doctor, which speaks for a clinic letter
// where nothing else tells more.
func letter(p *words.Page) (Form, bool) {
	for _, l := range p.Lines[:min(len(p.Lines), letterLines)] {
		s := words.Fold(strings.TrimSpace(strings.ToValidUTF8(p.Text[l.Start:min(l.End, l.Start+60)], "")))
		for _, x := range salutations {
			if strings.HasPrefix(s, x) {
				return Form{clinical.OncologyNote, letterWeight, "the form of a letter to a doctor", l}, true
			}
		}
	}
	return Form{}, false
}
