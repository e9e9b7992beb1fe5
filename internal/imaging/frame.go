package imaging

import (
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// ReadFrame reads the header of r as Read does, with what is said of one frame,
// from 0, alone, and with the lookup tables, which stand in the header that
// comes with it. Errors name the file.
func ReadFrame(r io.ReaderAt, size int64, name string, frame int) (*Instance, *dataset.Header, error) {
	h, err := dataset.Read(r, size, dataset.Options{Tables: true, Frame: frame})
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return newInstance(h, size, name), h, nil
}

// frameItems are where an attribute of a functional group macro may stand, the
// nearest first: the groups of the frame and those that all frames share (PS3.3
// C.7.6.16), then the top level, where an image of one frame has it and some
// writers of many repeat that of their first.
func frameItems(h *dataset.Header, macro uint32) []dataset.Attributes {
	return []dataset.Attributes{
		h.First(dataset.TagFrameGroups).First(macro), h.First(dataset.TagSharedGroups).First(macro), h.Attributes,
	}
}

// TableItem is the first item of a sequence of lookup tables, of the frame if it has
// its own.
func TableItem(h *dataset.Header, sequence, macro uint32) dataset.Attributes {
	for _, g := range frameItems(h, macro) {
		if item := g.First(sequence); !item.Empty() {
			return item
		}
	}
	return dataset.Attributes{}
}

func stringIn(h *dataset.Header, t, macro uint32) string {
	for _, g := range frameItems(h, macro) {
		if s := g.String(t); s != "" {
			return s
		}
	}
	return ""
}

// Pictures counts what there is to see: the frames of an image, none in a
// dose grid or a document.
func (in *Instance) Pictures() int { return in.pictures() }
