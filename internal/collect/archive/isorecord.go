package archive

import (
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
)

// File flags of a directory record (ECMA-119, 9.1.6).
const (
	isoDirectory  = 0x02
	isoAssociated = 0x04 // a resource fork
	isoMore       = 0x80 // not the last part of the file
)

type isoExtent struct{ block, size int64 }

// isoRecord is a directory record (ECMA-119, 9.1).
type isoRecord struct {
	raw         string // the identifier as it stands
	name        string // the path within the image
	flags       byte
	interleaved bool
	extents     []isoExtent
	system      []byte // the system use area, where Rock Ridge lives
}

func (r isoRecord) isDir() bool { return r.flags&isoDirectory != 0 }

func (r isoRecord) size() (n int64) {
	for _, e := range r.extents {
		n += e.size
	}
	return n
}

// parseISORecord reads the record that b begins with.
func parseISORecord(b []byte) (isoRecord, bool) {
	if len(b) < 34 || int(b[0]) < 34 || int(b[0]) > len(b) {
		return isoRecord{}, false
	}
	b = b[:b[0]]
	n := int(b[32])
	if n == 0 || 33+n > len(b) {
		return isoRecord{}, false
	}
	system := 33 + n
	if n%2 == 0 {
		system++
	}
	r := isoRecord{raw: string(b[33 : 33+n]), flags: b[25], interleaved: b[26] != 0 || b[27] != 0}
	// An extended attribute record stands before the content.
	block := int64(binary.LittleEndian.Uint32(b[2:])) + int64(b[1])
	r.extents = []isoExtent{{block, int64(binary.LittleEndian.Uint32(b[10:]))}}
	if system < len(b) {
		r.system = append([]byte(nil), b[system:]...)
	}
	return r, true
}

// name is the record's own name, without a version number.
func (img *isoImage) name(r isoRecord) string {
	if img.rockRidge {
		if n := img.alternateName(r); n != "" {
			return isoPart(guessEncoding([][]byte{[]byte(n)}).decode([]byte(n)))
		}
	}
	raw := r.raw
	if img.joliet {
		u := make([]uint16, len(raw)/2)
		for i := range u {
			u[i] = binary.BigEndian.Uint16([]byte(raw[2*i:]))
		}
		raw = string(utf16.Decode(u))
	} else {
		raw = guessEncoding([][]byte{[]byte(raw)}).decode([]byte(raw))
	}
	if i := strings.LastIndexByte(raw, ';'); i > 0 {
		raw = raw[:i]
	}
	return isoPart(strings.TrimSuffix(raw, "."))
}

// isoPart keeps one name from becoming several, or none.
func isoPart(name string) string {
	name = strings.NewReplacer("/", "_", `\`, "_").Replace(name)
	if name == "" || name == "." || name == ".." {
		return "_"
	}
	return name
}

// findRockRidge looks for the SUSP indicator in the root's first record, and
// for a name in the root's others (IEEE P1281 5.3, P1282 4.1.4).
func (img *isoImage) findRockRidge() {
	var first [256]byte
	n, _ := img.ReadAt(first[:], img.root.extents[0].block*img.block)
	self, ok := parseISORecord(first[:n])
	if !ok {
		return
	}
	for _, skip := range []int{0, 14} { // CD-ROM XA has 14 bytes of its own
		if len(self.system) >= skip+7 && string(self.system[skip:skip+6]) == "SP\x07\x01\xbe\xef" {
			img.rockRidge, img.skip = true, int(self.system[skip+6])
			break
		}
	}
	if !img.rockRidge {
		return
	}
	named := false
	seen := 0
	_ = img.records(img.root, func(r isoRecord) error { // what is found is what counts
		named = named || img.field(r, "NM") != nil || img.field(r, "PX") != nil
		if seen++; named || seen > 100 {
			return io.EOF
		}
		return nil
	})
	img.rockRidge = named
}

// fields calls f for every SUSP field of a record, those in continuation areas
// too (IEEE P1281, 5.1), until f says that it has enough.
func (img *isoImage) fields(r isoRecord, f func(kind string, data []byte) bool) {
	area := r.system
	if len(area) < img.skip {
		return
	}
	area = area[img.skip:]
	for range 16 { // continuation areas; a name needs one or two
		var next []byte
		for len(area) >= 4 {
			n := int(area[2])
			if n < 4 || n > len(area) {
				return
			}
			entry := area[:n]
			area = area[n:]
			switch kind := string(entry[:2]); {
			case kind == "ST":
				return
			case kind == "CE" && n >= 28:
				next = img.continuation(entry)
			case !f(kind, entry[4:]):
				return
			}
		}
		if next == nil {
			return
		}
		area = next
	}
}

func (img *isoImage) continuation(ce []byte) []byte {
	block, at, n := int64(binary.LittleEndian.Uint32(ce[4:])), int64(binary.LittleEndian.Uint32(ce[12:])), binary.LittleEndian.Uint32(ce[20:])
	b := make([]byte, min(n, 8*isoSector))
	k, _ := img.ReadAt(b, block*img.block+at)
	return b[:max(k, 0)]
}

// field is the content of a record's first field of that kind, behind its
// version; nil where there is none.
func (img *isoImage) field(r isoRecord, kind string) (found []byte) {
	img.fields(r, func(k string, data []byte) bool {
		if k == kind {
			found = data
		}
		return found == nil
	})
	return found
}

// alternateName joins the parts of Rock Ridge's name (IEEE P1282, 4.1.4).
func (img *isoImage) alternateName(r isoRecord) string {
	var b strings.Builder
	img.fields(r, func(kind string, data []byte) bool {
		if kind != "NM" || len(data) == 0 {
			return true
		}
		if data[0]&(2|4) == 0 { // neither "." nor ".."
			b.Write(data[1:])
		}
		return data[0]&1 != 0 && b.Len() < maxName
	})
	return b.String()
}

// isDevice tells devices, pipes and sockets by Rock Ridge's mode (P1282, 4.1.1).
func (img *isoImage) isDevice(r isoRecord) bool {
	if !img.rockRidge {
		return false
	}
	px := img.field(r, "PX")
	if len(px) < 4 {
		return false
	}
	switch binary.LittleEndian.Uint32(px) & 0o170000 {
	case 0, 0o100000, 0o120000, 0o040000:
		return false
	}
	return true
}

// moved is the folder that a record stands for which was moved elsewhere because
// it lay too deep (P1282, 4.1.5), else nil.
func (img *isoImage) moved(r isoRecord) *isoRecord {
	if !img.rockRidge {
		return nil
	}
	cl := img.field(r, "CL")
	if len(cl) < 4 {
		return nil
	}
	block := int64(binary.LittleEndian.Uint32(cl))
	var first [256]byte
	n, _ := img.ReadAt(first[:], block*img.block)
	self, ok := parseISORecord(first[:n])
	if !ok || !self.isDir() {
		return nil
	}
	self.name, self.extents[0].block = r.name, block
	return &self
}
