package packet

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
)

// A case file and a record can hold texts of any length. What is measured of
// them is bounded, and so is the front of the packet.
func TestTextsOfMegabytesAreCut(t *testing.T) {
	long := strings.Repeat("word ", 100_000)
	b := &builder{t: t}
	src := fakePages(t, "page", a4)
	for range 20 {
		r := b.record(clinical.PathologyReport, long, "2026-03-14", long)
		r.Remarks, r.AlsoReceivedAs = []string{long}, []string{long, long}
		b.p.Documents = append(b.p.Documents, Document{Record: r, Source: src, Sizes: []pdf.PageSize{a4}, Original: long})
	}
	b.p.Case = clinical.Case{Patient: clinical.Patient{Family: long, Given: long, IDs: []string{long}}, Recipient: long, PreparedBy: long}
	for range 50 {
		b.p.Case.Questions = append(b.p.Case.Questions, long)
		b.p.LeftOut = append(b.p.LeftOut, LeftOut{What: long, Why: long})
		b.p.Findings = append(b.p.Findings, clinical.Finding{Severity: clinical.SeverityError, Record: "R001", Message: long})
		b.p.Checklist.Items = append(b.p.Checklist.Items, clinical.ChecklistItem{Title: long, Status: clinical.StatusMissing, Why: long})
	}
	r := b.record(clinical.ImagingStudy, long, "2026-01-02", long)
	b.p.Scans = []Scan{{Record: r, Folder: long, Problems: []string{long, long}, Series: []ScanSeries{{Number: long, Description: long, Modality: long, Folder: long}}}}

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	l := lay(t, b.p)
	if _, err := typeset.Paint(l.front); err != nil {
		t.Fatal(err)
	}
	if _, err := l.feet(); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 2000 || len(l.front) > 100 { // unbounded: 58,000, and 6,000 pages
		t.Errorf("it took %d MB, all told, and %d front pages", mb, len(l.front))
	}
	for _, mark := range l.Outline() {
		for _, m := range append(mark.Children, mark) {
			if n := utf8.RuneCountInString(m.Title); n > 2*longestTitle {
				t.Errorf("a bookmark of %d runes", n)
			}
		}
	}
	if n := utf8.RuneCountInString(l.info().Title); n > 2*longestTitle {
		t.Errorf("a title of %d runes", n)
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"a bcd", 3, "a…"}, {"äöü", 3, "äöü"}, {"äöüß", 3, "äö…"},
	} {
		if got := typeset.Shorten(c.in, c.n); got != c.want {
			t.Errorf("%q in %d is %q, want %q", c.in, c.n, got, c.want)
		}
	}
}
