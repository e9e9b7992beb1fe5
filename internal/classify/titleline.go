package classify

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// ownTitle is the document's own title line without what else a header holds:
// dates, numbers, pages, the house and the patient.
func ownTitle(pages []*words.Page, f *finding, kind clinical.Kind) string {
	p := page{pages[f.Page-1]}
	l := p.Lines[p.LineAt(f.start)]
	if l.Last-l.First > maxTitleWords || l.End-l.Start > maxTitleLine || f.end > l.End {
		return phraseTitle(pages, f, kind)
	}
	from, to := p.titleStretch(l, f.start, f.end)
	s := trimTitle(numbered.ReplaceAllString(p.Text[from:to], ""))
	if !strings.Contains(s, trimTitle(p.Text[f.start:f.end])) {
		return phraseTitle(pages, f, kind)
	}
	return finishTitle(s, kind)
}

// What a title line is at most: words and bytes.
const (
	maxTitleWords = 18
	maxTitleLine  = 120
)

// phraseTitle is the words alone that made the line a title.
func phraseTitle(pages []*words.Page, f *finding, kind clinical.Kind) string {
	return finishTitle(trimTitle(pages[f.Page-1].Text[f.start:f.end]), kind)
}

func finishTitle(s string, kind clinical.Kind) string {
	if utf8.RuneCountInString(s) < 4 {
		return ""
	}
	return words.Clip(calm(s, kind), maxTitle)
}

// titleStretch is the part of a line around the phrase from start to end that is
// the title.
func (p page) titleStretch(l words.Line, start, end int) (from, to int) {
	from, to = l.Start, l.End
	for _, mark := range []string{"   ", "\t", "|", "•", "·"} {
		if i := strings.LastIndex(p.Text[from:start], mark); i >= 0 {
			from += i + len(mark)
		}
		if i := strings.Index(p.Text[end:to], mark); i >= 0 {
			to = end + i
		}
	}
	for _, d := range dates.Find(p.Text[from:to]) {
		if from+d.End <= start {
			from += d.End
			break
		}
	}
	for _, d := range dates.Find(p.Text[end:to]) {
		to = end + d.Start
		break
	}
	return p.withoutHouse(from, p.untilLabel(l, end, to), start, end)
}

// numberFollows tells whether the title begins its line and the number of the
// paper stands behind it: "Rechnung Nr. 4711 vom …".
func (p page) numberFollows(h words.Hit) bool {
	line := p.Lines[p.Words[h.First].Line]
	end := p.Words[h.Last-1].End
	if h.First != line.First || end >= line.End || line.End-line.Start > maxTitleLine {
		return false
	}
	i := numbered.FindStringIndex(p.Text[end:line.End])
	return i != nil && i[0] == 0
}

// untilLabel ends a title before a label of a person, a number or a page.
func (p page) untilLabel(l words.Line, end, to int) int {
	for _, h := range p.Hits[p.From(l.First):] {
		if h.First >= l.Last || p.Words[h.First].Start >= to {
			break
		}
		at := p.Words[h.First].Start
		if at >= end && (h.Means(words.DateLabel, "born") || h.Means(words.IdentityLabel, "number") || h.Has(words.IdentityLabel) && p.ColonAfter(h)) {
			return at
		}
	}
	if i := paged.FindStringIndex(p.Text[end:to]); i != nil {
		to = end + i[0]
	}
	return to
}

// withoutHouse cuts what a dash parts from the title: before it the house or its
// department, behind it only what holds a word of such names.
func (p page) withoutHouse(from, to, start, end int) (int, int) {
	for _, dash := range []string{" - ", " – ", " — "} {
		if i := strings.LastIndex(p.Text[from:start], dash); i >= 0 {
			from += i + len(dash)
		}
		if i := strings.Index(p.Text[end:to], dash); i >= 0 && p.holdsPlace(end+i, to) {
			to = end + i
		}
	}
	return from, to
}

