package picture

import (
	"bytes"
	"compress/zlib"
)

// rowPacker packs the rows of a picture with PNG's row filters (ISO/IEC 15948,
// 9.2) and deflates them, as PDF's predictor 15 reads them.
type rowPacker struct {
	width, height, bits int
	// row, before and best are samples; best has its filter in front.
	row, before, trial, best []byte
	out                      bytes.Buffer
	z                        *zlib.Writer
}

// newRowPacker packs rows of pixels of 1 bit, of 8 (grey) or of 24 (colour).
func newRowPacker(width, bits int) *rowPacker {
	n := (width*bits + 7) / 8
	p := &rowPacker{width: width, bits: bits, row: make([]byte, n), before: make([]byte, n), trial: make([]byte, n+1), best: make([]byte, n+1)}
	p.z = zlib.NewWriter(&p.out)
	return p
}

// add packs the next row, which has four bytes a pixel.
func (p *rowPacker) add(rgba []byte) {
	p.row, p.before = p.before, p.row
	p.height++
	switch p.bits {
	case 24:
		for i, j := 0, 0; j < len(p.row); i, j = i+4, j+3 {
			p.row[j], p.row[j+1], p.row[j+2] = rgba[i], rgba[i+1], rgba[i+2]
		}
	case 8:
		for i := range p.row {
			p.row[i] = rgba[4*i]
		}
	default:
		clear(p.row)
		for i := range p.width {
			p.row[i/8] |= rgba[4*i] >> 7 << (7 - i%8)
		}
	}
	p.choose()
	_, _ = p.z.Write(p.best) // a bytes.Buffer takes everything
}

// choose filters the row in the way that leaves the smallest numbers. Rows of
// single bits are left as they are.
func (p *rowPacker) choose() {
	if p.bits == 1 {
		p.best[0] = 0
		copy(p.best[1:], p.row)
		return
	}
	least := -1
	for filter := range byte(5) {
		if sum := p.filter(filter, least); least < 0 || sum < least {
			least = sum
			p.trial, p.best = p.best, p.trial
		}
	}
}

// filter fills trial, and sums what its bytes are away from 0. It may stop
// where that is more than least.
func (p *rowPacker) filter(kind byte, least int) (sum int) {
	p.trial[0] = kind
	step := p.bits / 8
	for i, c := range p.row {
		var left, corner byte
		if i >= step {
			left, corner = p.row[i-step], p.before[i-step]
		}
		switch up := p.before[i]; kind {
		case 1:
			c -= left
		case 2:
			c -= up
		case 3:
			c -= byte((int(left) + int(up)) / 2)
		case 4:
			c -= paeth(int(left), int(up), int(corner))
		}
		p.trial[i+1] = c
		sum += min(int(c), 256-int(c))
		if i%256 == 255 && least >= 0 && sum >= least {
			return sum
		}
	}
	return sum
}

// paeth is the neighbour nearest to left+up-corner.
func paeth(left, up, corner int) byte {
	dl, du, dc := distance(up, corner), distance(left, corner), distance(left+up, 2*corner)
	switch {
	case dl <= du && dl <= dc:
		return byte(left)
	case du <= dc:
		return byte(up)
	}
	return byte(corner)
}

func distance(a, b int) int { return max(a-b, b-a) }

func (p *rowPacker) finish() Image {
	_ = p.z.Close()
	img := Image{Width: p.width, Height: p.height, BitsPerComponent: min(p.bits, 8), ColorSpace: "DeviceGray", Filter: "FlateDecode", Data: p.out.Bytes()}
	colours := 1
	if p.bits == 24 {
		img.ColorSpace, colours = "DeviceRGB", 3
	}
	img.Parms = predicted(img.BitsPerComponent, colours, p.width)
	return img
}

// predicted are the parameters of rows with PNG's filters.
func predicted(bits, colours, columns int) []Parm {
	return []Parm{
		{Key: "BitsPerComponent", Value: bits},
		{Key: "Colors", Value: colours},
		{Key: "Columns", Value: columns},
		{Key: "Predictor", Value: 15},
	}
}
