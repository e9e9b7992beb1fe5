package imaging

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// TestGaps: a gap in the numbers is an alarm only where slices are missing.
func TestGaps(t *testing.T) {
	// at makes an image of the number at a depth in mm; "" is no position.
	at := func(number int, depth string, more map[uint32]string) *Instance {
		values := map[uint32]string{dataset.TagPosition: "", dataset.TagOrientation: ""}
		if depth != "" {
			values[dataset.TagPosition], values[dataset.TagOrientation] = "0\\0\\"+depth, "1\\0\\0\\0\\1\\0"
		}
		maps.Copy(values, more)
		return made(t, number, values)
	}
	// row makes a series of images; depth says where number n lies.
	row := func(numbers []int, depth func(n int) string, more map[uint32]string) []*Instance {
		var out []*Instance
		for i, n := range numbers {
			out = append(out, at(n, depth(i), more))
		}
		return out
	}
	gapped := []int{1, 2, 3, 6, 7, 8, 9, 10}
	byNumber := func(numbers []int) func(int) string {
		return func(i int) string { return fmt.Sprint(5 * numbers[i]) }
	}
	even := func(i int) string { return fmt.Sprint(5 * i) }
	odd := func(i int) string { return fmt.Sprint(i * i * 7) }
	none := func(int) string { return "" }
	upTo := func(n int) (out []int) {
		for i := range n {
			out = append(out, i+1)
		}
		return out
	}
	thirds := []int{1, 2, 4, 5, 7, 8, 10, 11, 13, 14}
	for _, tc := range []struct {
		name, want string
		ins        []*Instance
	}{
		{"slices are missing where numbers are", "images 4–5 of 10", row(gapped, byNumber(gapped), nil)},
		{"no positions", "images 4–5 of 10", row(gapped, none, nil)},
		{"more is declared than the last number", "images 4–5 of 12", row(gapped, byNumber(gapped), map[uint32]string{dataset.TagSeriesInstances: "12"})},
		{"the end is missing, as the series says", "2 of 10 images", row(upTo(8), even, map[uint32]string{dataset.TagSeriesInstances: "10"})},
		{"the end is missing, as the acquisition says", "2 of 10 images", row(upTo(8), even, map[uint32]string{dataset.TagImagesInAcquisition: "10", dataset.TagAcquisitionNumber: "1"})},
		// Look-alikes.
		{"numbers jump, slices do not", "", row(gapped, even, nil)},
		{"slices at no even spacing", "", row(gapped, odd, nil)},
		{"numbers begin at 201", "", row([]int{201, 202, 203, 204, 205, 206}, even, nil)},
		{"every third number is another series'", "", row(thirds, none, nil)},
		{"every second number", "", row([]int{1, 3, 5, 7, 9, 11}, none, nil)},
		{"a few of many", "", row([]int{1, 50, 100, 150, 200}, none, nil)},
		{"ultrasound: somebody threw pictures away", "", row(gapped, none, map[uint32]string{dataset.TagModality: "US"})},
		{"mammogram views", "", row(gapped, none, map[uint32]string{dataset.TagModality: "MG"})},
		{"two phases at each place", "", row(upTo(12), func(i int) string { return fmt.Sprint(5 * (i % 6)) }, nil)},
		{"frames in one file", "", row(gapped, none, map[uint32]string{dataset.TagFrames: "4"})},
		{"the acquisition made other series as well", "", row([]int{41, 42, 43, 44, 45, 46, 47, 48}, even, map[uint32]string{dataset.TagImagesInAcquisition: "10", dataset.TagAcquisitionNumber: "1"})},
		{"a count of no acquisition", "", row(upTo(8), even, map[uint32]string{dataset.TagImagesInAcquisition: "10"})},
		{"many more are declared: some were chosen", "", row(upTo(8), even, map[uint32]string{dataset.TagSeriesInstances: "300"})},
		{"fewer are declared than are here", "", row(upTo(8), even, map[uint32]string{dataset.TagSeriesInstances: "4"})},
		{"whole", "", row(upTo(8), even, map[uint32]string{dataset.TagSeriesInstances: "8"})},
	} {
		study := Group(tc.ins)[0]
		got := strings.Join(study.Summary().Series[0].Missing, "; ")
		if got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
		if found := slices.Contains(rules([]*Study{study}), RuleGap); found != (tc.want != "") {
			t.Errorf("%s: finding %v", tc.name, found)
		}
	}
}
