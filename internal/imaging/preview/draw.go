package preview

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/geometry"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
	"github.com/medbundle/medbundle/internal/imaging/scale"
)

const (
	quality = 85
	maxSide = 4096
)

// Picture is a preview of a key image, not for diagnosis.
type Picture struct {
	JPEG          []byte
	Width, Height int
	// Caption says which picture it is and how its grey values were chosen:
	// "AX T2 · slice 112 of 240 · W 400 L 40".
	Caption string
	// WidthUM is how wide the picture is in the body, in micrometres; 0 where the
	// header does not tell, or tells of the detector only.
	WidthUM int64
	// The letters at the edges: the patient's R and L, A front, P back, H head,
	// F foot; "" where the header does not tell.
	Left, Right, Top, Bottom string
}

// File is an open file.
type File interface {
	io.ReaderAt
	io.Closer
}

// Opener opens the file of an instance for reading.
type Opener func(*imaging.Instance) (File, error)

// Draw draws a key image so that neither side is longer than side, with the
// proportions that its pixels have in the body. Where it is empty, as the air
// above a head is, a neighbour stands for it. Errors name the file.
func Draw(ctx context.Context, open Opener, k KeyImage, side int) (*Picture, error) {
	first, empty, err := k.draw(ctx, open, side)
	if err != nil || !empty {
		return first, err
	}
	for _, other := range k.others {
		k.place, k.Position = other.place, other.position
		p, empty, err := k.draw(ctx, open, side)
		if err == nil && !empty {
			return p, nil
		}
	}
	return first, ctx.Err()
}

// draw draws one frame, and says whether there is nothing on it.
func (k KeyImage) draw(ctx context.Context, open Opener, side int) (p *Picture, empty bool, err error) {
	in := k.Instance
	defer func() {
		if c := recover(); c != nil {
			p, err = nil, fmt.Errorf("%s: drawing failed: %v", in.Name, c)
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	f, err := open(in)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	shot, h, err := imaging.ReadFrame(f, in.Size, in.Name, k.Frame)
	if err != nil {
		return nil, false, err
	}
	display := displayOf(shot, h)
	drawn, err := frame(shot, h, display, f, k.Frame)
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", in.Name, err)
	}
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	p = k.sized(shot, h, drawn.Image, min(side, maxSide))
	if _, grey := drawn.Image.(*image.Gray); grey && (display.Counts || deep(shot.Pixel)) {
		p.Caption = k.caption(windowText(drawn, display.Counts))
	}
	return p, isEmpty(drawn.Image), k.encode(p, drawn.Image, shot)
}

// sized knows the size of the picture and what surrounds it.
func (k KeyImage) sized(shot *imaging.Instance, h *dataset.Header, img image.Image, side int) *Picture {
	b := img.Bounds()
	aspectHeight, aspectWidth := pixelAspect(h, shot)
	p := &Picture{Caption: k.caption("")}
	p.Width, p.Height = scale.Fit(b.Dx(), b.Dy(), aspectHeight, aspectWidth, side)
	e := geometry.EdgesOf(shot.Orientation, shot.PatientOrientation)
	p.Left, p.Right, p.Top, p.Bottom = e.Left, e.Right, e.Top, e.Bottom
	// What projects the body on a detector tells the size on the detector only.
	if s := shot.PixelSpacing; len(shot.Orientation) == 6 && len(s) == 2 && s[1] > 1e-4 && s[1] < 1000 {
		p.WidthUM = int64(float64(s[1]*1000)*float64(b.Dx()) + 0.5)
	}
	return p
}

// encode scales the picture, draws the reach of a scan on it, and codes it.
func (k KeyImage) encode(p *Picture, img image.Image, shot *imaging.Instance) error {
	small := scale.Area(img, p.Width, p.Height)
	if grey, ok := small.(*image.Gray); ok && k.Scan != nil {
		drawLine(grey, k.Scan.First, shot.Pixel.Columns, shot.Pixel.Rows, false)
		drawLine(grey, k.Scan.Last, shot.Pixel.Columns, shot.Pixel.Rows, true)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("%s: %w", k.Instance.Name, err)
	}
	p.JPEG = out.Bytes()
	return nil
}

// frame renders one frame, with the lookup tables of the header.
func frame(in *imaging.Instance, h *dataset.Header, d pixels.Display, r io.ReaderAt, n int) (*pixels.Rendered, error) {
	if !in.HasPixels {
		return nil, fmt.Errorf("there is no picture in it")
	}
	a := in.Pixel
	a.Display = d
	addTables(&a, h)
	if h.Deflated {
		b, err := h.Inflate(r, in.Size, in.PixelOffset, in.PixelLength)
		if err != nil {
			return nil, err
		}
		return pixels.Frame(&a, bytes.NewReader(b), 0, int64(len(b)), n)
	}
	return pixels.Frame(&a, r, in.PixelOffset, in.PixelLength, n)
}

// pixelAspect is the height of a pixel to its width, in whole numbers.
func pixelAspect(h *dataset.Header, in *imaging.Instance) (height, width int64) {
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

const (
	sameGrey = 6  // levels within which pixels are of one grey
	somewhat = 50 // one in so many pixels is something
)

// isEmpty says whether nearly all of a picture is of one grey.
func isEmpty(img image.Image) bool {
	var counts [256]int
	total := 0
	switch m := img.(type) {
	case *image.Gray:
		for _, v := range m.Pix {
			counts[v]++
		}
		total = len(m.Pix)
	case *image.RGBA:
		for i := 0; i+3 < len(m.Pix); i += 4 {
			counts[(int(m.Pix[i])+int(m.Pix[i+1])+int(m.Pix[i+2]))/3]++
		}
		total = len(m.Pix) / 4
	}
	most := 0
	for from := range counts {
		n := 0
		for _, c := range counts[from:min(from+sameGrey, len(counts))] {
			n += c
		}
		most = max(most, n)
	}
	return (total-most)*somewhat < total
}
