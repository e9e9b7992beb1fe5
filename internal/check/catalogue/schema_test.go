package catalogue

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(JSONSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("checklist.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("checklist.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// valid holds YAML against the schema.
func valid(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

// Every list fits the schema, as it is kept and as it is printed.
func TestEveryListFitsTheSchema(t *testing.T) {
	s, n := compiled(t), 0
	err := fs.WalkDir(builtin, "checklists", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := builtin.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		if err := valid(t, s, b); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return nil
	})
	if err != nil || n != 1+len(Names())+len(Packs()) {
		t.Errorf("%d lists: %v", n, err)
	}
	for name, c := range all(t) {
		if err := valid(t, s, c.Source()); err != nil {
			t.Errorf("%s as it is printed: %v", name, err)
		}
	}
}

// What Load refuses for its form, the schema refuses too.
func TestTheSchemaRefusesWhatLoadDoes(t *testing.T) {
	s := compiled(t)
	const good = "schema: medbundle.checklist/1\nname: x\nitems: [{id: lab_results, level: required}]"
	if err := valid(t, s, []byte(good)); err != nil {
		t.Fatal(err)
	}
	for old, wrong := range map[string]string{
		"checklist/1": "checklist/2", "level: required": "levle: required", "required}": "urgent}", "lab_results": "'Lab results'",
		"items: [": "items: [{level: required}, ", "required}]": "required, when: [war]}]", "name: x": "nmae: x",
	} {
		bad := strings.Replace(good, old, wrong, 1)
		if err := valid(t, s, []byte(bad)); err == nil {
			t.Errorf("the schema takes %q", bad)
		}
		if _, err := Load(strings.NewReader(bad), "x"); err == nil {
			t.Errorf("Load takes %q", bad)
		}
	}
}
