package letters

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// paper is a made-up paper.
func paper(id string, kind clinical.Kind, date, facility string, mentions ...clinical.Mention) clinical.Paper {
	return clinical.Paper{
		Record: &clinical.Record{ID: id, Kind: kind, Confidence: clinical.Certain, Date: day(date), Facility: facility},
		Path:   strings.ToLower(id) + ".pdf", Mentions: mentions,
	}
}

func did(f clinical.FactID, what, date, quote string) clinical.Mention {
	return clinical.Mention{Fact: f, What: what, Date: day(date), Quote: quote, Page: 1}
}

func scanned(what, modality, date string) clinical.Mention {
	m := did(clinical.FactImagingDone, what, date, what)
	m.Modality = modality
	return m
}

func wants(status clinical.ItemStatus, kinds ...clinical.Kind) clinical.ChecklistItem {
	return clinical.ChecklistItem{ID: string(kinds[0]), Title: kinds[0].Title(), Level: "required", Kinds: kinds, Status: status}
}

// told writes a plan in a few words: each letter with what it asks for.
func told(p Plan) string {
	var b strings.Builder
	for _, l := range p.Letters {
		fmt.Fprintf(&b, "[%s]", l.To.Name)
		for _, d := range l.Documents {
			fmt.Fprintf(&b, " %s", strings.Join(append([]string{d.Items[0]}, d.Of...), " / "))
			if len(d.Numbers) > 0 {
				fmt.Fprintf(&b, " #%s", strings.Join(d.Numbers, ","))
			}
			b.WriteString(";")
		}
		for _, s := range l.Scans {
			fmt.Fprintf(&b, " scan %s%s%s;", s.Of, map[bool]string{true: " +pictures"}[s.Pictures], map[bool]string{true: " +report"}[s.Report])
		}
		if t := l.Tissue; t != nil {
			fmt.Fprintf(&b, " tissue %s, %s, to %s by %s;", strings.Join(t.CaseNumbers, ","), t.Count, t.SendTo, t.ReturnBy)
		}
		if !l.Reminder.Sent.IsZero() {
			fmt.Fprintf(&b, " reminder of %s;", l.Reminder.Sent)
		}
		b.WriteString("\n")
	}
	for _, l := range p.Left {
		fmt.Fprintf(&b, "left %s: %s\n", l.Item.ID, l.Why)
	}
	return b.String()
}

const (
	missing = clinical.StatusMissing
	surgery = clinical.FactSurgery
	stay    = clinical.FactHospitalStay
)

// case1 are the papers of a patient who was operated at one hospital and is
// treated at another.
func case1() []clinical.Paper {
	return []clinical.Paper{
		paper("R001", clinical.OncologyNote, "2026-05-04", "Hillside Oncology",
			did(surgery, "left mastectomy", "2026-03-19", "She had a left mastectomy at Northtown General Hospital on 19 March 2026."),
			scanned("CT chest", "CT", "2026-02-03"), scanned("bone scan", "NM", "2026-02-10"),
			did(clinical.FactRadiotherapy, "50 Gy for breast cancer", "2026-04", "She had radiotherapy in April 2026.")),
		paper("R002", clinical.DischargeSummary, "2026-03-22", "Northtown General Hospital", did(stay, "stay", "2026-03-18", "admitted")),
		paper("R003", clinical.PathologyReport, "2026-03-24", "Westville Pathology Laboratory", did(surgery, "specimen: left mastectomy", "2026-03-20", "specimen")),
	}
}

func about(papers []clinical.Paper, items ...clinical.ChecklistItem) Subject {
	return Subject{Papers: papers, Checklist: clinical.ChecklistResult{Items: items}, Today: day("2026-11-30")}
}

type planCase struct {
	s    Subject
	want string
}

