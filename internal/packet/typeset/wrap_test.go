package typeset

import (
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// TestBreakLinesInStretches holds the lines of one long text against those of
// its paragraphs, each set alone: where a stretch ends is not seen.
func TestBreakLinesInStretches(t *testing.T) {
	paragraphs := []string{
		strings.Repeat("x", 3*stretch+1),
		strings.Repeat("one two-three 4/5 ", stretch/7),
		strings.Repeat("\u0301", 2*stretch),
		strings.Repeat("word ", stretch/5-1) + "abcd",
		strings.Repeat("a ", stretch),
	}
	for n := range 30 { // ends of lines on both sides of the ends of stretches
		paragraphs = append(paragraphs, strings.Repeat("y", stretch/2-15+n), "", "z")
	}
	var want []line
	for _, p := range paragraphs {
		lines := BreakLines([]Span{{Text: p, Style: BodyStyle}}, ColumnWidth, 0)
		if len(lines) == 0 {
			lines = []line{{}}
		}
		want = append(want, lines...)
	}
	got := BreakLines([]Span{{Text: strings.Join(paragraphs, "\n"), Style: BodyStyle}}, ColumnWidth, 0)
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("line %d is %v, want %v", i, got[i], want[i])
		}
	}
}

// TestBreakLinesMemory sets a text of megabytes without a line break: what is
// taken is of the size of the text, not of its glyphs.
func TestBreakLinesMemory(t *testing.T) {
	text := strings.Repeat("the patient ", 100_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	lines := BreakLines([]Span{{Text: text, Style: BodyStyle}}, ColumnWidth, 0)
	runtime.ReadMemStats(&after)
	if len(lines) < 1000 {
		t.Fatalf("%d lines", len(lines))
	}
	if perByte := (after.TotalAlloc - before.TotalAlloc) / uint64(len(text)); perByte > 30 {
		t.Errorf("%d bytes taken for each byte of text, want 30 at most", perByte)
	}
}
