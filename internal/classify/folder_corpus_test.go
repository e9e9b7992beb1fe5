package classify

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/sameperson"
	"github.com/medbundle/medbundle/internal/clinical"
)

type folderTruth struct {
	Files []struct {
		Path, Category, DocDate string
		Date                    string `json:"doc_date"`
		Duplicate               string `json:"duplicate_of"`
		Belongs                 *bool  `json:"belongs_to_patient"`
		Also                    []string
	}
}

// textOf reads a paper of the folder as another program sees it; nil where it has no text.
func textOf(t *testing.T, path string) []string {
	t.Helper()
	if strings.HasSuffix(path, ".txt") {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return []string{string(b)}
	}
	if !strings.HasSuffix(path, ".pdf") {
		return nil
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil || strings.TrimSpace(string(out)) == "" {
		return nil
	}
	return strings.Split(strings.TrimRight(string(out), "\f"), "\f")
}

// TestPatientFolder holds the verdicts against the truth of a whole folder:
// kind, date of service and person of every paper that has text.
func TestPatientFolder(t *testing.T) {
	dir := filepath.Join(shared, "case-breast")
	b, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		t.Skip("no shared data here")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext here")
	}
	var truth folderTruth
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	her := clinical.Patient{Family: "Rivera", Given: "Maria Elena", BirthDate: clinical.Date{Year: 1971, Month: 3, Day: 14}}
	for _, f := range truth.Files {
		pages := textOf(t, filepath.Join(dir, "input", f.Path))
		if len(pages) == 0 {
			continue
		}
		if f.Category == "combined" {
			pages = pages[:1]
			f.Category, f.Date = "operative_note", "2026-02-10"
		}
		v := Document(Subject{Path: f.Path, Pages: pages})
		match := sameperson.Compare(her, v.Patient)
		t.Logf("%-30s %-20s %-8s %s %-9s %s | %s | %s", f.Path, v.Kind, v.Confidence, v.Date, match, v.Language, v.Title, v.Facility)
		if !accepts(append([]string{f.Category}, f.Also...), v.Kind) {
			t.Errorf("%s is %s, want %s: %v", f.Path, v.Kind, f.Category, v.Evidence)
		}
		if f.Date != "" && v.Date.String() != f.Date {
			t.Errorf("%s is of %s, want %s", f.Path, v.Date, f.Date)
		}
		if f.Belongs != nil && (match == clinical.MatchConflict) == *f.Belongs {
			t.Errorf("%s: person is %s, belongs %v: %+v", f.Path, match, *f.Belongs, v.Patient)
		}
		for _, m := range Tell(pages, Told{Kind: v.Kind, Date: v.Date}).Mentions {
			t.Logf("      %s: %s %s: %s", m.Fact, m.What, m.Date, m.Quote)
		}
	}
}
