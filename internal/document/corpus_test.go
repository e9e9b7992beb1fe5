package document

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

func TestMain(m *testing.M) {
	pdfium.RunWorkerIfAsked()
	os.Exit(m.Run())
}

// TestCaseBreast reads one patient's folder, with the engine, and holds what
// becomes of each file: the rule of the trouble that stops it, or "" and how
// many pages it has.
func TestCaseBreast(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "case-breast", "input")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared data is not here")
	}
	engine := pdfium.New(pdfium.Options{Workers: 1})
	defer engine.Close()
	r := &Reader{Engine: engine}
	for name, want := range map[string]struct {
		rule  string
		pages int
		words string
	}{
		"Letter from Dr.docx":       {"", 1, "ONCOLOGY FOLLOW-UP LETTER"},
		"Letter from Dr.pdf":        {"", 2, "ONCOLOGY FOLLOW-UP LETTER"},
		"my meds list.txt":          {"", 1, "Dilaudid Oral Tablet 2 mg"},
		"scan0012.pdf":              {"", 2, ""},
		"Scan 2026-10-02 14.31.pdf": {"", 3, "Patient"},
		"photos/IMG_2041.JPG":       {"", 1, ""},
		"photos/IMG_2057.HEIC":      {"", 1, ""},
		"consult_secure.pdf":        {RuleLocked, 0, ""},
		"bonescan.pdf":              {RuleDamaged, 0, ""},
		"empty.pdf":                 {RuleEmpty, 0, ""},
		"download.pdf":              {RuleMisnamed, 0, ""},
	} {
		doc, err := r.Read(context.Background(), File{Path: filepath.Join(dir, filepath.FromSlash(name)), Name: name})
		var trouble *Trouble
		switch {
		case errors.As(err, &trouble):
			if trouble.Rule != want.rule {
				t.Errorf("%s: %s (%v), want rule %q", name, trouble.Rule, err, want.rule)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case want.rule != "" || len(doc.Pages) != want.pages || !strings.Contains(strings.Join(doc.Pages, "\n"), want.words):
			t.Errorf("%s: %d pages, %.200q", name, len(doc.Pages), doc.Pages)
		case doc.NoText != (want.words == ""):
			t.Errorf("%s: no text: %v", name, doc.NoText)
		}
	}
}
