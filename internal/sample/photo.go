package sample

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"

	"golang.org/x/image/font/gofont/gobold"
)

// The photo as a person holds it: upright, taken with the phone turned, so
// that the camera stores it lying on its side with EXIF orientation 6.
const photoWide, photoHigh = 1080, 1440

const paperWide, paperHigh = 900, 1240

// photoOfReport is a phone's picture of a printed report on a table.
func photoOfReport() ([]byte, error) {
	paper, err := printedReport()
	if err != nil {
		return nil, err
	}
	picture := image.NewRGBA(image.Rect(0, 0, photoHigh, photoWide))
	for y := range photoHigh {
		for x := range photoWide {
			c := photographed(paper, x, y)
			i := picture.PixOffset(y, photoWide-1-x)
			picture.Pix[i], picture.Pix[i+1], picture.Pix[i+2], picture.Pix[i+3] = c[0], c[1], c[2], 255
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 72}); err != nil {
		return nil, err
	}
	return withExif(b.Bytes()), nil
}

func printedReport() (*grey8, error) {
	g, err := typedSheet(paperWide, paperHigh, 26, chestReport(), 70, 260)
	if err != nil {
		return nil, err
	}
	for _, head := range []struct {
		size, y int
		text    string
	}{{44, 96, hospital.name}, {28, 140, "Department of Radiology"}, {34, 205, "RADIOLOGY REPORT"}} {
		t, err := newTypeface(gobold.TTF, head.size)
		if err != nil {
			return nil, err
		}
		if err := g.write(t, 70, head.y, head.text); err != nil {
			return nil, err
		}
	}
	g.rule(70, 155, paperWide-140, 4)
	g.rule(70, 218, paperWide-140, 2)
	small, err := newTypeface(gobold.TTF, 16)
	if err != nil {
		return nil, err
	}
	return g, g.write(small, 70, paperHigh-40, madeUp)
}

// photographed is the colour of the picture at a place: the paper, seen a
// little from below so that its far edge is shorter, or the table around it.
func photographed(paper *grey8, x, y int) [3]byte {
	const top, bottom = 110, 1350      // where the paper's edges lie
	const farWide, nearWide = 790, 930 // their lengths
	const farLeft, nearLeft = 170, 62  // and where they begin
	const whole = 1 << 20
	t := (y-top)*whole/(bottom-top) + (x-photoWide/2)*whole/40/1024 // the paper lies a little askew
	wide := farWide*16 + (nearWide-farWide)*t/(whole/16)            // in 1/16 pixel
	left := farLeft*16 + (nearLeft-farLeft)*t/(whole/16)
	light := 1010 - (x*90+y*150)/photoHigh - shadow(x, y) + grain(x, y, 21)/12
	if t >= 0 && t < whole && x*16 >= left && x*16 < left+wide {
		v := paper.at((x*16-left)*paperWide*16/wide, t*nearWide/wide*16*paperHigh*16/whole)
		return lit([3]int{v, v * 250 / 256, v * 236 / 256}, light)
	}
	if t < 0 || t >= whole {
		return lit(tabletop(x, y), light)
	}
	return lit(tabletop(x, y), light-edgeShadow(x-(left+wide)/16))
}

// shadow is that of the hand that holds the phone.
func shadow(x, y int) int {
	dx, dy := x-photoWide, y-photoHigh
	return max(0, 300-squareRoot(dx*dx*2+dy*dy)*300/900)
}

// edgeShadow is what the raised right edge of the paper throws on the table.
func edgeShadow(beyond int) int {
	if beyond < 0 {
		return 0
	}
	return max(0, 260-beyond*14)
}

// tabletop is wood: boards, each with its own shade, and a long grain.
func tabletop(x, y int) [3]int {
	board := (y + x/30) / 260
	shade := grain(board, 0, 31)/6 + grain(0, (y+x/30)/3, 32)/9 + grain(x/23, (y+x/30)/2, 33)/30
	if (y+x/30)%260 < 3 {
		shade -= 40
	}
	return [3]int{118 + shade, 82 + shade*3/4, 52 + shade/2}
}

