package packet

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

// TestDraftOnEveryFoot: the mark leads the foot of every page, however wide.
func TestDraftOnEveryFoot(t *testing.T) {
	p := stress(t)
	p.Draft = true
	l := lay(t, p)
	typesettest.CheckPages(t, l.front)
	if got := typesettest.Flat(l.front[0]); !strings.Contains(got, "DRAFT: this is not the final bundle.") {
		t.Errorf("the cover does not say it: %s", got)
	}
	if !strings.HasPrefix(l.info().Title, "DRAFT: ") {
		t.Errorf("title %q", l.info().Title)
	}
	foot := l.footPatient(&typeset.Speller{})
	foot.Number, foot.Source = 666, strings.Repeat("source", 50)
	for _, width := range []typeset.Length{20 * typeset.Point, 30 * typeset.Point, 72 * typeset.Point, 150 * typeset.Point, typeset.PaperWidth, 5000 * typeset.Point} {
		pg := foot.Page(width)
		bs := typesettest.BoxesOf(pg)
		if len(bs) == 0 || bs[0].Text != DraftMark {
			t.Fatalf("width %d: the foot begins with %+v", width, bs)
		}
		for i, b := range bs {
			if width >= 30*typeset.Point && (b.X0 < 0 || b.X1 > width) || b.Y0 < 0 || b.Y1 > typeset.FootHeight {
				t.Errorf("width %d: %q at %+v", width, b.Text, b)
			}
			for _, c := range bs[i+1:] {
				if width >= 30*typeset.Point && b.X0 < c.X1-60 && c.X0 < b.X1-60 {
					t.Errorf("width %d: %q and %q overlap", width, b.Text, c.Text)
				}
			}
		}
	}
	p.Draft = false
	if got := typesettest.Flat(lay(t, p).front[0]); strings.Contains(got, DraftMark) {
		t.Error("a final packet says DRAFT")
	}
}
