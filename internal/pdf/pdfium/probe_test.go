package pdfium

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

func TestJudge(t *testing.T) {
	twoPages := pdf.CheckResult{Pages: []pdf.PageSize{{Width: 612, Height: 792}, {Width: 300, Height: 400}}}
	good := checkReport{OK: true, Password: "x", Result: twoPages}
	read := &sandbox.Reading{Opened: true, Password: "", Pages: make([]Page, 2), Title: "T", Producer: "P"}
	bad := func(numbers ...int) *sandbox.Reading {
		pages := make([]Page, 9)
		for _, n := range numbers {
			pages[n-1].Unreadable = true
		}
		return &sandbox.Reading{Opened: true, Pages: pages}
	}
	nine := checkReport{OK: true, Result: pdf.CheckResult{Pages: make([]pdf.PageSize, 9)}}
	for name, c := range map[string]struct {
		check                       checkReport
		read                        *sandbox.Reading
		assemblable, opened, locked bool
		pages                       int
		password, problem           string
	}{
		"both read it":        {good, read, true, true, false, 2, "x", ""},
		"PDFium alone":        {checkReport{Problem: "no xref"}, read, false, true, false, 2, "", "Its pages cannot be copied: no xref."},
		"Check alone":         {good, &sandbox.Reading{Problem: "it is not a PDF"}, true, false, false, 2, "x", "Its text could not be read: it is not a PDF."},
		"Check, PDFium died":  {good, nil, true, false, false, 2, "x", "Its text could not be read."},
		"neither":             {checkReport{Problem: "no xref"}, &sandbox.Reading{Problem: "it is not a PDF"}, false, false, false, 0, "", "The file cannot be read: it is not a PDF."},
		"neither, none heard": {checkReport{Problem: "no xref."}, nil, false, false, false, 0, "", "The file cannot be read: no xref."},
		"locked":              {checkReport{Locked: true}, &sandbox.Reading{Locked: true}, false, false, true, 0, "", "The file is locked with a password."},
		"locked for Check":    {checkReport{Locked: true}, read, false, true, false, 2, "", "Its pages cannot be copied: it is protected in a way that cannot be read."},
		"locked for PDFium":   {good, &sandbox.Reading{Locked: true, Problem: "it is locked with a password"}, true, false, false, 2, "x", "Its text could not be read: it is locked with a password."},
		"they disagree":       {good, bad(), false, true, false, 9, "x", "Two readers disagree on the number of pages: one counts 2, the other 9."},
		"Check counts more":   {nine, read, true, true, false, 9, "", "Two readers disagree on the number of pages: one counts 9, the other 2."},
		"pages only counted":  {good, bad(1, 2, 4, 5, 6, 7, 9), true, true, false, 2, "x", "Two readers disagree on the number of pages: one counts 2, the other 9."},
		"one bad page":        {nine, bad(3), true, true, false, 9, "", "Page 3 could not be read."},
		"three bad pages":     {nine, bad(1, 3, 9), true, true, false, 9, "", "Pages 1, 3 and 9 could not be read."},
		"six bad pages":       {nine, bad(1, 2, 3, 4, 5, 6), true, true, false, 9, "", "6 of its 9 pages could not be read."},
	} {
		t.Run(name, func(t *testing.T) {
			p := judge(c.check, c.read)
			if p.Assemblable != c.assemblable || p.Opened != c.opened || p.Locked != c.locked || len(p.Pages) != c.pages || p.Password != c.password {
				t.Errorf("%+v", p)
			}
			if p.Problem != c.problem {
				t.Errorf("problem %q, want %q", p.Problem, c.problem)
			}
			if p.Assemblable != (len(p.Check.Pages) > 0 && name != "they disagree") {
				t.Errorf("Check is %+v", p.Check)
			}
		})
	}
}

