// Package charset decodes the text values of DICOM files: the single-byte sets,
// ISO 2022 with its Japanese, Korean and Chinese extensions, GB18030, GBK and
// UTF-8 (PS3.3 C.12.1.1.2, PS3.5 6.1). Text in another set than the declared
// one is repaired, and said to be.
package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// graphicSet is one graphic set that can be switched to by an escape sequence
// (PS3.3 C.12.1.1.2, PS3.5 6.1). A set of width 2 takes two bytes a character;
// lead is what its encoding in EUC wants before them.
type graphicSet struct {
	decode encoding.Encoding
	width  int
	high   bool // G1: bytes from 0x80; else G0
	escape string
	lead   string
}

// charsets are the defined terms by the number after "ISO_IR" or "ISO 2022 IR".
var charsets = map[string]*graphicSet{
	"6":   {nil, 1, false, "(B", ""},
	"100": {charmap.Windows1252, 1, true, "-A", ""},
	"101": {charmap.ISO8859_2, 1, true, "-B", ""},
	"109": {charmap.ISO8859_3, 1, true, "-C", ""},
	"110": {charmap.ISO8859_4, 1, true, "-D", ""},
	"126": {charmap.ISO8859_7, 1, true, "-F", ""},
	"127": {charmap.ISO8859_6, 1, true, "-G", ""},
	"138": {charmap.ISO8859_8, 1, true, "-H", ""},
	"144": {charmap.ISO8859_5, 1, true, "-L", ""},
	"148": {charmap.ISO8859_9, 1, true, "-M", ""},
	"203": {charmap.ISO8859_15, 1, true, "-b", ""},
	"166": {charmap.Windows874, 1, true, "-T", ""},
	"13":  {japanese.ShiftJIS, 1, true, ")I", ""},
	"14":  {nil, 1, false, "(J", ""},
	"87":  {japanese.EUCJP, 2, false, "$B", ""},
	"159": {japanese.EUCJP, 2, false, "$(D", "\x8f"},
	"149": {korean.EUCKR, 2, true, "$)C", ""},
	"58":  {simplifiedchinese.GBK, 2, true, "$)A", ""},
}

var charsetByEscape = func() map[string]*graphicSet {
	m := map[string]*graphicSet{}
	for _, c := range charsets {
		m[c.escape] = c
	}
	return m
}()

// Decoder turns the bytes of a text value into a string, as (0008,0005) of
// its file says. Text in another set than the declared one is repaired with a note.
type Decoder struct {
	whole  encoding.Encoding // UTF-8, GB18030 or GBK, which have no escapes
	utf8   bool
	first  *graphicSet
	silent bool // nothing is declared
	note   func(string)
}

