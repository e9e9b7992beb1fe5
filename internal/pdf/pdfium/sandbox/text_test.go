package sandbox

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"one\r\ntwo\r\n", "one\ntwo"},
		{"one\rtwo\u2028three", "one\ntwo\nthree"},
		{"one  \r\n\r\n two\t\r\n", "one\n\n two"},
		{"\r\n\r\nfirst\r\n", "first"},
		{"a\x00b\x01c\u009fd", "abcd"},
		{"a\tb", "a\tb"},
		{"o\uFB03ce of the \uFB01rst \uFB02oor, \uFB00, \uFB04, \uFB05, \uFB06", "office of the first floor, ff, ffl, st, st"},
		{"carci\uFFFEnoma", "carcinoma"},
		{"HER2\uFFFEpositive", "HER2-positive"},
		{"T\uFFFEStadium, Dubin\uFFFEJohnson", "T-Stadium, Dubin-Johnson"},
		{"\uFFFEa, b\uFFFE", "-a, b-"},
		{"Mamma\u00adkarzinom", "Mammakarzinom"},
		{"Mamma\u00ad \r\n karzinom", "Mammakarzinom"},
		{"pre-\r\nnatal", "pre-\nnatal"},
		{"\uFEFFtext\uFFFF", "text"},
		{"bad \xff byte", "bad \uFFFD byte"},
		{"Łódź Çelik 中文 العربية", "Łódź Çelik 中文 العربية"},
		{"", ""},
	} {
		if got := normalise(c.in); got != c.want {
			t.Errorf("normalise(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzNormalise(f *testing.F) {
	f.Add("one\r\ntwo\uFFFEthree\u00ad\r\nfour \uFB01 \x00")
	f.Add("\u00ad\u00ad \n \r\n\t\uFFFE")
	f.Fuzz(func(t *testing.T, in string) {
		got := normalise(in)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is not UTF-8", got)
		}
		for _, r := range got {
			if r != '\n' && r != '\t' && unicode.IsControl(r) || r == softHyphen || r == lineHyphen || spelt[r] != "" {
				t.Fatalf("%q holds %U", got, r)
			}
		}
		for _, line := range strings.Split(got, "\n") {
			if strings.TrimRight(line, " \t") != line {
				t.Fatalf("line %q ends in space", line)
			}
		}
		if again := normalise(got); again != got {
			t.Fatalf("normalising twice changes %q to %q", got, again)
		}
	})
}

func TestOneLine(t *testing.T) {
	if got := OneLine(" A\r\ntitle\twith\x00 \xff odd  things ", 100); got != "A title with odd things" {
		t.Errorf("%q", got)
	}
	if got := OneLine("ÄÖÜ", 2); got != "ÄÖ" {
		t.Errorf("%q", got)
	}
}
