package timeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func date(t *testing.T, s string) clinical.Date {
	t.Helper()
	d, err := clinical.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// says is a mention as it is written in the tables below.
type says struct {
	fact            clinical.FactID
	what, day       string
	first, last     string
	modality, quote string
	page            int
}

func (s says) mention(t *testing.T) clinical.Mention {
	return clinical.Mention{Fact: s.fact, What: s.what, Modality: s.modality, Date: date(t, s.day), First: date(t, s.first), Last: date(t, s.last), Quote: s.quote, Page: s.page}
}

func paper(t *testing.T, id string, kind clinical.Kind, title, day string, ms ...says) clinical.Paper {
	p := clinical.Paper{Record: &clinical.Record{ID: id, Kind: kind, Title: title, Date: date(t, day), Confidence: clinical.Certain}}
	p.Pages = []clinical.PageText{{Number: 1, Text: title}}
	for _, m := range ms {
		p.Mentions = append(p.Mentions, m.mention(t))
	}
	return p
}

func study(t *testing.T, id, modality, description, day string) clinical.Paper {
	p := paper(t, id, clinical.ImagingStudy, "", day)
	p.Study = &clinical.Study{Description: description, Date: p.Date, Series: []clinical.Series{{Modality: modality, Images: 3, Instances: 3}}}
	return p
}

// told writes events one in a line.
func told(events []Event) string {
	var out []string
	for i := range events {
		e := &events[i]
		var from []string
		for _, s := range e.Sources {
			from = append(from, fmt.Sprintf("%s/%d", s.Record, s.Page))
		}
		out = append(out, fmt.Sprintf("%s | %s | %s | %s", e.Lane.ID(), e.When(), e.Words(), strings.Join(from, " ")))
	}
	return strings.Join(out, "\n")
}

func TestGather(t *testing.T) {
	const surgery, drug, rays, scan, stay = clinical.FactSurgery, clinical.FactSystemicTherapy, clinical.FactRadiotherapy, clinical.FactImagingDone, clinical.FactHospitalStay
	letter := func(id string, ms ...says) clinical.Paper {
		return paper(t, id, clinical.OncologyNote, "Clinic letter", "2026-10-01", ms...)
	}
	for _, c := range []struct {
		name    string
		papers  []clinical.Paper
		reports map[string][]string
		want    string
	}{
		{"a scan and its report are one", []clinical.Paper{study(t, "R1", "CT", "CT chest", "2026-03-14"), paper(t, "R2", clinical.ImagingReport, "CT chest", "2026-03-16")},
			map[string][]string{"R1": {"R2"}}, "scans | 14 Mar 2026 | CT chest | R1/0 R2/1"},
		{"two scans of a day are two", []clinical.Paper{study(t, "R1", "CT", "CT chest", "2026-03-14"), study(t, "R2", "MR", "MRI brain", "2026-03-14")}, nil,
			"scans | 14 Mar 2026 | CT chest | R1/0\nscans | 14 Mar 2026 | MRI brain | R2/0"},
		{"a letter names the scan", []clinical.Paper{study(t, "R1", "CT", "CT chest", "2026-03-14"), letter("R2", says{fact: scan, what: "CT thorax", modality: "CT", day: "2026-03", page: 2})}, nil,
			"scans | 14 Mar 2026 | CT chest | R1/0 R2/2"},
		{"another side is another scan", []clinical.Paper{study(t, "R1", "MG", "Mammogram left", "2026-03-14"), letter("R2", says{fact: scan, what: "mammogram right", modality: "MG", day: "2026-03-14", page: 1})}, nil,
			"scans | 14 Mar 2026 | Mammogram left | R1/0\nscans | 14 Mar 2026 | Mammogram right | R2/1"},
		{"one operation told by three papers", []clinical.Paper{
			paper(t, "R1", clinical.OperativeReport, "Operative report", "2026-03-19", says{fact: surgery, what: "left mastectomy", day: "2026-03-19", page: 1}),
			letter("R2", says{fact: surgery, what: "mastectomy", day: "2026-03", page: 3}),
			letter("R3", says{fact: surgery, what: "Mastectomy left", page: 1}),
		}, nil, "operations | 19 Mar 2026 | Left mastectomy | R1/1 R2/3 R3/1"},
		{"another side is another operation", []clinical.Paper{
			letter("R1", says{fact: surgery, what: "left mastectomy", day: "2026-03-19", page: 1}), letter("R2", says{fact: surgery, what: "right mastectomy", day: "2026-03-19", page: 1}),
		}, nil, "operations | 19 Mar 2026 | Left mastectomy | R1/1\noperations | 19 Mar 2026 | Right mastectomy | R2/1"},
		{"two reports of a day are two operations", []clinical.Paper{
			paper(t, "R1", clinical.OperativeReport, "Mastectomy", "2026-03-19"), paper(t, "R2", clinical.OperativeReport, "Mastectomy", "2026-03-19"),
		}, nil, "operations | 19 Mar 2026 | Mastectomy | R1/1\noperations | 19 Mar 2026 | Mastectomy | R2/1"},
		{"two sentences of two drugs", []clinical.Paper{letter("R1", says{fact: drug, what: "capecitabine", day: "2026-05-04", page: 1, quote: "p"}, says{fact: drug, what: "oxaliplatin", day: "2026-05-04", page: 1, quote: "q"})}, nil,
			"drugs | 4 May 2026 | Capecitabine | R1/1\ndrugs | 4 May 2026 | Oxaliplatin | R1/1"},
		{"drugs of a sentence", []clinical.Paper{letter("R1", says{fact: drug, what: "capecitabine", day: "2026-05-04", page: 1, quote: "q"}, says{fact: drug, what: "oxaliplatin", day: "2026-05-04", page: 1, quote: "q"})}, nil,
			"drugs | 4 May 2026 | Capecitabine, oxaliplatin | R1/1"},
		{"bars and open ends", []clinical.Paper{letter("R1", says{fact: drug, what: "letrozole", day: "2026-05-04", first: "2026-05-04", page: 1}, says{fact: rays, what: "radiotherapy", day: "2008-05", last: "2008-05", page: 1},
			says{fact: drug, what: "paclitaxel", day: "2025-01-02", first: "2025-01-02", last: "2025-03-04", page: 1})}, nil,
			"radiotherapy | until May 2008 | Radiotherapy; start date not stated | R1/1\ndrugs | 2 Jan 2025 – 4 Mar 2025 | Paclitaxel | R1/1\ndrugs | 4 May 2026 – | Letrozole; end date not stated | R1/1"},
		{"a stay from admission to discharge", []clinical.Paper{paper(t, "R1", clinical.DischargeSummary, "", "2026-03-21", says{fact: stay, day: "2026-03-21", first: "2026-03-18", last: "2026-03-21"}),
			letter("R2", says{fact: stay, what: "was admitted", day: "2026-03-21", page: 1})}, nil,
			"stays | 18 Mar 2026 – 21 Mar 2026 | Stay in hospital | R1/1 R2/1"},
		{"only its planning is here", []clinical.Paper{paper(t, "R1", clinical.RadiotherapySummary, "Radiation oncology simulation", "2026-05-11")}, nil,
			"radiotherapy | 11 May 2026 | Radiation oncology simulation (planned) | R1/1"},
		{"no day is last", []clinical.Paper{letter("R1", says{fact: drug, what: "tamoxifen", page: 1}, says{fact: surgery, what: "appendectomy", day: "1999", page: 1})}, nil,
			"operations | 1999 | Appendectomy | R1/1\ndrugs |  | Tamoxifen | R1/1"},
		{"what may be one of two is none of them", []clinical.Paper{letter("R1", says{fact: surgery, what: "mastectomy", day: "2025-01-02", page: 1}, says{fact: surgery, what: "mastectomy", day: "2026-01-02", page: 1}), letter("R2", says{fact: surgery, what: "mastectomy", page: 1})}, nil,
			"operations | 2 Jan 2025 | Mastectomy | R1/1\noperations | 2 Jan 2026 | Mastectomy | R1/1"},
		{"dates that cannot be", []clinical.Paper{letter("R1", says{fact: surgery, what: "mastectomy", day: "2026-12-24", page: 1}, says{fact: surgery, what: "lumpectomy", day: "1950-01-01", page: 1})}, nil, ""},
	} {
		got := told(Gather(clinical.Case{Patient: clinical.Patient{BirthDate: date(t, "1971-03-14")}}, c.papers, c.reports))
		if got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestPlansAndBookings(t *testing.T) {
	p := paper(t, "R1", clinical.OncologyNote, "Clinic letter", "2026-10-01")
	p.Plans = []clinical.Mention{{Fact: clinical.FactRadiotherapy, What: "radiotherapy", Date: date(t, "2026-11"), Quote: "Radiotherapy is planned for November 2026", Page: 2}}
	c := clinical.Case{Booked: []clinical.Booking{{Date: date(t, "2026-12-08"), What: "Clinic visit", Where: "Lakeside"}}}
	got := told(Gather(c, []clinical.Paper{p}, nil))
	want := "radiotherapy | Nov 2026 | Radiotherapy (planned) | R1/2\nbooked | 8 Dec 2026 | Clinic visit, Lakeside | /0"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestADiagnosisIsQuotedWhereItIsStated(t *testing.T) {
	p := paper(t, "R1", clinical.PathologyReport, "", "2026-02-01")
	c := clinical.Case{Stated: []clinical.Quote{{What: clinical.QuoteStage, Text: "pT3", Record: "R1", Page: 1}, {What: clinical.QuoteDiagnosis, Text: "Invasive ductal carcinoma", Record: "R1", Page: 2}}}
	events := Gather(c, []clinical.Paper{p}, nil)
	if len(events) != 1 || events[0].Quote != "Invasive ductal carcinoma" || events[0].Sources[0].Page != 2 {
		t.Errorf("got %+v", events)
	}
}

// letters spells a number, so that it is a word of its own.
func letters(n int) string {
	return strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprintf("%05d", n))
}

func TestTheNumberOfEventsIsBounded(t *testing.T) {
	var papers []clinical.Paper
	for i := range 2 * maxEvents {
		papers = append(papers, paper(t, fmt.Sprintf("R%04d", i), clinical.OncologyNote, "Clinic letter", "2026-10-01",
			says{fact: clinical.FactSurgery, what: "ectomy" + letters(i), day: "2026-01-02", page: 1}, says{fact: clinical.FactSurgery, what: "plasty" + letters(i), page: 1}))
	}
	papers = append(papers, paper(t, "R9999", clinical.OperativeReport, "Mastectomy", "2026-03-19"))
	events := Gather(clinical.Case{}, papers, nil)
	if len(events) != maxEvents+maxUndated {
		t.Errorf("%d events", len(events))
	}
	if !strings.Contains(told(events), "R9999") {
		t.Error("the paper of an event gave way to mentions")
	}
}
