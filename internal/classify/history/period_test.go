package history

import (
	"testing"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

func readBoth(text string, k clinical.Kind) (done, planned []clinical.Mention) {
	read := words.Read([]string{text})
	lang := words.LanguageOf(read)
	var pages []*statement.Page
	for _, p := range read {
		pages = append(pages, statement.Read(p, lang))
	}
	return Read(pages, Paper{Kind: k, Date: clinical.Date{Year: 2026, Month: 3, Day: 19}, Dates: dates.Read(read, lang, dates.Told{})})
}

func TestTreatmentsGoOnAsLongAsTheSentenceSays(t *testing.T) {
	for _, c := range []struct{ text, first, last string }{
		{"She received carboplatin from 2025-05-04 to 2025-07-20.", "2025-05-04", "2025-07-20"},
		{"Chemotherapy with capecitabine was given (2025-05-04 – 2025-07-20).", "2025-05-04", "2025-07-20"},
		{"She has been taking tamoxifen since 4 May 2025.", "2025-05-04", ""},
		{"She underwent radiation treatment ending in May 2008.", "", "2008-05"},
		{"Er erhielt Carboplatin vom 04.05.2025 bis zum 20.07.2025.", "2025-05-04", "2025-07-20"},
		{"She had four cycles of oxaliplatin, the last begun on 6 July 2025.", "", ""},
		{"She received carboplatin on 2025-05-04.", "", ""},
	} {
		done, _ := readBoth(c.text, clinical.OncologyNote)
		if len(done) == 0 {
			t.Errorf("%q mentions nothing", c.text)
			continue
		}
		if m := done[len(done)-1]; m.First.String() != c.first || m.Last.String() != c.last {
			t.Errorf("%q: from %q to %q, want %q to %q", c.text, m.First, m.Last, c.first, c.last)
		}
	}
}

func TestStaysBeginAndEndAsLabelled(t *testing.T) {
	done, _ := readBoth("DISCHARGE SUMMARY\nAdmission date: 2026-03-12\nDischarge date: 2026-03-19\nHospital course: uneventful.\n", clinical.DischargeSummary)
	if len(done) == 0 || done[0].First.String() != "2026-03-12" || done[0].Last.String() != "2026-03-19" {
		t.Errorf("got %+v", done)
	}
}

func TestPlansForALaterDay(t *testing.T) {
	for _, c := range []struct {
		text string
		kind clinical.Kind
		fact clinical.FactID
		date string
	}{
		{"Radiotherapy is planned for 2 May 2026.", clinical.OncologyNote, clinical.FactRadiotherapy, "2026-05-02"},
		{"A mastectomy is scheduled for 2 May 2026.", clinical.OncologyNote, clinical.FactSurgery, "2026-05-02"},
		{"Mastectomy on 2 May 2026", clinical.TreatmentPlan, clinical.FactSurgery, "2026-05-02"},
		{"Radiotherapy is planned.", clinical.OncologyNote, "", ""},
		{"Radiotherapy was planned on 2 May 2025.", clinical.OncologyNote, "", ""},
		{"She does not want the radiotherapy that was planned for 2 May 2026.", clinical.OncologyNote, "", ""},
		{"Her mother will have radiotherapy on 2 May 2026.", clinical.OncologyNote, "", ""},
	} {
		done, planned := readBoth(c.text, c.kind)
		if c.fact == "" {
			if len(planned) > 0 {
				t.Errorf("%q plans %+v", c.text, planned)
			}
			continue
		}
		if len(planned) != 1 || planned[0].Fact != c.fact || planned[0].Date.String() != c.date || len(done) > 0 {
			t.Errorf("%q: done %+v, planned %+v", c.text, done, planned)
		}
	}
}
