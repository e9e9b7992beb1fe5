package office

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// sound holds what every block promises, whatever it was read from.
func sound(t *testing.T, r *rendition.Rendition, err error) {
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
		if b.Kind == rendition.Table && (len(b.Rows) == 0 || b.Text != "") || b.Kind != rendition.Table && b.Rows != nil {
			t.Fatalf("block %+v", b)
		}
		if b.Kind != rendition.Table && b.Kind != rendition.PageBreak && strings.TrimSpace(b.Text) == "" {
			t.Fatalf("an empty block %+v", b)
		}
		if (b.Kind == rendition.Heading || b.Kind == rendition.ListItem) && b.Level < 1 {
			t.Fatalf("a level below 1: %+v", b)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				check(c)
			}
		}
	}
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansicpg1250{\fonttbl{\f0\fcharset238 A;}}\trowd\intbl a\cell\row\pard{\listtext 1.\tab}b\par}`))
	f.Add([]byte(`{\rtf1{\field{\*\fldinst PAGE}{\fldrslt 1}}\u-10179?\'e9{\footer x}\bin5 ab}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := RTF(append([]byte(`{\rtf1`), b...))
		sound(t, r, err)
	})
}

// FuzzDOCX varies the parts of a Word file; the zip around them is archive/zip's.
func FuzzDOCX(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>a</w:t></w:r></w:p>`, `<w:style w:styleId="a"/>`, `<w:num w:numId="1"/>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`, ``, ``)
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		r, err := DOCX(docx(t, body, "word/styles.xml", "<s>"+styles+"</s>", "word/numbering.xml", "<n>"+numbering+"</n>"))
		sound(t, r, err)
	})
}

func FuzzZip(f *testing.F) {
	f.Add(docx(f, `<w:p><w:r><w:t>a</w:t></w:r></w:p>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := DOCX(b)
		sound(t, r, err)
		r, err = ODT(b)
		sound(t, r, err)
	})
}
