package document

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/ocr"
)

// sureTurn is how sure the reading of a page must be, in percent, for the page to
// be turned in the packet; it must hold more text than a stamp, too. A page that
// is turned wrongly is worse than one that lies on its side.
const sureTurn = 70

// turnsUpright tells whether a page was read so well in another direction that
// this is how it stands upright.
func turnsUpright(got ocr.Reading) bool {
	return got.Turn%90 == 0 && got.Turn%360 != 0 && got.Confidence >= sureTurn && letters(got.Text) >= fewLetters
}

// Turns are by how many degrees, clockwise, pages are turned in the packet so
// that they stand upright; by page, from 1.
func (d *Document) Turns() map[int]int {
	turns := map[int]int{}
	for _, r := range d.Recognized {
		if r.Upright {
			turns[r.Page] = r.Turn
		}
	}
	return turns
}

// standUpright gives pages that are turned the size that they then have.
func (d *Document) standUpright() {
	turns := d.Turns()
	if len(turns) == 0 {
		return
	}
	d.Sizes = slices.Clone(d.Sizes)
	for page, degrees := range turns {
		if degrees%180 != 0 && page <= len(d.Sizes) {
			d.Sizes[page-1].Width, d.Sizes[page-1].Height = d.Sizes[page-1].Height, d.Sizes[page-1].Width
		}
	}
}

// turned says which pages were turned upright, and which seem not to stand so.
func (f File) turned(doc *Document) (ts []Trouble) {
	var upright, lying []int
	for _, r := range doc.Recognized {
		switch {
		case r.Upright:
			upright = append(upright, r.Page)
		case r.Turn != 0:
			lying = append(lying, r.Page)
		}
	}
	if len(upright) > 0 {
		ts = append(ts, *f.trouble(RuleTurned, clinical.SeverityInfo,
			lie(upright, len(doc.Pages))+" turned upright in the packet; the original goes along as it was.", ""))
	}
	if len(lying) > 0 {
		ts = append(ts, *f.trouble(RuleTurned, clinical.SeverityInfo,
			lie(lying, len(doc.Pages))+" left as it was scanned, for too little could be read to be sure.",
			"Turn it upright with the program that shows it, save it, and run this again."))
	}
	return ts
}

// lie begins a sentence about pages that do not stand upright.
func lie(pages []int, total int) string {
	switch {
	case total == 1:
		return "The page lay on its side or upside down. It was"
	case len(pages) == 1:
		return fmt.Sprintf("Page %d lay on its side or upside down. It was", pages[0])
	}
	return fmt.Sprintf("%d pages lay on their side or upside down, the first is page %d. Each was", len(pages), pages[0])
}
