package compound

import (
	"encoding/binary"
	"errors"
)

// ErrDamaged says that the bytes are no compound file, or one without a
// directory.
var ErrDamaged = errors.New("no compound file, or a damaged one")

// Limits of one file. A chain visits a sector once, so that nothing here is
// larger than the file itself.
const (
	maxEntries = 100_000
	maxDepth   = 32
)

const (
	signature = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	// maxRegular is the last number of a sector; those above have a meaning
	// (MS-CFB 2.1).
	maxRegular = 0xfffffffa
)

// File is an open compound file.
type File struct {
	data    []byte
	shift   uint // of the size of a sector
	fat     []uint32
	miniFAT []uint32
	mini    []byte // the stream that small streams live in
	cutoff  uint32
	// Root is the storage that everything lies in.
	Root *Storage
}

// Open reads the tables and the directory of a compound file.
func Open(data []byte) (*File, error) {
	if len(data) < 512 || string(data[:8]) != signature {
		return nil, ErrDamaged
	}
	f := &File{data: data, shift: uint(binary.LittleEndian.Uint16(data[30:])), cutoff: binary.LittleEndian.Uint32(data[56:])}
	if f.shift != 9 && f.shift != 12 {
		return nil, ErrDamaged
	}
	f.readFAT()
	directory := f.chain(binary.LittleEndian.Uint32(data[48:]), uint64(len(data)))
	if len(directory) < entrySize {
		return nil, ErrDamaged
	}
	f.miniFAT = numbers(f.chain(binary.LittleEndian.Uint32(data[60:]), uint64(len(data))))
	entries := parseEntries(directory[:min(len(directory), maxEntries*entrySize)])
	f.mini = f.chain(entries[0].start, entries[0].size)
	t := tree{file: f, entries: entries, seen: make([]bool, len(entries))}
	t.seen[0] = true
	f.Root = &Storage{Name: entries[0].name, file: f}
	t.fill(f.Root, entries[0].child, 0)
	return f, nil
}

// sector is the bytes of one sector; the last may be short, and there are none
// where the file is.
func (f *File) sector(n uint32) []byte {
	if n > maxRegular {
		return nil
	}
	from := (uint64(n) + 1) << f.shift
	if from >= uint64(len(f.data)) {
		return nil
	}
	return f.data[from:min(from+1<<f.shift, uint64(len(f.data)))]
}

// readFAT joins the sectors of the allocation table, whose places stand in the
// header and in a chain of sectors of their own (2.5.1).
func (f *File) readFAT() {
	places := numbers(f.data[76:512])
	sectors := len(f.data)>>f.shift + 1
	next := binary.LittleEndian.Uint32(f.data[68:])
	for range sectors {
		s := numbers(f.sector(next))
		if len(s) < 2 || len(places) > sectors {
			break
		}
		places = append(places, s[:len(s)-1]...)
		next = s[len(s)-1]
	}
	for _, p := range places {
		if len(f.fat) > sectors {
			break
		}
		if s := f.sector(p); p <= maxRegular && s != nil {
			f.fat = append(f.fat, numbers(s)...)
		}
	}
}

func numbers(b []byte) []uint32 {
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

// chain joins the sectors from start on, up to size bytes.
func (f *File) chain(start uint32, size uint64) []byte {
	var out []byte
	seen := 0
	for n := start; n <= maxRegular && uint64(len(out)) < size; {
		s := f.sector(n)
		if seen++; s == nil || seen > len(f.data)>>f.shift+1 {
			break
		}
		out = append(out, s...)
		if int(n) >= len(f.fat) {
			break
		}
		n = f.fat[n]
	}
	return out[:min(uint64(len(out)), size)]
}

// miniSector is the size of the sectors of small streams (2.6.3).
const miniSector = 64

func (f *File) miniChain(start uint32, size uint64) []byte {
	var out []byte
	seen := 0
	for n := start; n <= maxRegular && uint64(len(out)) < size; {
		from := uint64(n) * miniSector
		if seen++; from >= uint64(len(f.mini)) || seen > len(f.mini)/miniSector+1 {
			break
		}
		out = append(out, f.mini[from:min(from+miniSector, uint64(len(f.mini)))]...)
		if int(n) >= len(f.miniFAT) {
			break
		}
		n = f.miniFAT[n]
	}
	return out[:min(uint64(len(out)), size)]
}
