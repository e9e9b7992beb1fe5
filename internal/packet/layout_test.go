package packet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
	"github.com/medbundle/medbundle/internal/pdf"
)

// linksTo tells whether some page of the section leads to page n.
func linksTo(pages []*typeset.Page, section string, n int) bool {
	for _, pg := range pages {
		for _, m := range pg.Marks {
			if k, ok := m.(typeset.LinkMark); ok && pg.Section == section && k.Page == n {
				return true
			}
		}
	}
	return false
}

func TestArithmetic(t *testing.T) {
	for name, p := range map[string]Packet{"demo": demo(t), "stress": stress(t), "empty": {}} {
		t.Run(name, func(t *testing.T) {
			l := lay(t, p)
			next := len(l.front) + 1
			for _, d := range p.Documents {
				want := clinical.PageRange{First: next, Last: next + len(d.Sizes) - 1}
				if got := l.Pages(d.Record.ID); got != want {
					t.Fatalf("%s: pages %v, want %v", d.Record.ID, got, want)
				}
				if !linksTo(l.front, "index", want.First) {
					t.Fatalf("%s: no index row leads to page %d", d.Record.ID, want.First)
				}
				next = want.Last + 1
			}
			if l.Total() != next-1 {
				t.Fatalf("total %d, want %d", l.Total(), next-1)
			}
			for i, s := range p.Scans {
				r := l.Pages(s.Record.ID)
				for k := r.First; k <= r.Last; k++ {
					if got := l.front[k-1]; got.Section != "scans" {
						t.Fatalf("page %d of scan %d is in section %q", k, i+1, got.Section)
					}
				}
				if want := fmt.Sprintf("SCAN %d OF %d\n", i+1, len(p.Scans)); !strings.HasPrefix(typesettest.TextOf(l.front[r.First-1]), want) {
					t.Fatalf("page %d does not begin with %q", r.First, want)
				}
			}
			for _, pg := range l.front {
				for _, m := range pg.Marks {
					if k, ok := m.(typeset.LinkMark); ok && (k.Page < 1 || k.Page > l.Total()) {
						t.Fatalf("a link in %q leads to page %d of %d", pg.Section, k.Page, l.Total())
					}
				}
			}
			checkOutline(t, l, l.Outline())
		})
	}
}

func checkOutline(t *testing.T, l *Layout, marks []pdf.Bookmark) {
	t.Helper()
	named := map[int]int{}
	var walk func([]pdf.Bookmark)
	walk = func(bs []pdf.Bookmark) {
		for _, b := range bs {
			if len(b.Children) == 0 && strings.HasSuffix(b.Title, fmt.Sprintf("(page %d)", b.Page)) {
				named[b.Page]++
			}
			walk(b.Children)
		}
	}
	walk(marks)
	for _, e := range l.entries {
		if named[e.pages.First] != 1 {
			t.Fatalf("%s: %d bookmarks for page %d, want 1", e.record.ID, named[e.pages.First], e.pages.First)
		}
	}
}

