package text

import (
	"strings"
	"testing"
)

// fields are a small letter's; the real ones are held against the built-in
// templates by the tests of cmd/medbundle.
type fields struct {
	Name  string
	To    struct{ Name string }
	Lines []string
	Docs  []doc
	Yes   bool
	N     int
}

type doc struct {
	Name string
	Of   []string
}

func sample() fields {
	f := fields{Name: "A", Lines: []string{"x", "y"}, Docs: []doc{{"d", []string{"1", "2"}}}, Yes: true, N: 3}
	f.To.Name = "B"
	return f
}

func TestTemplatesThatWork(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                                    "plain",
		"{{.Name}} {{.To.Name}} {{.N}}":            "A B 3",
		"{{if .Yes}}a{{else}}b{{end}}":             "a",
		"{{if and .Yes (eq .Name \"A\")}}a{{end}}": "a",
		"{{range .Lines}}[{{.}}]{{end}}":           "[x][y]",
		"{{range .Docs}}{{.Name}}{{range .Of}}{{.}}{{$.Name}}{{end}}{{end}}": "d1A2A",
		"{{range $i, $d := .Docs}}{{$i}}{{$d.Name}}{{end}}":                  "0d",
		"{{with .To}}{{.Name}}{{end}}":                                       "B",
		"{{$x := .Name}}{{$x}}":                                              "A",
		"{{join .Lines \", \"}}{{len .Lines}}":                               "x, y2",
		"{{/* a word */}}{{.Lines | len}}":                                   "2",
		"{{range .Lines}}{{.}}{{break}}{{else}}none{{end}}":                  "x",
	} {
		tm, err := Parse(in, "t", fields{})
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if got, err := tm.Fill(sample()); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestMistakesNameTheirLine(t *testing.T) {
	for in, want := range map[string]string{
		"a\nb {{.Nmae}}": "own.tmpl: line 2: there is no field Nmae here; there are Name, To, Lines, Docs, Yes, N",
		"{{if .Yes}}ok{{else}}\n\n{{.To.Nam}}{{end}}": "line 3: there is no field Nam here; there are Name",
		"{{range .Docs}}\n{{.Title}}{{end}}":          "line 2: there is no field Title here; there are Name, Of",
		"{{range .Lines}}{{.Name}}{{end}}":            "line 1: there is no field Name here",
		"{{$.Foo}}":                                   "line 1: there is no field Foo",
		"{{$x := .To}}{{$x.Foo}}":                     "line 1: there is no field Foo",
		"{{(.To).Foo}}":                               "line 1: there is no field Foo",
		"{{range $d := .Docs}}{{$d.Foo}}{{end}}":      "line 1: there is no field Foo",
		"{{range 1000000000}}{{end}}":                 "line 1: range goes over a list",
		"{{range .N}}{{end}}":                         "line 1: range goes over a list",
		"{{printf \"%1000000d\" 1}}":                  "line 1: the function \"printf\" cannot be used",
		"{{call .Name}}":                              "line 1: the function \"call\" cannot be used",
		"{{html .Name}}":                              "cannot be used",
		"{{define \"x\"}}{{end}}{{template \"x\"}}":   "define and block cannot be used",
		"{{template \"letter\"}}":                     "line 1: this cannot be used in a letter",
		"\n{{.Name":                                   "line 2: unclosed action",
		"{{env \"HOME\"}}":                            "line 1: function \"env\" not defined",
		"{{join .Lines}}":                             "line 1: join takes more",
		"{{.Name .To}}":                               "line 1: .Name is no function",
		"{{.Name | .To}}":                             "is no function",
		"":                                            "there is nothing in it",
		strings.Repeat("{{range $.Lines}}", 3) + strings.Repeat("{{end}}", 3): "too many ranges",
		strings.Repeat("{{range .Lines}}{{end}}", 61):                         "too many ranges",
		strings.Repeat("{{if .Yes}}", 50) + strings.Repeat("{{end}}", 50):     "nested too deeply",
	} {
		if _, err := Parse(in, "own.tmpl", fields{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", in, err, want)
		}
	}
	if _, err := Read(strings.NewReader(strings.Repeat("x", maxTemplate+1)), "t", fields{}); err == nil || !strings.Contains(err.Error(), "larger than 64 kB") {
		t.Error(err)
	}
	if _, err := Source("xx"); err == nil || !strings.Contains(err.Error(), "us, uk, eu, in, generic, slides") {
		t.Error(err)
	}
}

func TestWhatIsFilledIsBounded(t *testing.T) {
	tm, err := Parse("{{range .Lines}}{{$.Name}}{{end}}", "t", fields{})
	if err != nil {
		t.Fatal(err)
	}
	f := fields{Name: strings.Repeat("x", 10_000), Lines: make([]string, 100)}
	if _, err := tm.Fill(f); err == nil || !strings.Contains(err.Error(), "longer than 256 kB") {
		t.Error(err)
	}
}

// FuzzTemplate holds that every text is refused or becomes a letter: nothing that
// passed the check fails later, and both forms can be made of what comes out.
func FuzzTemplate(f *testing.F) {
	for _, n := range Names() {
		src, err := Source(n)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, s := range []string{"{{range .Docs}}{{range .Of}}+ {{.}}\n- x{{end}}{{end}}", "{{with .To}}= {{.Name}}\n> a\n> b{{else}}_ a | b{{end}}", "| a | b\n# c\n~ d\n@ e", "{{eq .N 3}}{{join .Lines .Name | len}}", "{{$x := .Docs}}{{range $x}}{{.}}{{end}}", "{{len 3}}{{lt .Name .Yes}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		tm, err := Parse(src, "t", fields{})
		if err != nil {
			return
		}
		filled, err := tm.Fill(sample())
		if err != nil {
			// Values of kinds that cannot be compared or counted are told when
			// they are met; a field is never found to be absent so late.
			if strings.Contains(err.Error(), "can't evaluate field") {
				t.Fatalf("%q: %v", src, err)
			}
			return
		}
		blocks := Blocks(filled)
		if len(blocks) > mostBlocks {
			t.Fatalf("%d blocks", len(blocks))
		}
		for _, l := range strings.Split(Plain(blocks), "\n") {
			if len(l) > 4*width && strings.ContainsRune(strings.TrimSpace(l), ' ') && !strings.Contains(filled, strings.Fields(l)[0]) {
				t.Fatalf("a line of %d: %q", len(l), l)
			}
		}
		if len(blocks) < 200 {
			layOut(blocks, Letterhead{Foot: "A"}, wide)
		}
	})
}
