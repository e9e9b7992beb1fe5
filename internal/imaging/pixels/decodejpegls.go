package pixels

import (
	"errors"
	"fmt"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpegls"
)

func decodeJPEGLS(s *shape, data []byte) (*Raw, error) {
	h, err := jpegls.ReadHeader(data)
	if err == nil {
		err = s.mustBe("JPEG-LS", h.Width, h.Height, h.Components)
	}
	if err != nil {
		return nil, jpeglsError(err)
	}
	img, err := jpegls.Decode(data)
	if err != nil {
		return nil, jpeglsError(err)
	}
	return s.raw(s.stream(img.Samples, h.Precision)), nil
}

func jpeglsError(err error) error {
	if errors.Is(err, jpegls.ErrUnsupported) {
		return fmt.Errorf("%w (%w)", ErrUnsupported, err)
	}
	return err
}
