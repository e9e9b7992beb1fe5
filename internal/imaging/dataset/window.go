package dataset

import (
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
)

const (
	windowSize = 16 << 10
	// maxInflated bounds what a deflated data set may grow to (PS3.5 A.5).
	maxInflated = 128 << 20
)

// window reads a file through one small buffer that only moves as needed, so
// that a header costs one or two reads however large the file is.
type window struct {
	r    io.ReaderAt
	size int64 // no view reaches beyond it
	base int64
	buf  []byte
}

func newWindow(r io.ReaderAt, size int64) *window {
	return &window{r: r, size: size, buf: make([]byte, 0, windowSize)}
}

// view returns n bytes at off, valid until the next call. Where the data ends
// before, it returns what there is and io.ErrUnexpectedEOF; io.EOF for nothing at all.
func (w *window) view(off int64, n int) ([]byte, error) {
	if off >= w.base && off+int64(n) <= w.base+int64(len(w.buf)) {
		return w.buf[off-w.base:][:n], nil
	}
	if off >= w.size || off < 0 {
		return nil, io.EOF
	}
	err := w.fill(off, max(n, windowSize))
	have := len(w.buf)
	switch {
	case have >= n:
		return w.buf[:n], nil
	case err != nil && !ended(err):
		return nil, err
	case have == 0 && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, io.EOF
	}
	return w.buf, io.ErrUnexpectedEOF
}

// upTo returns at most n bytes at off, fewer where the data ends or fails.
func (w *window) upTo(off int64, n int) []byte {
	b, err := w.view(off, n)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return b
}

// fill makes the buffer begin at off, keeping what of it is there already: a
// deflated stream cannot be read twice.
func (w *window) fill(off int64, n int) error {
	n = int(min(int64(n), w.size-off))
	kept := 0
	if off >= w.base && off < w.base+int64(len(w.buf)) {
		kept = copy(w.buf[:cap(w.buf)], w.buf[off-w.base:])
	}
	if cap(w.buf) < n {
		w.buf = append(make([]byte, 0, n), w.buf[:kept]...)
	}
	w.buf = w.buf[:max(n, kept)]
	got, err := io.ReadFull(io.NewSectionReader(w.r, off+int64(kept), int64(n-kept)), w.buf[kept:])
	w.base, w.buf = off, w.buf[:kept+got]
	return err
}

// holds tells whether the byte before end exists, without reading up to it.
func (w *window) holds(end int64) bool {
	if end <= 0 || end > w.size {
		return end <= 0
	}
	_, err := w.view(end-1, 1)
	return err == nil
}

// inflater is a deflated data set as a ReaderAt that can only go forward; the
// bytes before start, the meta header, are not deflated.
type inflater struct {
	start, pos int64
	stream     io.Reader
}

func newInflater(r io.ReaderAt, size, start int64) *inflater {
	raw := io.NewSectionReader(r, start, size-start)
	return &inflater{start: start, pos: start, stream: flate.NewReader(raw)}
}

func (f *inflater) ReadAt(p []byte, off int64) (int, error) {
	if off < f.pos {
		return 0, io.ErrNoProgress
	}
	skipped, err := io.CopyN(io.Discard, f.stream, off-f.pos)
	f.pos += skipped
	if err != nil {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := io.ReadFull(f.stream, p)
	f.pos += int64(n)
	if err != nil {
		err = io.EOF // damage inside the stream is an early end of it
	}
	return n, err
}

// order is the byte order of a data set.
func order(big bool) binary.ByteOrder {
	if big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}
