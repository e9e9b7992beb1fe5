package imaging

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// stack makes a series; lie says the number and the values of image i.
func stack(t *testing.T, n int, lie func(i int) (number int, values map[uint32]string)) []*Instance {
	t.Helper()
	var out []*Instance
	for i := range n {
		number, values := lie(i)
		all := map[uint32]string{dataset.TagOrientation: `1\0\0\0\1\0`, dataset.TagSOPInstance: fmt.Sprintf("1.2.3.%d", i+1)}
		maps.Copy(all, values)
		out = append(out, made(t, number, all))
	}
	return out
}

func place(z float64) map[uint32]string {
	return map[uint32]string{dataset.TagPosition: fmt.Sprintf(`0\0\%g`, z)}
}

// TestExtent: what the table of a scan says of the numbers, and what it does not.
func TestExtent(t *testing.T) {
	for _, c := range []struct {
		name, want, rules string
		ins               []*Instance
	}{
		{"whole", "1–8, no gap", "", stack(t, 8, func(i int) (int, map[uint32]string) { return i + 1, place(float64(5 * i)) })},
		{"from the other end", "1–8, no gap", "", stack(t, 8, func(i int) (int, map[uint32]string) { return i + 1, place(float64(-5 * i)) })},
		{"starts at 0", "0–7, no gap", "", stack(t, 8, func(i int) (int, map[uint32]string) { return i, place(float64(5 * i)) })},
		{"a gap", "images 4–5 of 8 missing", RuleGap, stack(t, 6, func(i int) (int, map[uint32]string) {
			n := i + 1
			if n > 3 {
				n += 2
			}
			return n, place(float64(5 * n))
		})},
		{"two echoes at each place", "1–12, no gap", "", stack(t, 12, func(i int) (int, map[uint32]string) { return i + 1, place(float64(5 * (i % 6))) })},
		{"four times over the heart", "1–24, no gap", "", stack(t, 24, func(i int) (int, map[uint32]string) { return i + 1, place(float64(3 * (i / 4))) })},
		{"a tilted gantry", "1–8, no gap", "", stack(t, 8, func(i int) (int, map[uint32]string) {
			return i + 1, map[uint32]string{dataset.TagPosition: fmt.Sprintf(`0\%g\%g`, float64(i)*1.7365, float64(i)*4.924), dataset.TagOrientation: `1\0\0\0\0.9848\-0.1736`}
		})},
		{"three planes", "1–9, no gap; 3 directions", "", stack(t, 9, func(i int) (int, map[uint32]string) {
			v := place(float64(10 * (i % 3)))
			v[dataset.TagOrientation] = []string{`1\0\0\0\1\0`, `0\1\0\0\0\-1`, `1\0\0\0\0\-1`}[i/3]
			return i + 1, v
		})},
		{"room in the middle, numbers without a gap", "1–8, no gap in the numbers", RuleSpacing, stack(t, 8, func(i int) (int, map[uint32]string) {
			if i > 3 {
				return i + 1, place(float64(5 * (i + 2)))
			}
			return i + 1, place(float64(5 * i))
		})},
		{"two blocks far apart", "1–8, no gap", "", stack(t, 8, func(i int) (int, map[uint32]string) {
			if i > 3 {
				return i + 1, place(float64(5 * (i + 50)))
			}
			return i + 1, place(float64(5 * i))
		})},
		{"chosen images", "", "", stack(t, 5, func(i int) (int, map[uint32]string) { return 20*i + 1, place(float64(100 * i)) })},
		{"one slice twice", "1–7", RuleSliceTwice, stack(t, 8, func(i int) (int, map[uint32]string) {
			n := min(i+1, 7)
			v := place(float64(5 * n))
			v[dataset.TagContentTime] = "101530"
			return n, v
		})},
		{"the same numbers at another time", "1–4", "", stack(t, 8, func(i int) (int, map[uint32]string) {
			v := place(float64(5 * (i % 4)))
			v[dataset.TagContentTime] = fmt.Sprintf("10153%d", i/4)
			return i%4 + 1, v
		})},
		{"no places", "1–8, no gap", "", stack(t, 8, func(i int) (int, map[uint32]string) { return i + 1, map[uint32]string{dataset.TagOrientation: ""} })},
		{"ultrasound", "", "", stack(t, 8, func(i int) (int, map[uint32]string) { return i + 1, map[uint32]string{dataset.TagModality: "US"} })},
	} {
		study := Group(c.ins)[0]
		if got := study.Summary().Series[0].Extent; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		var found []string
		for _, r := range rules([]*Study{study}) {
			if r == RuleGap || r == RuleSpacing || r == RuleSliceTwice {
				found = append(found, r)
			}
		}
		if got := strings.Join(found, " "); got != c.rules {
			t.Errorf("%s: findings %q, want %q", c.name, got, c.rules)
		}
	}
}

// TestCutPicturesSayHowMuchIsThere cuts a slice within its pixels.
func TestCutPicturesSayHowMuchIsThere(t *testing.T) {
	whole, err := os.ReadFile("../../../shared/data/dicom-pydicom/test_files/CT_small.dcm")
	if err != nil {
		t.Skip("the shared data are not here")
	}
	in, err := Read(bytes.NewReader(whole), int64(len(whole)), "whole")
	if err != nil {
		t.Fatal(err)
	}
	for _, percent := range []int64{75, 50, 25} {
		cut := whole[:in.PixelOffset+in.PixelLength*percent/100]
		got, err := Read(bytes.NewReader(cut), int64(len(cut)), "cut")
		if err != nil {
			t.Fatal(err)
		}
		words := fmt.Sprintf("about %d %% of the picture", percent)
		if !got.Truncated || !strings.Contains(got.presentWords(), words) {
			t.Errorf("cut to %d %%: truncated %v, %q", percent, got.Truncated, got.presentWords())
		}
	}
	if in.Truncated || in.presentWords() != "" {
		t.Errorf("a whole file: %v %q", in.Truncated, in.presentWords())
	}
}
