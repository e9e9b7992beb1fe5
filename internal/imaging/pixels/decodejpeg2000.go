package pixels

import (
	"errors"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000"
)

func decodeJPEG2000(s *shape, data []byte) (*Raw, error) {
	h, err := jpeg2000.ReadHeader(data)
	if err == nil {
		err = s.mustBe("JPEG 2000", h.Width, h.Height, h.Components)
	}
	if err != nil {
		return nil, jpeg2000Error(err)
	}
	img, err := jpeg2000.Decode(data)
	if err != nil {
		return nil, jpeg2000Error(err)
	}
	s.fitJPEG2000(img.Samples, h)
	raw := s.raw(img.Samples)
	if s.samples == 3 && (h.Transformed || !strings.HasPrefix(s.photometric, "YBR_FULL")) {
		raw.Photometric = "RGB"
	}
	return raw, nil
}

// fitJPEG2000 brings decoded values to what the header says a sample is. A lossy
// codestream of more bits than are stored overshoots and is clamped; where it and
// the header disagree about the sign, the bits count and the header says what
// they mean.
func (s *shape) fitJPEG2000(values []int32, h jpeg2000.Header) {
	bits := min(h.Precision, s.stored)
	if h.Signed != s.signed {
		for i, v := range values {
			values[i] = signExtend(uint32(v), bits, s.signed)
		}
		return
	}
	if h.Precision <= s.stored {
		return
	}
	low, high := int32(0), int32(1)<<bits-1
	if s.signed {
		low, high = -1<<(bits-1), 1<<(bits-1)-1
	}
	for i, v := range values {
		values[i] = min(max(v, low), high)
	}
}

func jpeg2000Error(err error) error {
	if errors.Is(err, jpeg2000.ErrUnsupported) {
		return fmt.Errorf("%w (%w)", ErrUnsupported, err)
	}
	return err
}
