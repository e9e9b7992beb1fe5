package imaging

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"strconv"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/geometry"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
	"github.com/medbundle/medbundle/internal/imaging/scale"
)

const (
	previewQuality = 85
	maxPreviewSide = 4096
)

// Picture is a preview of a key image, not for diagnosis.
type Picture struct {
	JPEG          []byte
	Width, Height int
	// Window says how grey values were chosen: "W 400 L 40"; "" for colour
	// and for pictures that are shown in full range.
	Window string
	// The letters at the edges: the patient's R and L, A front, P back, H head,
	// F foot; "" where the header does not tell.
	Left, Right, Top, Bottom string
}

// Preview draws a key image of the file r so that neither side is longer than
// maxSide, with the proportions that its pixels have in the body. Errors name
// the file.
func Preview(ctx context.Context, r io.ReaderAt, k KeyImage, maxSide int) (p *Picture, err error) {
	in := k.Instance
	defer func() {
		if c := recover(); c != nil {
			p, err = nil, fmt.Errorf("%s: drawing failed: %v", in.Name, c)
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	h, err := dataset.Read(r, in.Size, dataset.Options{Tables: true, Frame: k.Frame})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	shot := newInstance(h, in.Size, in.Name)
	drawn, err := draw(h, shot, r, k.Frame)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	bounds := drawn.Image.Bounds()
	aspectHeight, aspectWidth := pixelAspect(h, shot)
	width, height := scale.Fit(bounds.Dx(), bounds.Dy(), aspectHeight, aspectWidth, min(maxSide, maxPreviewSide))
	var out bytes.Buffer
	if err := jpeg.Encode(&out, scale.Area(drawn.Image, width, height), &jpeg.Options{Quality: previewQuality}); err != nil {
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	e := geometry.EdgesOf(shot.Orientation, shot.PatientOrientation)
	return &Picture{
		JPEG: out.Bytes(), Width: width, Height: height, Window: windowText(drawn),
		Left: e.Left, Right: e.Right, Top: e.Top, Bottom: e.Bottom,
	}, nil
}

// draw renders one frame, with the lookup tables of the header.
func draw(h *dataset.Header, in *Instance, r io.ReaderAt, frame int) (*pixels.Rendered, error) {
	if !in.HasPixels {
		return nil, fmt.Errorf("there is no picture in it")
	}
	a := in.Pixel
	addTables(&a, h)
	if h.Deflated {
		b, err := h.Inflate(r, in.Size, in.PixelOffset, in.PixelLength)
		if err != nil {
			return nil, err
		}
		return pixels.Frame(&a, bytes.NewReader(b), 0, int64(len(b)), frame)
	}
	return pixels.Frame(&a, r, in.PixelOffset, in.PixelLength, frame)
}

// addTables reads the lookup tables that Read leaves out.
func addTables(a *pixels.Attributes, h *dataset.Header) {
	a.ModalityLUT = tableOf(h.First(dataset.TagModalityLUT), a.Signed, dataset.TagLUTDescriptor, dataset.TagLUTData)
	a.VOILUT = tableOf(h.First(dataset.TagVOILUT), a.Signed, dataset.TagLUTDescriptor, dataset.TagLUTData)
	a.ExtendedOffsets, a.ExtendedLengths = h.Uint64s(dataset.TagExtendedOffsets), h.Uint64s(dataset.TagExtendedLengths)
	var palette [3]pixels.LUT
	for i := range palette {
		table := tableOf(h.Attributes, a.Signed, dataset.TagRedDescriptor+uint32(i), dataset.TagRedData+uint32(i))
		if table == nil {
			return
		}
		palette[i] = *table
	}
	a.Palette = &palette
}

// tableOf reads a lookup table (PS3.3 C.11.1.1); nil where there is none.
func tableOf(a dataset.Attributes, signed bool, descriptor, data uint32) *pixels.LUT {
	d, words := a.Ints(descriptor), a.Words(data)
	if len(d) < 3 || len(words) == 0 {
		return nil
	}
	t := &pixels.LUT{First: storedValue(d[1], signed), Bits: d[2], Data: words}
	count := d[0] & 0xFFFF
	if count == 0 {
		count = 1 << 16
	}
	if d[2] == 8 && len(words) < count { // two entries of 8 bits in a word
		t.Data = make([]uint16, 0, 2*len(words))
		for _, w := range words {
			t.Data = append(t.Data, w&0xFF, w>>8)
		}
	}
	if len(t.Data) > count {
		t.Data = t.Data[:count]
	}
	return t
}

// pixelAspect is the height of a pixel to its width, in whole numbers.
func pixelAspect(h *dataset.Header, in *Instance) (height, width int64) {
	if s := in.PixelSpacing; len(s) == 2 && s[0] > 0 && s[1] > 0 && s[0] < 1000 && s[1] < 1000 {
		height, width = int64(s[0]*1e6), int64(s[1]*1e6)
	} else if r := h.Ints(dataset.TagPixelAspect); len(r) == 2 {
		height, width = int64(r[0]), int64(r[1])
	}
	if height <= 0 || width <= 0 || height > 20*width || width > 20*height {
		return 1, 1
	}
	return height, width
}

// windowText writes the window of a grey picture.
func windowText(r *pixels.Rendered) string {
	if _, grey := r.Image.(*image.Gray); !grey || !r.Windowed {
		return ""
	}
	f := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 32) }
	return "W " + f(r.WindowWidth) + " L " + f(r.WindowCenter)
}
