package document

import (
	"strings"

	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

// layerOf makes the invisible text of a page of what was read on it, without
// the words that the page's own text has: those of a fax machine's line.
func layerOf(got ocr.Reading, own string) *textlayer.Layer {
	has := map[string]int{}
	for _, w := range strings.Fields(own) {
		has[w]++
	}
	layer := &textlayer.Layer{Place: got.Frame, Words: make([]textlayer.Word, 0, len(got.Words))}
	for _, w := range got.Words {
		if has[w.Text] > 0 {
			has[w.Text]--
			continue
		}
		layer.Words = append(layer.Words, textlayer.Word{
			Text: w.Text, Left: uint16(w.Left), Base: uint16(w.Base), Width: uint16(w.Width), Size: uint16(w.Size),
		})
	}
	if len(layer.Words) == 0 {
		return nil
	}
	return layer
}

// Layers are the invisible texts of the document's pages, by page from 1.
func (d *Document) Layers() map[int]*textlayer.Layer {
	layers := map[int]*textlayer.Layer{}
	if len(d.Sizes) != len(d.Pages) || d.unsure {
		return layers
	}
	for _, r := range d.Recognized {
		if r.Layer != nil {
			layers[r.Page] = r.Layer
		}
	}
	return layers
}
