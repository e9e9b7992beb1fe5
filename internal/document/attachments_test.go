package document

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// attacher finds the parts that a test says are inside.
type attacher struct {
	engine
	parts *pdfium.Parts
	fails error
	asked string // how it was asked
}

func (a *attacher) Parts(_ context.Context, _, _, password string, byPDFium bool, dir string) (*pdfium.Parts, error) {
	a.asked = password
	if byPDFium {
		a.asked += " by PDFium"
	}
	if a.fails != nil {
		return nil, a.fails
	}
	got := *a.parts
	got.Files = nil
	for _, f := range a.parts.Files {
		f.Path = filepath.Join(dir, f.Name)
		if err := os.WriteFile(f.Path, []byte(f.Name), 0o600); err != nil {
			return nil, err
		}
		got.Files = append(got.Files, f)
	}
	return &got, nil
}

func TestAttached(t *testing.T) {
	inside := func(names ...string) *pdfium.Parts {
		p := &pdfium.Parts{}
		for _, n := range names {
			p.Files = append(p.Files, pdfium.PartFile{Name: n, Size: int64(len(n))})
		}
		return p
	}
	portfolio := inside("a.pdf", "b.pdf")
	portfolio.Portfolio = true
	lost := inside("a.pdf")
	lost.Lost, lost.Problem = 1, "it is damaged"
	full := inside("a.pdf")
	full.More = true
	with := pages(1, 0)
	with.HasAttachments = true
	for _, c := range []struct {
		name    string
		check   pdf.CheckResult
		text    string
		parts   *pdfium.Parts
		fails   error
		asked   string
		want    string
		wrapper bool
	}{
		{"nothing inside", pages(1, 0), "Histology", inside("a.pdf"), nil, "", "", false},
		{"two files", with, "Histology", inside("a.pdf", "b.xml"), nil, "pw", "attached info", false},
		{"removed files", with, "Histology", inside(), nil, "pw", "", false},
		{"portfolio", with, "Open this PDF portfolio in Adobe Reader", portfolio, nil, "pw", "attached info", true},
		{"portfolio before a letter", with, "Histology", portfolio, nil, "pw", "attached info", false},
		{"one is lost", with, "Histology", lost, nil, "pw", "attached info, unsupported warning", false},
		{"too many", with, "Histology", full, nil, "pw", "attached info, unsupported warning", false},
		{"the child dies", with, "Histology", nil, pdfium.ErrTimeout, "pw", "unsupported warning", false},
		{"nobody looked", pages(0, 0), "Histology", inside("a.pdf"), nil, "pw by PDFium", "repaired warning, attached info", false},
		{"nobody can tell", pages(0, 0), "Histology", nil, pdfium.ErrNoPage, "pw by PDFium", "repaired warning", false},
	} {
		probe := probeOf(1, c.check)
		probe.Pages[0].Text, probe.Password = c.text, "pw"
		e := &attacher{engine: engine{prober: prober{probe: probe}, rungs: map[pdfium.Rung]pdf.CheckResult{importRung: pages(1, 0)}}, parts: c.parts, fails: c.fails}
		work := t.TempDir()
		doc, err := (&Reader{Engine: e, Work: work}).Read(context.Background(), fileOf(t, "a.pdf", []byte("%PDF-1.7")))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if e.asked != c.asked || rules(doc.Troubles) != c.want || doc.Wrapper != c.wrapper {
			t.Errorf("%s: asked %q, wrapper %t, %s", c.name, e.asked, doc.Wrapper, rules(doc.Troubles))
		}
		for i, p := range doc.Parts {
			if data, err := os.ReadFile(p.Path); err != nil || string(data) != p.Name || p.Name != c.parts.Files[i].Name || !strings.HasPrefix(p.Path, work) {
				t.Errorf("%s: %+v, %v", c.name, p, err)
			}
		}
	}
}

// A full disk ends the run.
func TestAttachedRunError(t *testing.T) {
	full := errors.New("no space left on device")
	with := pages(1, 0)
	with.HasAttachments = true
	e := &attacher{engine: engine{prober: prober{probe: probeOf(1, with)}}, fails: full}
	if _, err := (&Reader{Engine: e, Work: t.TempDir()}).Read(context.Background(), fileOf(t, "a.pdf", []byte("%PDF-1.7"))); !errors.Is(err, full) {
		t.Error(err)
	}
}

// A form whose page asks for another viewer is said to be one; a form that is
// laid out in its file is not.
func TestStandIn(t *testing.T) {
	const wait = "Please wait...\nIf this message is not eventually replaced with the proper contents of the document, your PDF viewer may not be able to display this type of document."
	for _, c := range []struct {
		text       string
		xfa, anew  bool
		want       bool
		otherPages int
	}{
		{wait, true, false, true, 0},
		{wait, false, false, false, 0},
		{"Histology: carcinoma", true, false, false, 0},
		{"Bitte warten", true, true, true, 0},
		{"Histology: carcinoma", true, true, false, 3},
	} {
		p := &pdfium.Probe{Pages: append([]pdfium.Page{{Text: c.text}}, make([]pdfium.Page, c.otherPages)...), Check: pdf.CheckResult{XFA: c.xfa, NeedsRendering: c.anew}}
		if got := isStandIn(p); got != c.want {
			t.Errorf("%.20s, %+v: %t", c.text, p.Check, got)
		}
	}
}
