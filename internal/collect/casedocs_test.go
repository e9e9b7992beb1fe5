package collect

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// TestCaseFileManual reads the example of docs/casefile.md as a case file, and
// holds that it shows every key that there is.
func TestCaseFileManual(t *testing.T) {
	text, err := os.ReadFile("../../docs/casefile.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(strings.ReplaceAll(string(text), "\r\n", "\n"), "```yaml\n")
	example, _, found := strings.Cut(example, "```")
	if !found {
		t.Fatal("there is no example in docs/casefile.md")
	}
	c, err := ParseCaseFile(strings.NewReader(example))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Medicines) != 2 || !c.Medicines[0].Ongoing || len(c.Contacts) != 2 || len(c.Booked) != 1 || len(c.Items) != 2 {
		t.Errorf("%+v", c)
	}
	for _, key := range keysOf(reflect.TypeFor[CaseFile](), map[reflect.Type]bool{}) {
		if !regexp.MustCompile(`(?m)(^|[{ ,-])` + key + `:`).MatchString(example) {
			t.Errorf("docs/casefile.md does not show the key %q", key)
		}
	}
}

// keysOf lists the keys of a YAML value and of the values inside it.
func keysOf(t reflect.Type, seen map[reflect.Type]bool) (keys []string) {
	switch t.Kind() {
	case reflect.Slice, reflect.Map:
		return keysOf(t.Elem(), seen)
	case reflect.Struct:
	default:
		return nil
	}
	if seen[t] || t == reflect.TypeFor[clinical.Date]() {
		return nil
	}
	seen[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		if key := f.Tag.Get("yaml"); key != "" {
			keys = append(append(keys, key), keysOf(f.Type, seen)...)
		}
	}
	return keys
}
