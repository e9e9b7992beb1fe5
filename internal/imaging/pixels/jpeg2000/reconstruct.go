package jpeg2000

import (
	"math"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000/ebcot"
	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000/wavelet"
)

// quantize works out the bit planes of a band and its step (E.1). The step counts
// half units, as the values of a blockDecoder do.
func (b *band) quantize(s step, c *tileComponent) {
	b.planes = s.exponent + c.coding.guard - 1
	size := math.Ldexp(float64(2048+s.mantissa), c.size.precision-s.exponent-11)
	b.stepSize = float32(size) * 0.5
}

// decodeTile decodes one tile and puts it into the picture.
func (d *decoder) decodeTile(index int, t *tilePart, img *Image) error {
	tile := d.grid.tileBounds(index)
	components := make([]*tileComponent, len(d.grid.components))
	for i := range components {
		c, err := d.layOut(tile, d.grid.components[i], &t.coding.components[i])
		if err != nil {
			return err
		}
		components[i] = c
	}
	if err := readPackets(components, t); err != nil {
		return err
	}
	t.packets = nil
	for _, c := range components {
		if err := c.decodeBlocks(); err != nil {
			return err
		}
		if sizes := c.sizes(); c.coding.reversible {
			wavelet.Reversible(c.integers, sizes)
		} else {
			wavelet.Irreversible(c.reals, sizes)
		}
		c.resolutions = nil
	}
	if t.coding.transformed {
		if err := untransform(components); err != nil {
			return err
		}
	}
	for i, c := range components {
		d.store(c, i, tile, img)
	}
	return nil
}

func (c *tileComponent) sizes() []wavelet.Size {
	sizes := make([]wavelet.Size, len(c.resolutions))
	for i, r := range c.resolutions {
		sizes[i] = wavelet.Size{X0: r.x0, Y0: r.y0, X1: r.x1, Y1: r.y1}
	}
	return sizes
}

// decodeBlocks decodes the code-blocks of a component into its coefficients.
func (c *tileComponent) decodeBlocks() error {
	n := c.width() * c.height()
	if c.coding.reversible {
		c.integers = make([]int32, n)
	} else {
		c.reals = make([]float32, n)
	}
	decoder := &ebcot.Decoder{}
	for _, res := range c.resolutions {
		for _, p := range res.precincts {
			for _, g := range p.blocks {
				for i := range g.blocks {
					if err := c.decodeBlock(decoder, g.band, &g.blocks[i]); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

func (c *tileComponent) decodeBlock(decoder *ebcot.Decoder, in *band, block *codeBlock) error {
	if !block.included {
		return nil
	}
	values, err := decoder.Decode(&ebcot.Block{
		Width: block.width(), Height: block.height(), Planes: block.planes + c.coding.regionShift,
		Orientation: in.orientation, Style: c.coding.style, Segments: block.segments})
	if err != nil {
		return err
	}
	lowerRegion(values, c.coding.regionShift)
	x, y := in.x+block.x0-in.x0, in.y+block.y0-in.y0
	for j := range block.height() {
		row := values[j*block.width() : (j+1)*block.width()]
		at := (y+j)*c.width() + x
		if c.coding.reversible {
			for i, v := range row {
				c.integers[at+i] = v / 2
			}
			continue
		}
		for i, v := range row {
			c.reals[at+i] = float32(v) * in.stepSize
		}
	}
	return nil
}

// lowerRegion brings the coefficients of a region of interest down to the others
// (H.1).
func lowerRegion(values []int32, shift int) {
	if shift == 0 {
		return
	}
	threshold := int32(1) << shift
	for i, v := range values {
		switch {
		case v >= threshold:
			values[i] = v >> shift
		case v <= -threshold:
			values[i] = -(-v >> shift)
		}
	}
}

// untransform undoes the transform of the first three components (Annex G).
func untransform(c []*tileComponent) error {
	if len(c) < 3 || c[0].rectangle != c[1].rectangle || c[0].rectangle != c[2].rectangle {
		return errBounds
	}
	if c[0].coding.reversible != c[1].coding.reversible || c[0].coding.reversible != c[2].coding.reversible {
		return errBounds
	}
	if c[0].coding.reversible {
		y, u, v := c[0].integers, c[1].integers, c[2].integers
		for i := range y {
			green := y[i] - (u[i]+v[i])>>2
			y[i], u[i], v[i] = v[i]+green, green, u[i]+green
		}
		return nil
	}
	y, u, v := c[0].reals, c[1].reals, c[2].reals
	for i := range y {
		red := y[i] + float32(v[i]*1.402)
		green := float32(y[i]-float32(u[i]*0.34413)) - float32(v[i]*0.71414)
		blue := y[i] + float32(u[i]*1.772)
		y[i], u[i], v[i] = red, green, blue
	}
	return nil
}

// store shifts a component's samples to their range (G.1.2), rounding reals to the
// nearest even, and puts them into the picture.
func (d *decoder) store(c *tileComponent, index int, tile rectangle, img *Image) {
	low, high, shift := int64(0), int64(1)<<c.size.precision-1, int64(1)<<(c.size.precision-1)
	if c.size.signed {
		low, high, shift = -shift, shift-1, 0
	}
	sample := func(i int) int32 {
		var v int64
		if c.coding.reversible {
			v = int64(c.integers[i])
		} else {
			v = int64(math.RoundToEven(min(max(float64(c.reals[i]), -1e9), 1e9)))
		}
		return int32(min(max(v+shift, low), high))
	}
	first := d.grid.components[0]
	left, top := ceilDiv(d.grid.x0, first.dx), ceilDiv(d.grid.y0, first.dy)
	for y := ceilDiv(tile.y0, first.dy); y < ceilDiv(tile.y1, first.dy); y++ {
		from := min(max(y*first.dy/c.size.dy, c.y0), c.y1-1) - c.y0
		for x := ceilDiv(tile.x0, first.dx); x < ceilDiv(tile.x1, first.dx); x++ {
			at := min(max(x*first.dx/c.size.dx, c.x0), c.x1-1) - c.x0
			if at < 0 || from < 0 {
				continue
			}
			img.Samples[((y-top)*img.Width+x-left)*img.Components+index] = sample(from*c.width() + at)
		}
	}
}
