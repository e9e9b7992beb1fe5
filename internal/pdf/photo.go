package pdf

import (
	"context"
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/pdf/picture"
)

// Photo is a photo that was made a JPEG, which says how it stands upright and
// has nothing else of the file's metadata.
type Photo = picture.Photo

// PhotoFrom makes a JPEG of a photo that PDF cannot hold as it is (FormatHEIC).
// Append and Check do so as well, each time anew. Errors are those of Check.
func PhotoFrom(ctx context.Context, src Source) (Photo, error) {
	o := &opened{name: src.Name, close: func() {}}
	r, size, err := o.reader(src)
	if err != nil {
		return Photo{}, err
	}
	defer o.close()
	if size > maxPicture {
		return Photo{}, refused(src.Name, fmt.Errorf("it is larger than %d MB", maxPicture>>20))
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return Photo{}, refused(src.Name, err)
	}
	p, err := picture.FromHEIC(ctx, data)
	if err != nil {
		return Photo{}, refused(src.Name, err)
	}
	return p, nil
}
