package heif

import (
	"fmt"
	"slices"
)

// item is one of the things that a file holds.
type item struct {
	kind       string // "hvc1", "grid", "Exif", ...
	hidden     bool
	method     int // where its bytes are: 0 in the file, 1 in the meta box
	extents    []extent
	properties []int // indices into meta.properties, from 0
	parts      []int // the items that it is made of, in order
}

type extent struct{ offset, length int }

// meta is the meta box of a file (ISO/IEC 14496-12, 8.11).
type meta struct {
	file       []byte
	inside     []byte // idat
	primary    int
	items      map[int]*item
	properties []box
	// side tells which items only belong to others: thumbnails, depth, parts.
	side map[int]bool
}

// readMeta reads what a file holds.
func readMeta(file []byte) (*meta, error) {
	body, ok := find(boxes(file), "meta")
	if !ok || len(body) < 4 {
		return nil, fmt.Errorf("%w: it holds no still picture", ErrUnsupported)
	}
	bs := boxes(body[4:])
	m := &meta{file: file, items: map[int]*item{}, side: map[int]bool{}}
	m.inside, _ = find(bs, "idat")
	for _, step := range []struct {
		kind string
		read func([]byte) error
	}{{"pitm", m.readPrimary}, {"iinf", m.readItems}, {"iloc", m.readPlaces}, {"iprp", m.readProperties}} {
		body, ok := find(bs, step.kind)
		if !ok {
			return nil, damaged("it has no " + step.kind)
		}
		if err := step.read(body); err != nil {
			return nil, err
		}
	}
	if body, ok := find(bs, "iref"); ok {
		m.readReferences(body)
	}
	return m, nil
}

func (m *meta) readPrimary(body []byte) error {
	version, _, c := full(body)
	m.primary = c.sized(2 + 2*min(version, 1))
	if c.short {
		return damaged("its main picture is not named")
	}
	return nil
}

// readItems reads the item information box (8.11.6).
func (m *meta) readItems(body []byte) error {
	version, _, c := full(body)
	c.sized(2 + 2*min(version, 1))
	for _, b := range boxes(c.b) {
		if b.kind != "infe" || len(m.items) >= maxItems {
			continue
		}
		version, flags, c := full(b.body)
		if version < 2 {
			continue
		}
		id := c.u16()
		if version > 2 {
			id = id<<16 | c.u16()
		}
		c.u16()
		kind := string(c.take(4))
		if !c.short && m.items[id] == nil {
			m.items[id] = &item{kind: kind, hidden: flags&1 == 1}
		}
	}
	if m.items[m.primary] == nil {
		return damaged("its main picture is missing")
	}
	return nil
}

// readPlaces reads the item location box (8.11.3).
func (m *meta) readPlaces(body []byte) error {
	version, _, c := full(body)
	sizes := c.u16()
	offset, length, base, index := sizes>>12, sizes>>8&15, sizes>>4&15, sizes&15
	if version == 0 {
		index = 0
	}
	count := c.sized(2 + 2*b2i(version == 2))
	for range min(count, maxItems) {
		id := c.sized(2 + 2*b2i(version == 2))
		method := 0
		if version > 0 {
			method = c.u16() & 15
		}
		c.u16()
		from := c.sized(base)
		n := c.u16()
		if c.short || n > maxExtents {
			return damaged("its parts cannot be found")
		}
		it := m.items[id]
		for range n {
			c.sized(index)
			e := extent{from + c.sized(offset), c.sized(length)}
			if it != nil && len(it.extents) < maxExtents {
				it.extents = append(it.extents, e)
			}
		}
		if it != nil {
			it.method = method
		}
	}
	if c.short {
		return damaged("its parts cannot be found")
	}
	return nil
}

// readProperties reads the properties and what they belong to (ISO/IEC
// 23008-12, 9.3).
func (m *meta) readProperties(body []byte) error {
	bs := boxes(body)
	container, _ := find(bs, "ipco")
	m.properties = boxes(container)
	for _, b := range bs {
		if b.kind != "ipma" {
			continue
		}
		version, flags, c := full(b.body)
		for range min(c.u32(), maxItems) {
			id := c.sized(2 + 2*min(version, 1))
			for range c.u8() {
				n := c.u8() & 0x7F
				if flags&1 == 1 {
					n = n<<8 | c.u8()
				}
				if it := m.items[id]; it != nil && n > 0 && n <= len(m.properties) && len(it.properties) < 64 {
					it.properties = append(it.properties, n-1)
				}
			}
			if c.short {
				return damaged("its properties are cut short")
			}
		}
	}
	return nil
}

// readReferences reads which items are made of others, or belong to them
// (ISO/IEC 14496-12, 8.11.12).
func (m *meta) readReferences(body []byte) {
	version, _, c := full(body)
	size := 2 + 2*min(version, 1)
	for _, b := range boxes(c.b) {
		c := &cursor{b: b.body}
		from := c.sized(size)
		for range min(c.u16(), maxTiles) {
			to := c.sized(size)
			if c.short {
				break
			}
			switch it := m.items[from]; {
			case b.kind == "dimg" && it != nil && len(it.parts) < maxTiles:
				it.parts = append(it.parts, to)
				m.side[to] = true
			case b.kind == "thmb", b.kind == "auxl", b.kind == "cdsc":
				m.side[from] = true
			}
		}
	}
}

// property is the first property of a kind that an item has.
func (m *meta) property(it *item, kind string) ([]byte, bool) {
	for _, i := range it.properties {
		if m.properties[i].kind == kind {
			return m.properties[i].body, true
		}
	}
	return nil, false
}

// data joins the bytes of an item.
func (m *meta) data(it *item) ([]byte, error) {
	from := m.file
	switch it.method {
	case 0:
	case 1:
		from = m.inside
	default:
		return nil, fmt.Errorf("%w: a part that lies in another", ErrUnsupported)
	}
	var out []byte
	for i, e := range it.extents {
		length := e.length
		if length == 0 && e.offset <= len(from) {
			length = len(from) - e.offset
		}
		if e.offset > len(from) || length > len(from)-e.offset {
			return nil, damaged("it is cut short")
		}
		part := from[e.offset : e.offset+length]
		if len(it.extents) == 1 {
			return part, nil
		}
		if len(out)+len(part) > len(m.file) {
			return nil, damaged(fmt.Sprintf("part %d lies in others", i+1))
		}
		out = append(out, part...)
	}
	return out, nil
}

// others counts the pictures beside the main one that a viewer would show.
func (m *meta) others() (n int) {
	for id, it := range m.items {
		if id != m.primary && !it.hidden && !m.side[id] && slices.Contains([]string{"hvc1", "grid", "iden", "iovl", "av01"}, it.kind) {
			n++
		}
	}
	return n
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
