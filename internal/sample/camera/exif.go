package camera

import "encoding/binary"

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
