// Package typesettest holds pages against what no page may do: text outside the
// margins, and text over text.
package typesettest

import (
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"sort"
	"strings"
	"testing"
)

// box is the place of a run of text, from the height of its capitals to its
// base line.
type box struct {
	X0, Y0, X1, Y1 typeset.Length
	Text           string
}

// BoxesOf lists the runs of text of a page.
func BoxesOf(pg *typeset.Page) (bs []box) {
	for _, m := range pg.Marks {
		if t, ok := m.(typeset.TextMark); ok && strings.TrimSpace(t.Text) != "" {
			trail := t.Style.Face.Width(" ", t.Style.Size) * typeset.Length(len(t.Text)-len(strings.TrimRight(t.Text, " ")))
			bs = append(bs, box{t.X, t.Y - t.Style.Size*714/1000, t.X + t.W - trail - t.Style.Track, t.Y, t.Text})
		}
	}
	return bs
}

// CheckPages holds every text inside the margins and apart from every other.
func CheckPages(t *testing.T, pages []*typeset.Page) {
	t.Helper()
	const slack = 60 // rounding of widths
	for n, pg := range pages {
		bs := BoxesOf(pg)
		for _, b := range bs {
			if b.X0 < typeset.Left-slack || b.X1 > typeset.Right+slack || b.Y0 < typeset.Top || b.Y1 > typeset.Bottom {
				t.Errorf("page %d: %q leaves the margins: %+v", n+1, b.Text, b)
			}
		}
		sort.SliceStable(bs, func(i, j int) bool { return bs[i].Y0 < bs[j].Y0 })
		for i, a := range bs {
			for _, b := range bs[i+1:] {
				if b.Y0 >= a.Y1 {
					break
				}
				if a.X0 < b.X1-slack && b.X0 < a.X1-slack {
					t.Errorf("page %d: %q and %q overlap", n+1, a.Text, b.Text)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// TextOf is what pages say, in drawing order.
func TextOf(pages ...*typeset.Page) string {
	var b strings.Builder
	for _, pg := range pages {
		for _, m := range pg.Marks {
			if t, ok := m.(typeset.TextMark); ok {
				b.WriteString(t.Text + "\n")
			}
		}
	}
	return b.String()
}

// Flat is textOf with single spaces.
func Flat(pages ...*typeset.Page) string {
	return strings.Join(strings.Fields(TextOf(pages...)), " ")
}

// Held reads a picture that is in memory.
func Held(jpeg []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return jpeg, nil }
}
