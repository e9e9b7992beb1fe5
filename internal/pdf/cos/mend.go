package cos

import (
	"bytes"
	"compress/zlib"
	"io"
)

// maxMended bounds what is kept of a damaged stream.
const maxMended = 256 << 20

// Mended returns the stored data of a stream as readers can unpack it. Deflated
// data that is whole is returned as it is; of data that breaks off or goes
// wrong, what comes before is packed anew, as viewers would show it.
func (d *Document) Mended(s Stream) []byte {
	filter := d.Resolve(s.Dict["Filter"])
	if a, ok := filter.(Array); ok && len(a) == 1 {
		filter = d.Resolve(a[0])
	}
	if filter != Name("FlateDecode") {
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
