package office97

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// blips are the records that hold a picture as the file that it was (MS-ODRAW
// 2.2.27 to 2.2.28), by the bytes that it begins with.
var blips = map[uint16]struct{ magic, media, ext string }{
	0xf01d: {"\xff\xd8\xff", "image/jpeg", ".jpg"},
	0xf02a: {"\xff\xd8\xff", "image/jpeg", ".jpg"},
	0xf01e: {"\x89PNG", "image/png", ".png"},
	0xf029: {"II*\x00", "image/tiff", ".tif"},
}

// AddPictures adds the pictures in a stream of drawings, each once. The records
// are found by their look: they lie between others that do not matter here.
func AddPictures(parts *rendition.Parts, b []byte) {
	seen := map[[32]byte]bool{}
	for _, p := range parts.List {
		seen[sha256.Sum256(p.Data)] = true
	}
	for at := 0; at+8 < len(b); at++ {
		if b[at+3] != 0xf0 {
			continue
		}
		kind, known := blips[binary.LittleEndian.Uint16(b[at+2:])]
		size := int64(binary.LittleEndian.Uint32(b[at+4:]))
		if !known || size < 64 || size > int64(len(b)-at-8) {
			continue
		}
		record := b[at+8 : at+8+int(size)]
		skip := bytes.Index(record[:min(len(record), 48)], []byte(kind.magic)) // after one or two fingerprints
		if skip < 0 {
			continue
		}
		at += 7 + int(size)
		data := record[skip:]
		if sum := sha256.Sum256(data); !seen[sum] {
			seen[sum] = true
			p := rendition.Part{Name: fmt.Sprintf("picture %d%s", len(parts.List)+1, kind.ext), Media: kind.media, Data: data, Shown: true}
			if rendition.Adorns(data) {
				p.Aside = rendition.SmallPicture
			}
			parts.Add(p)
		}
	}
}
