package xmltree

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

var declared = regexp.MustCompile(`^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']`)

// toUTF8 turns a whole file into clean UTF-8: by its byte order mark, else by
// its declaration, else byte by byte where it breaks the UTF-8 it promised
// (many systems write Windows-1252 under a UTF-8 declaration). Control
// characters that XML forbids are left out, for the decoder gives up on them.
func toUTF8(data []byte) []byte {
	label := labelOf(data)
	if label != "" && label != "utf-8" && label != "us-ascii" {
		if enc, _ := charset.Lookup(label); enc != nil {
			if out, err := enc.NewDecoder().Bytes(data); err == nil {
				data = out
			}
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	return scrub(data)
}

func labelOf(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{'<', 0}):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}), bytes.HasPrefix(data, []byte{0, '<'}):
		return "utf-16be"
	}
	head := bytes.TrimLeft(data[:min(len(data), 300)], " \t\r\n")
	m := declared.FindSubmatch(head)
	if m == nil {
		return ""
	}
	label := strings.ToLower(string(m[1]))
	if strings.HasPrefix(label, "utf-16") { // a lie: the bytes were readable as ASCII
		return ""
	}
	return label
}

func scrub(data []byte) []byte {
	if clean(data) {
		return data
	}
	out := make([]byte, 0, len(data)+len(data)/16)
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(data[i]))
		case allowed(r):
			out = append(out, data[i:i+n]...)
		}
		i += n
	}
	return out
}

func clean(data []byte) bool {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 || !allowed(r) {
			return false
		}
		i += n
	}
	return true
}

// allowed is the Char production of XML 1.0 for decoded runes.
func allowed(r rune) bool {
	return r >= 0x20 && r != 0xfffe && r != 0xffff || r == '\t' || r == '\n' || r == '\r'
}