func TestPages(t *testing.T) {
	e := testEngine(t, Options{}, "")
	fullPage := func(p *testPDF, more string) *testPDF {
		return p.page("q 612 0 0 792 0 0 cm /I Do Q", "/XObject << /I "+p.image()+" >>", more)
	}
	strips := newPDF()
	{
		var b strings.Builder
		for y := 0; y < 792; y += 99 {
			fmt.Fprintf(&b, "q 612 0 0 99 0 %d cm /I Do Q\n", y)
		}
		strips.page(b.String(), "/XObject << /I "+strips.image()+" >>", "")
	}
	form := newPDF()
	{
		inner := form.stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << /XObject << /I "+form.image()+" >> >>", "q 10 0 0 10 0 0 cm /I Do Q")
		form.page("q 61.2 0 0 79.2 0 0 cm /F Do Q", "/XObject << /F "+inner+" >>", "")
	}
	half := newPDF()
	half.page("q 612 0 0 396 0 0 cm /I Do Q", "/XObject << /I "+half.image()+" >>", "")
	scanWithText := newPDF()
	scanWithText.page("q 612 0 0 792 0 0 cm /I Do Q BT 3 Tr /F1 12 Tf 72 700 Td (hidden words) Tj ET", helvetica+" /XObject << /I "+scanWithText.image()+" >>", "")
	filled := newPDF()
	filled.text("/Annots ["+
		filled.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (n) /V (Ada Lovelace) /Rect [0 0 9 9] >>")+" "+
		filled.add("<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /V /Yes /Rect [0 0 9 9] >>")+" "+
		filled.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (h) /V (hidden) /F 2 /Rect [0 0 9 9] >>")+" "+
		filled.add("<< /Type /Annot /Subtype /Link /Contents (a link) /Rect [0 0 9 9] >>")+" "+
		filled.add("<< /Type /Annot /Subtype /FreeText /Contents (a\nnote) /DA (/F1 9 Tf) /Rect [0 0 9 9] >>")+"]", "Name:")
	for name, c := range map[string]struct {
		doc  *testPDF
		want Page
	}{
		"text":               {newPDF().text("", "First line", "second \\(line\\)"), Page{Text: "First line\nsecond (line)", Width: 612, Height: 792}},
		"hyphen":             {newPDF().text("", "a carci-", "noma"), Page{Text: "a carcinoma", Width: 612, Height: 792}},
		"rotated":            {newPDF().page("BT /F1 12 Tf 0 1 -1 0 100 72 Tm 14 TL (One) Tj T* (Two) Tj ET", helvetica, "/Rotate 90"), Page{Text: "One\nTwo", Width: 792, Height: 612}},
		"turned over":        {newPDF().text("/Rotate -180", "x"), Page{Text: "x", Width: 612, Height: 792}},
		"cropped":            {newPDF().text("/CropBox [50 600 350 780]", "seen"), Page{Text: "seen", Width: 300, Height: 180}},
		"odd origin":         {newPDF().text("/MediaBox [300 800 -300 -400]", "x"), Page{Text: "x", Width: 600, Height: 1200}},
		"empty page":         {newPDF().page("", "", ""), Page{Width: 612, Height: 792}},
		"image only":         {fullPage(newPDF(), ""), Page{Width: 612, Height: 792, ImageOnly: true, Images: 1}},
		"image only rotated": {fullPage(newPDF(), "/Rotate 270"), Page{Width: 792, Height: 612, ImageOnly: true, Images: 1}},
		"in strips":          {strips, Page{Width: 612, Height: 792, ImageOnly: true, Images: 8}},
		"inside a form":      {form, Page{Width: 612, Height: 792, ImageOnly: true, Images: 1}},
		"half a page":        {half, Page{Width: 612, Height: 792, Images: 1}},
		"scan with OCR":      {scanWithText, Page{Text: "hidden words", Width: 612, Height: 792, Images: 1}},
		"filled form":        {filled, Page{Text: "Name:\nAda Lovelace\na note", Width: 612, Height: 792}},
		"drawn, no image":    {newPDF().page("0 0 612 792 re f", "", ""), Page{Width: 612, Height: 792}},
	} {
		t.Run(name, func(t *testing.T) {
			p := mustProbe(t, e, c.doc.bytes())
			if !p.Opened || len(p.Pages) != 1 {
				t.Fatalf("%+v", p)
			}
			if p.Pages[0] != c.want {
				t.Errorf("got  %+v\nwant %+v", p.Pages[0], c.want)
			}
		})
	}
}