// NewDecoder makes a decoder for the raw value of Specific Character Set. It
// calls note, in plain sentences, for whatever it repairs.
func NewDecoder(declared string, note func(string)) *Decoder {
	t := &Decoder{note: note, first: charsets["6"]}
	terms := strings.Split(declared, `\`)
	first := strings.ToUpper(strings.Trim(terms[0], " \x00"))
	t.silent = strings.Trim(declared, ` \`+"\x00") == ""
	number := charsetNumber(first)
	switch {
	case first == "" && len(terms) > 1, t.silent:
	case number == "192" || strings.HasPrefix(first, "UTF"):
		t.utf8 = true
	case first == "GB18030":
		t.whole = simplifiedchinese.GB18030
	case first == "GBK":
		t.whole = simplifiedchinese.GBK
	case charsets[number] != nil:
		t.first = charsets[number]
	default:
		note("the character set is not one of the standard: " + Printable(first))
		t.silent = true
	}
	if number != "" && !strings.HasPrefix(first, "ISO_IR "+number) && !strings.HasPrefix(first, "ISO 2022 IR "+number) {
		note("the name of the character set is misspelt: " + Printable(first))
	}
	if t.first.width == 2 && !t.first.high {
		t.first = charsets["6"] // a two-byte G0 set is reached by its escape only
	}
	return t
}

// For is a decoder for an item that declares a set of its own; what it repairs is
// noted where t notes it.
func (t *Decoder) For(declared string) *Decoder { return NewDecoder(declared, t.note) }

// charsetNumber is the number of a defined term, however it is spelt: "ISO-IR 100".
func charsetNumber(term string) string {
	if !strings.Contains(term, "IR") {
		return ""
	}
	digits := func(r rune) bool { return r < '0' || r > '9' }
	fields := strings.FieldsFunc(term[strings.Index(term, "IR"):], digits)
	if len(fields) == 0 {
		return ""
	}
	return fields[len(fields)-1]
}

// The delimiters within a value, by its VR, before which the first set holds again
// (PS3.5 6.1.2.5.3).
const (
	InNames = `\^=` // PN
	InLists = `\`   // LO, SH and UC, which may have several values
	InTexts = ""    // ST, LT and UT, which have one
)

// Decode decodes a whole value, delimiters and all, and drops control characters.
func (t *Decoder) Decode(b []byte, delimiters string) string {
	plain := true
	for _, c := range b {
		plain = plain && c < 0x80 && c != 0x1B
	}
	switch {
	case plain:
		return Printable(string(b))
	case t.whole != nil:
		s, _ := t.whole.NewDecoder().Bytes(b)
		return Printable(string(s))
	case t.first.width == 1 && t.first != charsets["13"] && utf8.Valid(b) && !hasEscape(b):
		if !t.utf8 {
			t.note("text is UTF-8 although the file does not say so; it was read as UTF-8")
		}
		return Printable(string(b))
	case t.utf8 || (t.silent && !hasEscape(b)):
		t.note("text is not in the character set that the file names; accents may be wrong")
		s, _ := charmap.Windows1252.NewDecoder().Bytes(b)
		return Printable(string(s))
	}
	return Printable(t.switched(b, delimiters))
}

func hasEscape(b []byte) bool { return strings.IndexByte(string(b), 0x1B) >= 0 }

// switched decodes text with code extensions (PS3.5 6.1.2.5). The first set
// holds again after a delimiter and after the end of a line.
func (t *Decoder) switched(b []byte, delimiters string) string {
	var out strings.Builder
	g0, g1 := charsets["6"], t.first
	for len(b) > 0 {
		c := b[0]
		set := g0
		if c >= 0x80 {
			set = g1
		}
		switch {
		case c == 0x1B:
			n, found := escapeAt(b[1:])
			switch {
			case found == nil:
				t.note("text holds an unknown escape sequence")
			case found.high:
				g1 = found
			default:
				g0 = found
			}
			b = b[1+n:]
		case c < 0x21 || (set.width == 1 && strings.IndexByte(delimiters, c) >= 0):
			if c != ' ' {
				g0, g1 = charsets["6"], t.first
			}
			out.WriteByte(c)
			b = b[1:]
		default:
			n := min(set.width, len(b))
			out.WriteString(set.character(b[:n], t.note))
			b = b[n:]
		}
	}
	return out.String()
}

// escapeAt recognises the escape sequence that follows ESC, and its length.
func escapeAt(b []byte) (int, *graphicSet) {
	for n := 3; n >= 2; n-- {
		if len(b) >= n {
			if c := charsetByEscape[string(b[:n])]; c != nil {
				return n, c
			}
		}
	}
	return 0, nil
}

func (c *graphicSet) character(b []byte, note func(string)) string {
	if c.decode == nil {
		if b[0] >= 0x80 {
			note("text is not in the character set that the file names; accents may be wrong")
			return string(charmap.Windows1252.DecodeByte(b[0]))
		}
		return string(b)
	}
	raw := append([]byte(c.lead), b...)
	if c.width == 2 {
		for i := range raw {
			raw[i] |= 0x80
		}
	}
	s, err := c.decode.NewDecoder().Bytes(raw)
	if err != nil {
		return string(utf8.RuneError)
	}
	return string(s)
}

// Printable drops control characters but tabs and line ends, and bytes that are no text.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if (r < 0x20 && r != '\n' && r != '\r' && r != '\t') || (r >= 0x7F && r < 0xA0) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
