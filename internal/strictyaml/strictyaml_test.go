package strictyaml

import (
	"errors"
	"strings"
	"testing"
)

type letter struct {
	To    string            `yaml:"to"`
	Pages int               `yaml:"pages"`
	More  map[string]letter `yaml:"more"`
}

func TestReadNamesTheLineInPlainWords(t *testing.T) {
	for text, want := range map[string]string{
		"to: x\nfrom: y\n":           `line 2: there is no key "from" here`,
		"to: x\npages: many\n":       "line 2: this value is of the wrong form: `many`",
		"to: x\nto: y\n":             "already defined at line 1",
		"to: [\n":                    "line",
		"a: 1\nb: 2\n":               `line 1: there is no key "a" here; line 2: there is no key "b" here`,
		"to: x\n---\nnonsense: 1\n":  "second part",
		"":                           "empty",
		"# only a comment\n":         "empty",
		strings.Repeat("#", 1<<20+1): "larger than 1 MB",
	} {
		var l letter
		if err := Read(strings.NewReader(text), &l); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
	var l letter
	if err := Read(strings.NewReader("to: x\npages: 3\n"), &l); err != nil || l.To != "x" || l.Pages != 3 {
		t.Errorf("%+v, %v", l, err)
	}
	if err := Read(strings.NewReader(""), &l); !errors.Is(err, ErrEmpty) {
		t.Errorf("%v", err)
	}
}

// A bomb of aliases ends in an error and not in memory.
func TestAliasesDoNotExplode(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n"
	var into any
	if err := Read(strings.NewReader(bomb), &into); err == nil {
		t.Error("a bomb of aliases was read")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("to: x\npages: 3\nmore: {a: {to: y}}")
	f.Add("a: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		var l letter
		_ = Read(strings.NewReader(text), &l)
	})
}
