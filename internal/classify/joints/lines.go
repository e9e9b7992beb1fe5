package joints

import (
	"strings"
)

// Of a text without pages.
const (
	maxWindow   = 40      // lines that are looked at from where a paper may begin
	maxJoints   = 3000    // places that are looked at
	minPaper    = 3       // lines of a paper
	maxTextLine = 200_000 // lines of a text that is divided
	minRule     = 6       // letters of a line that is drawn
)

// SplitText divides the lines of a text without pages into papers; lines of
// segments count from 1. pages are the lines, counted from 0, before which the text
// begins a new page, blocks those with which a paragraph, a heading or a table
// begins. Without pages more must speak for a new paper: a heading in a letter is
// no title, so that something must say anew whose paper it is, from when or by whom.
func SplitText(text []string, pages, blocks map[int]bool) []Segment {
	if len(text) == 0 {
		return nil
	}
	if len(text) > maxTextLine {
		return []Segment{{First: 1, Last: len(text)}}
	}
	var out []Segment
	for _, s := range splitPages(text, pages) {
		t := &typescript{text: text[:s.Last], pages: pages, blocks: blocks}
		out = append(out, t.split(s)...)
	}
	return out
}

// splitPages divides a text where it begins new pages, as files with pages are.
func splitPages(text []string, pages map[int]bool) []Segment {
	starts := []int{0}
	for i := 1; i < len(text); i++ {
		if pages[i] {
			starts = append(starts, i)
		}
	}
	var texts []string
	for n, at := range starts {
		end := len(text)
		if n+1 < len(starts) {
			end = starts[n+1]
		}
		texts = append(texts, strings.Join(text[at:end], "\n"))
	}
	if len(texts) == 1 {
		return []Segment{{First: 1, Last: len(text)}}
	}
	out := Split(texts)
	for i := range out {
		out[i].First = starts[out[i].First-1] + 1
		if i > 0 {
			out[i-1].Last = out[i].First - 1
		}
	}
	out[len(out)-1].Last = len(text)
	return out
}

// split divides one of its segments, which is the last that it knows of.
func (t *typescript) split(whole Segment) []Segment {
	t.start = whole.First - 1
	t.survey()
	segments := []Segment{whole}
	t.begin(t.start)
	for _, i := range t.candidates() {
		last := &segments[len(segments)-1]
		if len(t.text)-i < minPaper {
			continue
		}
		if points, line, why := t.weigh(i); points >= enough {
			i = t.top(t.down(i, line))
			last.Last = i
			segments = append(segments, Segment{First: i + 1, Last: len(t.text), Why: why})
			t.begin(i)
		}
	}
	return segments
}

// typescript is the reading of a text line by line.
type typescript struct {
	text    []string
	pages   map[int]bool
	blocks  map[int]bool
	titles  map[int]bool // lines that are titles of papers
	named   map[int]bool // lines that name a patient
	houses  map[int]bool // lines of a letterhead
	numbers map[int]count
	ahead   bool    // pages are counted at their top
	start   int     // of the present paper
	first   opening // what it begins with
}

// count is the number that a page prints, and of how many pages.
type count struct{ n, of int }

func (t *typescript) begin(i int) { t.start, t.first = i, t.look(i) }

// look reads what begins with a line, up to where the text itself is divided.
func (t *typescript) look(i int) opening {
	end := min(len(t.text), i+maxWindow)
	for k := i + minPaper; k < end; k++ {
		if t.pages[k] || isRule(t.text[k]) {
			end = k
		}
	}
	return look(strings.Join(t.text[i:end], "\n"))
}

// candidates are the lines with which a paper may begin, rising: those where the
// text is divided or a paragraph begins, if a title, a patient or a greeting follows.
func (t *typescript) candidates() []int {
	var out []int
	page := -topLines
	for i := t.start + 1; i < len(t.text) && len(out) < maxJoints; i++ {
		if t.pages[i] {
			page = i
		}
		if strings.TrimSpace(t.text[i]) == "" || isRule(t.text[i]) || i-page < topLines/2 {
			continue // what the top of a page says, is weighed where pages are divided
		}
		counts := t.ahead && t.numbers[i].n == 1
		if (t.blocks[i] || t.divided(i) || t.titles[i] || t.houses[i] || counts) && (counts || t.promises(i)) {
			out = append(out, i)
		}
	}
	return out
}

// promises tells whether what papers begin with follows closely.
func (t *typescript) promises(i int) bool {
	for k := i; k < min(len(t.text), i+topLines/2); k++ {
		if t.titles[k] || t.named[k] || greets(t.text[k]) {
			return true
		}
	}
	return false
}

// top is the line with which the head of a paper begins of which the line i is a
// part: the letterhead stands above the title.
func (t *typescript) top(i int) int {
	for k := i; k > max(t.start+minPaper, i-edgeLines) && !t.divided(k); k-- {
		if t.houses[k-1] && !isRule(t.text[k-1]) {
			i = k - 1
		}
	}
	return i
}

// down is the line that begins what the title stands in which is so many lines
// further down.
func (t *typescript) down(i, title int) int {
	for k := i + 1; k <= i+title && k < len(t.text); k++ {
		if t.divided(k) || t.blocks[k] && !isRule(t.text[k]) {
			i = k
		}
	}
	return i
}

// weigh adds up what speaks for and against a paper's beginning on a line, and tells
// how many lines further down its title stands.
func (t *typescript) weigh(i int) (points, line int, why string) {
	if t.ahead && t.numbers[i].n == 1 && i-t.start >= minPaper {
		return enough, 0, "page 1"
	}
	s := t.before(i)
	if s.counting || s.below || i-t.start < topLines/2 && !s.closes && !t.divided(i) || i-t.start < minPaper {
		return 0, 0, "" // it says that it goes on, or this is its own head
	}
	o := t.look(i)
	if o.blank || o.goesOn && !t.divided(i) {
		return 0, 0, ""
	}
	head, why := t.weighHead(i, &o)
	title := min(o.weight, 16) / 4
	if o.line > edgeLines || sectional[o.kind] && head < 3 {
		title = min(title, 1)
	}
	if title > 0 && alike(bare(o.title), bare(t.first.title)) && head < 3 && !s.closes {
		title = 0 // a head that stands on every page
	}
	if line = t.headAt(i); title > 1 {
		why, line = o.title, min(line, o.line)
	}
	for k := i; k < min(len(t.text), i+line); k++ {
		if t.numbers[k].n > 0 {
			return 0, 0, "" // the foot of a page stands between
		}
	}
	switch {
	case title < 2 && !o.greeting && head < 5:
		return 0, 0, ""
	case head == 0 && !s.closes && !s.counted && !(t.divided(i) && bothTell(&t.first, &o)):
		return 0, 0, ""
	}
	return head + title + s.points(&o, t.divided(i)), line, why
}

// points is what the end of the paper before, and the form of what follows, speak
// for and against a new one.
func (e ending) points(o *opening, divided bool) (n int) {
	for _, x := range []struct {
		so bool
		n  int
	}{{o.greeting, 3}, {e.closes || e.counted, 3}, {divided, 2}, {e.open, -3}, {o.goesOn, -4}} {
		if x.so {
			n += x.n
		}
	}
	return n
}

// bothTell tells whether both begin with a title that stands for nothing else, and
// not with the same.
func bothTell(a, b *opening) bool {
	return min(a.weight, b.weight) >= plainTitle && a.kind != b.kind && a.line < openLines && b.line == 0 && !sectional[b.kind]
}

// divided tells whether a line is drawn above a line.
func (t *typescript) divided(i int) bool { return i > 0 && isRule(t.text[i-1]) }
