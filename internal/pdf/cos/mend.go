package cos

import (
	"bytes"
	"compress/zlib"
	"io"
	"sync"
)

// maxMended bounds what is kept of a damaged stream.
const maxMended = 256 << 20

// Whole tells whether the deflated data of s can be unpacked to its end. What is
// packed in another way is taken for whole.
func (d *Document) Whole(s Stream) bool {
	if !d.deflated(s) || d.knownWhole(s.Raw) {
		return true
	}
	u, err := unpack(s.Raw)
	if err != nil {
		return false
	}
	defer u.done()
	_, err = io.Copy(io.Discard, u)
	return err == nil
}

// Mended returns the stored data of a stream as readers can unpack it. Deflated
// data that is whole is returned as it is; of data that breaks off or goes
// wrong, what comes before is packed anew, as viewers would show it.
func (d *Document) Mended(s Stream) []byte {
	if !d.deflated(s) || d.knownWhole(s.Raw) {
		return s.Raw
	}
	u, err := unpack(s.Raw)
	if err != nil {
		return Deflate(nil)
	}
	defer u.done()
	if _, err := io.Copy(io.Discard, u); err == nil {
		return s.Raw
	}
	if u.reset(s.Raw) != nil {
		return Deflate(nil)
	}
	var out bytes.Buffer
	kept := zlib.NewWriter(&out)
	_, _ = io.Copy(kept, io.LimitReader(u, maxMended)) // up to where it goes wrong
	_ = kept.Close()
	return out.Bytes()
}

// deflated tells whether Flate is the only filter of a stream.
func (d *Document) deflated(s Stream) bool {
	filter := d.Resolve(s.Dict["Filter"])
	if a, ok := filter.(Array); ok && len(a) == 1 {
		filter = d.Resolve(a[0])
	}
	return filter == Name("FlateDecode")
}

// knownWhole tells whether this very data was unpacked to its end before.
func (d *Document) knownWhole(raw []byte) bool {
	return len(raw) > 0 && d.whole[&raw[0]]
}

// unpacked unpacks data that is whole, deflated and nothing else, and has at
// most limit bytes. ok is false for all other data.
func (d *Document) unpacked(s Stream, limit int64) (out []byte, ok bool) {
	if !d.deflated(s) || s.Dict["DecodeParms"] != nil || len(s.FilterPipeline) != 1 {
		return nil, false
	}
	u, err := unpack(s.Raw)
	if err != nil {
		return nil, false
	}
	defer u.done()
	b := bytes.NewBuffer(make([]byte, 0, min(4*len(s.Raw)+bytes.MinRead, 1<<20)))
	if n, err := b.ReadFrom(io.LimitReader(u, limit+1)); err != nil || n > limit {
		return nil, false
	}
	if d.whole == nil {
		d.whole = map[*byte]bool{}
	}
	d.whole[&s.Raw[0]] = true
	return b.Bytes(), true
}

// unpacker reads deflated data.
type unpacker struct {
	io.Reader
	raw bytes.Reader
}

// unpackers are kept for the next stream: making one costs as much as unpacking
// the content of a page.
var unpackers = sync.Pool{New: func() any { return &unpacker{} }}

func unpack(raw []byte) (*unpacker, error) {
	u := unpackers.Get().(*unpacker)
	if err := u.reset(raw); err != nil {
		u.done()
		return nil, err
	}
	return u, nil
}

// reset begins with other data; the error is that of its first bytes.
func (u *unpacker) reset(raw []byte) (err error) {
	u.raw.Reset(raw)
	if u.Reader != nil {
		return u.Reader.(zlib.Resetter).Reset(&u.raw, nil)
	}
	z, err := zlib.NewReader(&u.raw)
	if err == nil {
		u.Reader = z
	}
	return err
}

// done lets the data go and keeps the reader.
func (u *unpacker) done() {
	u.raw.Reset(nil)
	unpackers.Put(u)
}
