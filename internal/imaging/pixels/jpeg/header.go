// Package jpeg decodes the JPEG processes that DICOM uses (ISO/IEC 10918-1):
// baseline and extended sequential DCT in 8 and 12 bits, and lossless in 2 to 16
// bits. It decides nothing about colour; Header holds what a stream says about it.
package jpeg

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Process is the coding process, by its frame marker.
type Process byte

// The processes that Decode knows.
const (
	Baseline Process = 0xC0
	Extended Process = 0xC1
	Lossless Process = 0xC3
)

// Header is what a stream says before its first scan.
type Header struct {
	Process                              Process
	Precision, Width, Height, Components int
	// ComponentIDs are the identifiers the frame gives its components.
	ComponentIDs []byte
	// Subsampled says that components differ in resolution.
	Subsampled bool
	// JFIF says that the stream carries that application segment.
	JFIF bool
	// AdobeTransform is the colour transform of an Adobe segment, -1 without one.
	AdobeTransform int
}

// Image is a decoded picture; samples lie pixel after pixel, components
// interleaved, subsampled ones brought up to full size.
type Image struct {
	Header
	Samples []int32
}

// ErrUnsupported says that the stream uses a process this package does not decode.
var ErrUnsupported = errors.New("an unsupported JPEG process")

var (
	errShort = errors.New("the JPEG stream ends early")
	errScan  = errors.New("the JPEG stream has no picture data")
)

// component is one component of the frame, with its share of an MCU.
type component struct {
	id                byte
	h, v              int
	quantizer, dc, ac int
	plane             plane
	done              bool
}

type decoder struct {
	Header
	data       []byte
	pos        int
	components []component
	hMax, vMax int
	quantizers [4]*[64]int32
	dc, ac     [4]*huffman
	restart    int
	samples    []int32
}

// ReadHeader reads up to the frame header and decodes nothing.
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
	if err := d.allocate(); err != nil {
		return nil, err
	}
	if err := d.readScans(); err != nil {
		return nil, err
	}
	if d.Process != Lossless {
		d.samples = d.assemble()
	}
	return &Image{Header: d.Header, Samples: d.samples}, nil
}

// allocate refuses a frame that its bytes cannot fill: a sample takes at least
// one bit in the lossless process, a block of 64 at least two in the others.
func (d *decoder) allocate() error {
	if d.Process == Lossless {
		if int64(d.Width)*int64(d.Height) > int64(len(d.data))*8 {
			return errShort
		}
		d.samples = make([]int32, d.Width*d.Height*d.Components)
		return nil
	}
	if int64(d.Width)*int64(d.Height)/256 > int64(len(d.data)) {
		return errShort
	}
	for i := range d.components {
		c := &d.components[i]
		c.plane = newPlane(d.mcusAcross()*c.h, d.mcusDown()*c.v)
	}
	return nil
}

const (
	markerSOI   = 0xD8
	markerEOI   = 0xD9
	markerSOS   = 0xDA
	markerDQT   = 0xDB
	markerDHT   = 0xC4
	markerDRI   = 0xDD
	markerAPP0  = 0xE0
	markerAPP14 = 0xEE
)

// readUntilScan reads segments until the header of the first scan is next.
func (d *decoder) readUntilScan() error {
	d.AdobeTransform = -1
	if len(d.data) < 4 || d.data[0] != 0xFF || d.data[1] != markerSOI {
		return errors.New("not a JPEG stream")
	}
	d.pos = 2
	marker, err := d.readTables()
	switch {
	case err != nil:
		return err
	case marker != markerSOS || d.Components == 0:
		return errScan
	}
	return nil
}

// readTables reads segments up to a scan header or the end of the image, and
// returns which of the two it met.
func (d *decoder) readTables() (byte, error) {
	for {
		marker, err := d.nextMarker()
		if err != nil || marker == markerSOS || marker == markerEOI {
			return marker, err
		}
		segment, err := d.segment()
		if err != nil {
			return 0, err
		}
		if err := d.interpret(marker, segment); err != nil {
			return 0, err
		}
	}
}

