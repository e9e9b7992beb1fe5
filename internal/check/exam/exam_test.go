package exam

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestOf(t *testing.T) {
	for _, tc := range []struct{ text, modalities, regions, sides string }{
		{"CT chest, abdomen and pelvis with contrast", "CT", "abdomen chest pelvis", ""},
		{"CECT ABDOMEN", "CT", "abdomen", ""},
		{"MRI BREAST BILATERAL", "MR", "breast", "B"},
		{"Bilateral diagnostic mammogram and right breast ultrasound", "MG US", "breast", "B R"},
		{"Mammographie beidseits, Mammasonographie links", "MG", "breast", "B L"},
		{"MRT der Wirbelsäule", "MR", "spine", ""},
		{"Röntgen-Thorax in zwei Ebenen", "CR", "chest", ""},
		{"Ganzkörper-Skelettszintigraphie", "NM", "whole", ""},
		{"PET-CT vom 3.2.2026", "PT", "", ""},
		{"Scanner thoraco-abdomino-pelvien", "CT", "abdomen pelvis", ""},
		{"IRM mammaire gauche", "MR", "breast", "L"},
		{"Échographie du sein droit", "US", "breast", "R"},
		{"TAC de tórax", "CT", "chest", ""},
		{"Resonancia magnética de mama izquierda", "MR", "breast", "L"},
		{"Gammagrafía ósea", "NM", "whole", ""},
		{"Risonanza magnetica della mammella destra", "MR", "breast", "R"},
		{"Ecografia addome", "US", "abdomen", ""},
		{"Tomografia komputerowa klatki piersiowej", "CT", "chest", ""},
		{"USG piersi lewej", "US", "breast", "L"},
		{"RTG klatki piersiowej", "CR", "chest", ""},
		{"MRI hersenen", "MR", "head", ""},
		{"Mammografie links", "MG", "breast", "L"},
		{"Chest, PA and lateral", "CR", "chest", ""},
		{"US abdomen", "US", "abdomen", ""},
		{"CONTACT US TODAY", "", "", ""},
		{"Actual petal scanning", "", "", ""},
		{"Letter about the chest. Nothing else.", "", "chest", ""},
		{"PSMA PET/CT whole body", "PT", "whole", ""},
		{"Tomografía por emisión de positrones", "PT", "", ""},
	} {
		e := Of(tc.text)
		got := strings.Join(e.Modalities, " ") + "|" + strings.Join(e.Regions, " ") + "|" + strings.Join(e.Sides, " ")
		if want := tc.modalities + "|" + tc.regions + "|" + tc.sides; got != want {
			t.Errorf("%q: %s, want %s", tc.text, got, want)
		}
	}
}

func TestAgree(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"CT chest", "CT thorax", true},
		{"CT chest", "CT head", false},
		{"CT chest", "MRI chest", false},
		{"CT abdomen", "CT pelvis", true},
		{"PET-CT", "PET whole body", true},
		{"left mammogram", "right mammogram", false},
		{"left mammogram", "bilateral mammogram", true},
		{"CT", "CT chest", true},
		{"scan", "CT chest", false},
	} {
		if got := Of(tc.a).Agree(Of(tc.b)); got != tc.want {
			t.Errorf("%q and %q: %v", tc.a, tc.b, got)
		}
	}
}

func TestOfStudyTakesPicturesOnly(t *testing.T) {
	series := func(modality, description string, images int) clinical.Series {
		return clinical.Series{Modality: modality, Description: description, Images: images}
	}
	for _, tc := range []struct {
		name   string
		series []clinical.Series
		want   string
		ok     bool
	}{
		{"a scan", []clinical.Series{series("CT", "Thorax 5mm", 80)}, "CT", true},
		{"its scout beside it", []clinical.Series{series("CT", "Topogram", 2), series("CT", "Lung", 80)}, "CT", true},
		{"a scout alone", []clinical.Series{series("CT", "Topogram 0.6", 2)}, "", false},
		{"a localizer alone", []clinical.Series{series("MR", "3-plane LOC", 9)}, "", false},
		{"a series that is only named so", []clinical.Series{series("MR", "LOCALIZER", 45)}, "MR", true},
		{"a dose report", []clinical.Series{series("SR", "Dose", 0)}, "", false},
		{"contours and plans", []clinical.Series{series("RTSTRUCT", "", 0), series("RTPLAN", "", 0), series("RTDOSE", "", 90)}, "", false},
		{"a saved view", []clinical.Series{series("PR", "", 1)}, "", false},
		{"a digital X-ray", []clinical.Series{series("DX", "Chest", 2)}, "CR", true},
		{"PET and its CT", []clinical.Series{series("CT", "AC", 200), series("PT", "WB", 200)}, "CT PT", true},
	} {
		e, ok := OfStudy(&clinical.Study{Series: tc.series})
		if got := strings.Join(e.Modalities, " "); got != tc.want || ok != tc.ok {
			t.Errorf("%s: %q, %v", tc.name, got, ok)
		}
	}
	e, _ := OfStudy(&clinical.Study{Description: "MAMMOGRAM", Series: []clinical.Series{series("MG", "L MLO", 1)}})
	if strings.Join(e.Sides, "") != "L" {
		t.Errorf("sides of a view: %v", e.Sides)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("CT chest 3 Feb 2026")
	f.Add("Mammographie beidseits")
	f.Fuzz(func(t *testing.T, s string) {
		e := Of(s)
		if !e.MaySame(e) && len(e.Sides) < 2 {
			t.Fatalf("%q contradicts itself: %+v", s, e)
		}
	})
}
