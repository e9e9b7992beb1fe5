package document

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// engine stands in for PDFium: it finds what probe says, and rungs that are not
// named fail.
type engine struct {
	prober
	rungs map[pdfium.Rung]pdf.CheckResult
	lost  []int
	fail  error
	found *pdfium.Probe
	tried []pdfium.Rung
}

func (e *engine) Rescue(_ context.Context, _, name, _ string, rung pdfium.Rung, out string) (*pdfium.Rescued, error) {
	e.tried = append(e.tried, rung)
	if check, ok := e.rungs[rung]; ok {
		got := &pdfium.Rescued{Rung: rung, Check: check}
		if rung == pdfium.Raster {
			got.Lost = e.lost
		}
		return got, os.WriteFile(out, []byte(rung), 0o600)
	}
	if e.fail != nil {
		return nil, fmt.Errorf("%s: %w", name, e.fail)
	}
	return nil, fmt.Errorf("%s: %w", name, pdfium.ErrRefused)
}

// Salvage finds what the test says is to be found.
func (e *engine) Salvage(_ context.Context, _, name, out string) error {
	if e.fail != nil {
		return fmt.Errorf("%s: %w", name, e.fail)
	}
	if e.found == nil {
		return fmt.Errorf("%s: %w", name, pdfium.ErrRefused)
	}
	e.prober.probe = e.found
	return os.WriteFile(out, nil, 0o600)
}

func pages(n, unshown int) pdf.CheckResult {
	return pdf.CheckResult{Pages: slices.Repeat([]pdf.PageSize{{Width: 595, Height: 842}}, n), Unshown: unshown, Forms: unshown > 0}
}

// probeOf is a probe of a file that PDFium opens; a check with pages was passed.
func probeOf(n int, check pdf.CheckResult) *pdfium.Probe {
	p := &pdfium.Probe{Opened: true, Pages: slices.Repeat([]pdfium.Page{{Text: "Histology"}}, n), Check: check, Assemblable: len(check.Pages) > 0}
	if !p.Assemblable {
		p.Problem = "Its pages cannot be copied: it is damaged."
	}
	return p
}

const (
	drawRung   = pdfium.Appearances
	importRung = pdfium.Import
	copyRung   = pdfium.Copy
	rasterRung = pdfium.Raster
)

