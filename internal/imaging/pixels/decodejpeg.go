package pixels

import (
	"errors"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg"
)

// decodeJPEG decodes the processes of ISO/IEC 10918-1, whichever of them the
// stream holds; transfer syntaxes are mixed up in the field.
func decodeJPEG(s *shape, data []byte) (*Raw, error) {
	h, err := jpeg.ReadHeader(data)
	if err != nil {
		return nil, jpegError(err)
	}
	if err := s.mustBe("JPEG", h.Width, h.Height, h.Components); err != nil {
		return nil, err
	}
	img, err := jpeg.Decode(data)
	if err != nil {
		return nil, jpegError(err)
	}
	if h.Process == jpeg.Lossless {
		return s.raw(s.stream(img.Samples, h.Precision)), nil
	}
	s.clampTo(img.Samples, h.Precision)
	raw := s.raw(s.stream(img.Samples, h.Precision))
	if s.samples == 3 {
		raw.Photometric = jpegColours(s, h)
	}
	return raw, nil
}

func jpegError(err error) error {
	if errors.Is(err, jpeg.ErrUnsupported) {
		return fmt.Errorf("%w (%w)", ErrUnsupported, err)
	}
	return err
}

// jpegColours says what the components of a lossy stream are. Headers claim RGB
// over YCbCr streams and the reverse, so what the stream says about itself counts
// first: the Adobe segment, JFIF (always YCbCr), components named R, G, B, and
// chroma in fewer samples, which no RGB picture has.
func jpegColours(s *shape, h jpeg.Header) string {
	switch {
	case h.AdobeTransform == 0:
		return "RGB"
	case h.AdobeTransform > 0, h.JFIF:
		return "YBR_FULL"
	case string(h.ComponentIDs) == "RGB":
		return "RGB"
	case h.Subsampled, strings.HasPrefix(s.photometric, "YBR"):
		return "YBR_FULL"
	}
	return "RGB"
}

// mustBe refuses a codestream whose size is not the header's before the codec
// allocates anything for it.
func (s *shape) mustBe(what string, width, height, samples int) error {
	if width == s.columns && height == s.rows && samples == s.samples {
		return nil
	}
	return fmt.Errorf("the %s stream holds %d × %d pixels of %d samples, the header says %d × %d of %d",
		what, width, height, samples, s.columns, s.rows, s.samples)
}

// stream turns decoded values into samples. A stream holds either whole pixel
// cells, with the sample at the high bit, or the sample alone.
func (s *shape) stream(values []int32, precision int) []int32 {
	cell := *s
	if precision <= s.high {
		cell.high = s.stored - 1
	}
	for i, v := range values {
		values[i] = cell.extract(uint32(v))
	}
	return values
}

// clampTo holds lossy values, which overshoot, to what a sample can store;
// cutting bits off would turn the brightest specks black.
func (s *shape) clampTo(values []int32, precision int) {
	if precision <= s.stored || s.high != s.stored-1 {
		return
	}
	top := int32(1)<<s.stored - 1
	for i, v := range values {
		values[i] = min(v, top)
	}
}
