package classify

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/names"
)

// TestUnseenForms holds who and when papers name that are written in other ways than
// the heads of madeup: one file a language, with look-alikes that name nobody. A block
// begins with what a careful reader tells: "== name=Jane Doe born=1960-01-02 date=2025-03-04".
func TestUnseenForms(t *testing.T) {
	files, err := filepath.Glob("testdata/unseen/*.txt")
	if err != nil || len(files) < 8 {
		t.Fatal("the papers are not there", files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split("\n"+strings.TrimSpace(string(b)), "\n== ")[1:] {
			gold, text, _ := strings.Cut(block, "\n")
			name, rest, _ := strings.Cut(strings.TrimPrefix(gold, "name="), " born=")
			born, date, ok := strings.Cut(rest, " date=")
			if !ok {
				t.Fatalf("%s: %q", f, gold)
			}
			v := Document(Subject{Pages: []string{text}})
			said := append(names.Words(v.Patient.Given), names.Words(v.Patient.Family)...)
			want := names.Words(name)
			slices.Sort(said)
			slices.Sort(want)
			if !slices.Equal(said, want) || v.Patient.BirthDate.String() != born || v.Date.String() != date {
				t.Errorf("%s: %s: %q %s %s (%s)", filepath.Base(f), gold, v.Patient.Name(), v.Patient.BirthDate, v.Date, v.Kind)
			}
		}
	}
}
