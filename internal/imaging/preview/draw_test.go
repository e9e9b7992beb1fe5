package preview

import (
	"context"
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// What a header says, and how light the two fields of its chessboard (1000 and 1200)
// are drawn.
func TestDraw(t *testing.T) {
	lut := func(bits int, data []uint16) []header {
		return []header{{dataset.TagLUTDescriptor: []int{len(data), 1000, bits}, dataset.TagLUTData: data}}
	}
	table := make([]uint16, 201)
	table[0], table[200] = 50, 200
	ramp := func(a, b uint16) []uint16 { // discrete a, then a line to b in 200 steps
		return []uint16{0, 1, a, 1, 200, b}
	}
	groups := []header{{dataset.TagFrameVOI: []header{{dataset.TagWindowCenter: "76", dataset.TagWindowWidth: "200"}}}}
	for _, c := range []struct {
		name          string
		change        header
		black, white  int
		caption       string
		left, top     string
		width, height int
	}{
		{name: "a CT without a window is shown in that of soft tissue", black: 86, white: 214,
			caption: "AX 1 · 1 slice · W 400 L 40 (usual)"},
		{name: "a lung in that of the lung", change: header{dataset.TagKernel: "LUNG"}, black: 225, white: 255,
			caption: "W 1500 L -600 (usual)"},
		{name: "the window of the file", change: header{dataset.TagWindowCenter: "76", dataset.TagWindowWidth: "400"}, black: 64, white: 192,
			caption: "AX 1 · 1 slice · W 400 L 76"},
		{name: "a window that hides everything is mended", change: header{dataset.TagWindowCenter: "9000", dataset.TagWindowWidth: "1"},
			black: 86, white: 214, caption: "(usual)"},
		{name: "the window of the frame", change: header{dataset.TagFrameGroups: groups}, black: 0, white: 255, caption: "W 200 L 76"},
		{name: "the window that all frames share", change: header{dataset.TagSharedGroups: groups}, black: 0, white: 255, caption: "W 200 L 76"},
		{name: "rescaling of the frame", change: header{
			dataset.TagFrameGroups:  []header{{dataset.TagPixelTransformation: []header{{dataset.TagRescaleIntercept: "-1100", dataset.TagRescaleSlope: "2"}}}},
			dataset.TagWindowCenter: "1100", dataset.TagWindowWidth: "800"}, black: 64, white: 192, caption: "W 800 L 1100"},
		{name: "a MONOCHROME1 picture", change: header{dataset.TagPhotometric: "MONOCHROME1", dataset.TagWindowCenter: "76", dataset.TagWindowWidth: "400"},
			black: 191, white: 63},
		{name: "an INVERSE one", change: header{dataset.TagPresentationLUTShape: "INVERSE", dataset.TagWindowCenter: "76", dataset.TagWindowWidth: "400"},
			black: 191, white: 63},
		{name: "a VOI lookup table", change: header{dataset.TagModality: "CR", dataset.TagSOPClass: storage + "1", dataset.TagRescaleIntercept: "0",
			dataset.TagVOILUT: lut(8, table)}, black: 50, white: 200},
		{name: "a modality lookup table", change: header{dataset.TagModality: "CR", dataset.TagSOPClass: storage + "1", dataset.TagRescaleIntercept: nil, dataset.TagRescaleSlope: nil,
			dataset.TagModalityLUT: lut(16, table), dataset.TagWindowCenter: "125", dataset.TagWindowWidth: "300"}, black: 64, white: 192},
		{name: "a PET is dark on white", change: header{dataset.TagModality: "PT", dataset.TagSOPClass: storage + "128", dataset.TagRescaleIntercept: "0",
			dataset.TagPixelData: checks(0, 500)}, black: 255, white: 0, caption: "AX 1 · 1 slice · dark is high uptake"},
		{name: "a palette", change: header{dataset.TagPhotometric: "PALETTE COLOR",
			dataset.TagRedDescriptor: []int{201, 1000, 16}, dataset.TagRedDescriptor + 1: []int{201, 1000, 16}, dataset.TagRedDescriptor + 2: []int{201, 1000, 16},
			dataset.TagRedData: wide(table), dataset.TagRedData + 1: wide(table), dataset.TagRedData + 2: wide(table)}, black: 50, white: 200, caption: "AX 1 · 1 slice"},
		{name: "a palette in segments", change: header{dataset.TagPhotometric: "PALETTE COLOR",
			dataset.TagRedDescriptor: []int{201, 1000, 16}, dataset.TagRedDescriptor + 1: []int{201, 1000, 16}, dataset.TagRedDescriptor + 2: []int{201, 1000, 16},
			dataset.TagSegmentedRed: ramp(50<<8, 200<<8), dataset.TagSegmentedRed + 1: ramp(50<<8, 200<<8), dataset.TagSegmentedRed + 2: ramp(50<<8, 200<<8)},
			black: 50, white: 200},
		{name: "floating-point pixels", change: header{dataset.TagPixelData: nil, dataset.TagFloatPixels: floats(checks(0, 1)), dataset.TagBitsAllocated: 32,
			dataset.TagModality: "MR", dataset.TagSOPClass: storage + "30"}, black: 0, white: 255},
		{name: "pixels twice as high as wide", change: header{dataset.TagPixelSpacing: `2\1`}, black: 86, width: 32, height: 64, white: -1},
		{name: "letters at the edges", change: header{dataset.TagOrientation: `0\1\0\0\0\-1`}, black: 86, white: 214, left: "A", top: "H"},
		{name: "two letters where a slice leans", change: header{dataset.TagOrientation: `0.7071\0.7071\0\0\0\-1`}, black: 86, white: 214, left: "RA", top: "H"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := shelf{}
			p, img := s.draw(t, s.add(t, "1", 1, c.change), 0)
			if got := greyAt(img, 0, 0); !near(got, c.black) {
				t.Errorf("the first field is %d, want %d", got, c.black)
			}
			if got := greyAt(img, 1, 0); c.white >= 0 && !near(got, c.white) {
				t.Errorf("the second field is %d, want %d", got, c.white)
			}
			if caption := strings.ReplaceAll(p.Caption, "\u00a0", " "); !strings.HasSuffix(caption, c.caption) {
				t.Errorf("caption %q, want %q", caption, c.caption)
			}
			if c.left != "" && (p.Left != c.left || p.Top != c.top) {
				t.Errorf("letters %q %q", p.Left, p.Top)
			}
			if c.width != 0 && (p.Width != c.width || p.Height != c.height) {
				t.Errorf("%d × %d", p.Width, p.Height)
			}
			if p.WidthUM != 32000 {
				t.Errorf("%d µm wide", p.WidthUM)
			}
		})
	}
}