func TestReason(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("a.pdf: %w: no xref", pdf.ErrDamaged), "it is damaged (no xref)"},
		{fmt.Errorf("a.pdf: %w", pdf.ErrDamaged), "it is damaged"},
		{fmt.Errorf("a.pdf: %w", context.DeadlineExceeded), ErrTimeout.Error()},
		{errors.New("a.pdf: odd\nthings"), "odd things"},
	} {
		if got := reason(c.err, "a.pdf"); got != c.want {
			t.Errorf("reason(%v) = %q, want %q", c.err, got, c.want)
		}
	}
}

func TestTitleAndProducer(t *testing.T) {
	doc := newPDF().text("", "x")
	doc.info = "/Info " + doc.add(`<< /Title (A\nTitle) /Producer <FEFF00C40042> >>`)
	p := mustProbe(t, testEngine(t, Options{}, ""), doc.bytes())
	if p.Title != "A Title" || p.Producer != "ÄB" {
		t.Errorf("title %q, producer %q", p.Title, p.Producer)
	}
}

// What cannot be read is told in words, and is no error.
func TestNotReadable(t *testing.T) {
	e := testEngine(t, Options{}, "")
	whole := newPDF().text("", "hello").bytes()
	for name, data := range map[string][]byte{
		"empty":       {},
		"garbage":     []byte(strings.Repeat("not a PDF at all\n", 100)),
		"header only": []byte("%PDF-1.7\n"),
		"its start":   whole[:120],
		"no pages":    []byte("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Count 0 /Kids [] >> endobj trailer << /Root 1 0 R >>"),
		"a picture":   []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"),
	} {
		t.Run(name, func(t *testing.T) {
			p := mustProbe(t, e, data)
			if p.Opened || p.Assemblable || p.Locked || len(p.Pages) != 0 {
				t.Errorf("%+v", p)
			}
			if !strings.HasPrefix(p.Problem, "The file cannot be read: ") || !strings.HasSuffix(p.Problem, ".") || strings.Contains(p.Problem, "f.pdf") {
				t.Errorf("problem %q", p.Problem)
			}
		})
	}
}

// A file whose end is missing has lost its cross-reference table; PDFium finds
// the objects without it.
func TestTruncated(t *testing.T) {
	whole := newPDF().text("", "hello").bytes()
	cut := whole[:strings.LastIndex(string(whole), "xref\n0")]
	cut = append(cut, []byte("trailer << /Root 1 0 R >>")...)
	p := mustProbe(t, testEngine(t, Options{}, ""), cut)
	if !p.Opened || len(p.Pages) != 1 || p.Pages[0].Text != "hello" {
		t.Errorf("%+v", p)
	}
}

func TestPasswords(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	plain := writeFile(t, "plain.pdf", newPDF().text("", "secret").bytes())
	locked := filepath.Join(t.TempDir(), "locked.pdf")
	owner := filepath.Join(t.TempDir(), "owner.pdf")
	for out, user := range map[string]string{locked: "Größe", owner: ""} {
		if text, err := exec.Command(qpdf, "--encrypt", user, "boss", "256", "--", plain, out).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
	}
	e := testEngine(t, Options{}, "")
	for name, c := range map[string]struct {
		path      string
		passwords []string
		locked    bool
		password  string
	}{
		"none given":     {locked, nil, true, ""},
		"wrong ones":     {locked, []string{"a", "b"}, true, ""},
		"the third":      {locked, []string{"a", "b", "Größe"}, false, "Größe"},
		"the owner's":    {locked, []string{"boss"}, false, "boss"},
		"owner password": {owner, nil, false, ""},
		"not needed":     {plain, []string{"a"}, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := e.Probe(context.Background(), c.path, "f.pdf", c.passwords)
			if err != nil {
				t.Fatal(err)
			}
			if p.Locked != c.locked || p.Opened == c.locked || p.Password != c.password {
				t.Errorf("%+v", p)
			}
			if !c.locked && p.Pages[0].Text != "secret" {
				t.Errorf("%+v", p.Pages)
			}
		})
	}
}

