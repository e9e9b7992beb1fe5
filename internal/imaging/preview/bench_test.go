package preview

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// BenchmarkDraw draws the preview of an uncompressed CT slice of 512 × 512 pixels.
func BenchmarkDraw(b *testing.B) {
	pixels := make([]uint16, 512*512)
	for i := range pixels {
		pixels[i] = uint16(900 + i%512 + (i*7919)%97)
	}
	h := header{dataset.TagSOPClass: storage + "2", dataset.TagSOPInstance: "1.2.3", dataset.TagModality: "CT", dataset.TagStudyUID: "1.2",
		dataset.TagSeriesUID: "1.2.1", dataset.TagPhotometric: "MONOCHROME2", dataset.TagSamples: 1, dataset.TagRows: 512, dataset.TagColumns: 512,
		dataset.TagBitsAllocated: 16, dataset.TagBitsStored: 12, dataset.TagHighBit: 11, dataset.TagPixelRepresentation: 0,
		dataset.TagRescaleIntercept: "-1024", dataset.TagRescaleSlope: "1", dataset.TagWindowCenter: "40", dataset.TagWindowWidth: "400",
		dataset.TagPixelData: pixels}
	data := append(append(make([]byte, 128), "DICM"...), h.bytes()...)
	in, err := imaging.Read(bytes.NewReader(data), int64(len(data)), "slice")
	if err != nil {
		b.Fatal(err)
	}
	s := shelf{"slice": data}
	series := &imaging.Series{Instances: []*imaging.Instance{in}}
	for b.Loop() {
		p, err := Draw(context.Background(), s.open, KeyImage{place: place{in, 0}, Series: series, Of: 1}, 512)
		if err != nil || p.Width != 512 {
			b.Fatal(fmt.Sprint(p, err))
		}
	}
}
