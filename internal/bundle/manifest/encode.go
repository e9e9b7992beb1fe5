package manifest

import (
	"bytes"
	"encoding/json"
)

// Encode writes v as the indented JSON that bundles and --json use: UTF-8, two
// spaces, no HTML escapes, one line end at the end. Bytes that are no UTF-8
// become U+FFFD, written as that letter: what is read back is written the same.
func Encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return unescaped(b.Bytes()), err
}

// unescaped writes the letter U+FFFD for its escape, as which the library writes
// bytes that mean nothing, though not the letter itself.
func unescaped(b []byte) []byte {
	const escape = `\ufffd`
	if !bytes.Contains(b, []byte(escape)) {
		return b
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		switch at := bytes.IndexByte(b, '\\'); {
		case at < 0 || at+1 == len(b):
			return append(out, b...)
		case bytes.HasPrefix(b[at:], []byte(escape)):
			out = append(append(out, b[:at]...), "\ufffd"...)
			b = b[at+len(escape):]
		default: // another escape, of two characters at least
			out = append(out, b[:at+2]...)
			b = b[at+2:]
		}
	}
	return out
}