func TestLadder(t *testing.T) {
	anew := pages(2, 0)
	anew.NeedsAppearances, anew.Forms = true, true
	type results = map[pdfium.Rung]pdf.CheckResult
	cases := []struct {
		name  string
		probe *pdfium.Probe
		err   error
		rungs results
		lost  []int
		tried string
		rung  pdfium.Rung
		want  string
	}{
		{"clean", probeOf(2, pages(2, 0)), nil, nil, nil, "[]", "", ""},
		{"fields", probeOf(2, pages(2, 3)), nil, results{drawRung: pages(2, 0)}, nil, "[appearances]", drawRung, "repaired info"},
		{"some fields", probeOf(2, pages(2, 3)), nil, results{drawRung: pages(2, 1)}, nil, "[appearances]", drawRung, "repaired info, cut warning"},
		{"drawing helps nothing", probeOf(2, pages(2, 3)), nil, results{drawRung: pages(2, 3)}, nil, "[appearances]", "", "cut warning"},
		{"drawing loses a page", probeOf(2, pages(2, 3)), nil, results{drawRung: pages(1, 0)}, nil, "[appearances]", "", "cut warning"},
		{"drawing fails", probeOf(2, pages(2, 3)), nil, nil, nil, "[appearances]", "", "cut warning"},
		{"to be drawn anew", probeOf(2, anew), nil, results{drawRung: pages(2, 0)}, nil, "[appearances]", drawRung, "repaired info"},
		{"import", probeOf(2, pages(0, 0)), nil, results{importRung: pages(2, 0)}, nil, "[import]", importRung, "repaired warning"},
		{"import loses a page", probeOf(2, pages(0, 0)), nil, results{importRung: pages(1, 0), copyRung: pages(2, 0)}, nil, "[import copy]", copyRung, "repaired warning"},
		{"import with fields", probeOf(2, pages(0, 0)), nil, results{importRung: pages(2, 1), drawRung: pages(2, 0)}, nil, "[import appearances]", drawRung, "repaired warning"},
		{"import with lost fields", probeOf(2, pages(0, 0)), nil, results{importRung: pages(2, 1)}, nil, "[import appearances]", importRung, "repaired warning, cut warning"},
		{"raster", probeOf(2, pages(0, 0)), nil, results{rasterRung: pages(2, 0)}, []int{2}, "[import copy raster]", rasterRung, "repaired warning"},
		{"nothing helps", probeOf(2, pages(0, 0)), nil, nil, nil, "[import copy raster]", "", "damaged error"},
		{"reading dies, pages are good", probeOf(0, pages(2, 0)), pdfium.ErrTimeout, nil, nil, "[]", "", "timeout warning"},
		{"reading dies, import helps", probeOf(0, pages(0, 0)), pdfium.ErrCrash, results{importRung: pages(2, 0)}, nil, "[import]", importRung, "repaired warning, damaged warning"},
	}
	for _, c := range cases {
		e := &engine{prober: prober{probe: c.probe, err: c.err}, rungs: c.rungs, lost: c.lost}
		if c.err != nil {
			c.probe.Opened = false
		}
		f := fileOf(t, "a.pdf", []byte("%PDF-1.7"))
		doc, err := (&Reader{Engine: e, Work: t.TempDir()}).Read(context.Background(), f)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if fmt.Sprint(e.tried) != c.tried || doc.Rung != c.rung || rules(doc.Troubles) != c.want {
			t.Errorf("%s: tried %v, took %q, troubles %s", c.name, e.tried, doc.Rung, rules(doc.Troubles))
		}
		checkRung(t, c.name, f, doc)
	}
}

// checkRung holds where a document's pages come from against its rung.
func checkRung(t *testing.T, name string, f File, doc *Document) {
	t.Helper()
	if (doc.Source == nil) != strings.HasPrefix(name, "nothing helps") {
		t.Errorf("%s: source %v", name, doc.Source)
	}
	if doc.Source == nil {
		return
	}
	if doc.Rung == "" && doc.Source.Path != f.Path || doc.Rung != "" && (doc.Source.Path == f.Path || !doc.Repaired || doc.Source.Name != f.Name) {
		t.Errorf("%s: rung %q, source %+v", name, doc.Rung, doc.Source)
	}
	if len(doc.Sizes) != len(doc.Pages) {
		t.Errorf("%s: %d sizes, %d texts", name, len(doc.Sizes), len(doc.Pages))
	}
	for _, x := range doc.Troubles {
		if x.Rule == RuleRepaired && !strings.HasSuffix(x.Message, "The original goes along untouched.") {
			t.Errorf("%s: %s", name, x.Message)
		}
	}
}

// Without a work folder nothing is made anew, and the finding says so as before.
func TestNoLadderWithoutWorkFolder(t *testing.T) {
	e := &engine{prober: prober{probe: probeOf(2, pages(0, 0))}, rungs: map[pdfium.Rung]pdf.CheckResult{importRung: pages(2, 0)}}
	doc, err := (&Reader{Engine: e}).Read(context.Background(), fileOf(t, "a.pdf", []byte("%PDF-1.7")))
	if err != nil || doc.Source != nil || rules(doc.Troubles) != "damaged error" || len(e.tried) > 0 {
		t.Errorf("%+v, %v, tried %v", doc, err, e.tried)
	}
}

