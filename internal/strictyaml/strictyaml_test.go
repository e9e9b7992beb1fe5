package strictyaml

import (
	"errors"
	"strings"
	"testing"
)

type letter struct {
	To     string            `yaml:"to"`
	Pages  int               `yaml:"pages"`
	More   map[string]letter `yaml:"more"`
	Copies []int             `yaml:"copies"`
}

func TestReadNamesTheLineInPlainWords(t *testing.T) {
	for text, want := range map[string]string{
		"to: x\nfrom: y\n":           `line 2, column 1: there is no key "from" here`,
		"to: x\npagse: 3\n":          `there is no key "pagse" here (did you mean "pages"?)`,
		"more: {a: {ot: y}}\n":       `line 1, column 12: there is no key "ot" here (did you mean "to"?)`,
		"to: x\npages: many\n":       "line 2, column 8: this value is of the wrong form: `many`; a number is wanted",
		"to: [x]\n":                  "line 1, column 5: this value is of the wrong form: a word or a line of text is wanted, not a list or a table",
		"more: [x]\n":                "line 1, column 7: this value is of the wrong form: names with values are wanted",
		"copies: x\n":                "line 1, column 9: this value is of the wrong form: a list is wanted",
		"[x]\n":                      "keys with values are wanted, as in {to: …, pages: …}",
		"copies: [1, x]\n":           "line 1, column 13: this value is of the wrong form: `x`",
		"to: x\nto: y\n":             "already defined at line 1",
		"to: [\n":                    "line",
		"a: 1\nb: 2\n":               `line 1, column 1: there is no key "a" here; line 2, column 1: there is no key "b" here`,
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

// What is found wrong after reading is placed by the path that the error names.
func TestLocate(t *testing.T) {
	p, err := Parse(strings.NewReader("to: x\nmore:\n  a.txt: {to: y}\ncopies:\n  - 1\n  - 2\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"to: is nobody":               "line 1, column 5: to: is nobody",
		"more: a.txt: to: is nobody":  "line 3, column 15: more: a.txt: to: is nobody",
		"copies, number 2: too many":  "line 6, column 5: copies, number 2: too many",
		"copies, number 9: too many":  "copies, number 9: too many",
		"schema is wrong":             "schema is wrong",
		"line 9, column 1: elsewhere": "line 9, column 1: elsewhere",
	} {
		if got := p.Locate(errors.New(text)).Error(); got != want {
			t.Errorf("%q is placed as %q, want %q", text, got, want)
		}
	}
}

// A part laid over a value changes only what it names.
func TestDecodeLaysOver(t *testing.T) {
	p, err := Parse(strings.NewReader("[{to: x}, {pages: 2}]"))
	if err != nil {
		t.Fatal(err)
	}
	l := letter{To: "y", Pages: 7, Copies: []int{1}}
	if err := p.Items()[0].Decode(&l); err != nil || l.To != "x" || l.Pages != 7 || len(l.Copies) != 1 {
		t.Errorf("%+v, %v", l, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("to: x\npages: 3\nmore: {a: {to: y}}")
	f.Add("a: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		var l letter
		err := Read(strings.NewReader(text), &l)
		if p, perr := Parse(strings.NewReader(text)); perr == nil && err != nil {
			_ = p.Locate(err)
			_ = p.Locate(errors.New(text))
		}
	})
}
