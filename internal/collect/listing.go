package collect

import (
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// readListing reads what a disc's table of contents lists. One that cannot be
// read tells nothing: the scans are found without it.
func (it *Item) readListing() {
	f, err := plainfile.Open(it.Local)
	if err != nil {
		return
	}
	defer f.Close()
	it.Listing, _ = imaging.ReadDirectory(f, it.Size)
}

// isListing tells whether the file is a disc's table of contents by name and format.
func (it *Item) isListing() bool {
	return it.Media == mediaDICOM && it.Local != "" && strings.EqualFold(path.Base(it.Path), "DICOMDIR")
}
