package check

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/strictyaml"
)

func builtinChecklist(t *testing.T) *Checklist {
	t.Helper()
	c, err := Builtin("default")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func subject(facts []clinical.Fact, records []*clinical.Record) Subject {
	s := Subject{Case: clinical.Case{Facts: facts}}
	for _, r := range records {
		s.Papers = append(s.Papers, clinical.Paper{Record: r})
	}
	return s
}

func yes(ids ...clinical.FactID) []clinical.Fact {
	var fs []clinical.Fact
	for _, id := range ids {
		fs = append(fs, clinical.Fact{ID: id, Value: true, Why: "said in a letter"})
	}
	return fs
}

// TestEveryItemTurnsFromMissingToPresent walks each item through its states:
// not asked for while its fact is open, missing once it is true, present with a
// record of any of its kinds, doubtful with one that is not certain.
func TestEveryItemTurnsFromMissingToPresent(t *testing.T) {
	c := builtinChecklist(t)
	for i, req := range c.Items {
		if len(req.When) > 0 {
			res, fs := c.Evaluate(subject(nil, nil))
			if res.Items[i].Status != clinical.StatusNotAsked || res.Items[i].Why == "" {
				t.Errorf("%s without its fact: %+v", req.ID, res.Items[i])
			}
			for _, f := range fs {
				if strings.Contains(f.Message, req.Title) {
					t.Errorf("%s without its fact raises %q", req.ID, f.Message)
				}
			}
		}
		facts := yes(req.When...)
		res, fs := c.Evaluate(subject(facts, nil))
		if res.Items[i].Status != clinical.StatusMissing || res.Items[i].Fix == "" {
			t.Errorf("%s without a record: %+v", req.ID, res.Items[i])
		}
		if !hasFinding(fs, RuleMissing, clinical.SeverityError, req.Title) {
			t.Errorf("%s without a record raises no finding", req.ID)
		}
		for _, k := range req.Kinds {
			rec := &clinical.Record{ID: "R001", Kind: k, Confidence: clinical.Certain, Study: aStudy(k, 1)}
			if res, _ := c.Evaluate(subject(facts, []*clinical.Record{rec})); res.Items[i].Status != clinical.StatusPresent || res.Items[i].Records[0] != "R001" {
				t.Errorf("%s with a %s: %+v", req.ID, k, res.Items[i])
			}
			for _, doubt := range []*clinical.Record{
				{ID: "R002", Kind: k, Confidence: clinical.Unsure, Study: aStudy(k, 1)},
				{ID: "R002", Kind: k, Confidence: clinical.Certain, Unreadable: true, Study: aStudy(k, 1)},
			} {
				res, fs := c.Evaluate(subject(facts, []*clinical.Record{doubt}))
				if res.Items[i].Status != clinical.StatusDoubtful || !hasFinding(fs, RuleDoubtful, clinical.SeverityWarning, req.Title) {
					t.Errorf("%s with a doubtful %s: %+v", req.ID, k, res.Items[i])
				}
			}
		}
	}
}

// aStudy is a study with so many images, for the kind that has one.
func aStudy(k clinical.Kind, images int) *clinical.Study {
	if k != clinical.ImagingStudy {
		return nil
	}
	return &clinical.Study{Series: []clinical.Series{{Modality: "CT", Instances: 1, Images: images}}}
}

func TestAStudyWithoutAPictureIsNoScan(t *testing.T) {
	rec := &clinical.Record{ID: "R001", Kind: clinical.ImagingStudy, Confidence: clinical.Certain, Study: aStudy(clinical.ImagingStudy, 0)}
	res, _ := builtinChecklist(t).Evaluate(subject(yes(clinical.FactImagingDone), []*clinical.Record{rec}))
	for _, it := range res.Items {
		if it.ID == "imaging_study" && it.Status != clinical.StatusMissing {
			t.Errorf("%+v", it)
		}
	}
}

func TestAPartOfAnotherPaperCounts(t *testing.T) {
	rec := &clinical.Record{ID: "R001", Kind: clinical.PortalSummary, Confidence: clinical.Certain, Inside: []clinical.Kind{clinical.MedicationList}}
	for _, unreadable := range []bool{false, true} {
		rec.Unreadable = unreadable
		res, _ := builtinChecklist(t).Evaluate(subject(nil, []*clinical.Record{rec}))
		for _, it := range res.Items {
			if it.ID == "medication_list" && (it.Status == clinical.StatusPresent) == unreadable {
				t.Errorf("unreadable %v: %+v", unreadable, it)
			}
		}
	}
}

func hasFinding(fs []clinical.Finding, rule string, sev clinical.Severity, title string) bool {
	for _, f := range fs {
		if f.Rule == rule && f.Severity == sev && strings.HasPrefix(f.Message, title) {
			return true
		}
	}
	return false
}

func TestAStatedNoIsSaid(t *testing.T) {
	c := builtinChecklist(t)
	res, _ := c.Evaluate(subject([]clinical.Fact{{ID: clinical.FactSurgery, Stated: true}}, nil))
	for _, it := range res.Items {
		if it.ID == "operative_report" && (it.Status != clinical.StatusNotAsked || !strings.Contains(it.Why, "case file")) {
			t.Errorf("%+v", it)
		}
	}
}

// TestSilenceOfThePapersIsNoDenial: papers that are pictures were not read.
func TestSilenceOfThePapersIsNoDenial(t *testing.T) {
	res, _ := builtinChecklist(t).Evaluate(subject(nil, nil))
	for _, it := range res.Items {
		if it.Status == clinical.StatusNotAsked && !strings.HasPrefix(it.Why, "the papers that could be read do not mention ") {
			t.Errorf("%s: %q", it.ID, it.Why)
		}
	}
}

func TestLoadNamesWhatIsWrong(t *testing.T) {
	item := "items: [{id: a_b, title: T, level: required, kinds: [other]}]\n"
	headText := "schema: medbundle.checklist/1\nname: x\n"
	for _, tc := range []struct{ text, want string }{
		{"", "empty"},
		{headText + "colour: red\n" + item, `line 3: there is no key "colour"`},
		{"schema: other/1\nname: x\n" + item, `schema is "other/1"`},
		{headText, "at least one item"},
		{headText + strings.Replace(item, "required", "urgent", 1), `level "urgent"`},
		{headText + strings.Replace(item, "other", "letter", 1), `"letter" is not a kind`},
		{headText + strings.Replace(item, "kinds", "when: [war], kinds", 1), `"war" is not a fact`},
		{headText + strings.Replace(item, "a_b", "A B", 1), "lower-case"},
		{headText + "items: [{id: aa, title: T, level: required, kinds: [other]}, {id: aa, title: T, level: required, kinds: [other]}]", "stands twice"},
		{strings.Repeat("#", strictyaml.MaxSize+1), "larger than 1 MB"},
	} {
		_, err := Load(strings.NewReader(tc.text), "mine.yaml")
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), "mine.yaml: ") {
			t.Errorf("%.60q: error %v, want one that says %q", tc.text, err, tc.want)
		}
	}
}

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

func FuzzLoad(f *testing.F) {
	b, err := Source("default")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("schema: medbundle.checklist/1\nname: x\nitems: [{id: aa}]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Load(strings.NewReader(string(b)), "x")
		if err == nil {
			c.Evaluate(subject(yes(clinical.FactIDs...), nil))
		}
	})
}
