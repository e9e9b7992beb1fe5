// Package jpegls decodes JPEG-LS, lossless and near-lossless (ITU-T T.87 | ISO/IEC
// 14495-1), with components interleaved by sample, by line or not at all.
package jpegls

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Header is what a stream says before its first scan. Precision is in bits.
type Header struct {
	Precision, Width, Height, Components int
}

// Image is a decoded picture; samples lie pixel after pixel, components interleaved.
type Image struct {
	Header
	Samples []int32
}

// ErrUnsupported says that the stream uses a part of JPEG-LS that this package
// does not decode.
var ErrUnsupported = errors.New("an unsupported kind of JPEG-LS")

var errShort = errors.New("the JPEG-LS stream ends early")

type decoder struct {
	Header
	data    []byte
	pos     int
	ids     []byte
	done    []bool
	preset  preset
	samples []int32
}

const (
	markerSOI   = 0xD8
	markerEOI   = 0xD9
	markerSOS   = 0xDA
	markerDRI   = 0xDD
	markerAPP8  = 0xE8
	markerSOF55 = 0xF7
	markerLSE   = 0xF8
)

// ReadHeader reads up to the first scan and decodes nothing.
func ReadHeader(data []byte) (Header, error) {
	d := &decoder{data: data}
	err := d.readUntilScan()
	return d.Header, err
}

// Decode decodes a picture. The caller has read its header and can bear its size.
func Decode(data []byte) (*Image, error) {
	d := &decoder{data: data}
	if err := d.readUntilScan(); err != nil {
		return nil, err
	}
	d.samples = make([]int32, d.Width*d.Height*d.Components)
	for {
		if err := d.readScan(); err != nil {
			return nil, err
		}
		if !slices.Contains(d.done, false) {
			return &Image{d.Header, d.samples}, nil
		}
		marker, err := d.readSegments()
		if err != nil {
			return nil, err
		}
		if marker != markerSOS {
			return nil, errShort
		}
	}
}

func (d *decoder) readUntilScan() error {
	if len(d.data) < 4 || d.data[0] != 0xFF || d.data[1] != markerSOI {
		return errors.New("not a JPEG-LS stream")
	}
	d.pos = 2
	marker, err := d.readSegments()
	switch {
	case err != nil:
		return err
	case marker != markerSOS || d.Components == 0:
		return errors.New("the JPEG-LS stream has no picture data")
	}
	return nil
}

// readSegments reads segments up to a scan header or the end of the image, and
// returns which of the two it met.
func (d *decoder) readSegments() (byte, error) {
	for {
		marker, err := d.nextMarker()
		if err != nil || marker == markerSOS || marker == markerEOI {
			return marker, err
		}
		s, err := d.segment()
		if err != nil {
			return 0, err
		}
		if err := d.interpret(marker, s); err != nil {
			return 0, err
		}
	}
}

// nextMarker skips to the next marker; bytes of coded data below 0x80 follow an
// 0xFF that is none.
func (d *decoder) nextMarker() (byte, error) {
	for ; d.pos+1 < len(d.data); d.pos++ {
		m := d.data[d.pos+1]
		if d.data[d.pos] == 0xFF && m >= 0xC0 && m != 0xFF {
			d.pos += 2
			return m, nil
		}
	}
	return 0, errShort
}

func (d *decoder) segment() ([]byte, error) {
	if d.pos+2 > len(d.data) {
		return nil, errShort
	}
	size := int(binary.BigEndian.Uint16(d.data[d.pos:]))
	if size < 2 || d.pos+size > len(d.data) {
		return nil, errShort
	}
	s := d.data[d.pos+2 : d.pos+size]
	d.pos += size
	return s, nil
}

func (d *decoder) interpret(marker byte, s []byte) error {
	switch {
	case marker == markerSOF55:
		return d.readFrame(s)
	case marker == markerLSE:
		return d.preset.read(s)
	case marker == markerDRI && slices.ContainsFunc(s, func(b byte) bool { return b != 0 }):
		return fmt.Errorf("%w: restart intervals", ErrUnsupported)
	case marker == markerAPP8 && len(s) >= 5 && string(s[:4]) == "mrfx" && s[4] != 0:
		return fmt.Errorf("%w: a colour transform of Hewlett-Packard's", ErrUnsupported)
	case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
		return fmt.Errorf("%w: it is another kind of JPEG", ErrUnsupported)
	}
	return nil
}

func (d *decoder) readFrame(s []byte) error {
	if d.Components != 0 {
		return errors.New("a second JPEG-LS frame header")
	}
	if len(s) < 6 || len(s) < 6+3*int(s[5]) {
		return errShort
	}
	n := int(s[5])
	d.Precision = int(s[0])
	d.Height, d.Width = int(binary.BigEndian.Uint16(s[1:])), int(binary.BigEndian.Uint16(s[3:]))
	if d.Width == 0 || d.Height == 0 || n < 1 || n > 4 || d.Precision < 2 || d.Precision > 16 {
		return fmt.Errorf("a JPEG-LS frame of %d × %d with %d components of %d bits",
			d.Width, d.Height, n, d.Precision)
	}
	for i := range n {
		c := s[6+3*i:]
		if n > 1 && c[1] != 0x11 {
			return fmt.Errorf("%w: subsampled components", ErrUnsupported)
		}
		if slices.Contains(d.ids, c[0]) {
			return errors.New("two JPEG-LS components of one name")
		}
		d.ids = append(d.ids, c[0])
	}
	d.Components, d.done = n, make([]bool, n)
	return nil
}
