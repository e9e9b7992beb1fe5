package cos

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strconv"
	"sync"
)

// Writer writes one PDF 1.7 file from front to back and never goes back: small
// objects packed in object streams (ISO 32000-1, 7.5.7), a cross-reference
// Stream at the end (7.5.8), an identifier made of all bytes before it.
type Writer struct {
	out *bufio.Writer
	n   int64
	// hash takes what is written; of a stream that was hashed to see whether it
	// is there already, that hash.
	hash hash.Hash
	err  error

	// entries tell where each object is, by its number; entry 0 is not used.
	entries []place
	pack    []packed
	size    int // bytes waiting in pack

	// known are the numbers of objects already written, by the hash of their
	// spelling: the same font or picture is stored once.
	known map[[sha256.Size]byte]int
}

// place is where an object stands: at an offset, or as the index-th object of
// an object stream.
type place struct {
	offset int64
	stream int
	index  int
	set    bool
}

type packed struct {
	number int
	body   []byte
}

// The bounds of one object stream.
const (
	packCount = 200
	packSize  = 1 << 17
)

// NewWriter starts a file.
func NewWriter(out io.Writer) *Writer {
	w := &Writer{out: bufio.NewWriterSize(out, 1<<16), hash: sha256.New(), known: map[[sha256.Size]byte]int{}, entries: make([]place, 1)}
	w.write([]byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"))
	return w
}

// Err is the first error of the stream written to.
func (w *Writer) Err() error { return w.err }

func (w *Writer) write(b []byte) {
	w.hash.Write(b)
	w.writeHashed(b)
}

func (w *Writer) writeHashed(b []byte) {
	if w.err != nil {
		return
	}
	_, w.err = w.out.Write(b)
	w.n += int64(len(b))
}

// Reserve hands out the next object number.
func (w *Writer) Reserve() int {
	w.entries = append(w.entries, place{})
	return len(w.entries) - 1
}

// Object writes an object that is not a stream.
func (w *Writer) Object(number int, body []byte) {
	w.pack = append(w.pack, packed{number, bytes.Clone(body)})
	w.size += len(body)
	if len(w.pack) >= packCount || w.size >= packSize {
		w.flush()
	}
}

// Stream writes a stream: dict is spelt without /Length and without its
// brackets, raw goes out as it is.
func (w *Writer) Stream(number int, dict, raw []byte) {
	w.beginStream(number, dict, len(raw))
	w.write(raw)
	w.endStream()
}

func (w *Writer) beginStream(number int, dict []byte, length int) {
	w.entries[number] = place{offset: w.n, set: true}
	head := strconv.AppendInt(nil, int64(number), 10)
	head = append(append(head, " 0 obj\n<<"...), dict...)
	head = append(head, "/Length "...)
	head = strconv.AppendInt(head, int64(length), 10)
	w.write(append(head, ">>\nstream\n"...))
}

func (w *Writer) endStream() { w.write([]byte("\nendstream\nendobj\n")) }

// Once writes an object unless the same is there, and returns its number.
// raw is nil for objects that are no stream.
func (w *Writer) Once(body, raw []byte, isStream bool) int {
	h := sha256.New()
	fmt.Fprintf(h, "%t %d ", isStream, len(body))
	h.Write(body)
	h.Write(raw)
	key := [sha256.Size]byte(h.Sum(nil))
	if n, ok := w.known[key]; ok {
		return n
	}
	n := w.Reserve()
	w.known[key] = n
	if !isStream {
		w.Object(n, body)
		return n
	}
	w.beginStream(n, body, len(raw))
	w.hash.Write(key[:])
	w.writeHashed(raw)
	w.endStream()
	return n
}

// flush writes the waiting objects as one object stream.
func (w *Writer) flush() {
	if len(w.pack) == 0 {
		return
	}
	number := w.Reserve()
	var index, bodies []byte
	for i, p := range w.pack {
		w.entries[p.number] = place{stream: number, index: i, set: true}
		index = fmt.Appendf(index, "%d %d ", p.number, len(bodies))
		bodies = append(append(bodies, p.body...), '\n')
	}
	dict := fmt.Appendf(nil, "/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(w.pack), len(index))
	w.pack, w.size = w.pack[:0], 0
	w.Stream(number, dict, Deflate(append(index, bodies...)))
}

// packers are kept for the next stream: making one costs more than packing the
// content of a page.
var packers = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// Deflate packs b with zlib.
func Deflate(b []byte) []byte {
	var out bytes.Buffer
	z := packers.Get().(*zlib.Writer)
	defer packers.Put(z)
	z.Reset(&out)
	_, _ = z.Write(b) // a bytes.Buffer takes everything
	_ = z.Close()
	return out.Bytes()
}

// Finish writes the cross-reference stream. trailer is spelt without brackets.
func (w *Writer) Finish(trailer []byte) error {
	w.flush()
	number := w.Reserve()
	start := w.n
	w.entries[number] = place{offset: start, set: true}
	dict := fmt.Appendf(nil, "/Type/XRef/Size %d/W[1 5 2]/Filter/FlateDecode", len(w.entries))
	dict = append(dict, trailer...)
	id := w.hash.Sum(nil)[:16]
	dict = fmt.Appendf(dict, "/ID[<%x><%x>]", id, id)
	w.Stream(number, dict, Deflate(w.table()))
	w.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", start))
	if err := w.out.Flush(); w.err == nil {
		w.err = err
	}
	return w.err
}

// table spells the entries: type, offset or object stream, index. A number
// that was handed out and never used is a free object.
func (w *Writer) table() []byte {
	out := make([]byte, 0, 8*len(w.entries))
	for _, p := range w.entries {
		kind, a, b := byte(1), p.offset, 0
		switch {
		case !p.set:
			kind, a, b = 0, 0, 0xFFFF
		case p.stream != 0:
			kind, a, b = 2, int64(p.stream), p.index
		}
		out = append(out, kind, byte(a>>32), byte(a>>24), byte(a>>16), byte(a>>8), byte(a), byte(b>>8), byte(b))
	}
	return out
}
