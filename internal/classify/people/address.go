package people

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/nametext"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// addressLines is how far above a birth date the name of an address may stand.
const addressLines = 5

// nameInAddress reads the name above an address that stands before pos: a line of
// two to four names without any other word, over a line with a house number; or a
// line that begins with "Mrs" or "Frau" and a whole name.
func (p page) nameInAddress(pos int) (family, given string, sure bool) {
	if len(p.Lines) == 0 {
		return "", "", false
	}
	at := p.LineAt(pos)
	for i := at - 1; i >= max(0, at-addressLines); i-- {
		if name := p.titledLine(i); name != "" {
			return names.Split(name, "name", p.Lang)
		}
		if name := p.bareLine(i); name != "" {
			return names.Split(name, "name", p.Lang)
		}
	}
	return "", "", false
}

// bareLine is the name that has the line to itself over an address, "" for none.
func (p page) bareLine(i int) string {
	l, below := p.Lines[i], p.Lines[i+1]
	text := strings.TrimSpace(p.Text[l.Start:l.End])
	if n := l.Last - l.First; n < 2 || n > 4 || strings.ContainsAny(text, ":;/()|·•–—&") || !strings.ContainsAny(p.Text[below.Start:below.End], "0123456789") {
		return ""
	}
	if p.ofDoctor(l.First) {
		return ""
	}
	for j := l.First; j < l.Last; j++ {
		word := p.WordText(j)
		if !nametext.Like(word, j-l.First) || names.Courtesy(word) || words.LikelyKnown(word) && !names.IsGiven(word) || p.NamesPlaceOrPaper(j) {
			return ""
		}
	}
	return text
}

// titledLine is the name behind "Mrs" or "Frau" at the start of the line, up to its
// end, a comma or a wide gap; "" where a doctor or no whole name stands there.
func (p page) titledLine(i int) string {
	l := p.Lines[i]
	if l.Last-l.First < 3 {
		return ""
	}
	title := words.Fold(p.WordText(l.First))
	if !names.Courtesy(title) || nametext.Doctors[title] || nametext.Suffixes[title] {
		return ""
	}
	name, stop := p.After(p.Words[l.First].End, l.First+1)
	whole, _, _ := strings.Cut(name, ",")
	if len(names.Words(whole)) < 2 || names.Courtesy(p.WordText(l.First+1)) || !p.columnEnds(stop) && len(whole) == len(name) {
		return ""
	}
	first := l.First + 1
	if !p.OnlyPerson(first, p.WordAt(stop)-1) {
		return ""
	}
	return whole
}

// greeted reads the person whom a letter to a patient greets with a whole name, for
// papers that name nobody else: "Liebe Frau Gudrun Matthiesen,". A letter to a doctor
// greets with his title or as a colleague.
func (p page) greeted() (part, bool) {
	for i, l := range p.Lines {
		if i >= greetingLines {
			break
		}
		if l.Last-l.First < 4 || !nametext.Greetings[words.Fold(p.WordText(l.First))] && !nametext.Greetings[words.Fold(p.WordText(l.First+1))] {
			continue
		}
		first := l.First + 1
		for first < l.Last && nametext.Greetings[words.Fold(p.WordText(first))] {
			first++
		}
		if first+2 >= l.Last || !names.Courtesy(p.WordText(first)) || nametext.Doctors[words.Fold(p.WordText(first))] {
			continue
		}
		name, stop := p.After(p.Words[first].End, first+1)
		rest := strings.TrimLeft(p.Text[stop:l.End], " ")
		if len(names.Words(name)) < 2 || nametext.Doctors[words.Fold(p.WordText(first+1))] || rest != "" && !strings.ContainsAny(rest[:1], ",(:!") || !p.OnlyPerson(first+1, p.WordAt(stop)-1) {
			continue
		}
		x := part{start: p.Words[first].Start, end: stop, label: "greeting"}
		x.setName(names.Split(name, "name", p.Lang))
		return x, true
	}
	return part{}, false
}

// greetingLines is in how many lines from the top a letter greets.
const greetingLines = 20

// titled lists the people whom a page names with "Mrs" or "Shri" before an age or a
// record number: "Mr. Thangaraj P.  60/M", "received from Mrs. Nirmala Bhide, UHID 22981".
func (p page) titled() []part {
	var out []part
	tries := 0
	for i, w := range p.Words {
		if w.End-w.Start > maxTitle || tries > maxTitles {
			continue
		}
		title := words.Fold(p.WordText(i))
		if !names.Courtesy(title) || nametext.Doctors[title] || nametext.Suffixes[title] || i+2 >= len(p.Words) || i > 0 && names.Courtesy(p.WordText(i-1)) || len(out) == maxTitled {
			continue
		}
		tries++
		name, stop := p.After(w.End, i+1)
		if len(strings.Fields(name)) < 2 || names.Courtesy(p.WordText(i+1)) || !p.ageFollows(stop) && !p.numberFollows(stop) || p.ofKin(w.Start) || p.ofProxy(i) || !p.OnlyPerson(i+1, p.WordAt(stop)-1) {
			continue
		}
		x := part{start: w.Start, end: stop, label: "titled"}
		x.setName(names.Split(name, "name", p.Lang))
		out = append(out, x)
	}
	return out
}

// numbered lists the people whose names begin a line in the head of the paper, before
// the label of a record number: "Achterhoff, Winifred (MRN 77120)".
func (p page) numbered() []part {
	var out []part
	for _, l := range p.Lines[:min(len(p.Lines), nameLines)] {
		if l.Last-l.First < 3 {
			continue
		}
		name, stop := p.After(l.Start, l.First)
		last := p.WordAt(stop) - 1
		if len(names.Words(name)) < 2 || names.Courtesy(p.WordText(l.First)) || !p.numberFollows(stop) || !p.OnlyPerson(l.First, last) || p.ofKin(stop) || p.ofProxy(l.First) {
			continue
		}
		known := false
		for i := l.First; i <= last; i++ {
			known = known || names.IsGiven(names.Mended(p.WordText(i)))
		}
		if known {
			x := part{start: l.Start, end: stop, label: "titled"}
			x.setName(names.Split(name, "name", p.Lang))
			out = append(out, x)
		}
	}
	return out
}

// How many people are read of a page by their titles, how many titles are looked at,
// and how long one is, in bytes.
const (
	maxTitled = 20
	maxTitles = 200
	maxTitle  = 10
)

// numberFollows tells whether the label of a record number stands behind pos.
func (p page) numberFollows(pos int) bool {
	l := p.Lines[p.LineAt(max(pos-1, 0))]
	i := p.WordAt(pos)
	if i >= l.Last || strings.Trim(p.Text[pos:p.Words[i].Start], " ,;(\t") != "" {
		return false
	}
	for _, h := range p.Hits[p.From(i):] {
		if h.First > i {
			return false
		}
		if h.Means(words.IdentityLabel, "number") {
			return true
		}
	}
	return false
}
