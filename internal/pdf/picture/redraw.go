package picture

import (
	"bytes"
	"image"
	"image/draw"
	"io"

	"github.com/medbundle/medbundle/internal/pdf/picture/bitmap"
	"github.com/medbundle/medbundle/internal/pdf/picture/jpeg2000"
)

// redrawFile decodes a picture in a compression that PDF does not know.
// perPixel is how many bytes its decoder takes for a pixel.
func redrawFile(data []byte, perPixel int, config func(io.Reader) (image.Config, error), decode func(io.Reader) (image.Image, error)) (stored, error) {
	c, err := config(bytes.NewReader(data))
	if err != nil {
		return stored{}, damaged(err)
	}
	release, err := reserve(c.Width, c.Height, perPixel, 0)
	if err != nil {
		return stored{}, err
	}
	defer release()
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return stored{}, damaged(err)
	}
	return redraw(img), nil
}

// openBMP decodes a bitmap.
func openBMP(data []byte) (stored, error) {
	m, err := bitmap.Open(data)
	if err != nil {
		return stored{}, err
	}
	release, err := reserve(m.Width, m.Height, 4, 0)
	if err != nil {
		return stored{}, err
	}
	defer release()
	img, err := m.Decode()
	if err != nil {
		return stored{}, err
	}
	s := redraw(img)
	s.dpiX, s.dpiY = m.DPIX, m.DPIY
	return s, nil
}

// openJPEG2000 passes a JPEG 2000 on.
func openJPEG2000(data []byte) (stored, error) {
	p, err := jpeg2000.Read(data)
	if err != nil {
		return stored{}, err
	}
	img := Image{Width: p.Width, Height: p.Height, BitsPerComponent: p.Depth, ColorSpace: p.Space, Filter: "JPXDecode", Data: p.Data}
	return stored{image: img, dpiX: p.DPIX, dpiY: p.DPIY, orientation: 1}, nil
}

// redraw stores decoded pixels without loss, in the smallest form that shows
// the same on white paper: black and white, grey, or colour, opaque, eight bits
// deep. It goes row by row and keeps no second copy of the picture.
func redraw(img image.Image) stored {
	s := flattened{img: img, row: image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), 1))}
	bits := 1
	for y := 0; y < img.Bounds().Dy() && bits < 24; y++ {
		bits = max(bits, depth(s.at(y)))
	}
	p := newRowPacker(img.Bounds().Dx(), bits)
	for y := range img.Bounds().Dy() {
		p.add(s.at(y))
	}
	return stored{image: p.finish(), orientation: 1}
}

// flattened is a picture laid on white paper.
type flattened struct {
	img image.Image
	row *image.RGBA
}

// at is row y, counted from the top, four bytes a pixel; the next call
// overwrites it.
func (f *flattened) at(y int) []byte {
	from := f.img.Bounds().Min
	from.Y += y
	draw.Draw(f.row, f.row.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(f.row, f.row.Rect, f.img, from, draw.Over)
	return f.row.Pix
}

// depth is 1 for black and white pixels, 8 for grey ones, 24 for others.
func depth(rgba []byte) int {
	bits := 1
	for i := 0; i+3 < len(rgba); i += 4 {
		r, g, b := rgba[i], rgba[i+1], rgba[i+2]
		if r != g || g != b {
			return 24
		}
		if r != 0 && r != 255 {
			bits = 8
		}
	}
	return bits
}
