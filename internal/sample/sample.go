// Package sample makes up a cancer patient and the folder of papers, photos,
// portal download and hospital disc that such a patient has. It is what
// `medbundle demo` writes and what tests and the manual work on.
//
// Everything is drawn and written by code, with integers only, so that the
// same bytes come out on every platform. Nobody in it exists.
package sample

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/medbundle/medbundle/internal/clinical"
)

// ErrNotEmpty is returned by Write for a folder that holds anything.
var ErrNotEmpty = errors.New("the folder is not empty")

// File is one file of the folder: its path, relative with slashes, and its bytes.
type File struct {
	Path string
	Data []byte
}

// Patient is the made-up person whom the papers are about.
func Patient() clinical.Patient {
	return clinical.Patient{
		Family: "Ashgrove", Given: "Tamsin Verity",
		BirthDate: clinical.Date{Year: 1964, Month: 5, Day: 23},
		Sex:       "F", IDs: []string{"EX-0047311"},
	}
}

// Files makes every file of the folder, in a stable order.
func Files() ([]File, error) {
	items, err := folder()
	if err != nil {
		return nil, err
	}
	files := make([]File, len(items))
	for i, it := range items {
		files[i] = it.File
	}
	return files, nil
}

// Write makes the folder dir, which must be absent or empty, and writes the
// files into it, readable by their owner only.
func Write(dir string) error {
	held, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(held) > 0 {
		return fmt.Errorf("%s: %w", dir, ErrNotEmpty)
	}
	files, err := Files()
	if err != nil {
		return err
	}
	return store(dir, files)
}

func store(dir string, files []File) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
