package imaging

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// madeSlices reads n made-up slices with geometry, a window and pixels.
func madeSlices(b testing.TB, n int) []*Instance {
	edits := map[uint32]string{
		dataset.TagPosition: `-10.5\20.25\100`, dataset.TagOrientation: `1\0\0\0\1\0`, dataset.TagPixelSpacing: `0.7\0.7`,
		dataset.TagWindowCenter: "40", dataset.TagWindowWidth: "400", dataset.TagImageType: `ORIGINAL\PRIMARY\AXIAL`,
		dataset.TagInstitution: "St Mary", dataset.TagStudyDescription: "CT CHEST", dataset.TagSeriesDescription: "AX 1.0",
	}
	out := make([]*Instance, n)
	for i := range out {
		body := append(slice(i+1, edits), 0xE0, 0x7F, 0x10, 0, 'O', 'W', 0, 0, 0, 0, 0, 0)
		in, err := Read(bytes.NewReader(body), int64(len(body)), fmt.Sprintf("DISC/DICOM/PT000001/ST000001/SE000001/IM%06d", i))
		if err != nil {
			b.Fatal(err)
		}
		out[i] = in
	}
	return out
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		madeSlices(b, 1)
	}
}

// BenchmarkDirectory writes a directory of 20,000 instances and reports what
// they occupy.
func BenchmarkDirectory(b *testing.B) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	ins := madeSlices(b, 20_000)
	runtime.GC()
	runtime.ReadMemStats(&after)
	each := float64(after.HeapAlloc-before.HeapAlloc) / 20_000
	entries := make([]Entry, 0, len(ins))
	for i, in := range Group(ins)[0].Series[0].Instances {
		entries = append(entries, Entry{in, []string{"DICOM", "PT000001", "ST000001", "SE000001", fmt.Sprintf("IM%06d", i)}})
	}
	b.ResetTimer()
	b.ReportAllocs()
	for range b.N {
		if _, err := WriteDirectory(io.Discard, "X", entries); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(each, "B/instance")
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.Sys)/(1<<20), "MB-from-system")
}
