package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"

	"github.com/ulikunitz/xz/lzma"
)

// Compression methods (APPNOTE 4.4.5).
const (
	methodStore   = 0
	methodDeflate = 8
	methodBzip2   = 12
	methodLZMA    = 14
	methodAES     = 99
)

// Extra fields (APPNOTE 4.5.2, 4.6.9; WinZip's AES specification).
const (
	extraUnicodePath = 0x7075
	extraAES         = 0x9901
)

// maxLZMA bounds the dictionary of an LZMA stream, in bytes. 7-Zip's strongest
// setting asks for 256 MB; the dictionary never exceeds what comes out of it.
const maxLZMA = 256 << 20

func walkZip(w *walk) error {
	if err := boundDirectory(w); err != nil {
		return err
	}
	zr, err := zip.NewReader(w, w.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return ErrDamaged
	}
	names := zipNames(zr.File)
	keys := newKeyring(w.opt.Passwords)
	if err := keys.try(w, zr.File); err != nil {
		return err
	}
	for i, f := range zr.File {
		if f.FileInfo().IsDir() || f.UncompressedSize64 == 0 && strings.HasSuffix(f.Name, `\`) {
			continue
		}
		m := &Member{Name: names[i], Kind: kindOf(f.Mode()), Size: int64(f.UncompressedSize64), Packed: int64(f.CompressedSize64)}
		m.open = func() (io.Reader, error) { return openZipped(w, f, keys) }
		if err := w.member(m); err != nil {
			return err
		}
	}
	return nil
}

func kindOf(m fs.FileMode) Kind {
	switch {
	case m.IsRegular():
		return File
	case m&fs.ModeSymlink != 0:
		return Link
	}
	return Device
}

// zipNames tells the names of all members. Where neither the UTF-8 flag nor a
// Unicode path field says how a name is written, all such names of the zip are
// judged together: one program wrote them.
func zipNames(fs []*zip.File) []string {
	var open [][]byte
	for _, f := range fs {
		if !f.NonUTF8 {
			continue
		}
		if _, ok := unicodePath(f); !ok {
			open = append(open, []byte(f.Name))
		}
	}
	enc := guessEncoding(open)
	names := make([]string, len(fs))
	for i, f := range fs {
		name, ok := unicodePath(f)
		if !ok {
			name = f.Name
			if f.NonUTF8 {
				name = enc.decode([]byte(name))
			}
		}
		names[i] = cleanPath(name)
	}
	return names
}

// unicodePath is Info-ZIP's own name in UTF-8, if it still belongs to the name
// beside it (APPNOTE 4.6.9).
func unicodePath(f *zip.File) (string, bool) {
	x := extra(f, extraUnicodePath)
	if len(x) < 6 || x[0] != 1 || binary.LittleEndian.Uint32(x[1:]) != crc32.ChecksumIEEE([]byte(f.Name)) {
		return "", false
	}
	return string(x[5:]), true
}

// extra is the first extra field with that number, or nil.
func extra(f *zip.File, id uint16) []byte {
	for b := f.Extra; len(b) >= 4; {
		n := int(binary.LittleEndian.Uint16(b[2:]))
		if 4+n > len(b) {
			return nil
		}
		if binary.LittleEndian.Uint16(b) == id {
			return b[4 : 4+n]
		}
		b = b[4+n:]
	}
	return nil
}

func openZipped(w *walk, f *zip.File, keys *keyring) (io.Reader, error) {
	if !encrypted(f) {
		return openWith(f, nil)
	}
	return keys.open(w.ctx, f)
}

// openWith reads one member: decrypted if it is encrypted, decompressed and
// held against its size and checksum.
func openWith(f *zip.File, key []byte) (io.Reader, error) {
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, ErrDamaged
	}
	method, checked := f.Method, f.CRC32 != 0
	if encrypted(f) {
		if raw, method, err = decrypt(f, raw, key); err != nil {
			return nil, err
		}
		_, authenticated := raw.(*aesReader)
		checked = checked && !authenticated // AE-2 keeps no checksum of its own
	}
	r, err := inflate(f, method, raw)
	if err != nil {
		return nil, err
	}
	return &zipReader{r: r, raw: raw, left: int64(f.UncompressedSize64), sum: f.CRC32, checked: checked, h: crc32.NewIEEE()}, nil
}

func inflate(f *zip.File, method uint16, raw io.Reader) (io.Reader, error) {
	switch method {
	case methodStore:
		return raw, nil
	case methodDeflate:
		return flate.NewReader(raw), nil
	case methodBzip2:
		return bzip2.NewReader(raw), nil
	case methodLZMA:
		return inflateLZMA(f, raw)
	}
	return nil, ErrUnsupported
}

// inflateLZMA makes the classic header of an LZMA stream of the one that zip
// has (APPNOTE 5.8.8): two bytes of version, two of length, five of properties.
func inflateLZMA(f *zip.File, raw io.Reader) (io.Reader, error) {
	raw = bufio.NewReader(raw)
	var h [9]byte
	if _, err := io.ReadFull(raw, h[:]); err != nil || binary.LittleEndian.Uint16(h[2:]) != 5 {
		return nil, ErrDamaged
	}
	head := binary.LittleEndian.AppendUint64(append([]byte{}, h[4:]...), f.UncompressedSize64)
	return newLZMA(head, raw)
}

// newLZMA reads an LZMA stream whose header is head: properties, size of the
// dictionary, size of the content.
func newLZMA(head []byte, r io.Reader) (io.Reader, error) {
	dict := uint64(binary.LittleEndian.Uint32(head[1:]))
	dict = max(min(dict, binary.LittleEndian.Uint64(head[5:])), lzma.MinDictCap)
	if dict > maxLZMA {
		return nil, ErrUnsupported
	}
	binary.LittleEndian.PutUint32(head[1:], uint32(dict))
	lr, err := lzma.ReaderConfig{DictCap: maxLZMA}.NewReader(io.MultiReader(bytes.NewReader(head), r))
	if err != nil {
		return nil, ErrDamaged
	}
	return lr, nil
}

// zipReader holds what comes out of a member against what the directory says.
type zipReader struct {
	r, raw  io.Reader
	left    int64
	sum     uint32
	checked bool
	h       hash.Hash32
}

func (z *zipReader) Read(p []byte) (int, error) {
	n, err := z.r.Read(p)
	z.h.Write(p[:n])
	if z.left -= int64(n); z.left < 0 {
		return 0, ErrDamaged
	}
	if err == io.EOF {
		return n, z.finish()
	}
	return n, err
}

func (z *zipReader) finish() error {
	if z.left != 0 || z.checked && z.h.Sum32() != z.sum {
		return ErrDamaged
	}
	if a, ok := z.raw.(*aesReader); ok {
		if _, err := io.Copy(io.Discard, a); err != nil {
			return err
		}
	}
	return io.EOF
}
