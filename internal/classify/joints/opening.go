package joints

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// Of a page: how many lines at its top and bottom say what a paper's first and
// last lines say.
const (
	topLines    = 12 // title, letterhead, patient
	edgeLines   = 3  // page numbers, running heads
	closeLines  = 12 // greetings, signatures
	maxEdgeLine = 120

	maxLabelGap = 6 // bytes between a label and its date
)

// opening is what a page shows of being the first or the last one of a paper.
type opening struct {
	blank    bool
	number   int // the page number that it prints; 0 for none
	of       int // and of how many
	title    string
	kind     string // what the title names
	weight   int
	line     int      // on which it stands
	top      []string // its first lines, folded and without digits
	above    []string // the lines above the patient's, written likewise
	house    bool     // a letterhead
	patient  bool     // a patient's name, birth date or number in its head
	greeting bool
	goesOn   bool // it begins in the middle of a sentence, or says that it goes on
	closes   bool // it ends as letters and reports do
	lines    int
	open     bool     // it ends in the middle of a sentence
	letters  []string // the lines of its letterhead
	story    bool     // it begins as the story of a patient does
	language string   // "" where its words do not tell it
	numbers  []number // of the paper, in its head
	sections sections
	begins   first    // the heading it begins with, where papers begin with it
	days     []string // of the visit, operation or examination that its head tells of
	dates    []string // what labels in its head say of when: "collected 12/03/2026"
}

// look reads a page as if it were the first one of a paper.
func look(text string) opening {
	p := words.Read([]string{text})[0]
	o := opening{blank: len(p.Words) < 4}
	if o.blank {
		return o
	}
	o.pageNumber(p)
	o.heading(p)
	o.head(p)
	first := strings.TrimLeft(p.Text[p.Lines[0].Start:p.Lines[0].End], " \t-–•*")
	r, _ := utf8.DecodeRuneInString(first)
	o.lines = len(p.Lines)
	o.goesOn = unicode.IsLower(r) || continued(p)
	o.closes = closing(p)
	o.open = endsOpen(p)
	o.story = !o.goesOn && tellsStory(p)
	o.divide(p)
	o.speak(p)
	o.numbered(p)
	return o
}

// PageNumber is the number that a page prints, "page 2 of 3", in its first or
// last lines.
func PageNumber(text string) (n, of int, ok bool) {
	o := opening{}
	o.pageNumber(words.Read([]string{text})[0])
	return o.number, o.of, o.number > 0
}

// pageNumber finds "page 2 of 3" in the first and last lines.
func (o *opening) pageNumber(p *words.Page) {
	for i, l := range p.Lines {
		if i >= edgeLines && i < len(p.Lines)-edgeLines || l.End-l.Start > maxEdgeLine {
			continue
		}
		if n, of, ok := words.PageNumber(p.Text[l.Start:l.End]); ok {
			o.number, o.of = n, of
			return
		}
	}
}

// heading finds the weightiest title at the top of the page.
func (o *opening) heading(p *words.Page) {
	p.Each(func(h words.Hit, m words.Meaning) {
		w := p.Words[h.First]
		if w.Line >= topLines || m.Weight <= o.weight || m.Weight < plainTitle && p.ColonAfter(h) {
			return
		}
		l := p.Lines[w.Line]
		if l.End-l.Start > maxEdgeLine || !p.StandsAlone(h) && !(p.IsHeading(h) && l.First == h.First) && !inCapitals(p, h, m) {
			return
		}
		o.weight, o.kind, o.line, o.title = m.Weight, m.What, w.Line, words.TrimQuote(p.Text[l.Start:l.End])
	}, words.Title)
}

// inCapitals tells whether a title of several words stands in capitals among the
// first lines of a text that has lost its line ends.
func inCapitals(p *words.Page, h words.Hit, m words.Meaning) bool {
	return m.Weight >= sureTitle && h.Last-h.First > 1 && p.Words[h.First].Line < openLines && p.IsCaps(h)
}

// sureTitle is the weight of titles that stand for nothing else.
const sureTitle = 12

// plainTitle is the weight from which a title is one even before a colon.
const plainTitle = 14

// head finds letterhead, patient and greeting.
func (o *opening) head(p *words.Page) {
	for i, l := range p.Lines[:min(len(p.Lines), topLines)] {
		line := p.Text[l.Start:l.End]
		if i < edgeLines+1 {
			o.top = append(o.top, bare(line))
		}
		o.greeting = o.greeting || greets(line)
		if i < visitLines && visitLine.MatchString(line) && len(line) <= maxEdgeLine {
			for _, d := range dates.Find(line) {
				o.days = append(o.days, d.Date.String())
			}
		}
	}
	for _, h := range p.Hits {
		line := p.Words[h.First].Line
		switch {
		case line >= topLines:
			return
		case line < edgeLines+1 && h.Has(words.Place):
			l := p.Lines[line]
			o.house = true
			if isHouse(p, h) {
				o.letters = append(o.letters, bare(p.Text[l.Start:l.End]))
			}
		case h.Has(words.IdentityLabel) && !h.Means(words.IdentityLabel, "stop") && p.ColonAfter(h), h.Means(words.DateLabel, "born"):
			if !o.patient {
				for _, l := range p.Lines[:line] {
					o.above = append(o.above, bare(p.Text[l.Start:l.End]))
				}
			}
			o.patient = true
		case h.Has(words.DateLabel) && p.ColonAfter(h) && !h.Means(words.DateLabel, "printed"):
			last := p.Words[h.Last-1] // the label may end on the next line
			after := p.Text[last.End:p.Lines[last.Line].End]
			if found := dates.Find(after); len(found) > 0 && found[0].Start < maxLabelGap {
				day := after[found[0].Start:found[0].End]
				o.dates = append(o.dates, fmt.Sprint(h.Phrase, " ", day))
				if h.Means(words.DateLabel, "service") || h.Means(words.DateLabel, "operation") || h.Means(words.DateLabel, "exam") {
					o.days = append(o.days, found[0].Date.String())
				}
			}
		}
	}
}

