package rendition

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
)

// However long a text is, what is read of it is bounded, what is allocated for
// that is in proportion, and the cut is said.
func TestLongTextsAreCutFirst(t *testing.T) {
	for name, c := range map[string]struct {
		read func([]byte) *Rendition
		data []byte
	}{
		"lines of one letter":      {PlainText, bytes.Repeat([]byte("a\n"), 15_000_000)},
		"paragraphs of one letter": {PlainText, bytes.Repeat([]byte("a\n\n"), 10_000_000)},
		"one line":                 {PlainText, bytes.Repeat([]byte("word "), 6_000_000)},
		"pages of one letter":      {PlainText, bytes.Repeat([]byte("a\f"), 15_000_000)},
		"cells of one letter":      {PlainText, bytes.Repeat([]byte("a\tb\n"), 7_000_000)},
		"UTF-16":                   {PlainText, bytes.Repeat([]byte("a\x00\n\x00"), 7_000_000)},
		"lines of Markdown":        {Markdown, bytes.Repeat([]byte("a\n"), 15_000_000)},
		"lines of code":            {Markdown, append([]byte("```\n"), bytes.Repeat([]byte("a\n"), 15_000_000)...)},
		"rows":                     {CSV, bytes.Repeat([]byte("a,b\n"), 7_000_000)},
		"a page":                   {HTML, bytes.Repeat([]byte("a<br>"), 6_000_000)},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r := c.read(c.data)
			runtime.ReadMemStats(&after)
			if !r.Cut || len(r.Losses) == 0 {
				t.Errorf("cut: %t %q", r.Cut, r.Losses)
			}
			if n := len(Text(r.Blocks)); n == 0 || n > 2*maxText || len(r.Blocks) > maxBlocks {
				t.Errorf("%d bytes in %d blocks", n, len(r.Blocks))
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 500 {
				t.Errorf("it took %d MB, all told", mb)
			}
		})
	}
	whole := PlainText([]byte(strings.Repeat("a\n", 60_000)))
	if whole.Cut || len(Text(whole.Blocks)) != 2*60_000-1 {
		t.Errorf("a text within the limits is cut: %t, %d bytes", whole.Cut, len(Text(whole.Blocks)))
	}
}
