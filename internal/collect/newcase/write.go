package newcase

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/medbundle/medbundle/internal/collect"
)

// Existing is the name of the case file that a folder has; "" for none. The error
// is that of reading the folder.
func Existing(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if strings.EqualFold(e.Name(), collect.CaseFileName) || strings.EqualFold(e.Name(), "case.yml") {
			return e.Name(), nil
		}
	}
	return "", nil
}

// Writable tells why no file can be written into a folder; nil where one can.
func Writable(dir string) error {
	f, err := os.CreateTemp(dir, tempName)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

const tempName = ".case-*.tmp"

// Write makes the file at path, whole or not at all, readable by its owner only.
// Where something is there already it fails with fs.ErrExist and changes nothing.
func Write(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), tempName)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err = errors.Join(err, f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return err
	}
	// A link, unlike renaming, does not replace what is there.
	err = os.Link(f.Name(), path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return writeNew(path, text) // sticks and the like know no links
}

// writeNew is Write for places without links: a file that did not come out whole
// is taken back.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
