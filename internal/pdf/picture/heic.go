package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/jpeg"

	"github.com/medbundle/medbundle/internal/pdf/picture/heif"
)

// photoQuality is that of the JPEG which stands for a photo that PDF cannot
// hold as it is.
const photoQuality = 90

// Photo is a photo that was made a JPEG.
type Photo struct {
	// JPEG has the picture as it is stored, and says how it stands upright. Of
	// the metadata of the file it has nothing else.
	JPEG []byte
	// Others counts further pictures in the file; Moving tells of a film.
	Others int
	Moving bool
}

// FromHEIC makes a JPEG of the main picture of a HEIC file. It takes long, in
// the order of a second for ten megapixels: ctx's error comes back as it is.
func FromHEIC(ctx context.Context, data []byte) (p Photo, err error) {
	defer recovered(&err)
	f, err := heif.Open(data)
	if err != nil {
		return Photo{}, heifError(err)
	}
	if err := checkSize(f.Width, f.Height, maxUnpacked); err != nil {
		return Photo{}, err
	}
	release, err := memory.take(f.Memory)
	if err != nil {
		return Photo{}, err
	}
	defer release()
	img, err := f.Decode(ctx)
	if err != nil {
		return Photo{}, heifError(err)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: photoQuality}); err != nil {
		return Photo{}, damaged(err)
	}
	return Photo{JPEG: turnedJPEG(b.Bytes(), f.Orientation), Others: f.Others, Moving: f.Moving}, nil
}

func heifError(err error) error {
	switch {
	case errors.Is(err, heif.ErrUnsupported):
		return fmt.Errorf("%w: %w", ErrUnsupported, err)
	case errors.Is(err, heif.ErrDamaged):
		return damaged(err)
	}
	return err
}

// turnedJPEG says in a JPEG how it stands upright, with an EXIF block that has
// nothing but that.
func turnedJPEG(jpg []byte, orientation int) []byte {
	if orientation <= 1 {
		return jpg
	}
	const before = "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"
	block := append([]byte(before), byte(orientation), 0, 0, 0, 0, 0, 0)
	out := append([]byte{}, jpg[:2]...)
	out = append(out, 0xFF, app0+1, 0, byte(len(block)+2))
	return append(append(out, block...), jpg[2:]...)
}

func openHEIC(data []byte) (stored, error) {
	p, err := FromHEIC(context.Background(), data)
	if err != nil {
		return stored{}, err
	}
	return openJPEG(p.JPEG)
}
