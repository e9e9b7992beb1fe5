package archive

import (
	"bytes"
	"encoding/binary"
	"io"
	"path"
)

// ISO 9660 (ECMA-119): sectors of 2,048 bytes; descriptors from sector 16 on.
const (
	isoSector      = 2048
	isoFirst       = 16
	isoDescriptors = 64 // looked at before the search ends
	maxISODepth    = 64 // folders inside folders; the standard has 8, Joliet and Rock Ridge do not count
	maxISOExtents  = 4096
)

// isoImage is one tree of an image: the plain one, with or without Rock Ridge's
// names, or Joliet's.
type isoImage struct {
	*walk
	block     int64
	root      isoRecord
	joliet    bool
	rockRidge bool
	skip      int // bytes before Rock Ridge's fields in each record
	visited   map[int64]bool
}

func walkISO(w *walk) error {
	img, err := openISO(w)
	if err != nil {
		return err
	}
	return img.folder(img.root, "", 0)
}

// openISO finds the descriptors and picks the tree with the best names: Rock
// Ridge's are whole, Joliet's end after 64 letters, plain ones after 8.
func openISO(w *walk) (*isoImage, error) {
	var plain, joliet *isoImage
	for i := int64(isoFirst); i < isoFirst+isoDescriptors; i++ {
		var d [isoSector]byte
		if _, err := w.ReadAt(d[:], i*isoSector); err != nil || string(d[1:6]) != "CD001" || d[0] == 255 {
			break
		}
		switch img := newISO(w, d[:]); {
		case img == nil:
		case d[0] == 1 && plain == nil:
			plain = img
		case d[0] == 2 && isJoliet(d[88:120]) && joliet == nil:
			img.joliet = true
			joliet = img
		}
	}
	if plain != nil {
		plain.findRockRidge()
	}
	switch {
	case plain != nil && plain.rockRidge:
		return plain, nil
	case joliet != nil:
		return joliet, nil
	case plain != nil:
		return plain, nil
	}
	return nil, ErrDamaged
}

// newISO reads a volume descriptor (ECMA-119, 8.4), or gives nil.
func newISO(w *walk, d []byte) *isoImage {
	block := int64(binary.LittleEndian.Uint16(d[128:]))
	if block != 512 && block != 1024 && block != 2048 {
		return nil
	}
	root, ok := parseISORecord(d[156:190])
	if !ok || !root.isDir() {
		return nil
	}
	return &isoImage{walk: w, block: block, root: root, visited: map[int64]bool{}}
}

// isJoliet tells the escape sequences of UCS-2 in a supplementary descriptor.
func isJoliet(escapes []byte) bool {
	for _, e := range []string{"%/@", "%/C", "%/E"} {
		if bytes.HasPrefix(escapes, []byte(e)) {
			return true
		}
	}
	return false
}

// folder visits what a folder holds, then what the folders in it hold. A folder
// is read once however many records lead to it: images may hold cycles.
func (img *isoImage) folder(dir isoRecord, name string, depth int) error {
	at := dir.extents[0].block
	if img.visited[at] {
		return nil
	}
	img.visited[at] = true
	if depth > maxISODepth {
		return ErrDamaged
	}
	var inside []isoRecord
	err := img.records(dir, func(r isoRecord) error {
		r.name = path.Join(name, img.name(r))
		switch target := img.moved(r); {
		case img.rockRidge && img.field(r, "RE") != nil: // visited where it was moved from
		case target != nil:
			inside = append(inside, *target)
		case r.isDir():
			inside = append(inside, r)
		default:
			return img.member(img.file(r))
		}
		return img.count()
	})
	if err != nil {
		return err
	}
	for _, r := range inside {
		if err := img.folder(r, r.name, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (img *isoImage) file(r isoRecord) *Member {
	m := &Member{Name: cleanPath(r.name), Size: r.size(), Packed: r.size()}
	switch {
	case r.flags&isoAssociated != 0 || img.isDevice(r):
		m.Kind = Device
	case img.rockRidge && img.field(r, "SL") != nil:
		m.Kind = Link
	}
	m.open = func() (io.Reader, error) { return img.content(r) }
	return m
}

// content reads a file, which must lie within the image.
func (img *isoImage) content(r isoRecord) (io.Reader, error) {
	if r.interleaved {
		return nil, ErrUnsupported
	}
	var parts []io.Reader
	for _, e := range r.extents {
		at := e.block * img.block
		if e.size > 0 && (at >= img.Size || e.size > img.Size-at) {
			return nil, ErrDamaged
		}
		parts = append(parts, io.NewSectionReader(img, at, e.size))
	}
	return io.MultiReader(parts...), nil
}

// records calls f for every record of a folder but the two that stand for
// itself and its parent. Records of one file in several parts are put together.
func (img *isoImage) records(dir isoRecord, f func(isoRecord) error) error {
	data, err := img.content(isoRecord{extents: dir.extents})
	if err != nil {
		return err
	}
	var open *isoRecord
	sector := make([]byte, isoSector)
	for {
		n, err := io.ReadFull(data, sector)
		if err == io.EOF {
			return nil
		}
		if err != nil && err != io.ErrUnexpectedEOF {
			return ErrDamaged
		}
		for b := sector[:n]; len(b) > 0 && b[0] != 0; b = b[b[0]:] {
			r, ok := parseISORecord(b)
			if !ok {
				return ErrDamaged
			}
			if open = joinExtents(open, r); open == nil {
				continue
			}
			if len(open.extents) > maxISOExtents {
				return ErrDamaged
			}
			if open.flags&isoMore != 0 {
				continue
			}
			whole := *open
			open = nil
			if err := f(whole); err != nil {
				return err
			}
		}
	}
}

// joinExtents adds a record to the open file in several parts, if there is one;
// nil is a record that stands for the folder itself or its parent.
func joinExtents(open *isoRecord, r isoRecord) *isoRecord {
	switch {
	case r.raw == "\x00" || r.raw == "\x01":
		return nil
	case open == nil || open.raw != r.raw:
		return &r
	}
	open.extents = append(open.extents, r.extents...)
	open.flags = r.flags
	return open
}