func lit(c [3]int, light int) [3]byte {
	var out [3]byte
	for i, v := range c {
		out[i] = byte(min(max(v*light/1024, 0), 255))
	}
	return out
}

// at is the grey at a place given in 1/16 pixel, mixed from its four neighbours.
func (g *grey8) at(u, v int) int {
	x, y, fx, fy := min(u/16, g.w-2), min(v/16, g.h-2), u%16, v%16
	p := g.pix[y*g.w+x:]
	a := int(p[0])*(16-fx) + int(p[1])*fx
	b := int(p[g.w])*(16-fx) + int(p[g.w+1])*fx
	return (a*(16-fy) + b*fy) / 256
}

// withExif puts an EXIF segment (CIPA DC-008) behind the start of a JPEG.
func withExif(picture []byte) []byte {
	body := append([]byte("Exif\x00\x00"), exif()...)
	out := append([]byte(nil), picture[:2]...)
	out = append(out, 0xFF, 0xE1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(append(out, body...), picture[2:]...)
}

// exifField is one entry of an image file directory.
type exifField struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

func ascii(tag uint16, s string) exifField {
	return exifField{tag, 2, uint32(len(s) + 1), append([]byte(s), 0)}
}

func short(tag, v uint16) exifField {
	return exifField{tag, 3, 1, binary.BigEndian.AppendUint16(nil, v)}
}

func offset(tag uint16, at int) exifField {
	return exifField{tag, 4, 1, binary.BigEndian.AppendUint32(nil, uint32(at))}
}

func rationals(tag uint16, v ...uint32) exifField {
	f := exifField{tag: tag, kind: 5, count: uint32(len(v))}
	for _, n := range v {
		f.value = binary.BigEndian.AppendUint32(f.value, n)
		f.value = binary.BigEndian.AppendUint32(f.value, 1)
	}
	return f
}

// exif is a TIFF structure with a camera, an orientation, a time and a place:
// 12°34'56" N 65°43'21" E, which is open sea.
func exif() []byte {
	details := []exifField{ascii(0x9003, "2026:11:02 18:21:07"), ascii(0x9004, "2026:11:02 18:21:07"),
		offset(0xA002, photoHigh), offset(0xA003, photoWide)}
	place := []exifField{{0, 1, 4, []byte{2, 3, 0, 0}}, ascii(1, "N"), rationals(2, 12, 34, 56), ascii(3, "E"), rationals(4, 65, 43, 21)}
	first := func(detailsAt, placeAt int) []exifField {
		return []exifField{ascii(0x010F, "Makebelieve"), ascii(0x0110, "Phone 1"), short(0x0112, 6),
			rationals(0x011A, 72), rationals(0x011B, 72), short(0x0128, 2), ascii(0x0132, "2026:11:02 18:21:07"),
			offset(0x8769, detailsAt), offset(0x8825, placeAt)}
	}
	detailsAt := 8 + len(directory(8, first(0, 0)))
	placeAt := detailsAt + len(directory(detailsAt, details))
	out := []byte{'M', 'M', 0, 42, 0, 0, 0, 8}
	out = append(out, directory(8, first(detailsAt, placeAt))...)
	out = append(out, directory(detailsAt, details)...)
	return append(out, directory(placeAt, place)...)
}

// directory writes an image file directory that begins at an offset; values
// longer than four bytes follow it.
func directory(at int, fields []exifField) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(fields)))
	var long []byte
	for _, f := range fields {
		out = binary.BigEndian.AppendUint16(out, f.tag)
		out = binary.BigEndian.AppendUint16(out, f.kind)
		out = binary.BigEndian.AppendUint32(out, f.count)
		if len(f.value) <= 4 {
			out = append(out, append(f.value, make([]byte, 4-len(f.value))...)...)
			continue
		}
		out = binary.BigEndian.AppendUint32(out, uint32(at+2+12*len(fields)+4+len(long)))
		long = append(long, f.value...)
		if len(long)%2 == 1 {
			long = append(long, 0)
		}
	}
	return append(append(out, 0, 0, 0, 0), long...)
}