func wide(table []uint16) []uint16 {
	out := make([]uint16, len(table))
	for i, v := range table {
		out[i] = v << 8
	}
	return out
}

func floats(values []uint16) (b []byte) {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(v)))
	}
	return b
}

// Each frame of a multi-frame image has a window of its own.
func TestEveryFrameHasItsOwnGroup(t *testing.T) {
	s := shelf{}
	group := func(center string) header {
		return header{dataset.TagFrameVOI: []header{{dataset.TagWindowCenter: center, dataset.TagWindowWidth: "400"}},
			dataset.TagPlaneOrientation: []header{{dataset.TagOrientation: map[string]string{"76": `1\0\0\0\1\0`, "176": `0\1\0\0\0\-1`}[center]}}}
	}
	in := s.add(t, "1", 1, header{dataset.TagFrames: "2", dataset.TagOrientation: nil,
		dataset.TagFrameGroups: []header{group("76"), group("176")}, dataset.TagPixelData: append(checks(1000, 1200), checks(1000, 1200)...)})
	first, a := s.draw(t, in, 0)
	second, b := s.draw(t, in, 1)
	if !near(greyAt(a, 1, 0), 192) || !near(greyAt(b, 1, 0), 128) {
		t.Errorf("%d and %d", greyAt(a, 1, 0), greyAt(b, 1, 0))
	}
	if first.Left != "R" || second.Left != "A" {
		t.Errorf("letters %q and %q", first.Left, second.Left)
	}
}

// A slice of air is no picture to show: its neighbour stands for it.
func TestEmptySlicesAreAvoided(t *testing.T) {
	s := shelf{}
	study := &imaging.Study{Series: []*imaging.Series{{Number: "1", Description: "AX", Modality: "CT"}}}
	for n := 1; n <= 30; n++ {
		change := header{}
		if n == 16 {
			change[dataset.TagPixelData] = checks(0, 1)
		}
		study.Series[0].Instances = append(study.Series[0].Instances, s.add(t, "1", n, change))
	}
	keys := Choose(study, 1)
	if len(keys) != 1 || keys[0].Position != 16 {
		t.Fatalf("%+v", keys)
	}
	p, err := Draw(context.Background(), s.open, keys[0], 512)
	if err != nil || !strings.HasPrefix(p.Caption, "AX · slice 21 of 30") {
		t.Errorf("%+v %v", p, err)
	}
}

// The picture of a series that is empty throughout is shown as it is.
func TestEmptySeries(t *testing.T) {
	s := shelf{}
	study := &imaging.Study{Series: []*imaging.Series{{Number: "1", Description: "AX", Modality: "CT"}}}
	for n := 1; n <= 9; n++ {
		study.Series[0].Instances = append(study.Series[0].Instances, s.add(t, "1", n, header{dataset.TagPixelData: checks(0, 0)}))
	}
	p, err := Draw(context.Background(), s.open, Choose(study, 1)[0], 512)
	if err != nil || !strings.HasPrefix(p.Caption, "AX · slice 5 of 9") {
		t.Errorf("%+v %v", p, err)
	}
}

func TestTroubleNamesTheFile(t *testing.T) {
	s := shelf{}
	in := s.add(t, "1", 7, header{dataset.TagPixelData: checks(1, 2)[:100]})
	series := &imaging.Series{Instances: []*imaging.Instance{in}}
	_, err := Draw(context.Background(), s.open, KeyImage{place: place{in, 0}, Series: series, Of: 1}, 512)
	if err == nil || !strings.HasPrefix(err.Error(), "1/7: ") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Draw(ctx, s.open, KeyImage{place: place{in, 0}, Series: series, Of: 1}, 512); err == nil {
		t.Error("drawn although nobody waits any more")
	}
}
