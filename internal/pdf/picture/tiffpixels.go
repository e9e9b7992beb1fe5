package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
)

// decode draws a picture whose data PDF cannot hold as it is.
func (t tiffReader) decode(d tiffile.Directory, blocks [][]byte) (stored, error) {
	l, err := d.Layout()
	if err != nil {
		return stored{}, err
	}
	want := l.Across * l.Down
	if l.Apart {
		want *= l.Samples
	}
	if len(blocks) < want {
		return stored{}, fmt.Errorf("%w: parts of the TIFF are missing", ErrDamaged)
	}
	paint, err := newPainter(d, l)
	if err != nil {
		return stored{}, err
	}
	block := int64(l.RowBytes()) * int64(l.Samples)
	if l.Compression == tiffile.CompressionJPEG {
		block = 16 * int64(l.BlockW) * int64(l.BlockH)
	}
	release, err := reserve(l.Width, l.Height, paint.perPixel, block)
	if err != nil {
		return stored{}, err
	}
	defer release()
	paint.start(l)
	for i := range l.Across * l.Down {
		if err := paint.block(d, l, blocks, i); err != nil {
			return stored{}, err
		}
	}
	return redraw(paint.img), nil
}

// painter paints the samples of blocks.
type painter struct {
	img      draw.Image
	perPixel int
	start    func(l tiffile.Layout)
	// pixel sets a pixel from its samples, which have eight bits, but for a
	// palette's index.
	pixel func(x, y int, s [8]uint8)
}

func newPainter(d tiffile.Directory, l tiffile.Layout) (*painter, error) {
	p := &painter{perPixel: 4}
	box := image.Rect(0, 0, l.Width, l.Height)
	least := 3
	switch l.Photometric {
	case tiffile.WhiteIsZero, tiffile.BlackIsZero:
		flip := uint8(0)
		if l.Photometric == tiffile.WhiteIsZero {
			flip = 255
		}
		least, p.perPixel = 1, 1
		p.start = func(tiffile.Layout) {
			grey := image.NewGray(box)
			p.img, p.pixel = grey, func(x, y int, s [8]uint8) { grey.Pix[y*grey.Stride+x] = s[0] ^ flip }
		}
	case tiffile.IsRGB, tiffile.IsYCbCr:
		if l.Photometric == tiffile.IsYCbCr && l.Compression != tiffile.CompressionJPEG {
			return nil, fmt.Errorf("%w: a TIFF of luma and colour that is not a JPEG", ErrUnsupported)
		}
		alpha := 0
		if l.Samples > 3 {
			alpha = d.Int(tiffile.TagExtraSamples, 0)
		}
		p.start = func(tiffile.Layout) { p.colour(box, alpha) }
	case tiffile.IsPalette:
		least = 1
		lookup := palette(d, l.Bits)
		if lookup == nil || l.Bits > 8 {
			return nil, fmt.Errorf("%w: the TIFF has no palette", ErrDamaged)
		}
		p.start = func(tiffile.Layout) {
			img := image.NewRGBA(box)
			p.img, p.pixel = img, func(x, y int, s [8]uint8) { img.SetRGBA(x, y, lookup[s[0]]) }
		}
	case tiffile.IsCMYK:
		least = 4
		p.start = func(tiffile.Layout) {
			img := image.NewCMYK(box)
			p.img, p.pixel = img, func(x, y int, s [8]uint8) { img.SetCMYK(x, y, color.CMYK{C: s[0], M: s[1], Y: s[2], K: s[3]}) }
		}
	default:
		return nil, fmt.Errorf("%w: a TIFF of colours of kind %d", ErrUnsupported, l.Photometric)
	}
	if l.Samples < least {
		return nil, fmt.Errorf("%w: a TIFF of too few samples", ErrDamaged)
	}
	return p, nil
}

// colour paints red, green and blue; alpha is 1 where they are multiplied by a
// fourth sample, 2 where they are not, 0 where that means something else.
func (p *painter) colour(box image.Rectangle, alpha int) {
	if alpha == 2 {
		img := image.NewNRGBA(box)
		p.img, p.pixel = img, func(x, y int, s [8]uint8) { img.SetNRGBA(x, y, color.NRGBA{s[0], s[1], s[2], s[3]}) }
		return
	}
	img := image.NewRGBA(box)
	p.img = img
	p.pixel = func(x, y int, s [8]uint8) {
		c := color.RGBA{s[0], s[1], s[2], 255}
		if alpha == 1 {
			c = color.RGBA{min(s[0], s[3]), min(s[1], s[3]), min(s[2], s[3]), s[3]}
		}
		img.SetRGBA(x, y, c)
	}
}

