package packet

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// entry is one line of the index: a document or a scan.
type entry struct {
	number int
	record *clinical.Record
	doc    *Document // or nil
	scan   *Scan     // or nil
	pages  clinical.PageRange
	// appendix are its pages at the end of the packet; they are pages, too, where
	// it has no others.
	appendix clinical.PageRange
}

// number makes the entries: the documents in their order, each scan among the
// imaging records before the first one with a later id.
func (l *Layout) number() {
	l.byID, l.alike, l.scansOf = map[string]*entry{}, map[string]int{}, map[string][]*entry{}
	var scans []*entry
	for i := range l.p.Scans {
		e := &entry{record: l.p.Scans[i].Record, scan: &l.p.Scans[i]}
		scans = append(scans, e)
		for _, id := range e.scan.Reports {
			l.scansOf[id] = append(l.scansOf[id], e)
		}
	}
	for i := range l.p.Documents {
		e := &entry{record: l.p.Documents[i].Record, doc: &l.p.Documents[i]}
		for len(scans) > 0 && scans[0].before(e) {
			l.entries, scans = append(l.entries, scans[0]), scans[1:]
		}
		l.entries = append(l.entries, e)
	}
	l.entries = append(l.entries, scans...)
	for i, e := range l.entries {
		e.number = i + 1
		l.alike[e.likeness()]++
		l.byID[e.record.ID] = e
	}
}

// likeness is what a row of the index says of the entry before its remarks.
func (e *entry) likeness() string { return e.title() + "\x00" + e.date() + "\x00" + e.facility() }

// origin tells entries apart that are alike: the file, or the folder of a scan.
func (e *entry) origin() string {
	if e.doc == nil {
		return e.scan.Folder
	}
	return e.source()
}

// before tells whether the scan e stands in the index before the document d.
func (e *entry) before(d *entry) bool {
	a, b := e.record.Kind.Group().Order(), d.record.Kind.Group().Order()
	if a != b {
		return a < b
	}
	x, y := e.record.ID, d.record.ID
	if len(x) != len(y) {
		return len(x) < len(y) // R999 comes before R1000
	}
	return x < y
}

// name is the entry's title in two parts: what it is, and what about it.
func (e *entry) name() (lead, detail string) { return e.record.Name() }

// title is name in one piece.
func (e *entry) title() string {
	lead, detail := e.name()
	if detail == "" {
		return lead
	}
	return lead + " — " + detail
}

// source is the file from which the pages come, as the user knows it, without
// its folders.
func (e *entry) source() string {
	if e.doc == nil {
		return ""
	}
	name := strings.TrimRight(strings.ReplaceAll(e.doc.Original, `\`, "/"), "/")
	return name[strings.LastIndex(name, "/")+1:]
}

// pageOf is where page n of the entry's document stands in the packet; the
// first page where that page was not taken, or the pages were drawn here.
func (e *entry) pageOf(n int) int {
	if e.doc == nil || e.doc.Own {
		return e.pages.First
	}
	if i := slices.Index(e.doc.Appendix.Pages, n); i >= 0 {
		return e.appendix.First + i
	}
	if e.doc.Take != nil {
		n = slices.Index(e.doc.Take, n) + 1
	}
	if n < 1 || e.pages.First+n-1 > e.pages.Last {
		return e.pages.First
	}
	return e.pages.First + n - 1
}

// facility is where the record comes from.
func (e *entry) facility() string {
	if e.record.Facility == "" && e.record.Study != nil {
		return e.record.Study.Facility
	}
	return e.record.Facility
}

// remarks are the notes of an index line.
func (l *Layout) remarks(e *entry) string {
	rs := append([]string{}, e.record.Remarks...)
	if e.scan != nil {
		rs = append(rs, e.scan.Size(), l.reportRemark(e.scan))
	}
	for _, s := range l.scansOf[e.record.ID] {
		rs = append(rs, s.place())
	}
	if l.alike[e.likeness()] > 1 {
		rs = append(rs, e.origin())
	}
	if also := e.record.AlsoReceivedAs; len(also) > 0 {
		rs = append(rs, "also received as "+wording.Some(also, 3))
	}
	return strings.Join(rs, "; ")
}

// place says where a scan stands: "pictures: page 9".
func (e *entry) place() string {
	if len(e.scan.Pictures) == 0 {
		return "the scan: " + pageWord(e.pages.First)
	}
	return "pictures: " + pageWord(e.pages.First)
}

// date is the day of service, or words where none is known.
func (e *entry) date() string {
	if e.record.Date.IsZero() {
		return "no date"
	}
	return e.record.Date.Human()
}
