// Package slides reads presentations, PowerPoint's (PPTX) and OpenDocument's:
// the texts and tables of each slide under a heading of its own. Hidden slides
// stay hidden, and that is said.
package slides

import (
	"fmt"
	"strconv"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// maxSlides bounds the slides of one file.
const maxSlides = 2000

type deck struct {
	b      *rendition.Builder
	number int
	hidden int
	notes  int
	clock  bool
}

func (d *deck) heading() {
	d.number++
	d.b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: "Slide " + strconv.Itoa(d.number)})
}

func (d *deck) rendition(title string) *rendition.Rendition {
	r := d.b.Rendition()
	r.Title, r.Clock = title, d.clock
	if d.hidden > 0 {
		r.Hidden = append(r.Hidden, fmt.Sprintf("hidden slides are not shown (%d)", d.hidden))
	}
	if d.notes > 0 {
		r.Hidden = append(r.Hidden, "the speaker's notes are not shown")
	}
	return r
}

func isOn(s string) bool { return s == "1" || s == "true" }
