package fhir

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// TestCorpus reads whole exports of patients: who they are is told, and no word
// that a drawn resource says is missing on the pages.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/data/fhir-*/*.json")
	if len(files) == 0 {
		t.Skip("no shared data")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(data)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
			continue
		}
		if d.Patient.Family == "" || d.Patient.BirthDate.IsZero() || len(d.Patient.IDs) != 1 || d.Date.IsZero() {
			t.Errorf("%s: %+v, %v", filepath.Base(name), d.Patient, d.Date)
		}
		if n := missing(t, data, rendition.Text(d.Blocks)); n > 0 {
			t.Errorf("%s: %d texts are lost", filepath.Base(name), n)
		}
		if dir := os.Getenv("FHIR_TEXT"); dir != "" {
			_ = os.WriteFile(filepath.Join(dir, filepath.Base(name)+".txt"), []byte(rendition.Text(d.Blocks)), 0o600)
		}
	}
}

// missing counts the texts of the drawn resources of a Bundle that do not stand
// in text. It reads the JSON with nothing of this package.
func missing(t *testing.T, data []byte, text string) (n int) {
	t.Helper()
	var bundle struct {
		Entry []struct{ Resource map[string]any }
	}
	if err := json.Unmarshal(data, &bundle); err != nil {
		t.Fatal(err)
	}
	text = squeeze(text)
	seen := map[string]bool{}
	for _, e := range bundle.Entry {
		kind, _ := e.Resource["resourceType"].(string)
		if kind == "Patient" || uncared[kind] {
			continue
		}
		var found []string
		texts(e.Resource, "", &found)
		for _, s := range found {
			if s = squeeze(s); !seen[s] && s != "" && !strings.Contains(text, s) {
				seen[s] = true
				n++
				t.Logf("%s: %q is lost", kind, s)
			}
		}
	}
	return n
}

// texts collects what people wrote or read in a resource: names of codes, values
// with their units, notes, narratives.
func texts(v any, key string, out *[]string) {
	switch v := v.(type) {
	case map[string]any:
		_, isReference := v["reference"]
		for k, x := range v {
			switch {
			case k == "meta" || k == "identifier" || k == "contained" && key == "" || k == "subject" || k == "result" && isReference:
				continue
			case isReference && k == "display":
				continue
			}
			if s, ok := x.(string); ok && wanted[k] {
				*out = append(*out, s)
			} else if k == "div" {
				*out = append(*out, tags.ReplaceAllString(s, " "))
			} else if f, ok := x.(float64); ok && k == "value" {
				b, _ := json.Marshal(f)
				*out = append(*out, string(b))
			} else {
				texts(x, k, out)
			}
		}
	case []any:
		for _, x := range v {
			texts(x, key, out)
		}
	}
}

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	wanted = map[string]bool{
		"display": true, "text": true, "valueString": true, "unit": true, "conclusion": true, "description": true, "title": true,
		"authorString": true, "comment": true, "patientInstruction": true,
	}
)

// squeeze leaves out of a text what is layout: bullets, the braces of units.
func squeeze(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.NewReplacer("\u200b", "", "•", " ", "{", "", "}", "").Replace(s)), " "))
}
