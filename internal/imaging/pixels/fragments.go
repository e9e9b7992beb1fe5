package pixels

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

const (
	tagItem          = 0xFFFEE000
	tagSequenceDelim = 0xFFFEE0DD

	maxFragments  = 1 << 18
	maxFrameBytes = 256 << 20
)

// fragment is one item of encapsulated pixel data (PS3.5 A.4). start counts from
// the first item after the offset table, as offset tables do, and is where the
// item's tag stands; at is where its bytes begin in the source.
type fragment struct{ start, at, size int64 }

// encapsulated is the item sequence of one pixel data element.
type encapsulated struct {
	src          io.ReaderAt
	fragments    []fragment
	basicOffsets []uint32
}

func readEncapsulated(src io.ReaderAt, offset int64) (*encapsulated, error) {
	table, at, err := readItem(src, offset)
	if errors.Is(err, io.EOF) {
		return nil, errShort
	}
	if err != nil {
		return nil, fmt.Errorf("encapsulated pixel data: %w", err)
	}
	e := &encapsulated{src: src}
	if e.basicOffsets, err = readOffsets(src, table); err != nil {
		return nil, err
	}
	first := at
	for {
		f, next, err := readItem(src, at)
		if errors.Is(err, io.EOF) || errors.Is(err, errNoItem) && len(e.fragments) > 0 {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("encapsulated pixel data: %w", err)
		}
		if len(e.fragments) == maxFragments {
			return nil, errors.New("encapsulated pixel data in more than a million fragments")
		}
		f.start = at - first
		e.fragments = append(e.fragments, f)
		at = next
	}
	if len(e.fragments) == 0 {
		return nil, errShort
	}
	return e, nil
}

var errNoItem = errors.New("no item where one must be")

// readItem reads the item header at a place; io.EOF says that the sequence ends
// there, by its delimiter or by the end of the file.
func readItem(src io.ReaderAt, at int64) (f fragment, next int64, err error) {
	var h [8]byte
	if n, err := src.ReadAt(h[:], at); n < len(h) {
		if err == nil || errors.Is(err, io.EOF) {
			return f, at, io.EOF
		}
		return f, at, err
	}
	tag := uint32(binary.LittleEndian.Uint16(h[0:]))<<16 | uint32(binary.LittleEndian.Uint16(h[2:]))
	size := binary.LittleEndian.Uint32(h[4:])
	switch {
	case tag == tagSequenceDelim:
		return f, at, io.EOF
	case tag != tagItem || size == 0xFFFFFFFF:
		return f, at, errNoItem
	}
	f = fragment{at: at + 8, size: int64(size)}
	return f, f.at + f.size, nil
}

func readOffsets(src io.ReaderAt, table fragment) ([]uint32, error) {
	if table.size/4 > maxFragments {
		return nil, errors.New("an offset table of more than a million frames")
	}
	b, err := readExactly(src, table.at, table.size)
	if err != nil {
		return nil, err
	}
	offsets := make([]uint32, len(b)/4)
	for i := range offsets {
		offsets[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return offsets, nil
}

// frame returns the compressed bytes of one frame. It believes the extended
// offset table, then the basic one, then the number of fragments, then the start
// markers of the codestreams, in that order and only where each is consistent.
func (e *encapsulated) frame(s *shape, a *Attributes, n int) ([]byte, error) {
	if len(a.ExtendedOffsets) == s.frames && len(a.ExtendedLengths) == s.frames {
		if b, err := e.extended(a.ExtendedOffsets[n], a.ExtendedLengths[n]); err == nil {
			return b, nil
		}
	}
	if starts := e.basicStarts(s.frames); starts != nil {
		return e.join(starts, n)
	}
	switch {
	case s.frames == 1:
		return e.read(e.fragments)
	case len(e.fragments) == s.frames:
		return e.read(e.fragments[n : n+1])
	}
	starts, err := e.markedStarts()
	if err != nil {
		return nil, err
	}
	if len(starts) < s.frames {
		return nil, fmt.Errorf("%d fragments do not tell where %d frames begin", len(e.fragments), s.frames)
	}
	return e.join(starts, n)
}

// extended reads a frame that the extended offset table names; such a frame is
// one fragment, and its length leaves the padding out (PS3.3 C.7.6.3.1.8).
func (e *encapsulated) extended(offset, length uint64) ([]byte, error) {
	i, ok := e.at(int64(offset))
	if !ok || int64(length) < 0 || int64(length) > e.fragments[i].size {
		return nil, errNoItem
	}
	f := e.fragments[i]
	f.size = int64(length)
	return e.read([]fragment{f})
}

func (e *encapsulated) at(start int64) (int, bool) {
	return slices.BinarySearchFunc(e.fragments, start, func(f fragment, s int64) int {
		return int(min(max(f.start-s, -1), 1))
	})
}

// basicStarts are the indices of the fragments that begin a frame as the basic
// offset table says; nil where the table is absent or wrong.
func (e *encapsulated) basicStarts(frames int) []int {
	if len(e.basicOffsets) != frames || e.basicOffsets[0] != 0 {
		return nil
	}
	starts := make([]int, frames)
	for i, offset := range e.basicOffsets {
		at, ok := e.at(int64(offset))
		if !ok || i > 0 && at <= starts[i-1] {
			return nil
		}
		starts[i] = at
	}
	return starts
}

// markedStarts are the fragments that begin with the start of a codestream.
func (e *encapsulated) markedStarts() ([]int, error) {
	var starts []int
	var b [12]byte
	for i, f := range e.fragments {
		n, err := e.src.ReadAt(b[:min(f.size, 12)], f.at)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if startsFrame(b[:n]) {
			starts = append(starts, i)
		}
	}
	return starts, nil
}

func startsFrame(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xFF, 0xD8, 0xFF}) || // JPEG, JPEG-LS
		bytes.HasPrefix(b, []byte{0xFF, 0x4F, 0xFF, 0x51}) || // JPEG 2000
		bytes.HasPrefix(b, []byte("\x00\x00\x00\x0CjP  "))
}

// join reads the fragments from the start of frame n to the start of the next.
func (e *encapsulated) join(starts []int, n int) ([]byte, error) {
	end := len(e.fragments)
	if n+1 < len(starts) {
		end = starts[n+1]
	}
	return e.read(e.fragments[starts[n]:end])
}

func (e *encapsulated) read(fragments []fragment) ([]byte, error) {
	var total int64
	for _, f := range fragments {
		total += f.size
	}
	if total > maxFrameBytes {
		return nil, fmt.Errorf("a compressed frame of %d MB", total>>20)
	}
	if len(fragments) == 1 {
		return readExactly(e.src, fragments[0].at, total)
	}
	var all []byte
	for _, f := range fragments {
		b, err := readExactly(e.src, f.at, f.size)
		if err != nil {
			return nil, err
		}
		all = append(all, b...)
	}
	return all, nil
}
