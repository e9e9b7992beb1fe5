package collect

import (
	"crypto/sha256"
	"encoding/hex"
	"os"

	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// hashAndSniff reads the file once for its hash and looks at its content for
// its media type. The size is that of the bytes read.
func (it *Item) hashAndSniff() error {
	f, err := plainfile.Open(it.Local)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	n, err := plainfile.Copy(h, f)
	if err != nil {
		return err
	}
	it.Size, it.SHA256 = n, hex.EncodeToString(h.Sum(nil))
	it.Media = sniff(f, n, it.Base())
	return nil
}

func sniff(f *os.File, size int64, name string) string {
	media := document.Sniff(f, size, name)
	switch media {
	case "application/octet-stream", "text/plain":
		// A DICOM file without preamble has no magic number of its own.
		head := make([]byte, 512)
		n, _ := f.ReadAt(head, 0)
		if imaging.Sniff(head[:n]) {
			return mediaDICOM
		}
	}
	return media
}
