package compound

import (
	"bytes"
	"encoding/binary"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Object is the file that was put into a document as an object (MS-OLEDS 2.3.6):
// a file with a name, or the document of another program. Not ok where it is
// neither (a formula, a drawing), of which the document shows a picture.
func Object(s *Storage, limit int) (p rendition.Part, ok bool) {
	switch {
	case s.Has("\x01Ole10Native"):
		return native(s.Stream("\x01Ole10Native"))
	case s.Has("Package"):
		p.Data = s.Stream("Package")
	case s.Has("CONTENTS"):
		p.Data = s.Stream("CONTENTS")
	case s.Has("WordDocument"), s.Has("Workbook"), s.Has("Book"), s.Has("PowerPoint Document"), s.Has("__properties_version1.0"):
		p.Data = s.Bytes(limit, nil)
	}
	return p, len(p.Data) > 0
}

// native reads the stream that the packager of Windows writes: a label, the
// name, where the file lay, and the file.
func native(b []byte) (p rendition.Part, ok bool) {
	if len(b) < 6 || binary.LittleEndian.Uint16(b[4:]) != 2 {
		return p, false
	}
	_, b, ok = bytes.Cut(b[6:], []byte{0})
	if !ok {
		return p, false
	}
	name, b, ok := bytes.Cut(b, []byte{0})
	if !ok || len(b) < 8 {
		return p, false
	}
	path := binary.LittleEndian.Uint32(b[4:])
	if b = b[8:]; uint64(path)+4 > uint64(len(b)) {
		return p, false
	}
	b = b[path:]
	n := binary.LittleEndian.Uint32(b)
	b = b[4:]
	if n == 0 || len(b) == 0 {
		return p, false
	}
	return rendition.Part{Name: rendition.Decode(name), Data: b[:min(uint64(n), uint64(len(b)))]}, true
}
