package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
)

// openJPEG passes a baseline, extended or progressive JPEG on, without its
// metadata. Entropy-coded data is not looked into.
func openJPEG(data []byte) (stored, error) {
	j := jpegWalk{in: data}
	if err := j.walk(); err != nil {
		return stored{}, err
	}
	if err := checkSize(j.width, j.height, maxPixels); err != nil {
		return stored{}, err
	}
	s := stored{cutShort: !j.ended, orientation: max(j.exif.Orientation, 1), dpiX: j.dpiX, dpiY: j.dpiY}
	if s.dpiX == 0 {
		s.dpiX, s.dpiY = j.exif.DPIX, j.exif.DPIY
	}
	s.image = Image{Width: j.width, Height: j.height, BitsPerComponent: 8, Filter: "DCTDecode", Data: j.out}
	return s, j.colour(&s.image)
}

// jpegWalk goes through the segments of a JPEG file (ITU T.81, annex B) and
// keeps what decoding needs.
type jpegWalk struct {
	in, out       []byte
	width, height int
	components    []byte // their identifiers
	jfif, adobe   bool
	adobeColour   byte
	dpiX, dpiY    float64
	exif          tiffile.EXIF
	scans         int
	ended         bool // by the marker that says so
}

const (
	soi  = 0xD8
	eoi  = 0xD9
	sos  = 0xDA
	dqt  = 0xDB
	app0 = 0xE0
	com  = 0xFE
)

func (j *jpegWalk) walk() error {
	if len(j.in) < 4 || j.in[0] != 0xFF || j.in[1] != soi {
		return fmt.Errorf("%w: it does not start as a JPEG file", ErrDamaged)
	}
	j.out = append(make([]byte, 0, len(j.in)), 0xFF, soi)
	for i := 2; ; {
		for i < len(j.in) && j.in[i] == 0xFF && i+1 < len(j.in) && j.in[i+1] == 0xFF {
			i++ // fill bytes
		}
		if i+1 >= len(j.in) || j.in[i] != 0xFF {
			return j.end()
		}
		marker := j.in[i+1]
		if marker == eoi {
			j.ended = true
			return j.end()
		}
		if i+4 > len(j.in) {
			return j.end()
		}
		size := int(binary.BigEndian.Uint16(j.in[i+2:])) + 2
		if size < 4 || i+size > len(j.in) {
			return fmt.Errorf("%w: a segment of the JPEG is cut short", ErrDamaged)
		}
		if err := j.segment(marker, j.in[i:i+size]); err != nil {
			return err
		}
		if i += size; marker == sos {
			end := i + entropyLength(j.in[i:])
			j.out = append(j.out, j.in[i:end]...)
			i = end
			j.scans++
		}
	}
}

func (j *jpegWalk) end() error {
	if j.scans == 0 {
		return fmt.Errorf("%w: the JPEG holds no picture", ErrDamaged)
	}
	j.out = append(j.out, 0xFF, eoi)
	return nil
}

// entropyLength is how far coded data reaches: to the next marker that is
// neither a stuffed byte nor a restart.
func entropyLength(b []byte) int {
	for i := 0; ; i++ {
		at := bytes.IndexByte(b[i:], 0xFF)
		if at < 0 || i+at+1 >= len(b) {
			return len(b)
		}
		if i += at; b[i+1] != 0 && b[i+1] != 0xFF && (b[i+1] < 0xD0 || b[i+1] > 0xD7) {
			return i
		}
	}
}

// segment reads what segment tells (marker and length included) and keeps it
// where decoding needs it.
func (j *jpegWalk) segment(marker byte, segment []byte) error {
	body := segment[4:]
	switch {
	case marker == app0:
		j.readJFIF(body)
		return nil
	case marker == app0+1:
		if rest, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok {
			j.exif = tiffile.ReadEXIF(rest)
		}
		return nil
	case marker == app0+2 && !bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")):
		return nil
	case marker == app0+14 && bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12:
		j.adobe, j.adobeColour = true, body[11]
	case marker > app0+2 && marker <= app0+15 || marker == com:
		return nil
	case isFrame(marker):
		if err := j.readFrame(marker, body); err != nil {
			return err
		}
	}
	j.out = append(j.out, segment...)
	return nil
}

// readJFIF keeps the header and drops its thumbnail.
func (j *jpegWalk) readJFIF(body []byte) {
	if len(body) < 14 || !bytes.HasPrefix(body, []byte("JFIF\x00")) || j.jfif {
		return
	}
	j.jfif = true
	x, y := float64(binary.BigEndian.Uint16(body[8:])), float64(binary.BigEndian.Uint16(body[10:]))
	switch body[7] {
	case 1:
		j.dpiX, j.dpiY = x, y
	case 2:
		j.dpiX, j.dpiY = x*2.54, y*2.54
	}
	j.out = append(j.out, 0xFF, app0, 0, 16)
	j.out = append(append(j.out, body[:12]...), 0, 0)
}

// isFrame tells start-of-frame markers from the others in their range.
func isFrame(marker byte) bool {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}

func (j *jpegWalk) readFrame(marker byte, body []byte) error {
	if marker > 0xC2 {
		return fmt.Errorf("%w: a lossless, hierarchical or arithmetic-coded JPEG", ErrUnsupported)
	}
	if len(body) < 6 || len(body) < 6+3*int(body[5]) || j.width != 0 {
		return fmt.Errorf("%w: the header of the JPEG is wrong", ErrDamaged)
	}
	if body[0] != 8 {
		return fmt.Errorf("%w: a JPEG of %d bits a sample", ErrUnsupported, body[0])
	}
	j.height, j.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	for i := range int(body[5]) {
		j.components = append(j.components, body[6+3*i])
	}
	return nil
}

// colour sets the colour space of the picture (ISO 32000-1, 7.4.8). Adobe's
// programs store CMYK inverted.
func (j *jpegWalk) colour(img *Image) error {
	switch len(j.components) {
	case 1:
		img.ColorSpace = "DeviceGray"
	case 3:
		img.ColorSpace = "DeviceRGB"
		if !j.adobe && !j.jfif && string(j.components) == "RGB" {
			img.Parms = []Parm{{Key: "ColorTransform", Value: 0}}
		}
	case 4:
		img.ColorSpace = "DeviceCMYK"
		img.Inverted = j.adobe
	default:
		return fmt.Errorf("%w: a JPEG of %d colours", ErrUnsupported, len(j.components))
	}
	return nil
}
