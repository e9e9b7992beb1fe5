package archive

import (
	"archive/zip"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"slices"

	"golang.org/x/text/encoding/charmap"
)

// maxProof bounds how many bytes of a member are read to prove a password.
const maxProof = 64 << 20

func encrypted(f *zip.File) bool { return f.Flags&1 != 0 }

// keyring holds the passwords of one zip, as the bytes that the program which
// locked it may have made of them; the one that fitted last comes first.
type keyring struct{ keys [][]byte }

func newKeyring(passwords []string) *keyring {
	k := &keyring{}
	for _, p := range passwords {
		k.add([]byte(p))
		for _, m := range []*charmap.Charmap{charmap.CodePage437, charmap.CodePage850, charmap.Windows1252} {
			if b, err := m.NewEncoder().Bytes([]byte(p)); err == nil {
				k.add(b)
			}
		}
	}
	return k
}

func (k *keyring) add(b []byte) {
	if !slices.ContainsFunc(k.keys, func(x []byte) bool { return string(x) == string(b) }) {
		k.keys = append(k.keys, b)
	}
}

// try proves on the smallest locked member that one of the passwords opens it.
func (k *keyring) try(w *walk, fs []*zip.File) error {
	var least *zip.File
	for _, f := range fs {
		if encrypted(f) && !f.FileInfo().IsDir() && (least == nil || f.CompressedSize64 < least.CompressedSize64) {
			least = f
		}
	}
	if least == nil {
		return nil
	}
	_, err := k.find(w.ctx, least)
	return err
}

// open reads a locked member with the password that fits.
func (k *keyring) open(ctx context.Context, f *zip.File) (io.Reader, error) {
	key, err := k.find(ctx, f)
	if err != nil {
		return nil, err
	}
	return openWith(f, key)
}

// find is the password that opens a member. The short check of both ways of
// locking passes for wrong ones now and then; where several pass it, the first
// that unpacks the member without an error is taken.
func (k *keyring) find(ctx context.Context, f *zip.File) ([]byte, error) {
	var fit []int
	for i, key := range k.keys {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, err := openWith(f, key)
		switch {
		case err == nil:
			fit = append(fit, i)
		case !errors.Is(err, ErrLocked):
			return nil, err
		}
	}
	for _, i := range fit {
		if key := k.keys[i]; i == 0 && len(fit) == 1 && k.proven(f) || unpacks(ctx, f, key) {
			k.keys = append([][]byte{key}, slices.Delete(slices.Clone(k.keys), i, i+1)...)
			return key, nil
		}
	}
	return nil, ErrLocked
}

// proven tells whether the check that a member passes is good enough by itself:
// AES has two bytes of it and a seal at the end, ZipCrypto only one byte.
func (k *keyring) proven(f *zip.File) bool { return f.Method == methodAES }

func unpacks(ctx context.Context, f *zip.File, key []byte) bool {
	r, err := openWith(f, key)
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, io.LimitReader(&guarded{ctx, r}, maxProof))
	return err == nil
}

// decrypt takes the lock off a member: what comes back is still compressed, by
// the method told.
func decrypt(f *zip.File, raw io.Reader, key []byte) (io.Reader, uint16, error) {
	switch {
	case f.Flags&(1<<6) != 0: // strong encryption (APPNOTE 7)
		return nil, 0, ErrUnsupported
	case f.Method == methodAES:
		return decryptAES(f, raw, key)
	}
	r, err := decryptClassic(f, raw, key)
	return r, f.Method, err
}

// decryptClassic is the encryption of PKWARE's first zips (APPNOTE 6.1). Its
// twelfth byte repeats a byte of the checksum, or of the time where the checksum
// was not known yet.
func decryptClassic(f *zip.File, raw io.Reader, key []byte) (io.Reader, error) {
	c := newClassic(key)
	r := cipher.StreamReader{S: c, R: raw}
	var head [12]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, ErrDamaged
	}
	if head[11] != byte(f.CRC32>>24) && !(f.Flags&8 != 0 && head[11] == byte(f.ModifiedTime>>8)) {
		return nil, ErrLocked
	}
	return r, nil
}

