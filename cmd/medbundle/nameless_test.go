package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// TestNoNameAnywhere builds without the name what has it everywhere, and looks for
// it in every byte of the bundle, and in the text and the properties of the packet.
func TestNoNameAnywhere(t *testing.T) {
	demo := filepath.Join(t.TempDir(), "demo")
	if status, _, errText := call("demo", demo); status != exitDone {
		t.Fatal(errText)
	}
	for source, who := range map[string]*regexp.Regexp{
		demo:       regexp.MustCompile(`(?i)ashgrove|tamsin|\bverity\b|EX-0047311|EX2026|examplewood|nowhere road|quill|19640523|23 May 1964|1964-05-23`),
		caseBreast: regexp.MustCompile(`(?i)rivera|maria|elena|40218876|19710314|14 Mar 1971|1971-03-14`),
	} {
		if _, err := os.Stat(source); err != nil {
			continue // the shared data is not here; the demo always is
		}
		dir := filepath.Join(t.TempDir(), "bundle")
		if status, _, errText := call("build", source, "-o", dir, "--as-of", demoDay, "--deidentify"); status != exitDone {
			t.Fatalf("%s: status %d: %s", source, status, errText)
		}
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if found := who.Find(b); found != nil {
				t.Errorf("%s: %q is in %s", source, found, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, tool := range []string{"pdftotext", "pdfinfo"} {
			if _, err := exec.LookPath(tool); err != nil {
				continue
			}
			args := []string{filepath.Join(dir, "BUNDLE.PDF")}
			if tool == "pdftotext" {
				args = append(args, "-")
			}
			out, err := exec.Command(tool, args...).Output()
			if err != nil || !bytes.Contains(out, []byte("PERSON-")) {
				t.Errorf("%s: %s: %v", source, tool, err)
			}
			if found := who.Find(out); found != nil {
				t.Errorf("%s: %s shows %q", source, tool, found)
			}
		}
		holdNameless(t, source, dir)
	}
}

// holdNameless holds the manifest against its schema, the account against itself,
// and verify against a manifest into which a name was put back.
func holdNameless(t *testing.T, source, dir string) {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("../../docs/manifest.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, manifest.Name)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("%s: %v", source, err)
	}
	m := readManifest(t, dir)
	if m.Totals.Fates[clinical.FateScan] == 0 || m.Totals.Fates[clinical.FatePages]+m.Totals.Fates[clinical.FateFile] > 0 {
		t.Errorf("%s: the fates are %v", source, m.Totals.Fates)
	}
	for old, named := range map[string]string{
		`"path": "file 1"`:                     `"path": "Rivera"`,
		`"name": "` + m.Deidentified.Person:    `"name": "Rivera`,
		`"fate": "scan",`:                      `"fate": "file",`,
		`"changed": "deidentified"`:            `"changed": "meta-header"`,
		`"media": "application/dicom",` + "\n": `"sha256": "` + strings.Repeat("0", 64) + `", "media": "application/dicom",` + "\n",
	} {
		if !bytes.Contains(text, []byte(old)) {
			t.Fatalf("%s: %s is not in the manifest", source, old)
		}
		if err := os.WriteFile(path, bytes.Replace(text, []byte(old), []byte(named), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		_, problems := problemsOf(t, dir)
		told := false
		for _, p := range problems {
			told = told || p.Path == manifest.Name && p.Rule == "account"
		}
		if !told {
			t.Errorf("%s: verify does not notice %s: %v", source, named, problems)
		}
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
