package readme

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func written(t *testing.T, m *manifest.Manifest) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// mixed is a bundle with scans of several hospitals and files of several kinds.
func mixed() *manifest.Manifest {
	study := func(facility string) manifest.Record {
		return manifest.Record{Study: &manifest.Study{}, Facility: facility, Files: []string{"DICOM/PT000001/ST000001/SE000001/IM000001"}}
	}
	return &manifest.Manifest{
		Tool:    manifest.Tool{Name: "medbundle", Version: "1.0.0"},
		Case:    manifest.Case{Patient: manifest.Patient{Name: "ROWAN, Ada"}, PreparedBy: "Second Opinion Office, Sampleford Cancer Center", Relationship: "clinic"},
		Records: []manifest.Record{study("Klinikum Höhenstadt"), study("Examplewood General Hospital"), study("Klinikum Höhenstadt"), study("Rowan Practice"), study("東京 Hospital"), study("")},
		Media: &manifest.Media{Profiles: []string{}, TransferSyntaxes: []manifest.TransferSyntax{
			{Title: "Explicit VR Little Endian", Files: 200}, {Title: "JPEG Lossless, first-order prediction", Files: 30}, {Title: "RLE Lossless", Files: 1}}},
	}
}

func TestGolden(t *testing.T) {
	papers := mixed()
	papers.Records, papers.Media, papers.Case.PreparedBy, papers.Case.Relationship = nil, nil, "Ada Rowan", "self"
	bare := mixed()
	bare.Deidentified = &manifest.Deidentification{Codes: []string{"113100", "113105"}}
	for name, m := range map[string]*manifest.Manifest{"scans": mixed(), "papers": papers, "nameless": bare} {
		file := "testdata/" + name + ".txt"
		got := strings.ReplaceAll(written(t, m), "\r\n", "\n") // TestForm holds the ends of lines
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: it reads now\n%s", file, got)
		}
	}
}

// TestForm holds what every system can show: ASCII, short lines, ends of lines as
// Windows wants them, whatever the names are made of.
func TestForm(t *testing.T) {
	long := mixed()
	long.Records[0].Facility = strings.Repeat("long", 60) + " " + strings.Repeat("word ", 60) + "\r\nPATIENT: X\x1b[31m"
	long.Records[1].Facility = strings.Repeat("unbroken", 40)
	bare := mixed()
	bare.Deidentified = &manifest.Deidentification{Codes: slices.Repeat([]string{"113100"}, 30)}
	for _, m := range []*manifest.Manifest{mixed(), long, bare} {
		got := written(t, m)
		for _, line := range strings.SplitAfter(got, "\r\n") {
			if len(line) > width+2 || strings.ContainsFunc(strings.TrimSuffix(line, "\r\n"), func(r rune) bool { return r < ' ' || r > '~' }) {
				t.Errorf("%q", line)
			}
		}
		if !strings.HasSuffix(got, "\r\n") {
			t.Error("the last line has no end")
		}
	}
}

// TestNothingOfThePatient: whoever prepared it is named if that is a house's staff.
func TestNothingOfThePatient(t *testing.T) {
	for _, c := range []struct {
		by, relationship string
		named            bool
	}{
		{"Office, Sampleford Cancer Center", "clinic", true},
		{"Sampleford Cancer Center records office", "", true},
		{"Ada Rowan", "self", false}, {"the patient", "", false}, {"Ben Hale", "son", false}, {"Ben Hale", "", false},
		{"Rowan Clinic", "clinic", false}, {"her daughter, a nurse", "", false}, {"", "", false},
	} {
		m := mixed()
		m.Case.PreparedBy, m.Case.Relationship = c.by, c.relationship
		got := written(t, m)
		if named := strings.Contains(got, "Put together by"); named != c.named {
			t.Errorf("%q, %q: named %v", c.by, c.relationship, named)
		}
		if strings.Contains(strings.ToLower(got), "rowan") {
			t.Errorf("%q, %q: it has the patient's name", c.by, c.relationship)
		}
	}
}
