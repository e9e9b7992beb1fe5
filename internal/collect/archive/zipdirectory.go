package archive

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// boundDirectory counts the entries of the central directory before a library
// makes objects of them: the count that a zip claims proves nothing. Readers
// differ in which of several ends they take, so every one is followed.
func boundDirectory(w *walk) error {
	n := min(w.Size, 22+1<<16)
	tail := make([]byte, n)
	if k, _ := w.ReadAt(tail, w.Size-n); int64(k) != n {
		return ErrDamaged
	}
	seen := map[int64]bool{}
	entries := 0
	for i := len(tail); ; {
		if i = bytes.LastIndex(tail[:i], []byte("PK\x05\x06")); i < 0 {
			break
		}
		for _, from := range directoryStarts(w, tail[i:], w.Size-n+int64(i)) {
			if seen[from] {
				continue
			}
			seen[from] = true
			if err := countEntries(w, from, &entries); err != nil {
				return err
			}
		}
	}
	if len(seen) == 0 {
		return ErrDamaged
	}
	return nil
}

// directoryStarts are the places where a directory may begin by an end record
// (APPNOTE 4.3.16), or by its larger form (4.3.14), which stands before it.
func directoryStarts(w *walk, end []byte, at int64) (starts []int64) {
	if len(end) < 22 {
		return nil
	}
	add := func(from int64) {
		if from >= 0 && from < w.Size {
			starts = append(starts, from)
		}
	}
	length, offset := int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
	add(at - length)
	add(offset)
	var locator [20]byte
	var large [56]byte
	if n, _ := w.ReadAt(locator[:], max(at-20, 0)); n < 20 || string(locator[:4]) != "PK\x06\x07" {
		return starts
	}
	at = int64(binary.LittleEndian.Uint64(locator[8:]))
	if at < 0 || at >= w.Size {
		return starts
	}
	if n, _ := w.ReadAt(large[:], at); n < 56 || string(large[:4]) != "PK\x06\x06" {
		return starts
	}
	add(at - int64(binary.LittleEndian.Uint64(large[40:])))
	add(int64(binary.LittleEndian.Uint64(large[48:])))
	return starts
}

// countEntries walks over a directory from its first entry on.
func countEntries(w *walk, from int64, entries *int) error {
	r := bufio.NewReader(io.NewSectionReader(w, from, w.Size-from))
	var h [46]byte
	for {
		if _, err := io.ReadFull(r, h[:]); err != nil || string(h[:4]) != "PK\x01\x02" {
			return nil
		}
		if *entries++; w.opt.MaxMembers > 0 && *entries > 2*w.opt.MaxMembers {
			return ErrTooMany
		}
		if *entries%1024 == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		rest := int(binary.LittleEndian.Uint16(h[28:])) + int(binary.LittleEndian.Uint16(h[30:])) + int(binary.LittleEndian.Uint16(h[32:]))
		if _, err := r.Discard(rest); err != nil {
			return nil
		}
	}
}
