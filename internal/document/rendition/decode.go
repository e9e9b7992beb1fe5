package rendition

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/medbundle/medbundle/internal/document/codepage"
)

// Decode turns a text file into UTF-8 with "\n" line ends. The encoding is told
// by the byte order mark, else UTF-16 by its zero bytes, else UTF-8 if the bytes
// are that, else it is an old character set that is told by its letters, and
// Windows-1252 where nothing tells. It never fails: bytes that mean nothing
// become U+FFFD.
func Decode(b []byte) string {
	s := decode(b)
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.ReplaceAll(s, "\x00", "")
}

func decode(b []byte) string {
	le, be := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(b[3:]), "\ufffd")
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return convert(b[2:], le)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return convert(b[2:], be)
	}
	switch even, odd := zeros(b); {
	case odd > 30 && even < 5:
		return convert(b, le)
	case even > 30 && odd < 5:
		return convert(b, be)
	}
	// A cut file may end inside a rune: that is still UTF-8.
	if valid(b) {
		return strings.ToValidUTF8(string(b), "")
	}
	return convert(b, codepage.Guess(b))
}

// IsUTF16 tells whether Decode reads b as UTF-16.
func IsUTF16(b []byte) bool {
	even, odd := zeros(b)
	return bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) ||
		odd > 30 && even < 5 || even > 30 && odd < 5
}

// valid tells whether b is UTF-8, but for a rune that its end cuts.
func valid(b []byte) bool {
	for n := 0; n < utf8.UTFMax && n <= len(b); n++ {
		if head := b[:len(b)-n]; utf8.Valid(head) {
			return n == 0 || !utf8.FullRune(b[len(b)-n:])
		}
	}
	return false
}

func convert(b []byte, e encoding.Encoding) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return string(out)
}

// Windows1252 is one byte in that character set.
func Windows1252(c byte) string { return string(charmap.Windows1252.DecodeByte(c)) }

// zeros counts zero bytes at even and at odd places, in percent of each.
func zeros(b []byte) (even, odd int) {
	b = b[:min(len(b), 4096)]
	if len(b) < 4 {
		return 0, 0
	}
	for i, c := range b {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even * 200 / len(b), odd * 200 / len(b)
}
