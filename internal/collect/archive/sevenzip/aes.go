package sevenzip

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// maxCycles bounds the rounds of the key's derivation, as a power of two. 7-Zip
// writes 19; 24 take some seconds.
const maxCycles = 24

// newAES decrypts AES-256 in CBC mode with 7z's own derivation of the key.
func (a *Archive) newAES(props []byte, in io.Reader) (io.Reader, error) {
	if len(props) < 1 {
		return nil, ErrDamaged
	}
	cycles, salt, iv := props[0]&0x3f, 0, 0
	rest := props[1:]
	if props[0]&0xc0 != 0 {
		if len(rest) < 1 {
			return nil, ErrDamaged
		}
		salt = int(props[0]>>7&1) + int(rest[0]>>4)
		iv = int(props[0]>>6&1) + int(rest[0]&0x0f)
		rest = rest[1:]
	}
	if len(rest) < salt+iv || iv > aes.BlockSize {
		return nil, ErrDamaged
	}
	key, err := a.deriveKey(rest[:salt], cycles)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	var vector [aes.BlockSize]byte
	copy(vector[:], rest[salt:salt+iv])
	return &blocks{r: in, mode: cipher.NewCBCDecrypter(block, vector[:]), buf: make([]byte, 64*aes.BlockSize)}, nil
}

// maxKeys bounds the keys that are kept. Programs use one salt for a whole
// archive, or none.
const maxKeys = 64

func (a *Archive) deriveKey(salt []byte, cycles byte) ([]byte, error) {
	name := string([]byte{cycles}) + string(salt)
	if key, ok := a.keys[name]; ok {
		return key, nil
	}
	key, err := deriveKey(a.ctx, a.password, salt, cycles)
	if err == nil && len(a.keys) < maxKeys {
		a.keys[name] = key
	}
	return key, err
}

// deriveKey hashes salt, password (UTF-16) and a counter, over and over.
func deriveKey(ctx context.Context, password string, salt []byte, cycles byte) ([]byte, error) {
	round := append([]byte(nil), salt...)
	for _, u := range utf16.Encode([]rune(password)) {
		round = binary.LittleEndian.AppendUint16(round, u)
	}
	if cycles == 0x3f { // no hashing at all
		key := make([]byte, 32)
		copy(key, round)
		return key, nil
	}
	if cycles > maxCycles {
		return nil, ErrUnsupported
	}
	counter := len(round)
	round = append(round, make([]byte, 8)...)
	h := sha256.New()
	for i := range uint64(1) << cycles {
		if i%(1<<16) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		binary.LittleEndian.PutUint64(round[counter:], i)
		h.Write(round)
	}
	return h.Sum(nil), nil
}

// blocks decrypts whole blocks; what is left at the end is damage.
type blocks struct {
	r    io.Reader
	mode cipher.BlockMode
	buf  []byte
	have []byte // decrypted and not yet read
	err  error
}

func (b *blocks) Read(p []byte) (int, error) {
	if len(b.have) == 0 && b.err == nil {
		n, err := io.ReadFull(b.r, b.buf)
		if b.err = err; err == io.ErrUnexpectedEOF {
			b.err = io.EOF
		}
		if n%aes.BlockSize != 0 {
			return 0, ErrDamaged
		}
		b.mode.CryptBlocks(b.buf[:n], b.buf[:n])
		b.have = b.buf[:n]
	}
	if len(b.have) == 0 {
		return 0, b.err
	}
	n := copy(p, b.have)
	b.have = b.have[n:]
	return n, nil
}
