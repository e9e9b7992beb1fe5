package office97

import (
	"encoding/binary"
	"sort"
)

// format is what a plain rendition keeps of the formatting of the bytes from one
// place of the main stream to another.
type format struct {
	from, to int
	hidden   bool // deleted, or set to be hidden
	deleted  bool
	style    int
	outline  int // 1 to 9; 0 for body text
	list     bool
	level    int
	inTable  bool
	rowEnd   bool
}

// Single property modifiers that are read (MS-DOC 2.6).
const (
	sprmDeleted, sprmHidden        = 0x0800, 0x083c
	sprmInTable, sprmRowEnd        = 0x2416, 0x2417
	sprmInnerCell, sprmInnerRowEnd = 0x244b, 0x244c
	sprmList, sprmLevel            = 0x460b, 0x260a
	sprmOutline                    = 0x2640
	sprmTable, sprmTabs            = 0xd608, 0xc615
)

func (d *document) readRuns() []format {
	return d.pages(d.lookUp(tableChpx), func(page []byte, i, runs int) (grpprl []byte, style int) {
		at := 2 * int(page[4*(runs+1)+i])
		if at == 0 || at >= pageOfRuns-1 {
			return nil, 0
		}
		return page[at+1 : min(at+1+int(page[at]), pageOfRuns-1)], 0
	}, 1)
}

func (d *document) readParas() []format {
	const bx = 13 // bytes that describe a paragraph in a page
	return d.pages(d.lookUp(tablePapx), func(page []byte, i, runs int) (grpprl []byte, style int) {
		at := 2 * int(page[4*(runs+1)+bx*i])
		if at == 0 || at >= pageOfRuns-2 {
			return nil, 0
		}
		size := 2*int(page[at]) - 1
		if page[at] == 0 {
			at++
			size = 2 * int(page[at])
		}
		x := page[at+1 : min(at+1+max(size, 0), pageOfRuns-1)]
		if len(x) < 2 {
			return nil, 0
		}
		return x[2:], int(binary.LittleEndian.Uint16(x))
	}, bx)
}

// pages reads the pages of formatting that a table names (MS-DOC 2.9.32 to
// 2.9.34); entry is how many bytes each run has in a page beside its place.
func (d *document) pages(table []byte, find func(page []byte, i, runs int) ([]byte, int), entry int) []format {
	n := (len(table) - 4) / 8
	var out []format
	for k := range max(n, 0) {
		number := uint64(binary.LittleEndian.Uint32(table[4*(n+1)+4*k:]) & 0x3fffff)
		if (number+1)*pageOfRuns > uint64(len(d.main)) || len(out) > maxFormats {
			continue
		}
		page := d.main[number*pageOfRuns : (number+1)*pageOfRuns]
		runs := int(page[pageOfRuns-1])
		if 4*(runs+1)+entry*runs > pageOfRuns-1 {
			continue
		}
		for i := range runs {
			grpprl, style := find(page, i, runs)
			x := format{from: int(binary.LittleEndian.Uint32(page[4*i:])), to: int(binary.LittleEndian.Uint32(page[4*i+4:])), style: style}
			x.apply(grpprl)
			out = append(out, x)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].from < out[j].from })
	return out
}

// at finds the format of the byte at a place; formats are sorted.
func at(all []format, place int) format {
	i := sort.Search(len(all), func(i int) bool { return all[i].to > place })
	if i < len(all) && all[i].from <= place {
		return all[i]
	}
	return format{}
}

// apply reads a list of property modifiers (MS-DOC 2.2.5).
func (x *format) apply(b []byte) {
	for len(b) >= 3 {
		sprm := binary.LittleEndian.Uint16(b)
		b = b[2:]
		n := operand(sprm, b)
		if n > len(b) {
			return
		}
		v := b[:n]
		b = b[n:]
		switch on := n > 0 && v[0] != 0; sprm {
		case sprmDeleted, sprmHidden:
			x.hidden, x.deleted = x.hidden || on, x.deleted || on && sprm == sprmDeleted
		case sprmInTable, sprmInnerCell:
			x.inTable = x.inTable || on
		case sprmRowEnd, sprmInnerRowEnd:
			x.rowEnd = x.rowEnd || on
		case sprmList:
			x.list = binary.LittleEndian.Uint16(v) != 0
		case sprmLevel:
			x.level = min(int(v[0]), 8)
		case sprmOutline:
			if x.outline = int(v[0]) + 1; x.outline > 9 {
				x.outline = 0
			}
		}
	}
}

// operand is how many bytes follow a modifier.
func operand(sprm uint16, b []byte) int {
	switch sprm >> 13 {
	case 0, 1:
		return 1
	case 2, 4, 5:
		return 2
	case 3:
		return 4
	case 7:
		return 3
	}
	switch {
	case sprm == sprmTable && len(b) >= 2:
		return 1 + int(binary.LittleEndian.Uint16(b))
	case len(b) == 0:
		return 1
	case sprm == sprmTabs && b[0] == 255: // its length is in its parts
		return len(b) + 1
	}
	return 1 + int(b[0])
}
