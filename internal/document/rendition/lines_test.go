package rendition

import (
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// FuzzTake holds the law that runs which divide the lines of a text divide what it
// says: every line is in one of them, and in its order.
func FuzzTake(f *testing.F) {
	f.Add("TITLE\nname\tvalue\nHb\t12\n\n- one\n- two\n\f\nend of\nthe text", uint16(2), uint16(5))
	f.Add("a\n\nb\tc\nd\te\tf\n\f", uint16(1), uint16(1))
	f.Fuzz(func(t *testing.T, text string, x, y uint16) {
		blocks := PlainText([]byte(text)).Blocks
		all := Lines(blocks)
		a := int(x) % (len(all) + 1)
		b := a + int(y)%(len(all)+1-a)
		var middle, rest []clinical.LineRange
		for _, r := range []struct {
			to          *[]clinical.LineRange
			first, last int
		}{{&rest, 1, a}, {&middle, a + 1, b}, {&rest, b + 1, len(all)}} {
			if r.first <= r.last {
				*r.to = append(*r.to, clinical.LineRange{First: r.first, Last: r.last})
			}
		}
		got := slices.Concat(Lines(Take(blocks, rest)), Lines(Take(blocks, middle)))
		slices.Sort(got)
		slices.Sort(all)
		if !slices.Equal(got, all) {
			t.Fatalf("%q at %d and %d: %q", text, a, b, got)
		}
	})
}

func TestTake(t *testing.T) {
	blocks := []Block{
		{Kind: Heading, Text: "one"}, {Text: "two\nthree\nfour"}, {Kind: PageBreak},
		{Kind: Table, Header: true, Rows: [][]string{{"five", "a"}, {"six\nseven", "b"}, {"eight", "c"}}},
	}
	for _, c := range []struct {
		runs []clinical.LineRange
		want string
	}{
		{nil, ""},
		{[]clinical.LineRange{{First: 1, Last: 8}}, "one|two\nthree\nfour||five\ta\nsix\nseven\tb\neight\tc"},
		{[]clinical.LineRange{{First: 3, Last: 3}}, "three"},
		{[]clinical.LineRange{{First: 1, Last: 2}, {First: 4, Last: 5}}, "one|two|four||five\ta"},
		{[]clinical.LineRange{{First: 6, Last: 8}}, "six\nseven\tb\neight\tc"},
	} {
		var got []string
		for _, b := range Take(blocks, c.runs) {
			got = append(got, Text([]Block{b}))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%v: %q, want %q", c.runs, s, c.want)
		}
	}
}
