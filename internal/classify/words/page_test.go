package words

import (
	"strings"
	"testing"
)

// TestReadIsBounded: whatever the pages are, what is read of them fits the bounds.
func TestReadIsBounded(t *testing.T) {
	for _, c := range []struct{ pages, size int }{{1, 1 << 21}, {5000, 10}, {300, 1 << 16}, {40, 300 << 10}} {
		text := strings.Repeat("a ", c.size/2)
		var pages []string
		for range c.pages {
			pages = append(pages, text)
		}
		total := 0
		read := Read(pages)
		for i, p := range read {
			total += len(p.Text)
			if len(p.Text) > maxPageBytes || p.Number != i+1 {
				t.Fatalf("page %d is of %d bytes", p.Number, len(p.Text))
			}
		}
		if total > maxTextBytes || len(read) > maxPages || total == 0 {
			t.Errorf("%d pages of %d bytes: read %d bytes on %d pages", c.pages, c.size, total, len(read))
		}
	}
}

// TestPagesLieInTheirText: lines, words and hits are in order and within bounds.
func TestPagesLieInTheirText(t *testing.T) {
	for _, text := range []string{"", "\n\n", "Date of birth: 1.1.2001\r\nPATHOLOGY REPORT\f\ttab", "\xff\xfeDOB\u00ad", "e\u0301t\u0301e\u0301"} {
		checkPage(t, ReadLine(text))
	}
}

func checkPage(t *testing.T, p *Page) {
	t.Helper()
	at := 0
	for i, l := range p.Lines {
		if l.Start < at || l.End <= l.Start || l.End > len(p.Text) || p.LineAt(l.Start) != i {
			t.Fatalf("line %+v in %q", l, p.Text)
		}
		for _, w := range p.Words[l.First:l.Last] {
			if w.Start < l.Start || w.End <= w.Start || w.End > l.End || w.Line != i {
				t.Fatalf("word %+v in %q", w, p.Text)
			}
		}
		at = l.End
	}
	first := 0
	for _, h := range p.Hits {
		if h.First < first || h.Last <= h.First || h.Last > len(p.Words) || len(h.Meanings()) == 0 {
			t.Fatalf("hit %+v in %q", h, p.Text)
		}
		first = h.First
	}
}

// FuzzPage holds for any text: its lines, words and hits lie in it in order, and
// every quotation is short and of one line.
func FuzzPage(f *testing.F) {
	f.Add("Date of birth: 1.1.2001\r\nPATHOLOGY REPORT\f\ttab", 3)
	f.Add("\xff\xfeDOB\u00ad \u00a0 * 5", 100)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		p := ReadLine(text)
		checkPage(t, p)
		for _, w := range p.Words {
			if q := p.Quote(w.Start); len([]rune(q)) > MaxQuote || strings.ContainsAny(q, "\n\r\t") {
				t.Fatalf("%q", q)
			}
		}
		if limit = limit&255 + 2; len([]rune(Clip(text, limit))) > limit {
			t.Fatalf("%q is longer than %d", Clip(text, limit), limit)
		}
	})
}
