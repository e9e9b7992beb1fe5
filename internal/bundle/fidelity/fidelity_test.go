package fidelity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// looks stands in for PDFium: how far page n of a paper differs depends on the
// rung that wrote it last.
type looks struct {
	now    map[string]*document.Document // by name
	differ map[string]map[pdfium.Rung][]int
	asked  []string
	err    error
}

func (l *looks) Compare(_ context.Context, pairs []pdfium.Pair) ([]pdfium.Comparison, error) {
	var out []pdfium.Comparison
	for _, p := range pairs {
		l.asked = append(l.asked, fmt.Sprintf("%s %d=%d", p.File.Name, p.Page, p.Twin))
		c := pdfium.Comparison{Pair: p, Drawn: true}
		if by := l.differ[p.File.Name][l.now[p.File.Name].Rung]; p.Page <= len(by) {
			c.Difference = by[p.Page-1]
		}
		if c.Difference < 0 {
			c = pdfium.Comparison{Pair: p}
		}
		out = append(out, c)
	}
	return out, l.err
}

// rungs climbs import, copy, raster.
type rungs struct{ err error }

func (r rungs) NextRung(_ context.Context, _ document.File, doc *document.Document) (*document.Document, error) {
	order := []pdfium.Rung{"", pdfium.Import, pdfium.Copy, pdfium.Raster}
	at := slices.Index(order, doc.Rung) + 1
	if r.err != nil || at == len(order) {
		return nil, r.err
	}
	next := *doc
	next.Rung, next.Repaired = order[at], true
	return &next, nil
}

func paper(name string, pages, first int, repaired bool) Paper {
	doc := &document.Document{Sizes: make([]pdf.PageSize, pages), Repaired: repaired, Original: &pdf.Source{Name: name, Path: name}}
	return Paper{Record: "R-" + name, Name: name, Document: doc, First: first}
}

// settle plays rounds until nothing changes, as the bundle does.
func settle(t *testing.T, c *Check, l *looks, papers []Paper) (findings []string) {
	t.Helper()
	for range 20 {
		for _, p := range papers {
			l.now[p.Name] = p.Document
		}
		outcomes, err := c.Round(context.Background(), "packet.pdf", papers)
		if err != nil {
			t.Fatal(err)
		}
		if len(outcomes) == 0 {
			return findings
		}
		for _, o := range outcomes {
			i := slices.IndexFunc(papers, func(p Paper) bool { return p.Record == o.Record })
			if o.Document != nil {
				papers[i].Document = o.Document
			}
			if o.Finding != nil {
				findings = append(findings, fmt.Sprintf("%s %s %s", o.Finding.Rule, o.Finding.Severity, o.Finding.Path))
			}
		}
	}
	t.Fatal("it does not end")
	return nil
}

func TestRounds(t *testing.T) {
	type by = map[pdfium.Rung][]int
	for _, c := range []struct {
		name     string
		mode     Mode
		differ   by
		repaired bool
		rung     pdfium.Rung
		finding  string
		compared int
	}{
		{"alike", All, by{"": {0, 24, 3}}, false, "", "[]", 3},
		{"none asked for", None, by{"": {90, 90, 90}}, false, "", "[]", 0},
		{"a sample", Auto, by{"": {0, 90, 90}}, false, "", "[]", 1},
		{"a sample that differs", Auto, by{"": {90, 0, 0}}, false, pdfium.Import, "[repaired info a]", 3},
		{"repaired, so all", Auto, by{"": {0, 90, 0}, pdfium.Import: {0, 90, 0}}, true, pdfium.Copy, "[repaired info a]", 3},
		{"nothing helps, first is best", All, by{"": {0, 90, 0}, pdfium.Import: {90, 90, 0}, pdfium.Copy: {0, 90, 0}, pdfium.Raster: {0, 91, 0}}, false, "", "[page-differs warning a]", 3},
		{"nothing helps, a later one is best", All, by{"": {0, 90, 0}, pdfium.Import: {90, 90, 0}, pdfium.Copy: {0, 60, 0}, pdfium.Raster: {0, 91, 0}}, false, pdfium.Copy, "[page-differs warning a]", 3},
		{"nothing helps, the last is best", All, by{"": {0, 90, 0}, pdfium.Import: {90, 90, 0}, pdfium.Copy: {0, 60, 0}, pdfium.Raster: {0, 25, 0}}, false, pdfium.Raster, "[page-differs warning a]", 3},
		{"a page that cannot be drawn", All, by{"": {0, -1, 0}}, false, "", "[]", 2},
	} {
		l := &looks{now: map[string]*document.Document{}, differ: map[string]map[pdfium.Rung][]int{"a": c.differ}}
		check := &Check{Mode: c.mode, Engine: l, Ladder: rungs{}}
		papers := []Paper{paper("a", 3, 7, c.repaired)}
		got := settle(t, check, l, papers)
		if fmt.Sprint(got) != c.finding || papers[0].Document.Rung != c.rung || check.Compared() != c.compared {
			t.Errorf("%s: %v, rung %q, %d compared", c.name, got, papers[0].Document.Rung, check.Compared())
		}
	}
}

// Only what is open is compared again, and against the right page.
func TestRoundsLeaveSettledPapersAlone(t *testing.T) {
	l := &looks{now: map[string]*document.Document{}, differ: map[string]map[pdfium.Rung][]int{"b": {"": {0, 200}}}}
	picture := paper("photo", 1, 9, false)
	picture.Document.Original = nil
	settle(t, &Check{Mode: All, Engine: l, Ladder: rungs{}}, l, []Paper{paper("a", 1, 5, false), paper("b", 2, 6, false), picture})
	if want := "a 1=5,b 1=6,b 2=7,b 1=6,b 2=7"; strings.Join(l.asked, ",") != want {
		t.Errorf("asked for %v, want %s", l.asked, want)
	}
}

func TestSampleIsSpreadAndBounded(t *testing.T) {
	l := &looks{now: map[string]*document.Document{}}
	var papers []Paper
	for i := range 100 {
		papers = append(papers, paper(fmt.Sprint("p", i), 3, 1+3*i, false))
	}
	check := &Check{Mode: Auto, Engine: l, Ladder: rungs{}}
	settle(t, check, l, papers)
	if check.Compared() != maxSample || l.asked[0] != "p0 1=1" || l.asked[1] != "p2 2=8" || !strings.HasPrefix(l.asked[maxSample-1], "p97 ") {
		t.Errorf("%d compared: %v", check.Compared(), l.asked)
	}
}

func TestErrorsOfTheRun(t *testing.T) {
	broken := errors.New("broken")
	l := &looks{now: map[string]*document.Document{}, err: broken}
	if _, err := (&Check{Mode: All, Engine: l, Ladder: rungs{}}).Round(context.Background(), "x", nil); !errors.Is(err, broken) {
		t.Error(err)
	}
	p := paper("a", 1, 1, false)
	l = &looks{now: map[string]*document.Document{"a": p.Document}, differ: map[string]map[pdfium.Rung][]int{"a": {"": {99}}}}
	if _, err := (&Check{Mode: All, Engine: l, Ladder: rungs{err: broken}}).Round(context.Background(), "x", []Paper{p}); !errors.Is(err, broken) {
		t.Error(err)
	}
	var none *Check
	if out, err := none.Round(context.Background(), "x", []Paper{p}); out != nil || err != nil || none.Compared() != 0 {
		t.Error("no check compared something")
	}
}
