package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	printed "github.com/medbundle/medbundle/internal/sample/paper"
	"github.com/medbundle/medbundle/internal/ui"
)

// lockedFolder is a folder with one locked letter.
func lockedFolder(t *testing.T, password string) string {
	t.Helper()
	p := printed.New(printed.Plain, "", "", printed.A4)
	p.Title("Pathology report")
	p.Para("Patient: Jane Doe, born 14 March 1971", "Histology: invasive ductal carcinoma, grade 2")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "path.pdf"), p.PDF(printed.NewLock(password)), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func writeCase(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "case.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A file that is locked with the patient's birth date opens where the case file
// states it, which is said; with another date it does not, and what is to be
// done is said. No password is ever printed.
func TestBirthDateOpens(t *testing.T) {
	for password, opens := range map[string]bool{"14031971": true, "14.03.1971": true, "DOE1403": true, "Jane1971": true, "15031971": false} {
		dir := lockedFolder(t, password)
		writeCase(t, dir, `patient: {name: "DOE, Jane", birth_date: 1971-03-14}`)
		_, out, errText := call("check", dir, "--json")
		if strings.Contains(out, `"rule": "unlocked"`) != opens || strings.Contains(out, `"rule": "locked"`) == opens || strings.Contains(out+errText, password) {
			t.Errorf("%s: %s%s", password, out, errText)
		}
		if !opens && !strings.Contains(out, "Hospitals often use the patient's birth date") {
			t.Errorf("nothing is said of birth dates: %s", out)
		}
	}
	dir := lockedFolder(t, "14031971")
	if _, out, _ := call("check", dir, "--json"); !strings.Contains(out, `"rule": "locked"`) {
		t.Error("it opens without a case file")
	}
}

// The password of a file may stand in the case file, for that file or for all,
// and in the password file behind its name and a tab.
func TestPasswordsOfFiles(t *testing.T) {
	for name, c := range map[string]struct{ yaml, file string }{
		"for all":       {"passwords: [wrong, lantern quay]", ""},
		"for the file":  {"files: {path.pdf: {password: lantern quay}}", ""},
		"in the file":   {"", "\ufeffwrong\r\npath.pdf\tlantern quay\r\n"},
		"of its folder": {"", "sub\\path.pdf\tlantern quay\n"},
	} {
		dir := lockedFolder(t, "lantern quay")
		args := []string{"check", dir, "--json"}
		if name == "of its folder" {
			if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(filepath.Join(dir, "path.pdf"), filepath.Join(dir, "sub", "path.pdf")); err != nil {
				t.Fatal(err)
			}
		}
		if c.yaml != "" {
			writeCase(t, dir, c.yaml)
		}
		if c.file != "" {
			list := filepath.Join(t.TempDir(), "passwords.txt")
			if err := os.WriteFile(list, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, "--password-file", list)
		}
		_, out, errText := call(args...)
		if strings.Contains(out, `"rule": "locked"`) || strings.Contains(out, `"rule": "unlocked"`) || strings.Contains(out+errText, "lantern") ||
			!strings.Contains(out, "path.pdf") {
			t.Errorf("%s: %s%s", name, out, errText)
		}
	}
}

// At a terminal the program asks, without showing the answer; programs that
// read JSON are asked nothing.
func TestAsksForPassword(t *testing.T) {
	dir := lockedFolder(t, "lantern quay")
	var asked []string
	answers := []string{"wrong", "lantern quay"}
	ask := func(_ context.Context, question string) string {
		asked = append(asked, question)
		return answers[len(asked)-1]
	}
	for _, json := range []bool{true, false} {
		asked = nil
		var out, errText bytes.Buffer
		args := []string{"list", dir}
		if json {
			args = append(args, "--json")
		}
		run(args, ui.Streams{In: &bytes.Buffer{}, Out: &out, Err: &errText, Width: 100, Secret: ask}, withoutHelpers)
		said := out.String() + errText.String()
		if strings.Contains(said, "lantern") || strings.Contains(said, "locked with a password") != json {
			t.Errorf("json %t: %s", json, said)
		}
		if json && len(asked) != 0 || !json && (len(asked) != 2 || !strings.Contains(asked[0], "path.pdf") || !strings.HasPrefix(asked[1], "That did not open it.")) {
			t.Errorf("json %t: asked %q", json, asked)
		}
	}
}

// The made-up case of the shared data locks a letter with a birth date.
func TestSharedBirthDate(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "case-breast", "input", "consult_secure.pdf"))
	if err != nil {
		t.Skip("the shared data is not here")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "consult_secure.pdf"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	writeCase(t, dir, "patient: {birth_date: 1971-03-14}")
	if _, out, errText := call("check", dir, "--json"); !strings.Contains(out, `"rule": "unlocked"`) || strings.Contains(out, "14031971") {
		t.Error(out, errText)
	}
}
