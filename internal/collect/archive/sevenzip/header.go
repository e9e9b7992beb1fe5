package sevenzip

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
)

// Property ids (7zFormat.txt of the LZMA SDK).
const (
	idEnd           = 0x00
	idHeader        = 0x01
	idArchiveProps  = 0x02
	idMainStreams   = 0x04
	idFiles         = 0x05
	idPackInfo      = 0x06
	idUnpackInfo    = 0x07
	idSubStreams    = 0x08
	idSize          = 0x09
	idCRC           = 0x0a
	idFolder        = 0x0b
	idUnpackSizes   = 0x0c
	idNumStreams    = 0x0d
	idEmptyStream   = 0x0e
	idEmptyFile     = 0x0f
	idNames         = 0x11
	idAttributes    = 0x15
	idEncodedHeader = 0x17
)

// fields reads a header from its front. The first thing that is wrong empties
// it and stays in err.
type fields struct {
	b   []byte
	err error
}

func (h *fields) fail(err error) {
	if h.err == nil {
		h.err = err
	}
	h.b = nil
}

func (h *fields) take(n uint64) []byte {
	if n > uint64(len(h.b)) {
		h.fail(ErrDamaged)
		return nil
	}
	b := h.b[:n]
	h.b = h.b[n:]
	return b
}

func (h *fields) byte() byte {
	if b := h.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (h *fields) uint32() uint32 {
	if b := h.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// number is 7z's own way to write integers: as many ones lead the first byte as
// bytes follow it.
func (h *fields) number() uint64 {
	first := h.byte()
	more := bits.LeadingZeros8(^first)
	var v uint64
	for i := range more {
		v |= uint64(h.byte()) << (8 * i)
	}
	if more < 7 {
		v |= uint64(first&(0x7f>>more)) << (8 * more)
	}
	return v
}

// count is a number of things of which each takes at least one of the bytes that
// follow times perByte.
func (h *fields) count(perByte uint64) int {
	n := h.number()
	if n > uint64(len(h.b))*perByte {
		h.fail(ErrDamaged)
		return 0
	}
	return int(n)
}

// length is a size in bytes.
func (h *fields) length() int64 {
	n := h.number()
	if n > 1<<50 {
		h.fail(ErrDamaged)
		return 0
	}
	return int64(n)
}

// expect takes a byte that must be that.
func (h *fields) expect(id byte) {
	if h.byte() != id {
		h.fail(ErrDamaged)
	}
}

func (h *fields) bools(n int) []bool {
	b := h.take(uint64(n+7) / 8)
	out := make([]bool, n)
	for i := range out {
		out[i] = b != nil && b[i/8]&(0x80>>(i%8)) != 0
	}
	return out
}

// optional is a list of bools that may say "all" in one byte.
func (h *fields) optional(n int) []bool {
	if h.byte() == 0 {
		return h.bools(n)
	}
	if n > len(h.b) {
		h.fail(ErrDamaged)
		return make([]bool, n)
	}
	out := make([]bool, n)
	for i := range out {
		out[i] = true
	}
	return out
}

func (h *fields) checksums(n int) []checksum {
	out := make([]checksum, n)
	for i, known := range h.optional(n) {
		if known {
			out[i] = checksum{true, h.uint32()}
		}
	}
	return out
}

// parse reads the header: streams, then files.
func (a *Archive) parse(b []byte, maxFiles int) error {
	if len(b) == 0 {
		return nil
	}
	h := &fields{b: b}
	h.expect(idHeader)
	id := h.byte()
	if id == idArchiveProps {
		for h.byte() != idEnd && h.err == nil {
			h.take(h.number())
		}
		id = h.byte()
	}
	if id == idMainStreams {
		s, err := parseStreams(h)
		if err != nil {
			return err
		}
		a.streams = s
		id = h.byte()
	}
	if id == idFiles {
		a.files(h, maxFiles)
	}
	return h.err
}

// files reads the list of files and gives each its place in a folder.
func (a *Archive) files(h *fields, maxFiles int) {
	n := h.count(1)
	if n > maxParts || maxFiles > 0 && n > maxFiles {
		h.fail(ErrTooMany)
		return
	}
	files := make([]File, n)
	empty := make([]bool, n)
	var isFile []bool // of the empty ones
	for h.err == nil {
		id := h.byte()
		if id == idEnd {
			break
		}
		p := &fields{b: h.take(h.number())}
		switch id {
		case idEmptyStream:
			empty = p.bools(n)
		case idEmptyFile:
			isFile = p.bools(trues(empty))
		case idNames:
			p.names(files)
		case idAttributes:
			p.attributes(files)
		}
		if p.err != nil {
			h.fail(p.err)
		}
	}
	if h.err != nil {
		return
	}
	if err := a.streams.place(files, empty, isFile); err != nil {
		h.fail(err)
		return
	}
	a.Files = files
}

func trues(bs []bool) (n int) {
	for _, b := range bs {
		if b {
			n++
		}
	}
	return n
}

func (h *fields) names(files []File) {
	if h.byte() != 0 { // the names are elsewhere, which no program writes
		h.fail(ErrUnsupported)
		return
	}
	for i := range files {
		var u []uint16
		for {
			b := h.take(2)
			if b == nil {
				return
			}
			c := binary.LittleEndian.Uint16(b)
			if c == 0 {
				break
			}
			u = append(u, c)
		}
		files[i].Name = string(utf16.Decode(u))
	}
}

// attributes are those of Windows; the upper half is a mode of POSIX where bit
// 15 says so.
func (h *fields) attributes(files []File) {
	defined := h.optional(len(files))
	if h.byte() != 0 {
		h.fail(ErrUnsupported)
		return
	}
	for i := range files {
		if !defined[i] {
			continue
		}
		at := h.uint32()
		files[i].Dir = at&0x10 != 0
		files[i].Link = at&0x400 != 0
		if at&0x8000 == 0 {
			continue
		}
		switch at >> 16 & 0o170000 {
		case 0, 0o100000, 0o040000:
		case 0o120000:
			files[i].Link = true
		default:
			files[i].Device = true
		}
	}
}

// place gives files their places: those with content take the parts of folders
// one after another.
func (s *streams) place(files []File, empty, isFile []bool) error {
	folder, part, offset, nth := 0, 0, int64(0), 0
	for i := range files {
		f := &files[i]
		f.folder = -1
		if empty[i] {
			if nth >= len(isFile) || !isFile[nth] {
				f.Dir = true
			}
			nth++
			continue
		}
		for folder < len(s.folders) && part >= len(s.parts(folder)) {
			folder, part, offset = folder+1, 0, 0
		}
		if folder >= len(s.folders) {
			return ErrDamaged
		}
		p := s.parts(folder)[part]
		f.folder, f.offset, f.Size, f.sum = folder, offset, p.size, p.sum
		offset += p.size
		part++
	}
	return nil
}