func holdPlans(t *testing.T, cases map[string]planCase) {
	t.Helper()
	for name, c := range cases {
		if got := told(New(c.s)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestWhoIsAskedForWhat(t *testing.T) {
	holdPlans(t, map[string]planCase{
		"the sentence names the hospital": {
			about(case1(), wants(missing, clinical.OperativeReport)),
			"[Northtown General Hospital] operative_report / left mastectomy, 19 March 2026;\n",
		},
		"the hospital of the stay": {
			about(case1()[1:], wants(missing, clinical.OperativeReport)),
			"[Northtown General Hospital] operative_report / left mastectomy, 20 March 2026;\n",
		},
		"a laboratory operates on nobody": {
			about(case1()[2:], wants(missing, clinical.OperativeReport)),
			"[] operative_report / left mastectomy, 20 March 2026;\n",
		},
		"scans go together with their reports": {
			about(case1(), wants(missing, clinical.ImagingStudy), wants(missing, clinical.ImagingReport)),
			"[Hillside Oncology] scan CT chest, 3 February 2026 +pictures +report; scan bone scan, 10 February 2026 +pictures +report;\n",
		},
		"no word of the illness": {
			about(case1(), wants(missing, clinical.RadiotherapySummary)),
			"[Hillside Oncology] radiotherapy_summary / April 2026;\n",
		},
		"what is here is not asked for": {
			about(append(case1(), paper("R004", clinical.OperativeReport, "2026-03-19", "Northtown General Hospital"),
				paper("R005", clinical.OncologyNote, "2025-06-01", "Hillside Oncology", did(surgery, "lumpectomy", "2025-05", "lumpectomy in May 2025"))),
				wants(clinical.StatusPartial, clinical.OperativeReport)),
			"[Hillside Oncology] operative_report / lumpectomy, May 2025;\n",
		},
		"what cannot be read is asked for again": {
			about(append(case1(), paper("R004", clinical.OperativeReport, "2026-03-19", "Eastham Hospital")), withRecords(wants(clinical.StatusUnusable, clinical.OperativeReport), "R004")),
			"[Eastham Hospital] operative_report / 19 March 2026;\n",
		},
		"the treating clinic has the plan": {
			about(case1(), wants(missing, clinical.TreatmentPlan)),
			"[Hillside Oncology] treatment_plan;\n",
		},
		"nobody knows where": {
			about(case1(), wants(missing, clinical.EmergencyReport)),
			"[] emergency_report;\n",
		},
	})
}

func TestWhatIsAskedFor(t *testing.T) {
	holdPlans(t, map[string]planCase{
		"one's own papers are not asked for": {
			about(case1(), wants(missing, clinical.ProxyConsent), wants(missing, clinical.MedicationList), wants(missing, clinical.Questions)),
			"left proxy_consent: this is yours to write or to bring, not a record of a hospital\nleft medication_list: this is yours to write or to bring, not a record of a hospital\nleft questions: this is yours to write or to bring, not a record of a hospital\n",
		},
		"doubt is looked at first": {
			about(case1(), wants(clinical.StatusDoubtful, clinical.OperativeReport)),
			"left operative_report: a paper may be this already: look at it first\n",
		},
		"here, waived, sent, not asked": {
			about(case1(), wants(clinical.StatusPresent, clinical.OperativeReport), wants(clinical.StatusWaived, clinical.DischargeSummary), wants(clinical.StatusSent, clinical.PathologyMaterial), wants(clinical.StatusNotAsked, clinical.LabResults)),
			"",
		},
		"an item of one cancer goes by its name": {
			about(case1(), clinical.ChecklistItem{ID: "breast.mri", Title: "Breast MRI if done", Level: "required", Kinds: []clinical.Kind{clinical.ImagingStudy, clinical.ImagingReport}, Status: missing}),
			"[] breast.mri;\n",
		},
		"a lent slide has a laboratory": {
			about(case1(), wants(missing, clinical.PathologyMaterial)),
			"[Westville Pathology Laboratory] tissue , , to  by 2027-02-28;\n",
		},
	})
}

func withRecords(it clinical.ChecklistItem, ids ...string) clinical.ChecklistItem {
	it.Records = ids
	return it
}

func TestRequestsOfBefore(t *testing.T) {
	s := Subject{Papers: case1(), Checklist: clinical.ChecklistResult{Items: []clinical.ChecklistItem{wants(clinical.StatusRequested, clinical.OperativeReport)}}, Today: day("2026-11-30"), Options: Options{Country: "UK"}}
	asked := clinical.Request{To: "Medical records, Northtown General Hospital", Sent: day("2026-10-31"), Items: []string{"operative_report"}}
	for name, c := range map[string]struct {
		change func(*clinical.Request)
		want   string
	}{
		"due today":         {func(*clinical.Request) {}, "left operative_report: asked for on 31 Oct 2026 (Medical records, Northtown General Hospital); the answer is due by 30 Nov 2026\n"},
		"overdue":           {func(r *clinical.Request) { r.Sent = day("2026-10-29") }, "[Northtown General Hospital] operative_report / left mastectomy, 19 March 2026; reminder of 2026-10-29;\n"},
		"agreed for later":  {func(r *clinical.Request) { r.Sent, r.Due = day("2026-10-01"), day("2026-12-24") }, "left operative_report: asked for on 1 Oct 2026 (Medical records, Northtown General Hospital); the answer is due by 24 Dec 2026\n"},
		"answered":          {func(r *clinical.Request) { r.Answered = day("2026-11-11") }, "[Northtown General Hospital] operative_report / left mastectomy, 19 March 2026;\n"},
		"asked of another":  {func(r *clinical.Request) { r.To = "Eastham Hospital" }, "[Northtown General Hospital] operative_report / left mastectomy, 19 March 2026;\n"},
		"another thing":     {func(r *clinical.Request) { r.Items = []string{"lab_results"} }, "[Northtown General Hospital] operative_report / left mastectomy, 19 March 2026;\n"},
		"no day of sending": {func(r *clinical.Request) { r.Sent = clinical.Date{} }, "left operative_report: asked for on  (Medical records, Northtown General Hospital)\n"},
		"none, and a stop ": {func(r *clinical.Request) { r.Items = nil }, "[Northtown General Hospital] operative_report / left mastectomy, 19 March 2026;\n"},
	} {
		r := asked
		c.change(&r)
		s.Case.Requests = []clinical.Request{r}
		if got := told(New(s)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
	// A place that nobody could name is the one that was asked, or the one that --to names.
	s.Papers = case1()[2:]
	s.Case.Requests = []clinical.Request{{To: "Eastham Hospital", Sent: day("2026-10-01"), Items: []string{"operative_report"}}}
	if got := told(New(s)); !strings.HasPrefix(got, "[Eastham Hospital] operative_report") || !strings.Contains(got, "reminder of 2026-10-01") {
		t.Error(got)
	}
	s.Case.Requests, s.To = nil, "Southport Infirmary"
	if got := told(New(s)); !strings.HasPrefix(got, "[Southport Infirmary] operative_report") {
		t.Error(got)
	}
}

func TestLendingSlides(t *testing.T) {
	papers := case1()
	papers[2].Pages = []clinical.PageText{{Number: 1, Text: "Case No. S26-04411\nSubmitted in 5 blocks."}}
	second := paper("R009", clinical.PathologyReport, "2026-01-24", "Eastham Laboratory")
	second.Pages = []clinical.PageText{{Number: 1, Text: "Accession #: E26-100"}}
	s := Subject{Papers: append(papers, second), Checklist: clinical.ChecklistResult{Items: []clinical.ChecklistItem{wants(missing, clinical.PathologyMaterial)}}, Today: day("2026-11-30")}
	s.Case.Recipient = "Lakeside Cancer Centre"
	want := "[Westville Pathology Laboratory] tissue S26-04411, the report counts 5 blocks, to Lakeside Cancer Centre by 2027-02-28;\n" +
		"[Eastham Laboratory] tissue E26-100, , to Lakeside Cancer Centre by 2027-02-28;\n"
	if got := told(New(s)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	// What the case file plans to send comes first; what was sent is not asked for again.
	s.Case.Shipments = []clinical.Shipment{{Item: "pathology_material", What: "12 glass slides", Lab: "Westville Pathology Laboratory", CaseNumbers: []string{"S26-04411"}, To: "Dr. Larch", ReturnBy: day("2027-01-15")}}
	want = "[Westville Pathology Laboratory] tissue S26-04411, 12 glass slides, to Dr. Larch by 2027-01-15;\n"
	if got := told(New(s)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	s.Case.Requests = []clinical.Request{{To: "Westville Pathology Laboratory", Sent: day("2026-11-20"), Items: []string{"pathology_material"}}}
	if got := told(New(s)); strings.Contains(got, "tissue") {
		t.Errorf("asked twice:\n%s", got)
	}
}

// TestReportsAndScansAskForEachOther: a report without its scan asks for the
// pictures, with the accession number, and a scan without its report for the report.
func TestReportsAndScansAskForEachOther(t *testing.T) {
	report := paper("R001", clinical.ImagingReport, "2026-02-03", "Northtown General Hospital")
	report.Title = "CT chest"
	report.Pages = []clinical.PageText{{Number: 1, Text: "Accession number: RAD-17A1"}}
	scan := paper("R002", clinical.ImagingStudy, "2026-06-01", "")
	scan.Study = &clinical.Study{Facility: "Hillside Imaging", Accession: "99120", Series: []clinical.Series{{Modality: "MR", Images: 20}}}
	scan.Title = "MRI breast"
	s := Subject{Papers: []clinical.Paper{report, scan}, Today: day("2026-11-30"), Checklist: clinical.ChecklistResult{Items: []clinical.ChecklistItem{
		wants(clinical.StatusPartial, clinical.ImagingStudy), wants(clinical.StatusPartial, clinical.ImagingReport)}}}
	want := "[Northtown General Hospital] scan CT chest, 3 February 2026 (accession number RAD-17A1) +pictures;\n" +
		"[Hillside Imaging] scan MRI breast, 1 June 2026 (accession number 99120) +report;\n"
	if got := told(New(s)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestEventsToldTwiceAreOne(t *testing.T) {
	ev := func(what, modality, date string, rank int) event {
		return event{what: what, modality: modality, date: day(date), rank: rank, place: fmt.Sprint(rank)}
	}
	for name, c := range map[string]struct {
		in   []event
		want string
	}{
		"two days apart":       {[]event{ev("a", "", "2026-03-19", 3), ev("b", "", "2026-03-21", 0)}, "a 2026-03-19 0; "},
		"inside its month":     {[]event{ev("a", "", "2026-03", 3), ev("b", "", "2026-03-21", 3)}, "a 2026-03-21 3; "},
		"inside its year":      {[]event{ev("", "", "2026", 3), ev("b", "", "2026-03-21", 3)}, "b 2026-03-21 3; "},
		"a week apart":         {[]event{ev("a", "", "2026-03-19", 3), ev("b", "", "2026-03-26", 3)}, "a 2026-03-19 3; b 2026-03-26 3; "},
		"another kind of scan": {[]event{ev("a", "CT", "2026-03-19", 3), ev("b", "MR", "2026-03-19", 3)}, "a 2026-03-19 3; b 2026-03-19 3; "},
		"no date, and a date":  {[]event{ev("b", "CT", "", 3), ev("a", "CT", "2026-03-19", 3)}, "a 2026-03-19 3; "},
		"no date at all":       {[]event{ev("b", "CT", "", 3)}, "b  3; "},
		"no date, another":     {[]event{ev("b", "MR", "", 3), ev("a", "CT", "2026-03-19", 3)}, "a 2026-03-19 3; b  3; "},
	} {
		got := ""
		for _, e := range merged(c.in) {
			got += fmt.Sprintf("%s %s %s; ", e.what, e.date, e.place)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestPlainly(t *testing.T) {
	for in, want := range map[string]string{
		"left mastectomy":                        "left mastectomy",
		"left mastectomy for invasive carcinoma": "left mastectomy",
		"Mastektomie links wegen Mammakarzinom":  "Mastektomie links",
		"resection of a malignant melanoma":      "",
		"staging of metastatic disease":          "",
		"Specimen: left mastectomy":              "left mastectomy",
		"  CT chest,\nabdomen. ":                 "CT chest, abdomen",
		strings.Repeat("long ", 40):              "",
	} {
		if got := plainly(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestFieldsAreLines: nothing from outside makes a line of its own in a letter.
func TestFieldsAreLines(t *testing.T) {
	bad := "a\n# b\r\n\u202ec\x00"
	s := Subject{Papers: case1(), Today: day("2026-11-30"), Address: "1 Road\n\n# Town\x07", Phone: bad, Email: bad, FormerNames: []string{bad}, RecordNumbers: []string{bad},
		Checklist: clinical.ChecklistResult{Items: []clinical.ChecklistItem{{ID: "operative_report", Title: bad, Term: bad, Level: "required", Status: missing}, wants(missing, clinical.PathologyMaterial)}},
		Options:   Options{To: bad}}
	s.Case = clinical.Case{Patient: clinical.Patient{Family: bad, Given: bad, Former: bad}, Recipient: bad, PreparedBy: bad, Relationship: bad,
		Facts:    []clinical.Fact{{ID: clinical.FactProxy, Value: true}},
		Contacts: []clinical.Contact{{Name: "Northtown General Hospital\n", Address: bad, Fax: bad, Email: bad, Phone: bad, Records: true}}}
	plan := New(s)
	if len(plan.Letters) < 2 {
		t.Fatal(told(plan))
	}
	for _, l := range plan.Letters {
		var walk func(v reflect.Value)
		walk = func(v reflect.Value) {
			switch v.Kind() {
			case reflect.String:
				if strings.ContainsAny(v.String(), "\n\r\x00\x07\u202e") {
					t.Errorf("%s: %q", l.Name, v.String())
				}
			case reflect.Slice:
				for i := range v.Len() {
					walk(v.Index(i))
				}
			case reflect.Struct:
				for i := range v.NumField() {
					walk(v.Field(i))
				}
			}
		}
		walk(reflect.ValueOf(s.Fields(l)))
	}
}

// TestLettersAreBounded: two thousand papers make letters that people can read.
func TestLettersAreBounded(t *testing.T) {
	var papers []clinical.Paper
	for i := range 2000 {
		at := fmt.Sprintf("Hospital of Place%d", i%400)
		date := clinical.Date{Year: 1900 + i%120, Month: 1 + i%12, Day: 1 + i%28}
		papers = append(papers, paper(fmt.Sprintf("R%04d", i), clinical.OncologyNote, date.String(), at, did(surgery, "operation", date.String(), "an operation at "+at)))
	}
	s := Subject{Papers: papers, Today: day("2026-11-30"), Checklist: clinical.ChecklistResult{Items: []clinical.ChecklistItem{wants(missing, clinical.OperativeReport)}}}
	plan := New(s)
	events := 0
	for _, l := range plan.Letters {
		for _, d := range l.Documents {
			events += len(d.Of)
		}
	}
	if len(plan.Letters) > mostLetters || events > mostEvents || events == 0 {
		t.Errorf("%d letters, %d events", len(plan.Letters), events)
	}
	if again := New(s); !reflect.DeepEqual(again, plan) || !slices.IsSortedFunc(plan.Letters, func(a, b Letter) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the same case gives other letters")
	}
}

// What a checklist lists one by one is asked for in one go, with its dates.
func TestWhatIsListedOneByOneIsAskedForOnce(t *testing.T) {
	got := Asked([]clinical.ChecklistItem{
		{ID: "operative_report", Status: clinical.StatusPresent},
		{ID: "operative_report@2025-07-03", Status: clinical.StatusMissing},
		{ID: "operative_report@2026-03-19", Status: clinical.StatusWaived},
		{ID: "discharge_summary", Status: clinical.StatusPresent},
		{ID: "discharge_summary@2026-03", Status: clinical.StatusWaived},
	})
	if len(got) != 2 || got[0].Status != clinical.StatusPartial || got[1].Status != clinical.StatusPresent {
		t.Errorf("%+v", got)
	}
}
