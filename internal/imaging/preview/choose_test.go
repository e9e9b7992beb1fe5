package preview

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// pick says which pictures are chosen: "AX 2:5" is the fifth of the series AX 2.
func pick(study *imaging.Study, most int) (out []string) {
	for _, k := range Choose(study, most) {
		out = append(out, fmt.Sprintf("%s:%d", k.Series.Description, k.Position))
	}
	return out
}

// stack makes n slices of one series.
func (s shelf) stack(t *testing.T, series string, n int, change header) (ins []*imaging.Instance) {
	for i := range n {
		ins = append(ins, s.add(t, series, i+1, change))
	}
	return ins
}

func TestChoose(t *testing.T) {
	s := shelf{}
	scoutSeries := s.stack(t, "1", 2, header{dataset.TagImageType: `ORIGINAL\PRIMARY\LOCALIZER`, dataset.TagFrameOfReference: "1.2.8"})
	thin, thick := s.stack(t, "2", 40, nil), s.stack(t, "3", 5, nil)
	mpr := s.stack(t, "4", 9, header{dataset.TagImageType: `DERIVED\SECONDARY\MPR`})
	dose := s.stack(t, "5", 3, header{dataset.TagSeriesDescription: "Dose Report"})
	capture := s.stack(t, "6", 1, header{dataset.TagSOPClass: storage + "7"})
	film := s.stack(t, "7", 3, header{dataset.TagModality: "US", dataset.TagFrames: "20", dataset.TagSeriesDescription: "loops"})
	for _, c := range []struct {
		name   string
		series [][]*imaging.Instance
		most   int
		want   string
	}{
		{"the middle one", [][]*imaging.Instance{thin}, 1, "AX 2:21"},
		{"evenly spaced ones", [][]*imaging.Instance{thin}, 4, "AX 2:6 AX 2:16 AX 2:26 AX 2:36"},
		{"all there are", [][]*imaging.Instance{thick}, 12, "AX 3:1 AX 3:2 AX 3:3 AX 3:4 AX 3:5"},
		{"none", [][]*imaging.Instance{thick}, 0, ""},
		{"the scan before everything else", [][]*imaging.Instance{scoutSeries, thin, mpr, dose}, 1, "AX 2:21"},
		{"then what was made of it", [][]*imaging.Instance{scoutSeries, thin, mpr, dose}, 2, "AX 2:21 AX 4:5"},
		{"one localizer and one capture at most, the capture last", [][]*imaging.Instance{dose, capture, scoutSeries, thick}, 12,
			"AX 1:2 AX 3:1 AX 3:2 AX 3:3 AX 3:4 AX 3:5 Dose Report:2 AX 6:1"},
		{"two scans share", [][]*imaging.Instance{thin, thick}, 5, "AX 2:7 AX 2:21 AX 2:34 AX 3:2 AX 3:4"},
		{"a localizer alone is the scan", [][]*imaging.Instance{scoutSeries}, 5, "AX 1:1 AX 1:2"},
		{"a film is one picture", [][]*imaging.Instance{film}, 9, "loops:1 loops:2 loops:3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			study := imaging.Group(slices.Concat(c.series...))[0]
			if got := strings.Join(pick(study, c.most), " "); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	k := Choose(imaging.Group(film)[0], 1)[0]
	if k.Frame != 10 || !strings.HasSuffix(k.caption(""), "loops · image 2 of 3 · frame 11 of a film of 20") {
		t.Errorf("frame %d of the film, %s", k.Frame, k.caption(""))
	}
}

// A localizer in the same frame of reference comes first and shows where the scan
// begins and ends.
func TestLocalizerShowsTheScan(t *testing.T) {
	s := shelf{}
	// Coronal: its rows go to the patient's left, its columns to the feet, from z = 24.5.
	localizer := s.stack(t, "9", 1, header{dataset.TagImageType: `ORIGINAL\PRIMARY\LOCALIZER`, dataset.TagSeriesDescription: "Scout",
		dataset.TagPosition: `-15.5\0\24.5`, dataset.TagOrientation: `1\0\0\0\0\-1`, dataset.TagPixelData: checks(0, 0)})
	scan := s.stack(t, "2", 20, nil) // at z = 1 … 20
	keys := Choose(imaging.Group(append(scan, localizer...))[0], 3)
	if len(keys) != 3 || keys[0].Instance != localizer[0] || keys[0].Scan == nil {
		t.Fatalf("%+v", keys)
	}
	if l := keys[0].Scan; l.First.Y0 != 24 || l.Last.Y0 != 5 || l.First.Length() != 32 {
		t.Errorf("%+v", l)
	}
	p, err := Draw(context.Background(), s.open, keys[0], 512)
	if err != nil || p.Caption != "Scout · lines: slice 1 (solid) and 20 (dashed) of AX 2 (series 2)" {
		t.Errorf("%+v %v", p, err)
	}
	other := s.stack(t, "8", 1, header{dataset.TagImageType: `ORIGINAL\PRIMARY\LOCALIZER`, dataset.TagFrameOfReference: "1.2.7",
		dataset.TagPosition: `-15.5\0\24.5`, dataset.TagOrientation: `1\0\0\0\0\-1`})
	for _, k := range Choose(imaging.Group(append(scan, other...))[0], 3) {
		if k.Scan != nil {
			t.Error("a localizer of another frame of reference shows the scan")
		}
	}
}

func TestLocalizerIsDrawn(t *testing.T) {
	s := shelf{}
	localizer := s.add(t, "9", 1, header{dataset.TagImageType: `ORIGINAL\PRIMARY\LOCALIZER`,
		dataset.TagPosition: `-15.5\0\24.5`, dataset.TagOrientation: `1\0\0\0\0\-1`, dataset.TagPixelData: checks(0, 0)})
	scan := s.stack(t, "2", 20, nil)
	key := Choose(imaging.Group(append(scan, localizer))[0], 2)[0]
	pic, err := Draw(context.Background(), s.open, key, 512)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(pic.JPEG))
	if err != nil {
		t.Fatal(err)
	}
	var lines [32]int
	for y := range lines {
		for x := range 32 {
			if v, _, _, _ := img.At(x, y).RGBA(); v>>8 > 128 {
				lines[y]++
			}
		}
	}
	if lines[24] < 30 || lines[5] < 12 || lines[5] > 24 || lines[15] != 0 {
		t.Errorf("white pixels by row: %v", lines)
	}
}
