package check

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestPairReports(t *testing.T) {
	scan := func(id string, d clinical.Date, modality string) *clinical.Record {
		return &clinical.Record{ID: id, Kind: clinical.ImagingStudy, Date: d, Study: &clinical.Study{Series: []clinical.Series{{Modality: modality, Images: 20}}}}
	}
	report := func(id string, d clinical.Date, title string) *clinical.Record {
		return &clinical.Record{ID: id, Kind: clinical.ImagingReport, Date: d, Title: title}
	}
	described := func(id string, d clinical.Date, modality, description string) *clinical.Record {
		r := scan(id, d, modality)
		r.Study.Description = description
		return r
	}
	day := func(n int) clinical.Date { return clinical.Date{Year: 2026, Month: 3, Day: n} }
	for _, tc := range []struct {
		name    string
		records []*clinical.Record
		want    map[string]string
	}{
		{"same day, same modality", []*clinical.Record{scan("R1", day(3), "CT"), report("R2", day(3), "CT abdomen and pelvis")}, map[string]string{"R1": "R2"}},
		{"reported two days later", []*clinical.Record{scan("R1", day(3), "MR"), report("R2", day(5), "Report: MRI, breast")}, map[string]string{"R1": "R2"}},
		{"another modality", []*clinical.Record{scan("R1", day(3), "CT"), report("R2", day(3), "Mammogram")}, nil},
		{"a word that only contains the modality", []*clinical.Record{scan("R1", day(3), "CT"), report("R2", day(3), "Actual report")}, nil},
		{"a week apart", []*clinical.Record{scan("R1", day(3), "CT"), report("R2", day(10), "CT chest")}, nil},
		{"no day known", []*clinical.Record{scan("R1", clinical.Date{Year: 2026}, "CT"), report("R2", day(3), "CT chest")}, nil},
		{"nearest of two", []*clinical.Record{scan("R1", day(3), "CT"), scan("R3", day(5), "CT"), report("R2", day(5), "CT chest")}, map[string]string{"R3": "R2"}},
		{"two equally near: neither", []*clinical.Record{scan("R1", day(3), "CT"), scan("R3", day(5), "CT"), report("R2", day(4), "CT chest")}, nil},
		{"another part of the body", []*clinical.Record{described("R1", day(3), "CT", "CT HEAD"), report("R2", day(3), "CT chest")}, nil},
		{"two of a day, told apart by the part of the body", []*clinical.Record{described("R1", day(3), "CT", "CT HEAD"), described("R3", day(3), "CT", "CT THORAX"), report("R2", day(3), "CT chest")}, map[string]string{"R3": "R2"}},
		{"the other side", []*clinical.Record{described("R1", day(3), "MG", "MAMMOGRAM LEFT"), report("R2", day(3), "Right mammogram")}, nil},
		{"contours of the day", []*clinical.Record{{ID: "R1", Kind: clinical.ImagingStudy, Date: day(3), Study: &clinical.Study{Series: []clinical.Series{{Modality: "RTSTRUCT"}}}}, report("R2", day(3), "CT chest")}, nil},
		{"an X-ray is DX or CR", []*clinical.Record{scan("R1", day(3), "DX"), report("R2", day(3), "Chest X-ray")}, map[string]string{"R1": "R2"}},
	} {
		got := PairReports(tc.records)
		for _, r := range tc.records {
			if r.Study == nil {
				continue
			}
			joined := strings.Join(got[r.ID], " ")
			if joined != tc.want[r.ID] {
				t.Errorf("%s: scan %s has reports %q, want %q", tc.name, r.ID, joined, tc.want[r.ID])
			}
		}
	}
}

func TestPairPapersByAccessionNumber(t *testing.T) {
	scan := clinical.Paper{Record: &clinical.Record{ID: "R1", Kind: clinical.ImagingStudy, Date: clinical.Date{Year: 2026, Month: 3, Day: 3},
		Study: &clinical.Study{Accession: "A220145", Series: []clinical.Series{{Modality: "CT", Images: 20}}}}}
	for _, tc := range []struct {
		name, text string
		date       clinical.Date
		want       bool
	}{
		{"the number, days later", "Accession: A220145\nBody imaging", clinical.Date{Year: 2026, Month: 3, Day: 20}, true},
		{"the number, on a paper without a date", "Acc. no. a220145.", clinical.Date{}, true},
		{"another number", "Accession: A220146", clinical.Date{Year: 2026, Month: 3, Day: 20}, false},
		{"a part of a longer number", "MRN: 99A2201457", clinical.Date{Year: 2026, Month: 3, Day: 20}, false},
		{"a year later", "A220145", clinical.Date{Year: 2027, Month: 3, Day: 3}, false},
	} {
		report := clinical.Paper{Record: &clinical.Record{ID: "R2", Kind: clinical.ImagingReport, Date: tc.date, Title: "Report"},
			Pages: []clinical.PageText{{Number: 1, Text: tc.text}}}
		if got := len(PairPapers([]clinical.Paper{report, scan})["R1"]) == 1; got != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}
