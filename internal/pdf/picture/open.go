package picture

import (
	"fmt"
	"image/gif"

	"golang.org/x/image/webp"

	"github.com/medbundle/medbundle/internal/pdf/picture/fault"
)

// Open reads the headers of a picture file. format is "jpeg", "png", "tiff",
// "gif", "bmp", "webp", "jp2" or "heic". Of a moving picture the first frame is
// taken, and of a HEIC file the main picture.
func Open(format string, data []byte) (f *File, err error) {
	defer recovered(&err)
	switch format {
	case "jpeg":
		return single(func() (stored, error) { return openJPEG(data) }), nil
	case "png":
		return single(func() (stored, error) { return openPNG(data) }), nil
	case "tiff":
		return openTIFF(data)
	case "gif":
		f = single(func() (stored, error) { return redrawFile(data, 2, gif.DecodeConfig, gif.Decode) })
		f.Moving = gifFrames(data) > 1
		return f, nil
	case "bmp":
		return single(func() (stored, error) { return openBMP(data) }), nil
	case "webp":
		still, moving := stillWebP(data)
		f = single(func() (stored, error) { return redrawFile(still, 12, webp.DecodeConfig, webp.Decode) })
		f.Moving = moving
		return f, nil
	case "jp2":
		return single(func() (stored, error) { return openJPEG2000(data) }), nil
	case "heic":
		return single(func() (stored, error) { return openHEIC(data) }), nil
	}
	return nil, fmt.Errorf("%w: %q", ErrUnsupported, format)
}

func single(page func() (stored, error)) *File {
	return &File{pages: []func() (stored, error){page}}
}

// recovered turns a panic of a decoder into an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: its decoder stumbled: %.200v", ErrDamaged, r)
	}
}

func damaged(err error) error { return fault.Damaged(err) }

func checkSize(width, height, limit int) error { return fault.Size(width, height, limit) }