// bare is a line as running heads are compared: folded, without digits.
func bare(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, words.Fold(line))
}

// alike tells whether two lines say the same but for misread letters.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	pairs := map[string]int{}
	for i := 0; i+2 <= len(a); i++ {
		pairs[a[i:i+2]]++
	}
	common := 0
	for i := 0; i+2 <= len(b); i++ {
		if pairs[b[i:i+2]] > 0 {
			pairs[b[i:i+2]]--
			common++
		}
	}
	return common*20 > 7*(len(a)+len(b)-2) // seven tenths of the pairs of both
}

func greets(line string) bool {
	low := strings.ToLower(strings.TrimSpace(line))
	for _, g := range greetings {
		if strings.HasPrefix(low, g) {
			return true
		}
	}
	return false
}

// continued tells whether the first lines say that the page goes on.
func continued(p *words.Page) bool {
	for _, l := range p.Lines[:min(len(p.Lines), edgeLines)] {
		if words.ContainsAny(strings.ToLower(p.Text[l.Start:l.End]), continuations) {
			return true
		}
	}
	return false
}

// visitLine matches the lines by which portals head the note of a visit; visitLines
// are where such lines stand.
var visitLine = regexp.MustCompile(`(?i)^\W*(?:office visit|progress notes?|clinic notes?|clinic visit|telephone|telemedicine|telehealth|video visit|visit|hospital encounter|encounter|outpatient|consults?|consultation|ed (?:provider )?notes?|nursing notes?|h&p|procedure notes?|follow[- ]?up|` +
	`ambulanz|verlauf|konsultation|sprechstunde|vorstellung|consultation|consulta|visita|evolución|wizyta|porada|polikliniek|visite)\b`)

const visitLines = 8

// endsOpen tells whether the last line is a full one that ends no sentence.
func endsOpen(p *words.Page) bool {
	l := p.Lines[len(p.Lines)-1]
	line := strings.TrimSpace(p.Text[l.Start:l.End])
	if len(line) < fullLine || len(line) > 2*maxEdgeLine {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(line)
	return unicode.IsLetter(r) || r == ','
}

// fullLine is the length, in bytes, from which a line is broken for want of room.
const fullLine = 70

// story matches how a paper introduces its patient.
var story = regexp.MustCompile(`(?i)\b\d{1,3}[- ](?:year|yr)s?[- ]old\b|\b\d{1,3}[- ]?jährige|\bâgée? de \d|\bde \d{1,3} a(?:ños|ns|nni)\b|\b\d{1,3}[- ]jarige|\blat \d{2}\b`)

func tellsStory(p *words.Page) bool {
	for _, l := range p.Lines[:min(len(p.Lines), openLines)] {
		line := p.Text[l.Start:l.End]
		if at := story.FindStringIndex(line); at != nil {
			return !strings.Contains(line[:at[0]], ":")
		}
	}
	return false
}

func closing(p *words.Page) bool {
	for _, l := range p.Lines[max(0, len(p.Lines)-closeLines):] {
		if words.ContainsAny(strings.ToLower(p.Text[l.Start:l.End]), closings) {
			return true
		}
	}
	return false
}

// What letters begin and end with, and pages that go on, in the languages of the
// vocabularies.
var (
	greetings = []string{
		"dear ", "to whom it may concern", "sehr geehrte", "liebe frau", "lieber herr", "liebe kolleg", "cher ", "chère ", "madame,", "monsieur,",
		"estimado", "estimada", "gentile ", "egregio ", "caro collega", "szanowny", "szanowna", "szanowni", "geachte ", "beste collega",
	}
	closings = []string{
		"signed by", "signed out", "signed on", "e-signed", "sincerely", "yours faithfully", "kind regards", "best regards", "end of report", "end of document",
		"dictated but not read", "authenticated by", "mit freundlichen", "kollegialen gr", "hochachtungsvoll", "elektronisch signiert", "elektronisch freigegeben",
		"cordialement", "confraternel", "salutations", "un cordial saludo", "atentamente", "fdo.", "cordiali saluti", "distinti saluti", "z poważaniem",
		"met vriendelijke groet", "met collegiale groet", "hoogachtend",
	}
	continuations = []string{
		"continued", "(cont)", "(cont.)", "cont'd", "fortsetzung", "(forts", "suite de", "(suite)", "continuación", "(cont", "continua da", "segue da", "ciąg dalszy", "vervolg",
	}
)
