package jpeg

import (
	"errors"
	"fmt"
)

// scan is one scan header (B.2.3).
type scan struct {
	components []*component
	// selection is the spectral selection's start, or the lossless predictor.
	selection int
	// shift is the point transform.
	shift int
}

// readScans decodes scans until every component has been seen.
func (d *decoder) readScans() error {
	for {
		s, err := d.readScanHeader()
		if err != nil {
			return err
		}
		b := &bits{data: d.data, pos: d.pos}
		if d.Process == Lossless {
			err = d.losslessScan(s, b)
		} else {
			err = d.dctScan(s, b)
		}
		if err != nil {
			return err
		}
		if d.complete() {
			return nil
		}
		d.pos = b.pos
		if marker, err := d.readTables(); err != nil {
			return err
		} else if marker != markerSOS {
			return fmt.Errorf("%w (a component has no scan)", errShort)
		}
	}
}

func (d *decoder) complete() bool {
	for _, c := range d.components {
		if !c.done {
			return false
		}
	}
	return true
}

func (d *decoder) readScanHeader() (*scan, error) {
	b, err := d.segment()
	if err != nil {
		return nil, err
	}
	if len(b) < 1 || len(b) < 4+2*int(b[0]) {
		return nil, errShort
	}
	n := int(b[0])
	s := &scan{}
	for i := range n {
		c, err := d.selectComponent(b[1+2*i], b[2+2*i])
		if err != nil {
			return nil, err
		}
		s.components = append(s.components, c)
	}
	if n == 0 {
		return nil, errScan
	}
	s.selection, s.shift = int(b[1+2*n]), int(b[3+2*n]&15)
	return s, nil
}

// selectComponent finds a component for a scan. One that has had its scan is
// refused, which bounds the time that a stream of many scans can take.
func (d *decoder) selectComponent(id, tables byte) (*component, error) {
	for i := range d.components {
		c := &d.components[i]
		if c.id != id {
			continue
		}
		if c.done {
			return nil, errors.New("a JPEG component with two scans")
		}
		c.done = true
		c.dc, c.ac = int(tables>>4), int(tables&15)
		if c.dc > 3 || c.ac > 3 || d.dc[c.dc] == nil {
			return nil, errors.New("a JPEG scan without its Huffman table")
		}
		if d.Process != Lossless && (d.ac[c.ac] == nil || d.quantizers[c.quantizer] == nil) {
			return nil, errors.New("a JPEG scan without its tables")
		}
		return c, nil
	}
	return nil, errors.New("a JPEG scan of a component that the frame does not have")
}

func (d *decoder) mcusAcross() int { return ceilDiv(d.Width, 8*d.hMax) }
func (d *decoder) mcusDown() int   { return ceilDiv(d.Height, 8*d.vMax) }

func ceilDiv(a, b int) int { return (a + b - 1) / b }
