package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"
	"io"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
)

// openPNG passes the compressed rows of a PNG file on where PDF can read them:
// no transparency, not interlaced, at most eight bits. Others are redrawn.
func openPNG(data []byte) (stored, error) {
	w := pngWalk{in: data}
	if err := w.walk(); err != nil {
		return stored{}, err
	}
	if err := checkSize(w.width, w.height, maxUnpacked); err != nil {
		return stored{}, err
	}
	s := stored{orientation: max(w.exif.Orientation, 1), dpiX: w.dpiX, dpiY: w.dpiY}
	var err error
	if w.transparent || w.interlaced || w.depth > 8 {
		var redrawn stored
		redrawn, err = redrawFile(data, w.perPixel(), png.DecodeConfig, png.Decode)
		s.image = redrawn.image
		return s, err
	}
	s.image, err = w.image()
	return s, err
}

// perPixel is how many bytes the decoder takes for a pixel; interlaced pictures
// are put together from others.
func (w *pngWalk) perPixel() int {
	n := 4
	if w.depth == 16 {
		n = 8
	}
	if w.interlaced {
		n *= 2
	}
	return n
}

// pngWalk reads the chunks of a PNG file (ISO/IEC 15948).
type pngWalk struct {
	in                      []byte
	width, height           int
	depth, kind             byte
	transparent, interlaced bool
	palette                 []byte
	rows                    []byte // the joined IDAT chunks
	dpiX, dpiY              float64
	exif                    tiffile.EXIF
}

func (w *pngWalk) walk() error {
	rest, ok := bytes.CutPrefix(w.in, []byte("\x89PNG\r\n\x1a\n"))
	if !ok {
		return fmt.Errorf("%w: it does not start as a PNG file", ErrDamaged)
	}
	for {
		if len(rest) < 12 {
			return fmt.Errorf("%w: the PNG is cut short", ErrDamaged)
		}
		size := int64(binary.BigEndian.Uint32(rest))
		if size+12 > int64(len(rest)) {
			return fmt.Errorf("%w: the PNG is cut short", ErrDamaged)
		}
		name, body := string(rest[4:8]), rest[8:8+size]
		if crc32.ChecksumIEEE(rest[4:8+size]) != binary.BigEndian.Uint32(rest[8+size:]) && name[0] < 'a' {
			return fmt.Errorf("%w: a checksum of the PNG is wrong", ErrDamaged)
		}
		if name == "IEND" {
			break
		}
		if err := w.chunk(name, body); err != nil {
			return err
		}
		rest = rest[12+size:]
	}
	if w.width == 0 || len(w.rows) == 0 {
		return fmt.Errorf("%w: the PNG holds no picture", ErrDamaged)
	}
	return nil
}

func (w *pngWalk) chunk(name string, body []byte) error {
	switch name {
	case "IHDR":
		if len(body) != 13 || w.width != 0 || binary.BigEndian.Uint32(body) > 1<<30 || binary.BigEndian.Uint32(body[4:]) > 1<<30 {
			return fmt.Errorf("%w: the header of the PNG is wrong", ErrDamaged)
		}
		w.width, w.height = int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))
		w.depth, w.kind, w.interlaced = body[8], body[9], body[12] != 0
		w.transparent = w.kind&4 != 0
	case "PLTE":
		w.palette = body
	case "tRNS":
		w.transparent = true
	case "IDAT":
		w.rows = append(w.rows, body...)
	case "eXIf":
		w.exif = tiffile.ReadEXIF(body)
	case "pHYs":
		if len(body) == 9 && body[8] == 1 { // dots per metre
			w.dpiX = float64(binary.BigEndian.Uint32(body)) * 0.0254
			w.dpiY = float64(binary.BigEndian.Uint32(body[4:])) * 0.0254
		}
	}
	return nil
}

func (w *pngWalk) image() (Image, error) {
	img := Image{Width: w.width, Height: w.height, BitsPerComponent: int(w.depth), Filter: "FlateDecode", Data: w.rows}
	colours := 1
	switch w.kind {
	case 0:
		img.ColorSpace = "DeviceGray"
	case 2:
		img.ColorSpace, colours = "DeviceRGB", 3
	case 3:
		img.ColorSpace, img.Palette = "Indexed", w.palette
	}
	if img.ColorSpace == "" || w.depth == 0 || w.depth&(w.depth-1) != 0 || w.kind == 2 && w.depth != 8 ||
		w.kind == 3 && (len(w.palette) == 0 || len(w.palette)%3 != 0 || len(w.palette) > 768) {
		return Image{}, fmt.Errorf("%w: the colours of the PNG are wrong", ErrDamaged)
	}
	img.Parms = predicted(int(w.depth), colours, w.width)
	return img, w.checkRows(colours)
}

// checkRows unpacks the rows, keeping nothing, and wants all of them.
func (w *pngWalk) checkRows(colours int) error {
	z, err := zlib.NewReader(bytes.NewReader(w.rows))
	if err != nil {
		return damaged(err)
	}
	row := int64(w.width)*int64(colours)*int64(w.depth)/8 + 1
	if int64(w.width)*int64(colours)*int64(w.depth)%8 != 0 {
		row++
	}
	if _, err := io.CopyN(io.Discard, z, row*int64(w.height)); err != nil {
		return fmt.Errorf("%w: the PNG is cut short (%w)", ErrDamaged, err)
	}
	return nil
}
