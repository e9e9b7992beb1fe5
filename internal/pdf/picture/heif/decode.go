package heif

import (
	"context"
	"fmt"
	"image"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc"
)

// Decode gives the picture as it is stored, not turned, in eight bits and in
// the colours of JPEG (ITU-T T.871): full range, by the matrix of BT.601. The
// error is ctx's, ErrDamaged or ErrUnsupported.
func (p *Photo) Decode(ctx context.Context) (img image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			img, err = nil, fmt.Errorf("%w: the reader stumbled: %.200v", ErrDamaged, r)
		}
	}()
	var c *canvas
	for i, tile := range p.tiles {
		f, err := p.tile(ctx, tile)
		if err != nil {
			return nil, err
		}
		if c == nil {
			if f.Width*p.columns < p.Width || f.Height*p.rows < p.Height {
				return nil, damaged("the tiles do not cover the picture")
			}
			if f.Width*(p.columns-1) >= p.Width || f.Height*(p.rows-1) >= p.Height {
				return nil, damaged("tiles lie outside the picture") // and would cost time
			}
			c = newCanvas(p.Width, p.Height, f)
		}
		if !c.takes(f) {
			return nil, damaged("its tiles are of different kinds")
		}
		c.paint(f, i%p.columns*c.tileWidth, i/p.columns*c.tileHeight, p.colour)
	}
	return c.image(p.crop), nil
}

func (p *Photo) tile(ctx context.Context, it *item) (*hevc.Frame, error) {
	nals, err := p.meta.nals(it)
	if err != nil {
		return nil, err
	}
	_, _, memory, err := hevc.Size(nals)
	if err != nil {
		return nil, translated(err)
	}
	if memory > p.Memory {
		return nil, damaged("a tile is larger than the first")
	}
	f, err := hevc.Decode(ctx, nals)
	if err != nil {
		return nil, translated(err)
	}
	return f, nil
}

// canvas is the picture that tiles are painted on.
type canvas struct {
	tileWidth, tileHeight int
	subX, subY            uint
	grey                  *image.Gray
	colour                *image.YCbCr
}

func newCanvas(width, height int, f *hevc.Frame) *canvas {
	c := &canvas{tileWidth: f.Width, tileHeight: f.Height, subX: f.SubX, subY: f.SubY}
	r := image.Rect(0, 0, width, height)
	if len(f.Planes) == 1 {
		c.grey = image.NewGray(r)
		return c
	}
	ratio := map[[2]uint]image.YCbCrSubsampleRatio{
		{0, 0}: image.YCbCrSubsampleRatio444, {1, 0}: image.YCbCrSubsampleRatio422, {1, 1}: image.YCbCrSubsampleRatio420,
	}[[2]uint{f.SubX, f.SubY}]
	c.colour = image.NewYCbCr(r, ratio)
	return c
}

func (c *canvas) takes(f *hevc.Frame) bool {
	return f.Width == c.tileWidth && f.Height == c.tileHeight && f.SubX == c.subX && f.SubY == c.subY && (len(f.Planes) == 1) == (c.grey != nil)
}

// paint copies a tile to its place, as far as it is inside the picture.
func (c *canvas) paint(f *hevc.Frame, x, y int, said hevc.Colour) {
	k := conversion(said, f)
	if c.grey != nil {
		put(c.grey.Pix, c.grey.Stride, c.grey.Rect.Dx(), c.grey.Rect.Dy(), x, y, f, 0, k.luma)
		return
	}
	w, h := c.colour.Rect.Dx(), c.colour.Rect.Dy()
	cw, ch := (w+1<<f.SubX-1)>>f.SubX, (h+1<<f.SubY-1)>>f.SubY
	put(c.colour.Y, c.colour.YStride, w, h, x, y, f, 0, k.luma)
	put(c.colour.Cb, c.colour.CStride, cw, ch, x>>f.SubX, y>>f.SubY, f, 1, k.chroma)
	put(c.colour.Cr, c.colour.CStride, cw, ch, x>>f.SubX, y>>f.SubY, f, 2, k.chroma)
	if k.matrix != nil {
		c.remix(k.matrix, x, y, f)
	}
}

// put copies a plane of a frame, each sample by way of a table.
func put(to []uint8, stride, width, height, x, y int, f *hevc.Frame, plane int, table []uint8) {
	w, h := f.Width, f.Height
	if plane > 0 {
		w, h = (w+1<<f.SubX-1)>>f.SubX, (h+1<<f.SubY-1)>>f.SubY
	}
	w, h = min(w, width-x), min(h, height-y)
	for row := range max(h, 0) {
		from := f.Planes[plane][row*f.Stride[plane]:]
		out := to[(y+row)*stride+x:]
		for i := range max(w, 0) {
			out[i] = table[from[i]]
		}
	}
}

// remix changes the matrix of the colours of a tile, a square of shared colour
// at a time.
func (c *canvas) remix(m *[9]int32, x, y int, f *hevc.Frame) {
	img := c.colour
	x1, y1 := min(x+f.Width, img.Rect.Dx()), min(y+f.Height, img.Rect.Dy())
	for py := y; py < y1; py += 1 << f.SubY {
		for px := x; px < x1; px += 1 << f.SubX {
			at := img.COffset(px, py)
			cb, cr := int32(img.Cb[at])-128, int32(img.Cr[at])-128
			for dy := range 1 << f.SubY {
				for dx := range 1 << f.SubX {
					if px+dx < x1 && py+dy < y1 {
						i := img.YOffset(px+dx, py+dy)
						img.Y[i] = round8(int32(img.Y[i])<<14 + m[1]*cb + m[2]*cr)
					}
				}
			}
			img.Cb[at], img.Cr[at] = round8(128<<14+m[4]*cb+m[5]*cr), round8(128<<14+m[7]*cb+m[8]*cr)
		}
	}
}

func round8(v int32) uint8 { return uint8(min(max((v+1<<13)>>14, 0), 255)) }

// image is the canvas, cropped.
func (c *canvas) image(part crop) image.Image {
	r := image.Rect(part.x, part.y, part.x+part.width, part.y+part.height)
	if c.grey != nil {
		return c.grey.SubImage(r)
	}
	return c.colour.SubImage(r)
}
