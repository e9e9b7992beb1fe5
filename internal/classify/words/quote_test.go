package words

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClipEndsAtAWord(t *testing.T) {
	for _, c := range []struct {
		s     string
		limit int
		want  string
	}{
		{"moderately differentiated carcinoma", 30, "moderately differentiated…"},
		{"moderately differentiated", 25, "moderately differentiated"},
		{"moderately differentiated, grade 2", 27, "moderately differentiated…"},
		{"one  two\nthree", 20, "one two three"},
		{"one two three", 8, "one two…"},
		{strings.Repeat("x", 50), 10, "xxxxxxxxx…"},
		{"żółć żółć żółć", 10, "żółć żółć…"},
		{"", 10, ""},
	} {
		if got := Clip(c.s, c.limit); got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.s, c.limit, got, c.want)
		}
	}
}

// TestQuotesHoldTheirPlace: whatever the place on a line, its quotation is short,
// holds the word at the place whole, and cuts no other word.
func TestQuotesHoldTheirPlace(t *testing.T) {
	text := strings.Repeat("On examination the tumour was moderately differentiated and größer als vorher. ", 9)
	p := ReadLine(text)
	known := map[string]bool{"…": true}
	for _, w := range strings.Fields(text) {
		known[w], known[strings.TrimRight(w, ".")] = true, true
	}
	for _, w := range p.Words {
		q := p.Quote(w.Start)
		if utf8.RuneCountInString(q) > MaxQuote || !strings.Contains(q, p.Text[w.Start:w.End]) {
			t.Fatalf("%q at %d is quoted as %q", p.Text[w.Start:w.End], w.Start, q)
		}
		for _, f := range strings.Fields(q) {
			if f = strings.TrimSuffix(f, "…"); f != "" && !known[f] {
				t.Fatalf("%q cuts the word %q", q, f)
			}
		}
	}
}
