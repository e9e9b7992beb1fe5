package document

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/libreoffice"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// printer stands in for LibreOffice: it hands out a PDF of the given pages, or
// an error, for every file.
type printer struct {
	pdf   string
	err   error
	asked []libreoffice.File
}

func (p *printer) Convert(_ context.Context, files []libreoffice.File) ([]libreoffice.Result, error) {
	p.asked = append(p.asked, files...)
	out := make([]libreoffice.Result, len(files))
	for i := range out {
		out[i] = libreoffice.Result{PDF: p.pdf, Err: p.err}
	}
	return out, nil
}

// pageTexts is a prober that finds the given texts on the pages of any file.
type pageTexts []string

func (t pageTexts) Probe(context.Context, string, string, []string) (*pdfium.Probe, error) {
	p := &pdfium.Probe{Opened: true, Assemblable: true}
	for _, s := range t {
		p.Pages = append(p.Pages, pdfium.Page{Text: s, Width: 595, Height: 842})
	}
	return p, nil
}

func TestConverted(t *testing.T) {
	dir := t.TempDir()
	made := filepath.Join(dir, "made.pdf")
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("made.pdf", []byte("%PDF-1.7"))
	letter := `{\rtf1 Clinic letter\par The patient feels well.\par}`
	dated := `{\rtf1 Clinic letter {\field{\*\fldinst DATE}{\fldrslt 3 May 2026}}\par}`
	all := pageTexts{"Clinic letter\nThe patient feels well."}
	for name, c := range map[string]struct {
		rtf     string
		printer *printer
		pages   pageTexts
		laidOut bool
		rule    string // of its only trouble
		says    string
	}{
		"laid out":         {letter, &printer{pdf: made}, all, true, "", ""},
		"a text is lost":   {letter, &printer{pdf: made}, pageTexts{"Clinic"}, false, RulePlain, "left out some of its text"},
		"not converted":    {letter, &printer{err: libreoffice.ErrFailed}, all, false, RulePlain, "LibreOffice could not lay it out"},
		"too slow":         {letter, &printer{err: libreoffice.ErrTimeout}, all, false, RulePlain, "took too long"},
		"today's date":     {dated, &printer{pdf: made}, all, false, RulePlain, "asks for the day on which it is opened"},
		"deletions":        {`{\rtf1 Clinic letter{\deleted  old} text\par}`, &printer{pdf: made}, all, false, RulePlain, "what was deleted would be printed too"},
		"no printer":       {letter, nil, all, false, "", ""},
		"nothing is there": {letter, &printer{pdf: made}, nil, false, RulePlain, "left out"},
	} {
		f := File{Path: write("a.rtf", []byte(c.rtf)), Name: "a.rtf", Media: mediaRTF, Size: int64(len(c.rtf))}
		r := &Reader{Engine: c.pages, Work: dir}
		if c.printer != nil {
			r.Converter = c.printer
		}
		if err := r.Prepare(context.Background(), []File{f, {Path: "x", Name: "x.txt", Media: mediaText, Size: 1}}); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.printer != nil && len(c.printer.asked) != 1 {
			t.Errorf("%s: pages of %v were asked for", name, c.printer.asked)
		}
		doc, err := r.Read(context.Background(), f)
		var tr *Trouble
		if errors.As(err, &tr) || err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		rule, says := "", ""
		if len(doc.Troubles) > 0 {
			rule, says = doc.Troubles[0].Rule, doc.Troubles[0].Message
		}
		if doc.LaidOut != c.laidOut || (doc.Source != nil) != c.laidOut || doc.Media != mediaRTF || rule != c.rule || !strings.Contains(says, c.says) {
			t.Errorf("%s: laid out %v, %s, %s: %s", name, doc.LaidOut, doc.Media, rule, says)
		}
	}
}
