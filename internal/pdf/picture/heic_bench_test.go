package picture

import (
	"os"
	"testing"
)

// BenchmarkFromHEIC makes a JPEG of a photo of 1464 by 2000 pixels, as a phone
// stored it. Bytes per operation are of that photo's pixels, so that MB/s are
// megapixels in a second.
func BenchmarkFromHEIC(b *testing.B) {
	data, err := os.ReadFile("../../../../shared/data/case-breast/input/photos/IMG_2057.HEIC")
	if err != nil {
		b.Skip("the shared data is not here")
	}
	b.SetBytes(1464 * 2000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FromHEIC(b.Context(), data); err != nil {
			b.Fatal(err)
		}
	}
}
