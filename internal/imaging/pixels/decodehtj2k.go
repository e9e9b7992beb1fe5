package pixels

import (
	"errors"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/pixels/htj2k"
	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000"
)

func decodeHTJ2K(s *shape, data []byte) (*Raw, error) {
	h, err := htj2k.ReadHeader(data)
	if err == nil {
		err = s.mustBe("High-Throughput JPEG 2000", h.Width, h.Height, h.Components)
	}
	if err != nil {
		return nil, htj2kError(err)
	}
	img, err := htj2k.Decode(data)
	if err != nil {
		return nil, htj2kError(err)
	}
	s.fitJPEG2000(img.Samples, jpeg2000.Header{Precision: h.Precision, Signed: h.Signed})
	raw := s.raw(img.Samples)
	if s.samples == 3 && (h.Transformed || !strings.HasPrefix(s.photometric, "YBR_FULL")) {
		raw.Photometric = "RGB"
	}
	return raw, nil
}

func htj2kError(err error) error {
	if errors.Is(err, htj2k.ErrUnsupported) {
		return fmt.Errorf("%w (%w)", ErrUnsupported, err)
	}
	return err
}
