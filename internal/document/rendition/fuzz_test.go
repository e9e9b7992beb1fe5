package rendition

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// sound holds what every block promises, whatever it was read from.
func sound(t *testing.T, r *Rendition, err error) {
	t.Helper()
	if (r == nil) == (err == nil) {
		t.Fatalf("a rendition %v and an error %v", r, err)
	}
	if r == nil {
		return
	}
	check := func(s string) {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
			t.Fatalf("block text %q", s)
		}
	}
	for _, b := range r.Blocks {
		check(b.Text)
		if b.Kind == Table && (len(b.Rows) == 0 || b.Text != "") || b.Kind != Table && b.Rows != nil {
			t.Fatalf("block %+v", b)
		}
		if b.Kind != Table && b.Kind != PageBreak && strings.TrimSpace(b.Text) == "" {
			t.Fatalf("an empty block %+v", b)
		}
		if (b.Kind == Heading || b.Kind == ListItem) && b.Level < 1 {
			t.Fatalf("a level below 1: %+v", b)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				check(c)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("a\tb\nc\td\n\n- x\n1. y"))
	f.Add([]byte("# h\n|a|b|\n|--|--|\n|1|2|\n```\nx"))
	f.Fuzz(func(t *testing.T, b []byte) {
		sound(t, PlainText(b), nil)
		sound(t, Markdown(b), nil)
		sound(t, CSV(b), nil)
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<table><tr><td rowspan=2>a<td><table><tr><td>b"))
	f.Add([]byte("<ol start=9><li>x<input value=y><pre>\tz"))
	f.Fuzz(func(t *testing.T, b []byte) { sound(t, HTML(b), nil) })
}
