package jpeg

import (
	"errors"
	"fmt"
)

// losslessScan decodes a scan of the lossless process (ISO/IEC 10918-1 Annex H).
func (d *decoder) losslessScan(s *scan, b *bits) error {
	if s.selection < 1 || s.selection > 7 || s.shift >= d.Precision {
		return fmt.Errorf("a lossless JPEG scan with predictor %d", s.selection)
	}
	if d.restart%d.Width != 0 {
		return fmt.Errorf("%w: restarts inside a row", ErrUnsupported)
	}
	rowsPerRestart := d.restart / d.Width
	for y := range d.Height {
		fresh := y == 0
		if rowsPerRestart > 0 && y > 0 && y%rowsPerRestart == 0 {
			fresh = true
			if err := b.resume(); err != nil {
				return err
			}
		}
		if err := d.losslessRow(s, b, y, fresh); err != nil {
			return err
		}
	}
	for i := range d.samples {
		if s.shift > 0 && s.contains(d, i%d.Components) {
			d.samples[i] <<= s.shift
		}
	}
	return nil
}

func (s *scan) contains(d *decoder, i int) bool {
	for _, c := range s.components {
		if c == &d.components[i] {
			return true
		}
	}
	return false
}

// losslessRow decodes one row. A fresh row, the first of the scan or after a
// restart, is predicted from the left alone.
func (d *decoder) losslessRow(s *scan, b *bits, y int, fresh bool) error {
	stride := d.Width * d.Components
	row := d.samples[y*stride : (y+1)*stride]
	above := row
	if !fresh {
		above = d.samples[(y-1)*stride : y*stride]
	}
	places := make([]int, len(s.components))
	for i, c := range s.components {
		places[i] = d.place(c)
	}
	start := int32(1) << (d.Precision - s.shift - 1)
	for x := range d.Width {
		for i, c := range s.components {
			at := x*d.Components + places[i]
			var predicted int32
			switch {
			case x == 0 && fresh:
				predicted = start
			case x == 0:
				predicted = above[at]
			case fresh:
				predicted = row[at-d.Components]
			default:
				left := at - d.Components
				predicted = predict(s.selection, row[left], above[at], above[left])
			}
			diff, err := b.difference(d.dc[c.dc])
			if err != nil {
				return err
			}
			row[at] = (predicted + diff) & 0xFFFF
		}
	}
	if b.overrun() {
		return errShort
	}
	return nil
}

func (d *decoder) place(c *component) int {
	for i := range d.components {
		if c == &d.components[i] {
			return i
		}
	}
	return 0
}

// predict is table H.1, from the samples left, above and above left.
func predict(selection int, a, b, c int32) int32 {
	switch selection {
	case 1:
		return a
	case 2:
		return b
	case 3:
		return c
	case 4:
		return a + b - c
	case 5:
		return a + (b-c)>>1
	case 6:
		return b + (a-c)>>1
	}
	return (a + b) >> 1
}

// difference reads one coded difference. Category 16 is 32768 and has no further
// bits (H.1.2.2).
func (b *bits) difference(h *huffman) (int32, error) {
	switch size := b.symbol(h); {
	case size < 0:
		return 0, errCode
	case size < 16:
		return b.number(size), nil
	case size == 16:
		return 1 << 15, nil
	}
	return 0, errors.New("the JPEG stream is damaged (a difference of more than 16 bits)")
}
