// Package plainfile opens files that came from outside: plain files only, not
// through a link in the last part of the path, and without waiting for anybody.
// A pipe or device put in the place of a file must not stop the program, and a
// link must not lead it to files that nobody gave it.
package plainfile

import (
	"errors"
	"io/fs"
	"os"
)

// ErrNotPlain tells that something other than a plain file is there.
var ErrNotPlain = errors.New("not a plain file")

// Open opens the file for reading. The error is an *fs.PathError; it wraps
// ErrNotPlain for a link, folder, pipe, socket or device.
func Open(path string) (*os.File, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: path, Err: ErrNotPlain}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
