package scanpaper

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging"
)

const shared = "../../../../shared/data"

// values are how dsrdump prints what items say: texts and numbers in quotes, codes
// by their meaning.
var values = []*regexp.Regexp{
	regexp.MustCompile(`TEXT:(?:\([^)]*\))?="(.*)">(?: \{[^}]*\})?$`),
	regexp.MustCompile(`NUM:(?:\([^)]*\))?="([^"]*)"`),
	regexp.MustCompile(`CODE:(?:\([^)]*\))?=\([^,]*,[^,]*,"(.*)"\)>(?: \{[^}]*\})?$`),
}

// TestJudgeDsrdump holds the pages of every report at hand against dsrdump: each
// text, number and code that it prints is on them.
func TestJudgeDsrdump(t *testing.T) {
	if _, err := exec.LookPath("dsrdump"); err != nil {
		t.Skip("dsrdump is not installed")
	}
	dir := t.TempDir()
	made := filepath.Join(dir, "chest.dcm")
	if err := os.WriteFile(made, file(t, listing(t, "chest.txt")), 0o600); err != nil {
		t.Fatal(err)
	}
	files := []string{made}
	for _, tree := range []string{"dicom-pydicom", "dicom-dicomparser"} {
		_ = filepath.WalkDir(filepath.Join(shared, tree), func(path string, d os.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, path)
			}
			return nil
		})
	}
	reports := 0
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		in, err := imaging.Read(bytes.NewReader(b), int64(len(b)), filepath.Base(path))
		if err != nil || !in.IsReport() {
			continue
		}
		reports++
		judge(t, path, squeezed(reportOf(t, b, nil).Pages[0]))
	}
	t.Logf("%d reports", reports)
}

func judge(t *testing.T, path, ours string) {
	t.Helper()
	out, err := exec.Command("dsrdump", "-q", "-Ev", "-Er", "+U8", "+Pl", path).Output()
	if err != nil {
		t.Fatalf("dsrdump %s: %v", path, err)
	}
	seen := 0
	for _, line := range strings.Split(string(out), "\n") {
		for _, v := range values {
			m := v.FindStringSubmatch(strings.TrimSpace(line))
			if m == nil || m[1] == "" {
				continue
			}
			seen++
			if !strings.Contains(ours, squeezed(m[1])) {
				t.Errorf("%s: %q is not on our pages", filepath.Base(path), m[1])
			}
		}
	}
	if seen == 0 {
		t.Errorf("%s: dsrdump printed nothing that is known:\n%s", path, out)
	}
	t.Logf("%s: %d values", filepath.Base(path), seen)
}

// squeezed is a text without blanks and ends of lines, however they are written.
func squeezed(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer(`\n`, " ", `\r`, " ").Replace(s)), "")
}
