package dossier

import (
	"slices"

	"github.com/medbundle/medbundle/internal/classify/rescan"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// findRescans finds papers that were scanned twice, or of which there is the file
// too: they differ by letters that were misread in a picture, and by nothing else.
// What looks alike and cannot be proved is kept for a finding.
func (d *Dossier) findRescans(twin map[*Entry]*Entry) {
	var list []*Entry
	for _, e := range d.Entries {
		if e.comparable() && twin[e] == nil && !e.isWebPage() && e.word.Kind == "" && e.word.Title == "" && e.word.Date == "" {
			list = append(list, e)
		}
	}
	if !slices.ContainsFunc(list, func(e *Entry) bool { return e.recognized() > 0 }) {
		return // and no text is cut into words for nothing
	}
	texts := map[*Entry]rescan.Text{}
	for _, e := range list {
		texts[e] = rescan.Read(e.ownPages())
	}
	d.rescans = map[*Entry]bool{}
	known := d.wordsOf(list, texts)
	for i, a := range list {
		for _, b := range list[:i] {
			if twin[a] != nil || twin[b] != nil || a.recognized()+b.recognized() == 0 || a.Match != b.Match || a.Item == b.Item {
				continue
			}
			switch rescan.Compare(texts[a], texts[b], func(w string) bool { return known(w, a, b) }) {
			case rescan.Same:
				keep, drop := b, a
				if readWorse(b, a) {
					keep, drop = a, b
				}
				twin[drop], d.rescans[drop] = keep, true
			case rescan.Near:
				d.copies = append(d.copies, [2]*Entry{b, a})
			}
		}
	}
}

// wordsOf tells which words are real: those of the vocabularies, and those of
// another paper that was not read from a picture.
func (d *Dossier) wordsOf(list []*Entry, texts map[*Entry]rescan.Text) func(w string, a, b *Entry) bool {
	in := map[string][]*Entry{} // up to three papers: one more than those that are compared
	for _, e := range list {
		if e.recognized() > 0 {
			continue
		}
		for w := range texts[e].Words() {
			if l := in[w]; len(l) < 3 && !slices.Contains(l, e) {
				in[w] = append(l, e)
			}
		}
	}
	return func(w string, a, b *Entry) bool {
		return words.Known(w) || slices.ContainsFunc(in[w], func(e *Entry) bool { return e != a && e != b })
	}
}

// recognized counts the pages of the record that were read from their pictures.
func (e *Entry) recognized() int {
	n := 0
	e.eachRecognized(func(document.Recognized) { n++ })
	return n
}

func (e *Entry) eachRecognized(f func(document.Recognized)) {
	for _, r := range e.Document().Recognized {
		if e.has(r.Page) {
			f(r)
		}
	}
}

// readWorse tells whether the text of a is less to be trusted than that of b: more
// of it was read from pictures, or less surely.
func readWorse(a, b *Entry) bool {
	if x, y := a.recognized(), b.recognized(); x != y {
		return x > y
	}
	if x, y := a.confidence(), b.confidence(); x != y {
		return x < y
	}
	return worse(a, b)
}

// confidence adds up how surely the pages were read from their pictures.
func (e *Entry) confidence() int {
	sum := 0
	e.eachRecognized(func(r document.Recognized) { sum += r.Confidence })
	return sum
}

// reportCopies says of papers that look like copies that they are all shown.
func (d *Dossier) reportCopies() {
	for _, pair := range d.copies {
		first, second := pair[0], pair[1]
		if !first.Packed || !second.Packed || !slices.Contains(d.Entries, first) || !slices.Contains(d.Entries, second) {
			continue
		}
		d.find(clinical.Finding{
			Rule: "copy", Severity: clinical.SeverityInfo, Record: second.ID, Path: second.firstPath(),
			Message: "This looks like another copy of record " + first.ID + ", but the two were read differently, so both are in the packet",
			Fix:     "Look at both. If they are the same paper, leave the poorer one out in case.yaml: `" + second.say("leave_out: true") + "`.",
		})
	}
}
