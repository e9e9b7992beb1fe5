package nameless

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"os"

	"github.com/medbundle/medbundle/internal/collect"
)

// digesting writes to a file, and counts and hashes what passes.
type digesting struct {
	to  *os.File
	sum hash.Hash
	n   int64
}

func (d *digesting) Write(b []byte) (int, error) {
	n, err := d.to.Write(b)
	d.sum.Write(b[:n])
	d.n += int64(n)
	return n, err
}

// write makes the file local and lets fill fill it. Where that fails nothing stays.
func write(local string, fill func(*digesting) error) (*collect.Derived, error) {
	f, err := os.OpenFile(local, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	d := &digesting{to: f, sum: sha256.New()}
	if err := errors.Join(fill(d), f.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(local))
	}
	return &collect.Derived{Local: local, SHA256: hex.EncodeToString(d.sum.Sum(nil)), Size: d.n}, nil
}
