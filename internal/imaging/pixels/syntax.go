package pixels

import (
	"fmt"
	"strings"
)

// codec decodes the compressed bytes of one frame.
type codec func(s *shape, data []byte) (*Raw, error)

// The encapsulated transfer syntaxes that are drawn (PS3.5 10 and Annex A).
var codecs = map[string]codec{
	"1.2.840.10008.1.2.5":    decodeRLE,
	"1.2.840.10008.1.2.8.1":  decodeDeflated,
	"1.2.840.10008.1.2.4.50": decodeJPEG,
	"1.2.840.10008.1.2.4.51": decodeJPEG,
	"1.2.840.10008.1.2.4.57": decodeJPEG,
	"1.2.840.10008.1.2.4.70": decodeJPEG,
	"1.2.840.10008.1.2.4.80": decodeJPEGLS,
	"1.2.840.10008.1.2.4.90": decodeJPEG2000,
	"1.2.840.10008.1.2.4.91": decodeJPEG2000,
	"1.2.840.10008.1.2.4.81": decodeJPEGLS,

	"1.2.840.10008.1.2.4.201": decodeHTJ2K,
	"1.2.840.10008.1.2.4.202": decodeHTJ2K,
	"1.2.840.10008.1.2.4.203": decodeHTJ2K,
}

// nativeSyntaxes are unencapsulated; true where pixels are big endian.
var nativeSyntaxes = map[string]bool{
	"":                       false,
	"1.2.840.10008.1.2":      false,
	"1.2.840.10008.1.2.1":    false,
	"1.2.840.10008.1.2.1.99": false,
	"1.2.840.10008.1.2.2":    true,
	"1.2.840.113619.5.2":     true,  // GE: implicit, pixels alone big endian
	"1.2.840.10008.1.20":     false, // Papyrus 3
}

// refused names, by the beginning of their UIDs, the syntaxes that are not drawn.
// The first that fits counts.
var refused = []struct{ prefix, words string }{
	{"1.2.840.10008.1.2.4.53", "JPEG spectral selection, retired in 2001"},
	{"1.2.840.10008.1.2.4.55", "JPEG full progression, retired in 2001"},
	{"1.2.840.10008.1.2.4.20", "High-Throughput JPEG 2000 over JPIP"},
	{"1.2.840.10008.1.2.4.110", "JPEG XL"},
	{"1.2.840.10008.1.2.4.111", "JPEG XL"},
	{"1.2.840.10008.1.2.4.112", "JPEG XL"},
	{"1.2.840.10008.1.2.4.9", "JPEG 2000 with multi-component extensions or JPIP"},
	{"1.2.840.10008.1.2.4.100", "MPEG-2 video"},
	{"1.2.840.10008.1.2.4.101", "MPEG-2 video"},
	{"1.2.840.10008.1.2.4.102", "MPEG-4 video"},
	{"1.2.840.10008.1.2.4.103", "MPEG-4 video"},
	{"1.2.840.10008.1.2.4.104", "MPEG-4 video"},
	{"1.2.840.10008.1.2.4.105", "MPEG-4 video"},
	{"1.2.840.10008.1.2.4.106", "MPEG-4 video"},
	{"1.2.840.10008.1.2.4.107", "HEVC video"},
	{"1.2.840.10008.1.2.4.108", "HEVC video"},
	{"1.2.840.10008.1.2.4", "a retired kind of JPEG"},
	{"1.2.840.10008.1.2.7", "uncompressed SMPTE video"},
}

// Refused names the format of a transfer syntax that is never drawn; "" for any
// other, known or not.
func Refused(uid string) string {
	if codecs[uid] != nil {
		return ""
	}
	for _, r := range refused {
		if strings.HasPrefix(uid, r.prefix) {
			return r.words
		}
	}
	return ""
}

// unsupported is the error for a transfer syntax that is not drawn.
func unsupported(uid string) error {
	if format := Refused(uid); format != "" {
		return fmt.Errorf("%w (%s)", ErrUnsupported, format)
	}
	return fmt.Errorf("%w (transfer syntax %s is unknown)", ErrUnsupported, uid)
}
