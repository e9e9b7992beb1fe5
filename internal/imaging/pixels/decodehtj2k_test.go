package pixels_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// A frame of High-Throughput JPEG 2000 is sized against the header before anything is
// decoded, and colours come out as RGB.
func TestHighThroughputJPEG2000(t *testing.T) {
	read := func(name string) []byte {
		b, err := os.ReadFile("htj2k/testdata/" + name + ".j2c")
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	grey := pixels.Attributes{TransferSyntax: "1.2.840.10008.1.2.4.201", Columns: 57, Rows: 43, SamplesPerPixel: 1,
		Photometric: "MONOCHROME2", BitsAllocated: 16, BitsStored: 12}
	colour := pixels.Attributes{TransferSyntax: "1.2.840.10008.1.2.4.203", Columns: 57, Rows: 43, SamplesPerPixel: 3,
		Photometric: "YBR_RCT", BitsAllocated: 8, BitsStored: 8}
	data := encapsulate(nil, read("grey12"))
	raw, err := pixels.Samples(&grey, bytes.NewReader(data), 0, -1, 0)
	if err != nil || raw.Bits != 12 || slices.Max(raw.Samples) < 3000 || slices.Max(raw.Samples) > 4095 {
		t.Errorf("%+v %v", raw, err)
	}
	rgb := encapsulate(nil, read("rgb"))
	if raw, err = pixels.Samples(&colour, bytes.NewReader(rgb), 0, -1, 0); err != nil || raw.Photometric != "RGB" {
		t.Errorf("%v %v", raw, err)
	}
	grey.Rows = 44
	if _, err := pixels.Samples(&grey, bytes.NewReader(data), 0, -1, 0); err == nil || !strings.Contains(err.Error(), "the header says 57 × 44") {
		t.Errorf("another size: %v", err)
	}
	grey.Rows = 43
	tiny := read("grey12")
	tiny[bytes.Index(tiny, []byte{0xFF, 0x52})+10] = 0 // code-blocks of four rows
	if _, err := pixels.Samples(&grey, bytes.NewReader(encapsulate(nil, tiny)), 0, -1, 0); !errors.Is(err, pixels.ErrUnsupported) {
		t.Errorf("tiny code-blocks: %v", err)
	}
}
