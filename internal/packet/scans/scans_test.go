package scans

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

func TestSize(t *testing.T) {
	cases := []struct {
		series []Series
		size   string
	}{
		{nil, "0 series, no pictures"},
		{[]Series{{Modality: "CT", Types: []string{"CT scan (CT)"}, Images: 1}}, "1 series, 1 image"},
		{[]Series{{Modality: "CT", Images: 30}, {Modality: "SR"}}, "2 series, 30 images"},
		{[]Series{{Modality: "RTPLAN", Types: []string{"radiotherapy plan (RT Plan)"}}}, "1 series, no pictures (radiotherapy plan)"},
		{[]Series{{Types: []string{"radiotherapy contours (RT Structure Set)"}}, {Types: []string{"radiotherapy contours (RT Structure Set)"}}, {Types: []string{"report (Enhanced SR)"}}}, "3 series, no pictures (radiotherapy contours, report)"},
		{[]Series{{Modality: "ECG", Types: []string{"heart tracing (12-lead ECG Waveform)"}}}, "1 series, no pictures (heart tracing)"},
		{[]Series{{Modality: "CT", Types: []string{"CT scan (CT)"}}}, "1 series, no pictures"},
	}
	for _, c := range cases {
		if got := (&Scan{Series: c.series}).Size(); got != c.size {
			t.Errorf("got %q, want %q", got, c.size)
		}
	}
}

func TestWhy(t *testing.T) {
	for _, c := range []struct {
		study *clinical.Study
		want  string
	}{
		{nil, ""},
		{&clinical.Study{Description: "CT chest"}, ""},
		{&clinical.Study{Description: "CT chest", Procedure: "CT CHEST"}, ""},
		{&clinical.Study{Description: "CT chest", Procedure: "CT chest with contrast", Reason: "staging of breast cancer"},
			"Asked for: CT chest with contrast · Reason: staging of breast cancer"},
	} {
		if got := (&Scan{Record: &clinical.Record{Study: c.study}}).Why(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func square(t *testing.T) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, image.NewGray(image.Rect(0, 0, 64, 64)), nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestTheNoteIsNeverAlone draws studies with every number of series and
// pictures; the page of the note has a picture or a series on it.
func TestTheNoteIsNeverAlone(t *testing.T) {
	jpg := square(t)
	for _, pictures := range []int{0, 1, 2, 3, 4, 6, 9, 12, 13, 24, 30} {
		for series := 1; series <= 60; series++ {
			sc := Scan{Folder: "DICOM/PT000001/ST000001"}
			for i := range series {
				sc.Series = append(sc.Series, Series{Number: fmt.Sprint(i + 1), Description: "Axial", Modality: "MR", Images: 1, Folder: "SERIESFOLDER"})
			}
			for range pictures {
				sc.Pictures = append(sc.Pictures, typeset.Picture{JPEG: typesettest.Held(jpg), Width: 64, Height: 64, Caption: "CAPTION", Left: "R"})
			}
			s := typeset.NewSheet(&typeset.Speller{}, "scans")
			sc.Draw(s)
			typesettest.CheckPages(t, s.Pages)
			last := typesettest.Flat(s.Pages[len(s.Pages)-1])
			want := "CAPTION"
			if pictures == 0 {
				want = "SERIESFOLDER"
			}
			if !strings.Contains(last, "import the disc") || !strings.Contains(last, want) {
				t.Fatalf("%d series, %d pictures: the last page has only %q", series, pictures, last)
			}
		}
	}
}

func TestTypesAreNotBroken(t *testing.T) {
	for _, code := range []string{"RTSTRUCT", "RTRECORD", "RTPLAN", "RTDOSE", "RTIMAGE"} {
		sc := Scan{Series: []Series{{Number: "1", Modality: code}}}
		s := typeset.NewSheet(&typeset.Speller{}, "scans")
		sc.Draw(s)
		if got := typesettest.TextOf(s.Page()); !strings.Contains(got, "\n"+code+"\n") {
			t.Errorf("%s is broken: %q", code, got)
		}
	}
}
