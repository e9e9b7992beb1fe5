// Package sevenzip reads 7z archives: their headers, plain, packed or encrypted,
// and content packed with LZMA, LZMA2, Deflate, bzip2 or not at all, with
// AES-256. Nothing that an archive claims is believed before it is bounded: not
// the number of its files, nor the size of a dictionary. Filters and methods
// that are meant for programs are not supported.
package sevenzip

import (
	"context"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
)

// The reasons why an archive or a file in it cannot be read.
var (
	ErrDamaged     = errors.New("sevenzip: damaged")
	ErrLocked      = errors.New("sevenzip: locked")
	ErrUnsupported = errors.New("sevenzip: unsupported method")
	ErrTooMany     = errors.New("sevenzip: too many files")
)

const (
	signature  = "7z\xbc\xaf\x27\x1c"
	headerSize = 32       // of the signature header
	maxHeader  = 64 << 20 // bytes of a header, unpacked
)

// File is one entry of an archive.
type File struct {
	// Name is as it stands in the archive, with / or \ between folders.
	Name string
	// Size in bytes, unpacked.
	Size int64
	// Dir, Link and Device tell what is no file.
	Dir, Link, Device bool

	folder int // -1: the file is empty
	offset int64
	sum    checksum
}

// checksum is a CRC-32, where there is one.
type checksum struct {
	known bool
	value uint32
}

// Archive is an open archive. It is not safe for use by several goroutines.
type Archive struct {
	Files []File

	ctx     context.Context
	r       io.ReaderAt
	size    int64
	streams streams

	password string
	keys     map[string][]byte // derived from the password, by salt and rounds

	// The folder that is being read, and how far.
	folder  int
	content io.Reader
	at      int64
}

// Options of Open.
type Options struct {
	// Passwords are tried in their order, where one is asked for.
	Passwords []string
	// MaxFiles bounds how many entries an archive may list; 0 is no bound but
	// the size of its header.
	MaxFiles int
}

// Open reads the header of an archive and, where content is locked, proves a
// password. Its errors are those of this package or of ctx.
func Open(ctx context.Context, r io.ReaderAt, size int64, opt Options) (*Archive, error) {
	a := &Archive{ctx: ctx, r: r, size: size, folder: -1}
	head, err := a.nextHeader()
	if err != nil {
		return nil, err
	}
	for len(head) > 0 && head[0] == idEncodedHeader {
		packed, err := parseStreams(&fields{b: head[1:]})
		if err != nil {
			return nil, err
		}
		if len(packed.folders) != 1 || packed.folders[0].size() >= int64(maxHeader) {
			return nil, ErrDamaged
		}
		if err := a.unlock(packed, opt.Passwords); err != nil {
			return nil, err
		}
		b, err := a.whole(packed, 0)
		if err != nil {
			return nil, err
		}
		if len(b) == 0 || b[0] == idEncodedHeader { // a header is packed once
			return nil, ErrDamaged
		}
		head = b
	}
	if err := a.parse(head, opt.MaxFiles); err != nil {
		return nil, err
	}
	return a, a.unlock(a.streams, opt.Passwords)
}

// nextHeader follows the signature header to the header, which stands at the
// end of the archive.
func (a *Archive) nextHeader() ([]byte, error) {
	var h [headerSize]byte
	if _, err := a.r.ReadAt(h[:], 0); err != nil || string(h[:6]) != signature {
		return nil, ErrDamaged
	}
	if crc32.ChecksumIEEE(h[12:]) != binary.LittleEndian.Uint32(h[8:]) {
		return nil, ErrDamaged
	}
	offset, n := binary.LittleEndian.Uint64(h[12:]), binary.LittleEndian.Uint64(h[20:])
	left := uint64(a.size - headerSize)
	if n == 0 {
		return nil, nil // an archive without anything in it
	}
	if offset > left || n > left-offset || n > maxHeader {
		return nil, ErrDamaged
	}
	b := make([]byte, n)
	if _, err := a.r.ReadAt(b, int64(headerSize+offset)); err != nil {
		return nil, ErrDamaged
	}
	if crc32.ChecksumIEEE(b) != binary.LittleEndian.Uint32(h[28:]) {
		return nil, ErrDamaged
	}
	return b, nil
}

// unlock finds the password for the smallest locked folder.
func (a *Archive) unlock(s streams, passwords []string) error {
	least := -1
	for i, f := range s.folders {
		if f.encrypted() && (least < 0 || f.size() < s.folders[least].size()) {
			least = i
		}
	}
	if least < 0 {
		return nil
	}
	for _, p := range passwords {
		a.password, a.keys = p, map[string][]byte{}
		err := a.prove(s, least)
		if err == nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrLocked) {
			return err
		}
	}
	return ErrLocked
}

// maxProof bounds how many bytes are unpacked to prove a password.
const maxProof = 64 << 20

// prove reads a folder, or its first file, and tells whether that goes well.
func (a *Archive) prove(s streams, folder int) error {
	r, err := a.open(s, folder)
	if err != nil {
		return err
	}
	n, sum := s.folders[folder].size(), s.folders[folder].sum
	if parts := s.parts(folder); len(parts) > 1 || len(parts) == 1 && !sum.known {
		n, sum = parts[0].size, parts[0].sum
	}
	if n > maxProof {
		_, err = io.CopyN(io.Discard, r, maxProof)
		return known(err)
	}
	_, err = io.Copy(io.Discard, &checked{r: r, left: n, sum: sum, h: crc32.NewIEEE()})
	return known(err)
}

// whole unpacks a folder that is small.
func (a *Archive) whole(s streams, folder int) ([]byte, error) {
	r, err := a.open(s, folder)
	if err != nil {
		return nil, err
	}
	f := s.folders[folder]
	b, err := io.ReadAll(&checked{r: r, left: f.size(), sum: f.sum, h: crc32.NewIEEE()})
	return b, known(err)
}

// Content reads the content of Files[i]. It is cheap in the order of Files, and
// ends the use of any reader that it gave before.
func (a *Archive) Content(i int) (io.Reader, error) {
	f := a.Files[i]
	if f.folder < 0 {
		return io.MultiReader(), nil
	}
	if a.folder != f.folder || a.content == nil || a.at > f.offset {
		r, err := a.open(a.streams, f.folder)
		if err != nil {
			return nil, err
		}
		a.folder, a.content, a.at = f.folder, r, 0
	}
	n, err := io.CopyN(io.Discard, a.content, f.offset-a.at)
	if a.at += n; err != nil {
		return nil, known(err)
	}
	return &checked{r: a.content, at: &a.at, left: f.Size, sum: f.sum, h: crc32.NewIEEE()}, nil
}

// checked reads exactly left bytes, and holds them against their checksum.
type checked struct {
	r    io.Reader
	at   *int64
	left int64
	sum  checksum
	h    hash.Hash32
}

func (c *checked) Read(p []byte) (int, error) {
	if c.left == 0 {
		if c.sum.known && c.h.Sum32() != c.sum.value {
			return 0, ErrDamaged
		}
		return 0, io.EOF
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.h.Write(p[:n])
	c.left -= int64(n)
	if c.at != nil {
		*c.at += int64(n)
	}
	if err == io.EOF && c.left > 0 {
		return n, ErrDamaged
	}
	if err == io.EOF {
		err = nil
	}
	return n, known(err)
}

// known makes every error one of this package's or of a context.
func known(err error) error {
	for _, e := range []error{nil, ErrDamaged, ErrLocked, ErrUnsupported, ErrTooMany, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, e) {
			return err
		}
	}
	return ErrDamaged
}