func TestNotAFile(t *testing.T) {
	e := testEngine(t, Options{}, "")
	dir := t.TempDir()
	if _, err := e.Probe(context.Background(), filepath.Join(dir, "none"), "letter.pdf", nil); !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "letter.pdf: ") || strings.Contains(err.Error(), dir) {
		t.Errorf("missing: %v", err)
	}
	if _, err := e.Probe(context.Background(), dir, "folder", nil); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("folder: %v", err)
	}
	big := writeFile(t, "big", nil)
	if err := os.Truncate(big, maxFileSize+1); err != nil {
		t.Skip(err)
	}
	if _, err := e.Probe(context.Background(), big, "big.pdf", nil); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "big.pdf") {
		t.Errorf("big: %v", err)
	}
}

const sharedData = "../../../../shared/data"

// Real files: read twice with the same result, and holding the words that
// pdftotext finds.
func TestSharedData(t *testing.T) {
	if _, err := os.Stat(sharedData); err != nil {
		t.Skip("no shared data")
	}
	e := testEngine(t, Options{}, "")
	for _, pattern := range []string{"pdf-letters/*.pdf", "pdf-passwords/*.pdf", "pdf-pypdf/*/*.pdf", "case-breast/input/*.pdf"} {
		paths, err := filepath.Glob(filepath.Join(sharedData, pattern))
		if err != nil || len(paths) == 0 {
			t.Errorf("%s: %v", pattern, err)
		}
		for _, path := range paths {
			t.Run(filepath.Base(path), func(t *testing.T) { readReal(t, e, path) })
		}
	}
}

func readReal(t *testing.T, e *Engine, path string) {
	name := filepath.Base(path)
	first, err := e.Probe(context.Background(), path, name, []string{"kanbanery", "openpassword"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := e.Probe(context.Background(), path, name, []string{"kanbanery", "openpassword"})
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Errorf("read twice, it differs: %v", err)
	}
	if !first.Opened && first.Problem == "" {
		t.Error("not opened, and no word why")
	}
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil || !first.Opened {
		return
	}
	out, err := exec.Command(pdftotext, "-upw", first.Password, path, "-").Output()
	if err != nil {
		t.Skip("pdftotext does not read it")
	}
	var text strings.Builder
	for _, page := range first.Pages {
		text.WriteString(page.Text + "\n")
	}
	if share := wordsFound(string(out), text.String()); share < 95 {
		t.Errorf("only %d %% of pdftotext's words are in\n%s", share, text.String())
	}
}

// wordsFound gives the percentage of the words of want, in Latin letters, that
// got holds; the order of right-to-left text is a matter of taste.
func wordsFound(want, got string) int {
	all, found := 0, 0
	for _, word := range strings.Fields(want) {
		if len(word) < 4 || strings.ContainsFunc(word, func(r rune) bool { return r > 0x24F }) {
			continue
		}
		all++
		if strings.Contains(got, word) {
			found++
		}
	}
	if all == 0 {
		return 100
	}
	return 100 * found / all
}

// A file with a million objects is not even opened by PDFium.
func TestSwampedIsNotRead(t *testing.T) {
	e := testEngine(t, Options{}, "")
	data := append(newPDF().text("", "x").bytes(), bytes.Repeat([]byte("7 0 obj<<>>endobj\n"), 1_000_000)...)
	if p := mustProbe(t, e, data); !p.Swamped || p.Opened || p.Assemblable || p.Locked || p.Problem == "" {
		t.Errorf("%+v", p)
	}
}
