package classify

import (
	"path"
	"sort"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Where a title may stand: in the first lines of the document, within its first characters.
const (
	titleLines = 14
	titleBytes = 1200
)

// Limits on what single words can add: many small words never outweigh a title.
const (
	maxTermScore    = 14
	maxHeadingScore = 30
)

// tally is what speaks for one kind.
type tally struct {
	kind                 clinical.Kind
	title, heading, term int
	name, layout         int
	titleHit             *finding
	seen                 map[int]bool // phrases counted
	headings             int          // distinct headings
	evidence             []finding
}

// finding is one piece of evidence with its weight, to show the weightiest.
type finding struct {
	clinical.Evidence
	weight     int
	start, end int // bytes of the page's text
}

func (t *tally) score() int {
	return t.title + min(t.heading, maxHeadingScore) + min(t.term, maxTermScore) + t.name + t.layout
}

// tallies holds the tally of every kind that anything speaks for.
type tallies map[string]*tally

func (ts tallies) of(kind string) *tally {
	t := ts[kind]
	if t == nil {
		t = &tally{kind: clinical.Kind(kind), seen: map[int]bool{}}
		ts[kind] = t
	}
	return t
}

// count weighs the words of the pages.
func (ts tallies) count(pages []*page) {
	for _, p := range pages {
		p.each(func(h hit, m meaning) { ts.add(p, h, m) }, chTitle, chHeading, chTerm)
	}
	for _, p := range pages {
		ts.layout(p)
	}
}

func (ts tallies) add(p *page, h hit, m meaning) {
	t := ts.of(m.what)
	switch m.channel {
	case chTitle:
		t.addTitle(p, h, m)
	case chHeading:
		if p.isHeading(h) {
			t.addOnce(p, h, m.weight, "heading", &t.heading)
			t.headings++
		} else if m.weight > 3 {
			t.addOnce(p, h, m.weight/4, "term", &t.term)
		}
	case chTerm:
		t.addOnce(p, h, m.weight, "term", &t.term)
	}
}

func (t *tally) addTitle(p *page, h hit, m meaning) {
	w := m.weight
	if w < plainTitle && p.colonAfter(h) {
		w /= 3 // "MEDICATIONS: none" is a section, not a title
	}
	inZone := p.number == 1 && p.words[h.first].line < titleLines && p.words[h.first].start < titleBytes
	switch {
	case inZone && p.standsAlone(h):
	case inZone && p.isHeading(h):
		w = w * 3 / 4
	case p.standsAlone(h) && p.isCaps(h):
		w = w / 2
	case p.isHeading(h):
		w = w / 3
	default:
		if w >= 10 {
			t.addOnce(p, h, w/8, "term", &t.term)
		}
		return
	}
	f := p.finding(h, w, "title")
	if w <= t.title {
		return
	}
	t.title, t.titleHit = w, &f
	t.evidence = append(t.evidence, f)
}

// plainTitle is the weight from which a title is one even before a colon.
const plainTitle = 14

func (p *page) colonAfter(h hit) bool {
	last := p.words[h.last-1]
	return strings.HasPrefix(strings.TrimLeft(p.text[last.end:p.lines[last.line].end], " )s"), ":")
}

func (t *tally) addOnce(p *page, h hit, w int, source string, sum *int) {
	if w == 0 || t.seen[h.phrase] {
		return
	}
	t.seen[h.phrase] = true
	*sum += w
	t.evidence = append(t.evidence, p.finding(h, w, source))
}

func (p *page) finding(h hit, w int, source string) finding {
	start, end := p.words[h.first].start, p.words[h.last-1].end
	return finding{
		Evidence: clinical.Evidence{Claim: clinical.ClaimKind, Source: source, Text: p.quote(start, end), Page: p.number},
		weight:   w, start: start, end: end,
	}
}

// standsAlone tells whether the phrase makes up most of its line, or stands in
// capitals in a text that has lost its lines.
func (p *page) standsAlone(h hit) bool {
	l := p.lines[p.words[h.first].line]
	n := l.last - l.first
	if p.words[h.last-1].line != p.words[h.first].line {
		return p.isCaps(h)
	}
	if n <= h.last-h.first+4 {
		rest := strings.TrimSpace(p.text[l.start:l.end])
		return !strings.HasSuffix(rest, ",") && (n <= h.last-h.first+1 || !strings.HasSuffix(rest, "."))
	}
	return n > 30 && h.last-h.first > 1 && p.isCaps(h)
}

// isHeading tells whether the phrase is a heading: alone on its line, before a
// colon, or in capitals at the start of a line.
func (p *page) isHeading(h hit) bool {
	last := p.words[h.last-1]
	first := p.words[h.first]
	l := p.lines[first.line]
	after := strings.TrimLeft(p.text[last.end:p.lines[last.line].end], " \t)(s")
	if strings.HasPrefix(after, ":") {
		return startsUpper(p.text[first.start:]) || h.first == l.first
	}
	if h.first == l.first && (after == "" || after == "." || strings.HasPrefix(after, "\t") || strings.HasPrefix(after, "-")) {
		return true
	}
	if p.isCaps(h) && (h.first == l.first || h.last-h.first > 1 && last.end-first.start > 8) {
		return true
	}
	// in a table's head or behind a run of spaces
	return h.first == l.first && strings.HasPrefix(p.text[last.end:], "  ") || p.isTableCell(h)
}

// isTableCell tells whether the phrase stands between tabs.
func (p *page) isTableCell(h hit) bool {
	start, end := p.words[h.first].start, p.words[h.last-1].end
	l := p.lines[p.words[h.first].line]
	if end > l.end {
		return false
	}
	before, after := p.text[l.start:start], p.text[end:l.end]
	left := strings.TrimRight(before, " ")
	right := strings.TrimLeft(after, " ")
	return strings.Contains(p.text[l.start:l.end], "\t") && (left == "" || strings.HasSuffix(left, "\t")) && (right == "" || strings.HasPrefix(right, "\t"))
}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return false
}