func TestOutlineOfTheDemo(t *testing.T) {
	var titles []string
	for _, b := range lay(t, demo(t)).Outline() {
		titles = append(titles, b.Title)
	}
	want := "Cover|From the patient|Medicines, as the records list them|Index|What is missing|Scans|Pathology and tumour tests|Scans and scan reports|Operations and procedures|" +
		"Treatment given and planned|Clinic letters and notes|Medicines and allergies"
	if got := strings.Join(titles, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// tape is an assembler that only counts.
type tape struct {
	next   int
	wrong  string // the source that comes out one page too long
	feet   pdf.Source
	bands  map[string]bool
	closed bool
	sizes  map[string]int
}

func (a *tape) SetFeet(src pdf.Source) error { a.feet = src; return nil }

func (a *tape) Inner(int) []pdf.Bookmark { return nil }

func (a *tape) Append(_ context.Context, src pdf.Source, opt pdf.AppendOptions) (int, int, error) {
	n := a.sizes[src.Name]
	if src.Name == a.wrong {
		n++
	}
	a.bands[src.Name] = opt.Band
	first := a.next + 1
	a.next += n
	return first, a.next, nil
}

func (a *tape) Close([]pdf.Bookmark) error { a.closed = true; return nil }

func newTape(l *Layout) *tape {
	a := &tape{bands: map[string]bool{}, sizes: map[string]int{"front pages": len(l.front)}}
	for _, e := range l.entries {
		if e.doc != nil {
			a.sizes[e.doc.Source.Name] = len(e.doc.Sizes)
		}
	}
	return a
}

func TestAssemble(t *testing.T) {
	p := demo(t)
	p.Documents[len(p.Documents)-1].Own = true
	l := lay(t, p)
	a := newTape(l)
	if err := l.assemble(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	if !a.closed || a.next != l.Total() {
		t.Errorf("closed %v after %d pages, want %d", a.closed, a.next, l.Total())
	}
	if a.bands["front pages"] || a.bands["my meds list.txt"] || !a.bands["scan0012.pdf"] {
		t.Errorf("bands: %v: own pages get none, others do", a.bands)
	}
	a = newTape(l)
	a.wrong = "scan0012.pdf"
	if err := l.assemble(context.Background(), a); err == nil || !strings.Contains(err.Error(), "scan0012.pdf") {
		t.Errorf("a document with a page too many: %v", err)
	}
}

func TestLayRefuses(t *testing.T) {
	doc := func(id string, n int) Document {
		return Document{Record: &clinical.Record{ID: id}, Original: "letter.pdf", Sizes: make([]pdf.PageSize, n)}
	}
	cases := map[string]struct {
		p    Packet
		want string
	}{
		"no record":  {Packet{Documents: []Document{{Original: "letter.pdf"}}}, "letter.pdf has no record"},
		"twice":      {Packet{Documents: []Document{doc("R001", 1), doc("R001", 1)}}, "twice"},
		"no pages":   {Packet{Documents: []Document{doc("R001", 0)}}, "letter.pdf has no pages"},
		"bad totals": {Packet{Inputs: 3, Totals: map[clinical.Fate]int{clinical.FatePages: 2}}, "3 files, but their fates add up to 2"},
	}
	for name, c := range cases {
		if _, err := Lay(c.p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	draw := func() []byte {
		l := lay(t, stress(t))
		front, err := typeset.Paint(l.front)
		feet, err2 := l.feet()
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		return append(front, feet...)
	}
	if !bytes.Equal(draw(), draw()) {
		t.Error("two runs differ")
	}
}

func BenchmarkLay500Records(b *testing.B) {
	p := stress(b)
	for b.Loop() {
		if _, err := Lay(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFeet2000Pages(b *testing.B) {
	p := demo(b)
	for range 2000 - 16 {
		p.Documents[0].Sizes = append(p.Documents[0].Sizes, a4)
	}
	l := lay(b, p)
	for b.Loop() {
		if _, err := l.feet(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestNumbersFollowTheIDs: whoever names a record before the packet is laid out
// may count the records in the order of their ids.
func TestNumbersFollowTheIDs(t *testing.T) {
	kinds := []clinical.Kind{clinical.PathologyReport, clinical.PathologyReport, clinical.ImagingStudy, clinical.ImagingReport, clinical.ImagingStudy, clinical.ImagingReport, clinical.ImagingStudy, clinical.PortalSummary, clinical.Other}
	var l Layout
	for i, k := range kinds {
		rec := &clinical.Record{ID: fmt.Sprintf("R%03d", i+1), Kind: k}
		if k == clinical.ImagingStudy {
			l.p.Scans = append(l.p.Scans, Scan{Record: rec})
		} else {
			l.p.Documents = append(l.p.Documents, Document{Record: rec})
		}
	}
	l.number()
	for i, e := range l.entries {
		if want := fmt.Sprintf("R%03d", i+1); e.record.ID != want || e.number != i+1 {
			t.Errorf("No %d is %s, want %s", e.number, e.record.ID, want)
		}
	}
}
