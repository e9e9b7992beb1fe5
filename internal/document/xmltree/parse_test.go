package xmltree

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	cases := []struct{ name, in, words string }{
		{"plain", `<a>one <b>two</b></a>`, "one two"},
		{"html entity", `<a>5&nbsp;mg &eacute;</a>`, "5 mg é"},
		{"declared entity stays unexpanded doctype", `<!DOCTYPE a [<!ENTITY x "y">]><a>one</a>`, "one"},
		{"latin1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>M\xfcller</a>", "Müller"},
		{"windows bytes under utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>M\xfcller \x93ok\x94</a>", "Müller “ok”"},
		{"utf-16le", "\xff\xfe<\x00a\x00>\x00x\x00<\x00/\x00a\x00>\x00", "x"},
		{"control", "<a>a\x0bb</a>", "ab"},
		{"cdata", "<a><![CDATA[1 < 2]]></a>", "1 < 2"},
	}
	for _, c := range cases {
		n, err := Parse([]byte(c.in), Limits{})
		if err != nil || n.Words() != c.words {
			t.Errorf("%s: %q, %v; want %q", c.name, n.Words(), err, c.words)
		}
	}
}

func TestParseHostile(t *testing.T) {
	laughs := `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`
	external := `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`
	cases := []struct {
		name, in string
		want     error
	}{
		{"deep", strings.Repeat("<a>", 5000), ErrTooLarge},
		{"wide tag", "<a " + strings.Repeat(`b="" `, 300000) + "/>", ErrTooLarge},
		{"wide tag after text", "<r>x<a " + strings.Repeat(`b=">" `, 300000) + "/></r>", ErrTooLarge},
		{"many nodes", "<a>" + strings.Repeat("<b/>", 30) + "</a>", ErrTooLarge},
		{"laughs", laughs, ErrMalformed},
		{"external", external, ErrMalformed},
		{"truncated", "<a><b>one", ErrMalformed},
		{"two roots", "<a/><b/>", ErrMalformed},
		{"nothing", "", ErrMalformed},
	}
	for _, c := range cases {
		lim := Limits{}
		if c.name == "many nodes" {
			lim.Nodes = 20
		}
		n, err := Parse([]byte(c.in), lim)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if strings.Contains(n.Words(), "haha") || strings.Contains(n.Words(), "root:") {
			t.Errorf("%s: an entity was expanded", c.name)
		}
	}
	if n, _ := Parse([]byte("<a><b>one"), Limits{}); n.Words() != "one" {
		t.Errorf("truncated: %q was read, want what stood before the fault", n.Words())
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="utf-16"?><a b="c">x</a>`))
	f.Add([]byte("\xff\xfe<\x00a"))
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := Parse(b, Limits{Nodes: 1000})
		if err == nil && n == nil {
			t.Fatal("neither a tree nor an error")
		}
		n.Words()
	})
}