// holdsPlace tells whether a word of names of places stands in the stretch.
func (p page) holdsPlace(from, to int) bool {
	first := sort.Search(len(p.Words), func(i int) bool { return p.Words[i].Start >= from })
	for _, h := range p.Hits[p.From(first):] {
		if p.Words[h.First].Start >= to {
			return false
		}
		if h.Has(words.Place) {
			return true
		}
	}
	return false
}

// inLetterhead tells whether the title stands on a line with the name of a house.
func (p page) inLetterhead(h words.Hit) bool {
	line := p.Lines[p.Words[h.First].Line]
	start, end := p.Words[h.First].Start, p.Words[h.Last-1].End
	return p.holdsPlace(max(line.Start, start-maxTitleLine), max(end, min(line.End, end+maxTitleLine)))
}

var (
	// numbered is the number of a paper behind its title: "Nº B26-1189", "Nr. 88123".
	numbered = regexp.MustCompile(`(?i)[\s,(]+(?:n[º°o]\.?|n\.|nr\.?|num(?:ber|ero|éro)?\.?|ref\.?|accession|#)\s*[:#]?\s*[a-z]{0,4}[-/]?\d.*$`)
	// paged is where a header tells the page: "Page 1 of 3".
	paged = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:page|seite|página|pagina|strona|pág\.?|pag\.?)\s*\d`)
)

// trimTitle writes a title on one line without the marks around it and the
// little words that led to what was cut off.
func trimTitle(s string) string {
	const marks = " :.,;-–—*#_=|("
	s = strings.Trim(strings.Join(strings.Fields(s), " "), marks)
	for {
		i := strings.LastIndexByte(s, ' ')
		if i < 0 || !leadsToDate[strings.TrimLeft(strings.ToLower(s[i+1:]), "(")] {
			break
		}
		s = strings.TrimRight(s[:i], marks)
	}
	switch open := strings.LastIndexByte(s, '('); {
	case open > 0 && !strings.Contains(s[open:], ")"):
		s = strings.TrimRight(s[:open], marks) // "Current medication (as of …"
	case open < 0:
		s = strings.TrimRight(s, ") ")
	}
	return s
}

// leadsToDate are little words before a date or number.
var leadsToDate = map[string]bool{"vom": true, "von": true, "am": true, "den": true, "du": true, "le": true, "del": true, "al": true, "el": true, "of": true, "on": true, "from": true, "dated": true, "van": true, "op": true, "dnia": true, "z": true, "a": true, "il": true, "dated:": true, "date": true, "datum": true, "data": true, "fecha": true}

// calm writes a line that is all capitals as a sentence. A scan's paper keeps
// them: its title is made of abbreviations, which cannot be told from words.
func calm(s string, kind clinical.Kind) string {
	if kind == clinical.ImagingReport {
		return s
	}
	return sentenceCase(s)
}

// sentenceCase lowers a line that is all capitals, and leaves short words alone:
// they are mostly abbreviations (CT, MRI, PET).
func sentenceCase(s string) string {
	if strings.ToUpper(s) != s {
		return s
	}
	parts := strings.Fields(s)
	for i, w := range parts {
		short := utf8.RuneCountInString(strings.Trim(w, ",.;:()&-/"))
		if short <= 3 && (i > 0 || short <= 2) && !littleWords[strings.ToLower(w)] || abbreviations[w] {
			continue
		}
		w = strings.ToLower(w)
		if i == 0 {
			r, n := utf8.DecodeRuneInString(w)
			w = string(unicode.ToUpper(r)) + w[n:]
		}
		parts[i] = w
	}
	return strings.Join(parts, " ")
}

var littleWords = set("of the and for to to: in on by with or at de der die das und mit von zur zum im am für des ohne la le les du et au avec sans pour par en el los las y con sin por para un una di del il lo e da per su z na do i w bez dla van het een met op voor")

var abbreviations = set("CT MRI PET PET/CT PET-CT US USG CECT HRCT FISH HER2 FNAC FNA CBC TURBT IRM MRT TDM TAC OP DEXA ERCP EGD EEG BRCA BRCA1 BRCA2 RMN TEP MDC MDT RTG NGS")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