// nextMarker skips to the next marker that begins a segment or ends the image.
func (d *decoder) nextMarker() (byte, error) {
	for ; d.pos+1 < len(d.data); d.pos++ {
		m := d.data[d.pos+1]
		if d.data[d.pos] == 0xFF && m != 0 && m != 0xFF && m != 1 && (m < 0xD0 || m > 0xD8) {
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
	case marker == markerDQT:
		return d.readQuantizers(s)
	case marker == markerDHT:
		return d.readHuffman(s)
	case marker == markerDRI && len(s) >= 2:
		d.restart = int(binary.BigEndian.Uint16(s))
	case marker == markerAPP0 && len(s) >= 5 && string(s[:5]) == "JFIF\x00":
		d.JFIF = true
	case marker == markerAPP14 && len(s) >= 12 && string(s[:5]) == "Adobe":
		d.AdobeTransform = int(s[11])
	case marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 && marker != 0xCC:
		return d.readFrame(Process(marker), s)
	case marker == 0xCC:
		return fmt.Errorf("%w: arithmetic coding", ErrUnsupported)
	}
	return nil
}

func (d *decoder) readFrame(p Process, s []byte) error {
	if d.Components != 0 {
		return errors.New("a second JPEG frame header")
	}
	if p != Baseline && p != Extended && p != Lossless {
		return fmt.Errorf("%w: %s", ErrUnsupported, p)
	}
	if len(s) < 6 || len(s) < 6+3*int(s[5]) {
		return errShort
	}
	d.Process, d.Precision = p, int(s[0])
	d.Height, d.Width = int(binary.BigEndian.Uint16(s[1:])), int(binary.BigEndian.Uint16(s[3:]))
	n := int(s[5])
	if d.Width == 0 || d.Height == 0 || n < 1 || n > 4 {
		return fmt.Errorf("a JPEG frame of %d × %d with %d components", d.Width, d.Height, n)
	}
	d.Components = n
	for i := range n {
		if err := d.addComponent(s[6+3*i:]); err != nil {
			return err
		}
	}
	return d.checkFrame()
}

func (d *decoder) addComponent(s []byte) error {
	c := component{id: s[0], h: int(s[1] >> 4), v: int(s[1] & 15), quantizer: int(s[2])}
	if c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4 || c.quantizer > 3 {
		return errors.New("a JPEG component that is out of bounds")
	}
	if slices.Contains(d.ComponentIDs, c.id) {
		return errors.New("two JPEG components of one name")
	}
	d.ComponentIDs = append(d.ComponentIDs, c.id)
	d.components = append(d.components, c)
	d.hMax, d.vMax = max(d.hMax, c.h), max(d.vMax, c.v)
	return nil
}

func (d *decoder) checkFrame() error {
	for _, c := range d.components {
		d.Subsampled = d.Subsampled || c.h != d.hMax || c.v != d.vMax
		if d.hMax%c.h != 0 || d.vMax%c.v != 0 {
			return fmt.Errorf("%w: a fractional subsampling", ErrUnsupported)
		}
	}
	switch {
	case d.Process == Lossless && (d.Precision < 2 || d.Precision > 16),
		d.Process == Baseline && d.Precision != 8,
		d.Process == Extended && d.Precision != 8 && d.Precision != 12:
		return fmt.Errorf("%w: %d bits", ErrUnsupported, d.Precision)
	case d.Process == Lossless && d.Subsampled:
		return fmt.Errorf("%w: subsampled lossless", ErrUnsupported)
	}
	// A frame of one component has no interleaving: its factors mean nothing
	// (ISO/IEC 10918-1 A.2.2).
	if len(d.components) == 1 {
		d.components[0].h, d.components[0].v, d.hMax, d.vMax = 1, 1, 1, 1
	}
	return nil
}

func (p Process) String() string {
	switch p {
	case 0xC2, 0xC6, 0xCA, 0xCE:
		return "progressive JPEG"
	case 0xC5, 0xC7, 0xCD, 0xCF:
		return "hierarchical JPEG"
	case 0xC9, 0xCB:
		return "arithmetic coding"
	}
	return fmt.Sprintf("JPEG process %#x", byte(p))
}
