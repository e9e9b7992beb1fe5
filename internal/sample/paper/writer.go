package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strings"
)

// writer writes a PDF file (ISO 32000-1, section 7.5): numbered objects, a
// cross-reference table, a trailer. Object numbers are given out in the order
// of the calls, so the same calls make the same bytes.
type writer struct {
	objects [][]byte
	lock    *Lock // nil for a file that anybody can open
}

// reserve gives out an object number whose body is set later.
func (w *writer) reserve() int {
	w.objects = append(w.objects, nil)
	return len(w.objects)
}

func (w *writer) set(n int, format string, args ...any) {
	w.objects[n-1] = fmt.Appendf(nil, format, args...)
}

func (w *writer) add(format string, args ...any) int {
	n := w.reserve()
	w.set(n, format, args...)
	return n
}

// stream adds a stream whose data is deflated here; dict holds the entries
// that its dictionary has besides /Length and /Filter.
func (w *writer) stream(dict string, data []byte) int {
	return w.rawStream(dict+" /Filter /FlateDecode", deflate(data))
}

func (w *writer) rawStream(dict string, data []byte) int {
	n := w.reserve()
	if w.lock != nil {
		data = w.lock.encryptStream(n, data)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<< %s /Length %d >>\nstream\n", strings.TrimSpace(dict), len(data))
	b.Write(data)
	b.WriteString("\nendstream")
	w.objects[n-1] = b.Bytes()
	return n
}

// finish writes the file; catalog is the number of its root object.
func (w *writer) finish(version string, catalog int) []byte {
	encrypt := ""
	if w.lock != nil {
		encrypt = fmt.Sprintf(" /Encrypt %d 0 R", w.add("%s", w.lock.dictionary()))
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n", version)
	offsets := make([]int, len(w.objects))
	for i, body := range w.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	id := sha256.Sum256(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(w.objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %d 0 R%s /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(w.objects)+1, catalog, encrypt, id[:16], id[:16], start)
	return b.Bytes()
}

// deflate packs data at a fixed level.
func deflate(data []byte) []byte {
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, 6) // level 6 exists, so no error
	_, _ = z.Write(data)               // a bytes.Buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

// winAnsi writes s in the encoding of the core fonts (WinAnsiEncoding, ISO
// 32000-1 Annex D); a rune that it lacks becomes '?'.
func winAnsi(s string) []byte {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case r < 0x80 || r >= 0xA0 && r <= 0xFF:
			out = append(out, byte(r))
		case winAnsiHigh[r] != 0:
			out = append(out, winAnsiHigh[r])
		default:
			out = append(out, '?')
		}
	}
	return out
}

var winAnsiHigh = map[rune]byte{
	'‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97,
}

// literal writes s as a PDF literal string.
func literal(s string) string {
	var b strings.Builder
	b.WriteByte('(')
	for _, c := range winAnsi(s) {
		if c == '(' || c == ')' || c == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	b.WriteByte(')')
	return b.String()
}
