package compound

import (
	"encoding/binary"
	"unicode/utf16"
)

// entrySize is the size of a directory entry (2.6.1).
const entrySize = 128

type entry struct {
	name               string
	kind               byte // 1 storage, 2 stream, 5 root
	left, right, child uint32
	start              uint32
	size               uint64
}

func parseEntries(b []byte) []entry {
	out := make([]entry, len(b)/entrySize)
	for i := range out {
		e := b[i*entrySize : (i+1)*entrySize]
		units := make([]uint16, 0, 32)
		for k := 0; k < min(int(binary.LittleEndian.Uint16(e[64:])), 64)-2; k += 2 {
			units = append(units, binary.LittleEndian.Uint16(e[k:]))
		}
		out[i] = entry{
			name: string(utf16.Decode(units)), kind: e[66],
			left: binary.LittleEndian.Uint32(e[68:]), right: binary.LittleEndian.Uint32(e[72:]), child: binary.LittleEndian.Uint32(e[76:]),
			// Of version 3 files the upper half of the size is rubbish.
			start: binary.LittleEndian.Uint32(e[116:]), size: uint64(binary.LittleEndian.Uint32(e[120:])),
		}
	}
	return out
}

// tree makes storages of the directory's red-black trees (2.6.4). Each entry is
// visited once, whatever points at it.
type tree struct {
	file    *File
	entries []entry
	seen    []bool
}

func (t *tree) fill(s *Storage, root uint32, depth int) {
	// In order, so that names come sorted; the stack stands in for recursion,
	// for a crafted tree may be one long list.
	var path []uint32
	for at := root; ; {
		for int64(at) < int64(len(t.entries)) && !t.seen[at] {
			t.seen[at] = true
			path = append(path, at)
			at = t.entries[at].left
		}
		if len(path) == 0 {
			return
		}
		e := t.entries[path[len(path)-1]]
		path = path[:len(path)-1]
		t.add(s, e, depth)
		at = e.right
	}
}

func (t *tree) add(s *Storage, e entry, depth int) {
	switch {
	case e.kind == 2:
		s.streams = append(s.streams, stream{e.name, e.start, e.size})
	case e.kind == 1 && depth < maxDepth:
		inner := &Storage{Name: e.name, file: t.file}
		s.Storages = append(s.Storages, inner)
		t.fill(inner, e.child, depth+1)
	}
}
