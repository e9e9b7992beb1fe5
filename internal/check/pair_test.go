package check

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestPairReports(t *testing.T) {
	scan := func(id string, d clinical.Date, modality string) *clinical.Record {
		return &clinical.Record{ID: id, Kind: clinical.ImagingStudy, Date: d, Study: &clinical.Study{Series: []clinical.Series{{Modality: modality}}}}
	}
	report := func(id string, d clinical.Date, title string) *clinical.Record {
		return &clinical.Record{ID: id, Kind: clinical.ImagingReport, Date: d, Title: title}
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
