package cos

import (
	"bytes"
	"compress/zlib"
	"io"
)

// maxMended bounds what is kept of a damaged stream.
const maxMended = 256 << 20

// deflated tells whether s is deflated and nothing else.
func (d *Document) deflated(s Stream) bool {
	f := d.Resolve(s.Dict["Filter"])
	if a, ok := f.(Array); ok && len(a) == 1 {
		f = d.Resolve(a[0])
	}
	return f == Name("FlateDecode")
}

// Whole tells whether the deflated data of s can be unpacked to its end. What is
// packed in another way is taken for whole.
func (d *Document) Whole(s Stream) bool {
	if !d.deflated(s) {
		return true
	}
	z, err := zlib.NewReader(bytes.NewReader(s.Raw))
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, z)
	return err == nil
}

// Mended returns the stored data of a stream as readers can unpack it. Deflated
// data that is whole is returned as it is; of data that breaks off or goes
// wrong, what comes before is packed anew, as viewers would show it.
func (d *Document) Mended(s Stream) []byte {
	if !d.deflated(s) {
		return s.Raw
	}
	z, err := zlib.NewReader(bytes.NewReader(s.Raw))
	if err != nil {
		return Deflate(nil)
	}
	if _, err := io.Copy(io.Discard, z); err == nil {
		return s.Raw
	}
	if z.(zlib.Resetter).Reset(bytes.NewReader(s.Raw), nil) != nil {
		return Deflate(nil)
	}
	var out bytes.Buffer
	kept := zlib.NewWriter(&out)
	_, _ = io.Copy(kept, io.LimitReader(z, maxMended)) // up to where it goes wrong
	_ = kept.Close()
	return out.Bytes()
}
