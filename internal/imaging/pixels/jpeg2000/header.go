// Package jpeg2000 decodes JPEG 2000 Part 1 codestreams, reversible and
// irreversible (ITU-T T.800 | ISO/IEC 15444-1), bare or in a JP2 file. Where the
// standard leaves rounding to the decoder it rounds as OpenJPEG does.
package jpeg2000

import (
	"errors"
	"fmt"
)

// Header is what a codestream says about its picture. Width and Height are those
// of the first component, Precision is the greatest of all, in bits.
type Header struct {
	Width, Height, Components, Precision int
	// Signed says that the first component's samples are signed numbers.
	Signed bool
	// Transformed says that the codestream turned RGB into luma and chroma.
	// Decode undoes that.
	Transformed bool
}

// Image is a decoded picture; samples lie pixel after pixel, components
// interleaved, subsampled ones brought up to full size.
type Image struct {
	Header
	Samples []int32
}

// ErrUnsupported says that the codestream uses a part of JPEG 2000 that this
// package does not decode.
var ErrUnsupported = errors.New("an unsupported kind of JPEG 2000")

var (
	errShort  = errors.New("the JPEG 2000 codestream ends early")
	errBounds = errors.New("the JPEG 2000 codestream is damaged (a value out of bounds)")
)

// grid is the reference grid of the SIZ segment (A.5.1, B.2).
type grid struct {
	x0, y0, x1, y1         int
	tileX, tileY           int
	tileWidth, tileHeight  int
	tilesAcross, tilesDown int
	components             []componentSize
}

type componentSize struct {
	precision int
	signed    bool
	dx, dy    int
}

// ReadHeader reads the main header and decodes nothing.
func ReadHeader(data []byte) (Header, error) {
	d, err := newDecoder(data)
	if err != nil {
		return Header{}, err
	}
	return d.header(), nil
}

// Decode decodes a picture. The caller has read its header and can bear its size.
func Decode(data []byte) (*Image, error) {
	d, err := newDecoder(data)
	if err != nil {
		return nil, err
	}
	if err := d.readTileParts(); err != nil {
		return nil, err
	}
	h := d.header()
	img := &Image{Header: h, Samples: make([]int32, h.Width*h.Height*h.Components)}
	for i, t := range d.tiles {
		if t == nil {
			return nil, fmt.Errorf("%w (tile %d is missing)", errShort, i)
		}
		if err := d.decodeTile(i, t, img); err != nil {
			return nil, err
		}
		d.tiles[i] = nil
	}
	return img, nil
}

func (d *decoder) header() Header {
	c := d.grid.components[0]
	h := Header{
		Width: ceilDiv(d.grid.x1, c.dx) - ceilDiv(d.grid.x0, c.dx), Height: ceilDiv(d.grid.y1, c.dy) - ceilDiv(d.grid.y0, c.dy),
		Components: len(d.grid.components), Signed: c.signed, Transformed: d.main.transformed,
	}
	for _, c := range d.grid.components {
		h.Precision = max(h.Precision, c.precision)
	}
	return h
}

const (
	maxComponents = 4
	maxPrecision  = 24
	maxTiles      = 65535
)

// readSIZ reads the image and tile size segment.
func (r *reader) readSIZ() (grid, error) {
	var g grid
	capabilities := r.u16()
	g.x1, g.y1, g.x0, g.y0 = r.u32(), r.u32(), r.u32(), r.u32()
	g.tileWidth, g.tileHeight, g.tileX, g.tileY = r.u32(), r.u32(), r.u32(), r.u32()
	n := r.u16()
	switch {
	case r.short:
		return g, errShort
	case n < 1 || n > maxComponents:
		return g, fmt.Errorf("%w: %d components", ErrUnsupported, n)
	}
	for range n {
		depth := r.u8()
		c := componentSize{precision: depth&0x7F + 1, signed: depth&0x80 != 0, dx: r.u8(), dy: r.u8()}
		if c.dx == 0 || c.dy == 0 || c.precision > maxPrecision {
			return g, errBounds
		}
		g.components = append(g.components, c)
	}
	if r.short {
		return g, errShort
	}
	// The first component speaks for the size of the picture; another with more
	// samples could ask for any amount of memory.
	for _, c := range g.components {
		if c.dx < g.components[0].dx || c.dy < g.components[0].dy {
			return g, fmt.Errorf("%w: a first component in fewer samples than others", ErrUnsupported)
		}
	}
	if err := g.check(); err != nil {
		return g, err
	}
	if capabilities&0x4000 != 0 {
		return g, fmt.Errorf("%w: High-Throughput JPEG 2000", ErrUnsupported)
	}
	return g, nil
}

func (g *grid) check() error {
	const most = 1<<31 - 1
	for _, v := range []int{g.x1, g.y1, g.tileWidth, g.tileHeight} {
		if v > most || v == 0 {
			return errBounds
		}
	}
	if g.x0 >= g.x1 || g.y0 >= g.y1 || g.tileX > g.x0 || g.tileY > g.y0 ||
		g.tileX+g.tileWidth <= g.x0 || g.tileY+g.tileHeight <= g.y0 {
		return errBounds
	}
	if first := g.components[0]; ceilDiv(g.x1, first.dx) == ceilDiv(g.x0, first.dx) ||
		ceilDiv(g.y1, first.dy) == ceilDiv(g.y0, first.dy) {
		return errBounds
	}
	g.tilesAcross = ceilDiv(g.x1-g.tileX, g.tileWidth)
	g.tilesDown = ceilDiv(g.y1-g.tileY, g.tileHeight)
	if int64(g.tilesAcross)*int64(g.tilesDown) > maxTiles {
		return errBounds
	}
	return nil
}

// ceilDiv is a/b rounded up, for a ≥ 0.
func ceilDiv(a, b int) int { return (a + b - 1) / b }

// ceilShift is a/2^n rounded up, for any a.
func ceilShift(a int64, n int) int64 { return (a + 1<<n - 1) >> n }