// palette is the ColorMap: all reds, all greens, all blues, in 16 bits.
func palette(d tiffile.Directory, bits int) []color.RGBA {
	v := d.Values[tiffile.TagColorMap]
	n := 1 << bits
	if bits > 8 || len(v) < 3*n {
		return nil
	}
	out := make([]color.RGBA, n)
	for i := range out {
		out[i] = color.RGBA{uint8(int(v[i]) >> 8), uint8(int(v[n+i]) >> 8), uint8(int(v[2*n+i]) >> 8), 255}
	}
	return out
}

// block paints block i, of all planes.
func (p *painter) block(d tiffile.Directory, l tiffile.Layout, blocks [][]byte, i int) error {
	x0, y0 := i%l.Across*l.BlockW, i/l.Across*l.BlockH
	if l.Compression == tiffile.CompressionJPEG {
		return p.jpegBlock(d, l, blocks[i], x0, y0)
	}
	planes := 1
	if l.Apart {
		planes = l.Samples
	}
	rows := make([]*tiffile.BlockRows, planes)
	for plane := range rows {
		r, err := l.Open(d, i, blocks[i+plane*l.Across*l.Down])
		if err != nil {
			return err
		}
		rows[plane] = r
	}
	for y := y0; y < min(y0+l.Rows(i), l.Height); y++ {
		for _, r := range rows {
			if err := r.Next(d, l); err != nil {
				return err
			}
		}
		p.row(d, l, rows, x0, y)
	}
	return nil
}

// row paints a row of a block that begins at x0.
func (p *painter) row(d tiffile.Directory, l tiffile.Layout, rows []*tiffile.BlockRows, x0, y int) {
	together := l.Together()
	for x := x0; x < min(x0+l.BlockW, l.Width); x++ {
		var s [8]uint8
		for k := range l.Samples {
			if l.Apart {
				s[k] = sample(l, d, rows[k].Row, x-x0)
			} else {
				s[k] = sample(l, d, rows[0].Row, (x-x0)*together+k)
			}
		}
		p.pixel(x, y, s)
	}
}

// sample is sample i of a row in eight bits; a palette's index stays as it is.
func sample(l tiffile.Layout, d tiffile.Directory, row []byte, i int) uint8 {
	switch l.Bits {
	case 8:
		return row[i]
	case 16:
		return uint8(d.Order.Uint16(row[2*i:]) >> 8)
	}
	at := i * l.Bits
	v := row[at/8] >> (8 - l.Bits - at%8) & (1<<l.Bits - 1)
	if l.Photometric == tiffile.IsPalette {
		return v
	}
	return v * (255 / (1<<l.Bits - 1))
}

// jpegBlock decodes a strip or tile of JPEG data.
func (p *painter) jpegBlock(d tiffile.Directory, l tiffile.Layout, block []byte, x0, y0 int) error {
	data := wholeJPEG(d.Tables, block)
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return damaged(err)
	}
	if l.Apart {
		return fmt.Errorf("%w: a TIFF of JPEGs for each colour", ErrUnsupported)
	}
	if c.Width > l.BlockW+stripPad || c.Height > l.BlockH+stripPad || c.Width*c.Height > maxStrip {
		return fmt.Errorf("%w: a part of the TIFF is larger than said", ErrDamaged)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return damaged(err)
	}
	at := image.Rect(x0, y0, x0+l.BlockW, y0+l.BlockH).Intersect(p.img.Bounds())
	if ycc, ok := img.(*image.YCbCr); ok && l.Photometric == tiffile.IsRGB {
		plainRGB(p.img, at, ycc)
		return nil
	}
	draw.Draw(p.img, at, img, img.Bounds().Min, draw.Src)
	return nil
}

// plainRGB paints a JPEG whose components are red, green and blue, which its
// decoder takes for luma and colour.
func plainRGB(to draw.Image, at image.Rectangle, img *image.YCbCr) {
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			c := img.YCbCrAt(x-at.Min.X, y-at.Min.Y)
			to.Set(x, y, color.RGBA{c.Y, c.Cb, c.Cr, 255})
		}
	}
}

// What a strip or tile of JPEG may have beyond its edge, and in pixels
// altogether: a decoder takes up to 16 bytes for each, beside the whole picture.
const (
	stripPad = 64
	maxStrip = 4 << 20
)
