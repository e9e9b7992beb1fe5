package preview

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"slices"
	"testing"

	"github.com/suyashkumar/dicom/pkg/tag"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// header is a made-up header by tags: texts, numbers of 16 bits, tables, or items.
type header map[uint32]any

// bytes writes it in Explicit VR Little Endian, by ascending tags.
func (h header) bytes() (b []byte) {
	tags := make([]uint32, 0, len(h))
	for t := range h {
		tags = append(tags, t)
	}
	slices.Sort(tags)
	for _, t := range tags {
		info, err := tag.Find(tag.Tag{Group: uint16(t >> 16), Element: uint16(t)})
		if err != nil {
			panic(err)
		}
		vr, value := info.VRs[0], []byte(nil)
		switch v := h[t].(type) {
		case string:
			value = []byte(v)
		case int:
			vr, value = "US", binary.LittleEndian.AppendUint16(nil, uint16(v))
		case []int:
			vr = "US"
			for _, n := range v {
				value = binary.LittleEndian.AppendUint16(value, uint16(n))
			}
		case []uint16:
			vr = "OW"
			for _, n := range v {
				value = binary.LittleEndian.AppendUint16(value, n)
			}
		case []byte:
			value = v
		case []header:
			vr = "SQ"
			for _, item := range v {
				inner := item.bytes()
				value = append(value, 0xFE, 0xFF, 0x00, 0xE0)
				value = append(binary.LittleEndian.AppendUint32(value, uint32(len(inner))), inner...)
			}
		}
		if len(value)%2 == 1 {
			value = append(value, map[bool]byte{true: 0, false: ' '}[vr == "UI" || vr == "OB"])
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(t>>16))
		b = binary.LittleEndian.AppendUint16(b, uint16(t))
		if slices.Contains([]string{"OB", "OW", "OF", "OD", "SQ"}, vr) {
			b = binary.LittleEndian.AppendUint32(append(append(b, vr...), 0, 0), uint32(len(value)))
		} else {
			b = binary.LittleEndian.AppendUint16(append(b, vr...), uint16(len(value)))
		}
		b = append(b, value...)
	}
	return b
}

// shelf keeps made-up files by their names.
type shelf map[string][]byte

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

func (s shelf) open(in *imaging.Instance) (File, error) {
	return memory{bytes.NewReader(s[in.Name])}, nil
}

// add makes a slice of 32 × 32 pixels that is stored under its number.
func (s shelf) add(t *testing.T, series string, n int, change header) *imaging.Instance {
	t.Helper()
	h := header{
		dataset.TagSOPClass: storage + "2", dataset.TagSOPInstance: fmt.Sprintf("1.2.%s.%d", series, n), dataset.TagModality: "CT",
		dataset.TagStudyUID: "1.2", dataset.TagSeriesUID: "1.2." + series, dataset.TagSeriesNumber: series,
		dataset.TagInstanceNumber: fmt.Sprint(n), dataset.TagImageType: `ORIGINAL\PRIMARY\AXIAL`, dataset.TagSeriesDescription: "AX " + series,
		dataset.TagFrameOfReference: "1.2.9", dataset.TagPosition: fmt.Sprintf(`-15.5\-15.5\%d`, n), dataset.TagOrientation: `1\0\0\0\1\0`,
		dataset.TagPixelSpacing: `1\1`, dataset.TagPhotometric: "MONOCHROME2", dataset.TagSamples: 1, dataset.TagRows: 32,
		dataset.TagColumns: 32, dataset.TagBitsAllocated: 16, dataset.TagBitsStored: 12, dataset.TagHighBit: 11,
		dataset.TagPixelRepresentation: 0, dataset.TagRescaleIntercept: "-1024", dataset.TagRescaleSlope: "1",
		dataset.TagPixelData: checks(1000, 1200),
	}
	for k, v := range change {
		h[k] = v
		if v == nil {
			delete(h, k)
		}
	}
	b := append(append(make([]byte, 128), "DICM"...), h.bytes()...)
	name := fmt.Sprintf("%s/%d", series, n)
	s[name] = b
	in, err := imaging.Read(bytes.NewReader(b), int64(len(b)), name)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// checks is a chessboard of 32 × 32 pixels in two values.
func checks(a, b uint16) []uint16 {
	out := make([]uint16, 32*32)
	for i := range out {
		out[i] = a
		if (i/8+i/256)%2 == 1 {
			out[i] = b
		}
	}
	return out
}

func (s shelf) draw(t *testing.T, in *imaging.Instance, frame int) (*Picture, image.Image) {
	t.Helper()
	series := imaging.Group([]*imaging.Instance{in})[0].Series[0]
	p, err := Draw(context.Background(), s.open, KeyImage{place: place{in, frame}, Series: series, Position: 1, Of: 1}, 512)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
	if err != nil {
		t.Fatal(err)
	}
	return p, img
}

// greyAt is the level in the middle of the field x, y of a chessboard.
func greyAt(img image.Image, x, y int) int {
	v, _, _, _ := img.At(8*x+4, 8*y+4).RGBA()
	return int(v >> 8)
}

func near(a, b int) bool { return a-b <= 3 && b-a <= 3 }