// classic is the key of decryptClassic as it changes from byte to byte.
type classic [3]uint32

func newClassic(key []byte) *classic {
	c := &classic{0x12345678, 0x23456789, 0x34567890}
	for _, b := range key {
		c.update(b)
	}
	return c
}

func (c *classic) update(b byte) {
	c[0] = crc32.IEEETable[byte(c[0])^b] ^ c[0]>>8
	c[1] = (c[1]+c[0]&0xff)*134775813 + 1
	c[2] = crc32.IEEETable[byte(c[2])^byte(c[1]>>24)] ^ c[2]>>8
}

// XORKeyStream makes a cipher.Stream for decryption of c.
func (c *classic) XORKeyStream(dst, src []byte) {
	for i, b := range src {
		t := c[2] | 2
		b ^= byte(t * (t ^ 1) >> 8)
		c.update(b)
		dst[i] = b
	}
}

// decryptAES is WinZip's encryption (AE-1 and AE-2): salt, two bytes to check
// the password by, the content in counter mode, ten bytes of its HMAC-SHA1.
func decryptAES(f *zip.File, raw io.Reader, key []byte) (io.Reader, uint16, error) {
	x := extra(f, extraAES)
	if len(x) < 7 || x[4] < 1 || x[4] > 3 {
		return nil, 0, ErrDamaged
	}
	size := 8 + 8*int(x[4]) // of the AES key in bytes
	head := make([]byte, size/2+2)
	length := int64(f.CompressedSize64) - int64(len(head)) - 10
	if _, err := io.ReadFull(raw, head); err != nil || length < 0 {
		return nil, 0, ErrDamaged
	}
	keys, err := pbkdf2.Key(sha1.New, string(key), head[:size/2], 1000, 2*size+2)
	if err != nil {
		return nil, 0, ErrUnsupported
	}
	if subtle.ConstantTimeCompare(keys[2*size:], head[size/2:]) == 0 {
		return nil, 0, ErrLocked
	}
	block, err := aes.NewCipher(keys[:size])
	if err != nil {
		return nil, 0, ErrUnsupported
	}
	r := &aesReader{r: io.LimitReader(raw, length), left: length, seal: raw, block: block, mac: hmac.New(sha1.New, keys[size:2*size])}
	return r, binary.LittleEndian.Uint16(x[5:]), nil
}

// aesReader decrypts in counter mode with a counter that begins at one, its
// lowest byte first, and proves the seal at the end.
type aesReader struct {
	r, seal io.Reader
	left    int64
	block   cipher.Block
	mac     hash.Hash
	counter uint64
	pad     [aes.BlockSize]byte
	used    int // bytes of pad that are spent; 0 before the first block too
	err     error
}

func (a *aesReader) Read(p []byte) (int, error) {
	if a.err != nil {
		return 0, a.err
	}
	n, err := a.r.Read(p)
	a.mac.Write(p[:n])
	for i := range p[:n] {
		p[i] ^= a.next()
	}
	if a.left -= int64(n); err == io.EOF {
		a.err = a.proveSeal()
		err = a.err
	}
	return n, err
}

func (a *aesReader) next() byte {
	if a.used == 0 {
		a.counter++
		var c [aes.BlockSize]byte
		binary.LittleEndian.PutUint64(c[:], a.counter)
		a.block.Encrypt(a.pad[:], c[:])
	}
	b := a.pad[a.used]
	a.used = (a.used + 1) % aes.BlockSize
	return b
}

func (a *aesReader) proveSeal() error {
	var seal [10]byte
	if _, err := io.ReadFull(a.seal, seal[:]); err != nil || a.left != 0 {
		return ErrDamaged
	}
	if !hmac.Equal(seal[:], a.mac.Sum(nil)[:10]) {
		return ErrDamaged
	}
	return io.EOF
}
