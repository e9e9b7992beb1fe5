package plainfile

import (
	"io/fs"
	"os"
)

// open looks before it opens: Windows has no flag that refuses links for all of
// Go's calls, and its named pipes do not stand in folders.
func open(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: ErrNotPlain}
	}
	return os.Open(path)
}
