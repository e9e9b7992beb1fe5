package cos

import (
	"encoding/hex"
	"math"
	"sort"
	"strconv"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Spell appends o as it stands in a file (7.3). ref gives the number of a
// referenced object in that file, 0 for none. Keys are in order, so that the
// same object has the same spelling.
func Spell(b []byte, o Object, ref func(Ref) int) []byte {
	switch o := o.(type) {
	case Dict:
		return spellDict(b, o, ref)
	case Array:
		return spellArray(b, o, ref)
	case Ref:
		return SpellRef(b, ref(o))
	case Name:
		return SpellName(b, string(o))
	case Literal:
		if raw, err := types.Unescape(string(o)); err == nil {
			return SpellBytes(b, raw)
		}
		return append(b, "()"...)
	case Hex:
		if raw, err := hex.DecodeString(string(o)); err == nil {
			return SpellBytes(b, raw)
		}
		return append(b, "()"...)
	case Integer:
		return strconv.AppendInt(b, int64(o), 10)
	case Real:
		return spellReal(b, float64(o))
	case Boolean:
		return strconv.AppendBool(b, bool(o))
	}
	return append(b, "null"...)
}

func spellDict(b []byte, d Dict, ref func(Ref) int) []byte {
	keys := make([]string, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	b = append(b, "<<"...)
	for _, k := range keys {
		b = append(SpellName(b, k), ' ')
		b = Spell(b, d[k], ref)
	}
	return append(b, ">>"...)
}

func spellArray(b []byte, a Array, ref func(Ref) int) []byte {
	b = append(b, '[')
	for i, o := range a {
		if i > 0 {
			b = append(b, ' ')
		}
		b = Spell(b, o, ref)
	}
	return append(b, ']')
}

// SpellRef appends a reference to object number n; null for 0.
func SpellRef(b []byte, n int) []byte {
	if n == 0 {
		return append(b, "null"...)
	}
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R"...)
}

// SpellName appends a name (7.3.5). A NUL cannot stand in a name and is left out.
func SpellName(b []byte, s string) []byte {
	b = append(b, '/')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == 0:
		case c <= ' ' || c > '~' || c == '#' || isDelimiter(c):
			b = append(b, '#', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, c)
		}
	}
	return b
}

const hexDigits = "0123456789ABCDEF"

// SpellBytes appends a string (7.3.4) of any bytes.
func SpellBytes(b, s []byte) []byte {
	for _, c := range s {
		if c < ' ' || c > '~' {
			b = append(b, '<')
			b = hex.AppendEncode(b, s)
			return append(b, '>')
		}
	}
	b = append(b, '(')
	for _, c := range s {
		if c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return append(b, ')')
}

// SpellText appends a text string (7.9.2.2): ASCII as it is, all else as
// UTF-16 with a byte order mark.
func SpellText(b []byte, s string) []byte {
	ascii := true
	for _, r := range s {
		ascii = ascii && r >= ' ' && r <= '~'
	}
	if ascii {
		return SpellBytes(b, []byte(s))
	}
	wide := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		wide = append(wide, byte(u>>8), byte(u))
	}
	return SpellBytes(b, wide)
}

func spellReal(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, '0')
	}
	return strconv.AppendFloat(b, f, 'f', -1, 64)
}

// SpellNumber appends f, rounded to five decimals: far finer than any printer,
// and coarse enough to be the same on every machine.
func SpellNumber(b []byte, f float64) []byte {
	f = math.Round(f*1e5) / 1e5
	if f == 0 || math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, '0')
	}
	return strconv.AppendFloat(b, f, 'f', -1, 64)
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}
