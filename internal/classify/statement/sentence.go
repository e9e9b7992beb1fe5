package statement

import (
	"sort"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Sentence is a run of words that claims something.
type Sentence struct {
	First, Last int // words, last excluded
	// Section says under what kind of heading it stands: "family", "plan",
	// "history", "specimen", "comparison", "allergy", "question", "differential",
	// "indication"; "" where none is known.
	Section string
	// Question tells that it asks, or that it is a form to be filled in.
	Question bool
	// Heading tells that it is one, before a colon.
	Heading bool
}

// What a sentence is at most, and a heading, in words; and for how many lines a
// heading without a colon holds.
const (
	maxSentence = 80
	maxHeading  = 5
	headedLines = 15
)

// sections are the groups of context.yaml that name what stands under a heading.
const sectionPrefix = "section."

// cut cuts the page at full stops before a capital, at colons behind a heading,
// at semicolons and at blank lines. A line break alone does not end a sentence,
// unless a list goes on: the next line begins with a dash, a number or a date.
func (p *Page) cut() {
	first, section, until := 0, "", 0
	end := func(last int, heading bool) {
		if last <= first {
			return
		}
		s := Sentence{First: first, Last: last, Heading: heading}
		if heading || p.isLine(first, last) {
			switch named := p.named(first, last); {
			case named != "":
				section, until = named, p.Words[first].Line+headedLines
			case heading && p.beginsLine(first), !heading && p.isTitle(first, last):
				section = ""
			}
		}
		if p.Words[first].Line > until {
			section = ""
		}
		s.Section = section
		s.Question = p.asks(first, last)
		p.Sentences = append(p.Sentences, s)
		first = last
	}
	for i := 1; i < len(p.Words); i++ {
		gap := p.Gap(i)
		switch {
		case strings.Contains(gap, ":") && i-first <= maxHeading && !p.onlyNumbers(first, i):
			end(i, true)
		case i-first >= maxSentence || endsSentence(gap, p.Word(i-1), p.Text[p.Words[i].Start:]) || p.listGoesOn(i, gap):
			end(i, false)
		}
	}
	n := len(p.Words)
	end(n, n > first && n-first <= maxHeading && strings.HasPrefix(strings.TrimLeft(p.after(n-1), " )"), ":"))
}

func endsSentence(gap, before, after string) bool {
	if strings.ContainsAny(gap, ";!?•·\t▪●") || strings.Count(gap, "\n") > 1 {
		return true
	}
	i := strings.IndexByte(gap, '.')
	switch {
	case i < 0 || !words.StartsUpper(after):
		return false
	case strings.Contains(gap, "\n"):
		return true
	case after[0] >= '0' && after[0] <= '9':
		return len(before) > 3 && i+1 < len(gap) && !monthNames[words.Fold(before)]
	}
	return len(before) > 3 || len(before) > 2 && !abbreviations[words.Fold(before)]
}

// abbreviations end with a full stop that ends no sentence.
var abbreviations = map[string]bool{"pat": true, "rad": true, "med": true, "prof": true, "bds": true, "bzw": true, "inv": true, "lat": true, "dx": true, "drs": true, "mrs": true, "hist": true, "sin": true, "izq": true, "der": true}

// listGoesOn tells whether word i begins an item of a list: a dash, or a line that
// begins with a date or a number behind one that is full or ends short.
func (p *Page) listGoesOn(i int, gap string) bool {
	nl := strings.LastIndexByte(gap, '\n')
	if nl < 0 {
		return false
	}
	lead := strings.TrimSpace(gap[nl:])
	if lead != "" && strings.Trim(lead, "-–—*>+o") == "" {
		return true
	}
	w := p.Word(i)
	above := p.Lines[p.Words[i-1].Line]
	switch {
	case w[0] >= '0' && w[0] <= '9':
		return true
	case words.StartsUpper(w):
		return above.End-above.Start < fullLine
	}
	return false
}

// fullLine is how long a line is at least that is broken for want of room, in bytes.
const fullLine = 56

// isLine tells whether the words are a line of their own.
func (p *Page) isLine(first, last int) bool {
	l := p.Lines[p.Words[first].Line]
	return l.First == first && l.Last == last && last-first <= maxHeading
}

func (p *Page) beginsLine(first int) bool { return p.Lines[p.Words[first].Line].First == first }

// isTitle tells whether a short line alone reads like a heading.
func (p *Page) isTitle(first, last int) bool {
	return words.StartsUpper(p.Word(first)) && !isNumber(p.Word(first)) && !strings.ContainsAny(p.after(last-1), ".,") && !p.onlyNumbers(first, last) && last-first <= 3
}

// onlyNumbers tells whether the words are a date, a time or the number of a row.
func (p *Page) onlyNumbers(first, last int) bool {
	digits := false
	for i := first; i < last; i++ {
		letters := 0
		digits = digits || isNumber(p.Word(i))
		for _, r := range p.Word(i) {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if letters > 2 && !monthNames[words.Fold(p.Word(i))] {
			return false
		}
	}
	return digits
}

var monthNames = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields("jan january januar feb february februar mar march marz maerz apr april may mai jun june juni jul july juli aug august sep sept september oct october okt oktober nov november dec december dez dezember") {
		m[n] = true
	}
	return m
}()

// named is the section that words which are a heading name.
func (p *Page) named(first, last int) string {
	for i := p.cueFrom(first); i < len(p.cues) && p.cues[i].First < last; i++ {
		if name, ok := strings.CutPrefix(p.cues[i].Group, sectionPrefix); ok && p.cues[i].Last <= last {
			return name
		}
	}
	for i := p.cueFrom(first); i < len(p.cues) && p.cues[i].First < last; i++ {
		switch g := p.cues[i].Group; g {
		case "family", "plan":
			return g
		}
	}
	return ""
}

// asks tells whether the words are a question or a box to be ticked.
func (p *Page) asks(first, last int) bool {
	if strings.HasPrefix(strings.TrimLeft(p.after(last-1), " \n"), "?") {
		return true
	}
	yes := false
	for i := first; i < last; i++ {
		gap := p.Gap(i)
		if strings.ContainsAny(gap, "☐□") || strings.Contains(gap, "[ ]") || strings.Contains(gap, "( )") || strings.Contains(gap, "___") {
			return true
		}
		w := words.Fold(p.Word(i))
		if yes && noWords[w] && !p.Broken(i, i) {
			return true
		}
		yes = yesWords[w]
	}
	return false
}

var (
	yesWords = map[string]bool{"yes": true, "ja": true, "oui": true, "si": true, "tak": true}
	noWords  = map[string]bool{"no": true, "nein": true, "non": true, "nie": true, "nee": true}
)

// SentenceOf is the sentence that holds a word.
func (p *Page) SentenceOf(word int) Sentence {
	ss := p.Sentences
	return ss[sort.Search(len(ss)-1, func(i int) bool { return word < ss[i].Last })]
}

// next is the sentence behind s, if there is one.
func (p *Page) next(s Sentence) (Sentence, bool) {
	if s.Last >= len(p.Words) {
		return Sentence{}, false
	}
	return p.SentenceOf(s.Last), true
}

// Quote quotes the sentence, from a few words before word at where it is long.
func (p *Page) Quote(s Sentence, at int) string {
	return p.Excerpt(p.Words[s.First].Start, p.Words[s.Last-1].End, p.Words[at].Start)
}

// cueFrom is the index of the first cue that begins at word i or later.
func (p *Page) cueFrom(i int) int {
	return sort.Search(len(p.cues), func(x int) bool { return p.cues[x].First >= i })
}