// isCaps tells whether every letter of the phrase is a capital.
func (p *page) isCaps(h hit) bool {
	letters := 0
	for _, r := range p.text[p.words[h.first].start:p.words[h.last-1].end] {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 2
}

// addNames weighs the document's path: its name, and less so its folders.
func (ts tallies) addNames(name string) {
	p := nameAsPage(TitleFromName(name))
	p.each(func(h hit, m meaning) { ts.addName(p, h, m, m.weight, "file name") }, chName)
	if dir := path.Dir(strings.ReplaceAll(name, "\\", "/")); dir != "." && dir != "/" {
		d := nameAsPage(TitleFromName(path.Base(dir) + ".x"))
		d.each(func(h hit, m meaning) { ts.addName(d, h, m, m.weight/2, "folder name") }, chName)
	}
}

func (ts tallies) addName(p *page, h hit, m meaning, w int, source string) {
	t := ts.of(m.what)
	if w <= t.name {
		return
	}
	t.name = w
	f := p.finding(h, w, source)
	f.Page = 0
	t.evidence = append(t.evidence, f)
}

// addMetadataTitle weighs a title from metadata like a file name: programs
// often leave the name of an older document there.
func (ts tallies) addMetadataTitle(title string) {
	p := nameAsPage(title)
	p.each(func(h hit, m meaning) {
		t := ts.of(m.what)
		w := m.weight / 2
		f := p.finding(h, w, "title")
		f.Page = 0
		if w > t.name {
			t.name = w
			t.evidence = append(t.evidence, f)
		}
	}, chTitle)
}

func nameAsPage(s string) *page {
	p := &page{text: cleanText(s)}
	p.split()
	p.hits = book.find(p)
	return p
}

// ranked lists the tallies, best first; kinds with equal scores by name.
func (ts tallies) ranked() []*tally {
	out := make([]*tally, 0, len(ts))
	for _, k := range sorted(ts) {
		out = append(out, ts[k])
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score() > out[j].score() })
	return out
}

// What a verdict takes, in points.
const (
	minScore     = 8  // below it the kind is unknown
	likelyScore  = 14 // below it the kind is a guess
	likelyLead   = 3
	certainScore = 20
	certainLead  = 9
)

// kin lists kinds that one paper may well be at once: they do not make each
// other doubtful.
var kin = map[clinical.Kind]string{
	clinical.OncologyNote: "visit", clinical.ProgressNote: "visit", clinical.EmergencyReport: "visit", clinical.ReferralLetter: "visit", clinical.CaseSummary: "visit", clinical.HealthHistory: "visit",
	clinical.OperativeReport: "procedure", clinical.ProcedureReport: "procedure",
	clinical.PathologyReport: "tissue", clinical.CytologyReport: "tissue",
	clinical.TumourGenomics: "genes", clinical.GermlineGenetics: "genes",
	clinical.LabResults: "blood", clinical.TumourMarkerSeries: "blood",
}

// decide picks the kind and says how sure it is.
func (ts tallies) decide() (*tally, clinical.Confidence) {
	r := ts.ranked()
	if len(r) == 0 || r[0].score() < minScore {
		return nil, clinical.Unsure
	}
	best, rival := r[0], 0
	for _, t := range r[1:] {
		if kin[t.kind] == "" || kin[t.kind] != kin[best.kind] {
			rival = t.score()
			break
		}
	}
	lead := best.score() - rival
	sources := 0
	for _, n := range []int{best.title, best.heading, best.term, best.layout} {
		if n > 0 {
			sources++
		}
	}
	switch {
	case best.score() >= certainScore && lead >= certainLead && sources > 1:
		return best, clinical.Certain
	case best.score() >= likelyScore && lead >= likelyLead:
		return best, clinical.Likely
	}
	return best, clinical.Unsure
}

// topEvidence is the weightiest evidence, at most n pieces.
func (t *tally) topEvidence(n int) []clinical.Evidence {
	fs := append([]finding(nil), t.evidence...)
	sort.SliceStable(fs, func(i, j int) bool { return fs[i].weight > fs[j].weight })
	var out []clinical.Evidence
	seen := map[string]bool{}
	for _, f := range fs {
		if len(out) == n {
			break
		}
		if key := f.Source + f.Text; !seen[key] {
			seen[key] = true
			out = append(out, f.Evidence)
		}
	}
	return out
}
