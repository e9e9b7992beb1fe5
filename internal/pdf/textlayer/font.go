package textlayer

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// Measures of the font, in thousandths of its size. A letter is about half as
// wide as its line is high. Ascent and descent are those of common print, so
// that a selected word looks as if the print itself was selected.
const (
	advance      = 500
	spaceAdvance = 200
	ascent       = 905
	descent      = -212
)

const fontName = "/MBGlyphless"

// writeFont writes the font, once in a file, and returns its number. Character
// codes are UTF-16, each with its own glyph of nothing.
func writeFont(w *cos.Writer) int {
	program := fontProgram()
	file := w.Once(fmt.Appendf(nil, "/Length1 %d/Filter/FlateDecode", len(program)), cos.Deflate(program), true)
	b := cos.SpellRef(fmt.Appendf(nil,
		"<</Type/FontDescriptor/FontName%s/Flags 4/FontBBox[0 %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight 716/StemV 80/FontFile2 ",
		fontName, descent, advance, ascent, ascent, descent), file)
	descriptor := w.Once(append(b, ">>"...), nil, false)
	glyphOf := bytes.Repeat([]byte{0, 1}, 1<<16)
	copy(glyphOf[2*' ':], []byte{0, 2})
	toGlyph := w.Once([]byte("/Filter/FlateDecode"), cos.Deflate(glyphOf), true)
	b = cos.SpellRef(fmt.Appendf(nil,
		"<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW %d/W[%d[%d]]/FontDescriptor ",
		fontName, advance, ' ', spaceAdvance), descriptor)
	b = cos.SpellRef(append(b, "/CIDToGIDMap "...), toGlyph)
	descendant := w.Once(append(b, ">>"...), nil, false)
	toUnicode := w.Once([]byte("/Filter/FlateDecode"), cos.Deflate(unicodeMap()), true)
	b = cos.SpellRef([]byte("<</Type/Font/Subtype/Type0/BaseFont"+fontName+"/Encoding/Identity-H/DescendantFonts["), descendant)
	b = cos.SpellRef(append(b, "]/ToUnicode "...), toUnicode)
	return w.Once(append(b, ">>"...), nil, false)
}

// unicodeMap says that codes are what they say (9.10.3). A range may not pass
// the end of its last byte, and a block may hold a hundred.
func unicodeMap() []byte {
	b := []byte("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	const block = 64
	for from := 0; from < 256; from += block {
		b = fmt.Appendf(b, "%d beginbfrange\n", block)
		for high := from; high < from+block; high++ {
			b = fmt.Appendf(b, "<%02X00><%02XFF><%02X00>\n", high, high, high)
		}
		b = append(b, "endbfrange\n"...)
	}
	return append(b, "endcmap CMapName currentdict/CMap defineresource pop end end"...)
}

// fontProgram is a TrueType font with the tables that one in a PDF must have
// (ISO 32000-1, table 126): three glyphs without outlines.
func fontProgram() []byte {
	head := words(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0,
		0, descent, advance, ascent, 0, 8, 2, 0, 0)
	hhea := words(1, 0, ascent, descent, 0, advance, 0, 0, advance, 1, 0, 0, 0, 0, 0, 0, 0, glyphs)
	hmtx := words(advance, 0, advance, 0, spaceAdvance, 0)
	maxp := words(1, 0, glyphs, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
	tables := []struct {
		tag  string
		data []byte
	}{
		{"glyf", make([]byte, 4)}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx},
		{"loca", make([]byte, 2*(glyphs+1))}, {"maxp", maxp},
	}
	out := words(1, 0, len(tables), 64, 2, len(tables)*16-64)
	offset := len(out) + 16*len(tables)
	var body []byte
	at := 0
	for i, t := range tables {
		if t.tag == "head" {
			at = offset + len(body)
		}
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(offset+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[i].data)))
		body = append(body, t.data...)
		body = append(body, make([]byte, -len(t.data)&3)...)
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[at+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// The glyphs: .notdef, that of all letters, and that of the space.
const glyphs = 3

// words spells 16-bit numbers.
func words(numbers ...int) []byte {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	}
	return b
}

// checksum is a table's (TrueType, The Table Directory).
func checksum(table []byte) (sum uint32) {
	padded := append(bytes.Clone(table), make([]byte, -len(table)&3)...)
	for ; len(padded) > 0; padded = padded[4:] {
		sum += binary.BigEndian.Uint32(padded)
	}
	return sum
}
