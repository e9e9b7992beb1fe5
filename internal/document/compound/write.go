package compound

import (
	"encoding/binary"
	"sort"
	"strings"
	"unicode/utf16"
)

// Sector numbers with a meaning (MS-CFB 2.1), and the sizes of version 3.
const (
	free        = 0xffffffff
	endOfChain  = 0xfffffffe
	fatSector   = 0xfffffffd
	difatSector = 0xfffffffc
	sectorSize  = 512
	inHeader    = 109 // places of allocation sectors in the header
	// smallBelow is the size from which on a stream has sectors of its own (2.2).
	smallBelow = 4096
)

// Write makes a compound file (version 3) of streams; "a/b" is the stream b in
// the storage a. A message inside an Outlook message becomes a file of its own so.
func Write(streams map[string][]byte) []byte {
	w := writer{}
	names := make([]string, 0, len(streams))
	for name := range streams {
		names = append(names, name)
	}
	sort.Strings(names)
	w.entries = []written{{name: "Root Entry", kind: 5}}
	for _, name := range names {
		w.put(strings.Split(name, "/"), streams[name])
	}
	return w.file()
}

type written struct {
	name     string
	kind     byte
	children []int
	data     []byte
	start    uint32
	next     int // the sibling after it, 0 for none
}

type writer struct {
	entries []written
	sectors []byte
	fat     []uint32
}

func (w *writer) put(path []string, data []byte) {
	at := 0
	for i, name := range path {
		at = w.child(at, name, i == len(path)-1)
	}
	w.entries[at].data = data
}

func (w *writer) child(parent int, name string, leaf bool) int {
	siblings := w.entries[parent].children
	// Sorted names bring those of one storage in a row.
	if n := len(siblings); n > 0 && w.entries[siblings[n-1]].name == name {
		return siblings[n-1]
	}
	kind := byte(1)
	if leaf {
		kind = 2
	}
	w.entries = append(w.entries, written{name: name, kind: kind})
	k := len(w.entries) - 1
	w.entries[parent].children = append(siblings, k)
	return k
}

// add puts data into sectors and returns the first.
func (w *writer) add(data []byte) uint32 {
	first, pad := chainOf(&w.fat, len(data), sectorSize)
	w.sectors = append(append(w.sectors, data...), make([]byte, pad)...)
	return first
}

// chainOf adds a chain for n bytes to a table, and tells how many bytes the last
// of its sectors has too many.
func chainOf(table *[]uint32, n, size int) (first uint32, pad int) {
	if n == 0 {
		return endOfChain, 0
	}
	first = uint32(len(*table))
	count := (n + size - 1) / size
	for i := range count - 1 {
		*table = append(*table, first+uint32(i)+1)
	}
	*table = append(*table, endOfChain)
	return first, count*size - n
}

func (w *writer) file() []byte {
	var small []byte
	var smallTable []uint32
	for i := range w.entries {
		e := &w.entries[i]
		for k := range max(len(e.children)-1, 0) {
			w.entries[e.children[k]].next = e.children[k+1]
		}
		switch {
		case e.kind != 2:
		case len(e.data) >= smallBelow:
			e.start = w.add(e.data)
		default:
			var pad int
			e.start, pad = chainOf(&smallTable, len(e.data), miniSector)
			small = append(append(small, e.data...), make([]byte, pad)...)
		}
	}
	w.entries[0].data, w.entries[0].start = small, w.add(small)
	table := words(smallTable)
	for len(table)%sectorSize != 0 {
		table = binary.LittleEndian.AppendUint32(table, free)
	}
	miniStart := w.add(table)
	directory := w.add(w.directory())
	return w.close(directory, miniStart, len(table)/sectorSize)
}

func words(v []uint32) []byte {
	var b []byte
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

func (w *writer) directory() []byte {
	var out []byte
	for i := 0; i < len(w.entries) || i%(sectorSize/entrySize) != 0; i++ {
		var e written
		if i < len(w.entries) {
			e = w.entries[i]
		}
		b := make([]byte, entrySize)
		units := utf16.Encode([]rune(e.name))
		units = units[:min(len(units), 31)]
		for k, u := range units {
			binary.LittleEndian.PutUint16(b[2*k:], u)
		}
		if e.kind != 0 {
			binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2))
			b[66], b[67] = e.kind, 1
		}
		child := 0
		if len(e.children) > 0 {
			child = e.children[0]
		}
		for k, v := range [3]int{0, e.next, child} {
			n := uint32(free)
			if v > 0 {
				n = uint32(v)
			}
			binary.LittleEndian.PutUint32(b[68+4*k:], n)
		}
		binary.LittleEndian.PutUint32(b[116:], e.start)
		binary.LittleEndian.PutUint32(b[120:], uint32(len(e.data)))
		out = append(out, b...)
	}
	return out
}

// close adds the allocation table, the list of its sectors, and the header
// before all (2.2, 2.5).
func (w *writer) close(directory, miniFAT uint32, miniSectors int) []byte {
	const per = sectorSize / 4
	tables, lists := 1, 0
	for len(w.fat)+tables+lists > tables*per {
		tables++
		lists = (max(tables-inHeader, 0) + per - 2) / (per - 1)
	}
	places := make([]uint32, 0, tables)
	for i := range tables {
		places = append(places, uint32(len(w.fat)+i))
	}
	firstList := uint32(len(w.fat) + tables)
	fat := append([]uint32{}, w.fat...)
	for i := range tables*per - len(w.fat) {
		switch {
		case i < tables:
			fat = append(fat, fatSector)
		case i < tables+lists:
			fat = append(fat, difatSector)
		default:
			fat = append(fat, free)
		}
	}
	head := header(directory, miniFAT, miniSectors, places)
	if binary.LittleEndian.PutUint32(head[72:], uint32(lists)); lists > 0 {
		binary.LittleEndian.PutUint32(head[68:], firstList)
	}
	out := append(append(head, w.sectors...), words(fat)...)
	for l := range lists {
		for i := range per - 1 {
			out = binary.LittleEndian.AppendUint32(out, placeAt(places, inHeader+l*(per-1)+i))
		}
		next := uint32(endOfChain)
		if l+1 < lists {
			next = firstList + uint32(l) + 1
		}
		out = binary.LittleEndian.AppendUint32(out, next)
	}
	return out
}

func header(directory, miniFAT uint32, miniSectors int, places []uint32) []byte {
	head := make([]byte, sectorSize)
	copy(head, signature)
	for at, v := range map[int]uint16{24: 0x3e, 26: 3, 28: 0xfffe, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{
		44: uint32(len(places)), 48: directory, 56: smallBelow, 60: miniFAT, 64: uint32(miniSectors), 68: endOfChain,
	} {
		binary.LittleEndian.PutUint32(head[at:], v)
	}
	for i := range inHeader {
		binary.LittleEndian.PutUint32(head[76+4*i:], placeAt(places, i))
	}
	return head
}

func placeAt(places []uint32, i int) uint32 {
	if i < len(places) {
		return places[i]
	}
	return free
}
