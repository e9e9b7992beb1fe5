package pdfium

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// withFiles is a PDF of one page with two files inside.
func withFiles() []byte {
	p := newPDF().text("", "Please open this portfolio in a newer program.")
	first := p.add("<< /Type /Filespec /F (../lab.txt) /EF << /F " + p.stream("", "Haemoglobin 13.1") + " >> >>")
	second := p.add("<< /Type /Filespec /F (letter.txt) /EF << /F " + p.stream("", "Dear colleague") + " >> >>")
	return withCatalog(p.bytes(), "/Collection << >> /Names << /EmbeddedFiles << /Names [(a) "+first+" (b) "+second+"] >> >>")
}

func partsOf(t *testing.T, p *Parts, dir string) string {
	t.Helper()
	var out []string
	for _, f := range p.Files {
		data, err := os.ReadFile(f.Path)
		if err != nil || filepath.Dir(f.Path) != dir || int64(len(data)) != f.Size {
			t.Errorf("%+v, %v", f, err)
		}
		out = append(out, f.Name+"="+string(data))
	}
	return strings.Join(out, ", ")
}

// Either reader finds the files; the reader of objects knows a portfolio.
func TestParts(t *testing.T) {
	e := testEngine(t, Options{}, "")
	const both = "lab.txt=Haemoglobin 13.1, letter.txt=Dear colleague"
	for name, c := range map[string]struct {
		data     []byte
		byPDFium bool
		want     string
		isPort   bool
	}{
		"by objects":  {withFiles(), false, both, true},
		"by PDFium":   {withFiles(), true, both, false},
		"one refuses": {refused(withFiles()), false, both, false},
		"none inside": {newPDF().text("", "x").bytes(), false, "", false},
	} {
		dir := t.TempDir()
		got, err := e.Parts(context.Background(), writeFile(t, "f.pdf", c.data), "f.pdf", "", c.byPDFium, dir)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s := partsOf(t, got, dir); s != c.want || got.Portfolio != c.isPort || got.Lost != 0 || got.More {
			t.Errorf("%s: %s, %+v", name, s, got)
		}
	}
}

func TestPartsErrors(t *testing.T) {
	e := testEngine(t, Options{}, "")
	path := writeFile(t, "f.pdf", []byte("no PDF at all"))
	if _, err := e.Parts(context.Background(), path, "f.pdf", "", false, t.TempDir()); !errors.Is(err, ErrNoPage) || !strings.HasPrefix(err.Error(), "f.pdf: ") {
		t.Error(err)
	}
	gone := filepath.Join(t.TempDir(), "gone")
	if _, err := e.Parts(context.Background(), writeFile(t, "f.pdf", withFiles()), "f.pdf", "", false, gone); err == nil || strings.Contains(err.Error(), gone) {
		t.Error(err)
	}
	if _, err := e.Parts(context.Background(), gone, "f.pdf", "", false, t.TempDir()); err == nil || strings.Contains(err.Error(), gone) {
		t.Error(err)
	}
}

// A child that dies over the files is an error of this package.
func TestPartsChildDies(t *testing.T) {
	e := testEngine(t, Options{}, "crash")
	if _, err := e.Parts(context.Background(), writeFile(t, "f.pdf", withFiles()), badName, "", false, t.TempDir()); !errors.Is(err, ErrCrash) {
		t.Error(err)
	}
}

// The files of an encrypted PDF open with its password, whatever the cipher.
func TestPartsOfEncrypted(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	e := testEngine(t, Options{}, "")
	plain := writeFile(t, "plain.pdf", withFiles())
	for _, c := range ciphers {
		locked := filepath.Join(t.TempDir(), "locked.pdf")
		args := append(append([]string{"--warning-exit-0", "--allow-weak-crypto", "--encrypt", "open sesame", "owner"}, c.options...), "--", plain, locked)
		if out, err := exec.Command(qpdf, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", c.name, err, out)
		}
		for _, byPDFium := range []bool{false, true} {
			dir := t.TempDir()
			got, err := e.Parts(context.Background(), locked, "f.pdf", "open sesame", byPDFium, dir)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if s := partsOf(t, got, dir); s != "lab.txt=Haemoglobin 13.1, letter.txt=Dear colleague" {
				t.Errorf("%s, by PDFium %t: %q %+v", c.name, byPDFium, s, got)
			}
		}
	}
}