// Trouble of the run is not trouble with the file.
func TestLadderRunErrors(t *testing.T) {
	full := errors.New("no space left on device")
	for i, fail := range []error{full, pdfium.ErrUnavailable, pdfium.ErrClosed, full} {
		e := &engine{prober: prober{probe: probeOf(2, pages(0, 0))}, fail: fail}
		if i == 3 {
			e.prober.probe = &pdfium.Probe{} // nothing to climb: it fails in salvage
		}
		_, err := (&Reader{Engine: e, Work: t.TempDir()}).Read(context.Background(), fileOf(t, "a.pdf", []byte("%PDF-1.7")))
		if err == nil {
			t.Fatal("no error")
		}
		var trouble *Trouble
		if !errors.Is(err, fail) || errors.As(err, &trouble) || !strings.HasPrefix(err.Error(), "a.pdf: ") {
			t.Errorf("%v: %v", fail, err)
		}
	}
}

func TestNextRung(t *testing.T) {
	all := map[pdfium.Rung]pdf.CheckResult{drawRung: pages(2, 0), importRung: pages(1, 0), copyRung: pages(2, 0), rasterRung: pages(2, 0)}
	for _, c := range []struct {
		name  string
		check pdf.CheckResult
		want  []pdfium.Rung
	}{
		{"without fields", pages(2, 0), []pdfium.Rung{copyRung, rasterRung}},
		{"with fields", func() pdf.CheckResult { c := pages(2, 0); c.Forms = true; return c }(), []pdfium.Rung{drawRung, copyRung, rasterRung}},
	} {
		r := &Reader{Engine: &engine{prober: prober{probe: probeOf(2, c.check)}, rungs: all}, Work: t.TempDir()}
		f := fileOf(t, "a.pdf", []byte("%PDF-1.7"))
		doc, err := r.Read(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		var got []pdfium.Rung
		for next := doc; ; {
			if next, err = r.NextRung(context.Background(), f, next); err != nil {
				t.Fatal(err)
			}
			if next == nil {
				break
			}
			got = append(got, next.Rung)
			if next.Source.Path == f.Path || next.Original.Path != f.Path {
				t.Errorf("%s: source %+v, original %+v", c.name, next.Source, next.Original)
			}
		}
		if !slices.Equal(got, c.want) || doc.Rung != "" || doc.Source.Path != f.Path {
			t.Errorf("%s: %v, want %v; the first document is now %+v", c.name, got, c.want, doc.Source)
		}
	}
	if next, err := (&Reader{}).NextRung(context.Background(), File{}, &Document{}); next != nil || err != nil {
		t.Error("something that is no PDF was made anew")
	}
}

// A file that no reader opens is looked through for pages.
func TestSalvage(t *testing.T) {
	for _, c := range []struct {
		name  string
		found *pdfium.Probe
		rungs map[pdfium.Rung]pdf.CheckResult
		want  string
	}{
		{"nothing there", nil, nil, ""},
		{"what was found cannot be read", &pdfium.Probe{}, nil, ""},
		{"what was found has no pages to copy", probeOf(2, pages(0, 0)), nil, ""},
		{"pages", probeOf(2, pages(2, 0)), nil, "damaged error"},
		{"pages that need the ladder", probeOf(2, pages(0, 0)), map[pdfium.Rung]pdf.CheckResult{importRung: pages(2, 0)}, "damaged error, repaired warning"},
	} {
		e := &engine{prober: prober{probe: &pdfium.Probe{Problem: "no pages"}}, rungs: c.rungs, found: c.found}
		if strings.HasSuffix(c.name, "the ladder") {
			e.prober.probe = probeOf(3, pages(0, 0)) // opened, but no rung gives its three pages
		}
		f := fileOf(t, "a.pdf", []byte("%PDF-1.7"))
		doc, err := (&Reader{Engine: e, Work: t.TempDir()}).Read(context.Background(), f)
		var trouble *Trouble
		if c.want == "" {
			if !errors.As(err, &trouble) || trouble.Rule != RuleDamaged {
				t.Errorf("%s: %v, %v", c.name, doc, err)
			}
			continue
		}
		if err != nil || rules(doc.Troubles) != c.want || doc.Source.Path == f.Path || !doc.Repaired || len(doc.Sizes) != 2 {
			t.Errorf("%s: %+v, %v", c.name, doc, err)
		}
	}
}
