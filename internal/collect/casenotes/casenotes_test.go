package casenotes

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

var threeNotes = []Note{{Path: "a b.pdf", Kind: clinical.PathologyReport, Confirmed: true}, {Path: "new \"x\".pdf", Kind: clinical.LabResults, Confirmed: true}, {Path: "doubt.pdf", Kind: clinical.OncologyNote}}

const doubtLine = `# "doubt.pdf": {kind: oncology_note}   # not certain: look at it, put the kind right, and take the first # away` + "\n"

func TestNotesKeepWhatAPersonWrote(t *testing.T) {
	const x = `"new \"x\".pdf": {kind: lab_results}`
	for name, c := range map[string]struct{ old, want string }{
		"nothing":      {"", "files:\n  \"a b.pdf\": {kind: pathology_report}\n  " + x + "\n  " + doubtLine},
		"no files":     {"# mine\npatient: {name: X}  # her", "# mine\npatient: {name: X}  # her\nfiles:\n  \"a b.pdf\": {kind: pathology_report}\n  " + x + "\n  " + doubtLine},
		"a block":      {"files: # all\n    # the first\n    a b.pdf: {title: T} # said\nquestions: [why] # end\n", "files: # all\n    " + x + "\n    " + doubtLine + "    # the first\n    a b.pdf: {title: T} # said\nquestions: [why] # end\n"},
		"in braces":    {"files: {a b.pdf: {title: T}}\r\n", "files: {" + x + ", a b.pdf: {title: T}}\r\n" + strings.TrimSuffix(doubtLine, "\n") + "\r\n"},
		"empty braces": {"recipient: Ä\nfiles: {}\n", "recipient: Ä\nfiles: {\"a b.pdf\": {kind: pathology_report}, " + x + "}\n" + doubtLine},
		"empty":        {"files:\n# end\n", "files:\n  \"a b.pdf\": {kind: pathology_report}\n  " + x + "\n  " + doubtLine + "# end\n"},
	} {
		got, done, err := addNotes([]byte(c.old), threeNotes)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, c.want)
			continue
		}
		again, more, err := addNotes(got, threeNotes)
		if err != nil || more != (Written{}) || !bytes.Equal(again, got) {
			t.Errorf("%s: the second time %+v, %v", name, more, err)
		}
		if done.Lines+done.Comments == 0 {
			t.Errorf("%s: nothing was written", name)
		}
	}
}

func TestNotesFindNoPlace(t *testing.T) {
	for _, old := range []string{"{files: {}}", "files: &x {a.pdf: {title: T}}\n", "files: [a]\n", "files:\n  wrong: {kind: nonsense}\n"} {
		got, _, err := addNotes([]byte(old), threeNotes)
		if err == nil {
			if _, err := collect.ParseCaseFile(bytes.NewReader(got)); err != nil {
				t.Errorf("%q became what cannot be read: %q", old, got)
			}
		}
	}
}

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), collect.CaseFileName)
	if done, err := Write(path, threeNotes); err != nil || done != (Written{2, 1}) {
		t.Fatalf("%+v, %v", done, err)
	}
	c, err := collect.ReadCaseFile(path)
	if err != nil || c.Files["a b.pdf"].Kind != clinical.PathologyReport || len(c.Files) != 2 {
		t.Errorf("%v, %v", c, err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// FuzzAddNotes holds for any case file: what is written can be read, nothing that
// stood there is lost, and the second time nothing is added.
func FuzzAddNotes(f *testing.F) {
	for _, s := range []string{"", "files:\n  a: {kind: other}\n", "files: {a: {title: x}}", "patient: {name: X}\n", "files:\n", "# c\r\nfiles: {}\r\n"} {
		f.Add(s, "a.pdf")
	}
	f.Fuzz(func(t *testing.T, old, path string) {
		got, _, err := addNotes([]byte(old), []Note{{Path: path, Kind: clinical.LabResults, Confirmed: true}, {Path: path + "2", Kind: clinical.Other}})
		if err != nil {
			return
		}
		before, _ := collect.ParseCaseFile(strings.NewReader(old))
		after, err := collect.ParseCaseFile(bytes.NewReader(got))
		if err != nil {
			t.Fatalf("%q became %q: %v", old, got, err)
		}
		for k, w := range before.Files {
			if !reflect.DeepEqual(after.Files[k], w) {
				t.Fatalf("%q lost %q", old, k)
			}
		}
	})
}
