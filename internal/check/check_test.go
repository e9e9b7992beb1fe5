package check

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

func builtin(t testing.TB, name string) *catalogue.Checklist {
	t.Helper()
	c, err := catalogue.Builtin(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// list is a checklist of one core item, or of one written out.
func list(t testing.TB, items string) *catalogue.Checklist {
	t.Helper()
	c, err := catalogue.Load(strings.NewReader("schema: medbundle.checklist/1\nname: x\nitems:\n"+items), "x")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func core(t testing.TB, id string) *catalogue.Checklist {
	t.Helper()
	return list(t, "- {id: "+id+"}")
}

func packItem(t testing.TB, pack, id string) *catalogue.Checklist {
	t.Helper()
	p, err := catalogue.Pack(pack)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range p.Items {
		if it.ID == id {
			return &catalogue.Checklist{Name: "x", Items: []catalogue.Requirement{it}}
		}
	}
	t.Fatalf("%s has no item %s", pack, id)
	return nil
}

var today = clinical.Date{Year: 2026, Month: 11, Day: 21}

func day(year, month, d int) clinical.Date { return clinical.Date{Year: year, Month: month, Day: d} }

func yes(ids ...clinical.FactID) []clinical.Fact {
	var fs []clinical.Fact
	for _, id := range ids {
		fs = append(fs, clinical.Fact{ID: id, Value: true, Why: "said in a letter"})
	}
	return fs
}

// paper is a record of a kind with a text, of one page.
func paper(id string, k clinical.Kind, d clinical.Date, text string) clinical.Paper {
	return clinical.Paper{
		Record: &clinical.Record{ID: id, Kind: k, Confidence: clinical.Certain, Date: d}, Path: "records/" + id + ".pdf",
		Pages: []clinical.PageText{{Number: 1, Text: text}},
	}
}

// scan is a study of one series.
func scan(id, modality, description string, d clinical.Date, images int) clinical.Paper {
	return clinical.Paper{Record: &clinical.Record{
		ID: id, Kind: clinical.ImagingStudy, Confidence: clinical.Certain, Date: d,
		Study: &clinical.Study{Description: description, Series: []clinical.Series{{Modality: modality, Instances: max(1, images), Images: images}}},
	}}
}

// first is how the first item of a list stands.
func first(c *catalogue.Checklist, s Subject) (clinical.ChecklistItem, []clinical.Finding) {
	res, fs := Evaluate(c, s)
	return res.Items[0], fs
}

func hasRule(fs []clinical.Finding, rule string) bool {
	for _, f := range fs {
		if f.Rule == rule {
			return true
		}
	}
	return false
}

// TestEveryItemTurnsFromMissingToPresent walks every item of every profile and
// pack: without its fact it is not asked for, with it it is missing (or silent,
// where it is asked for only if there is one), and with a fitting paper present.
func TestEveryItemTurnsFromMissingToPresent(t *testing.T) {
	lists := []*catalogue.Checklist{catalogue.Core()}
	for _, name := range catalogue.Names() {
		lists = append(lists, builtin(t, name))
	}
	for _, name := range catalogue.Packs() {
		p, err := catalogue.Pack(name)
		if err != nil {
			t.Fatal(err)
		}
		lists = append(lists, p)
	}
	walked := 0
	for _, c := range lists {
		for _, r := range c.Items {
			walked++
			walkItem(t, c.Name, r)
		}
	}
	if walked < 240 {
		t.Errorf("%d items were walked", walked)
	}
}

func walkItem(t *testing.T, listName string, r catalogue.Requirement) {
	t.Helper()
	one := &catalogue.Checklist{Name: listName, Items: []catalogue.Requirement{r}}
	name := listName + "/" + r.ID
	if len(r.When) > 0 {
		it, fs := first(one, Subject{Today: today})
		if it.Status != clinical.StatusNotAsked || it.Why == "" || len(fs) > 0 {
			t.Errorf("%s without its fact: %+v, %+v", name, it, fs)
		}
	}
	s := Subject{Case: clinical.Case{Facts: yes(r.When...)}, Today: today}
	it, fs := first(one, s)
	if r.IfExists {
		if it.Status != clinical.StatusNotAsked || it.Why == "" {
			t.Errorf("%s with nothing here: %+v", name, it)
		}
	} else if it.Status != clinical.StatusMissing || it.Fix == "" || it.Why == "" || !hasRule(fs, RuleMissing) {
		t.Errorf("%s with nothing here: %+v", name, it)
	}
	for _, made := range satisfying(r) {
		s.Papers, s.Case.Shipments = made.papers, made.shipments
		it, fs = first(one, s)
		if !it.Status.Here() || hasRule(fs, RuleMissing) {
			t.Errorf("%s with %s: %+v", name, made.what, it)
		}
	}
	s.Papers, s.Case.Shipments = nil, nil
	if r.Authored != "" {
		s.Case = fullCase(s.Case.Facts)
		if it, _ := first(one, s); it.Status != clinical.StatusPresent || it.Why == "" {
			t.Errorf("%s with the case file: %+v", name, it)
		}
	}
}

func fullCase(facts []clinical.Fact) clinical.Case {
	return clinical.Case{
		Facts: facts, Patient: clinical.Patient{Family: "Doe", Given: "Jane", BirthDate: day(1971, 3, 14)}, Questions: []string{"Why?"},
		Symptoms: "Tired. My mother had breast cancer.", Contacts: []clinical.Contact{{Name: "Dr. Grey"}},
		Medicines: []clinical.Medicine{{Name: "Tamoxifen"}}, NoKnownAllergies: true,
	}
}

type made struct {
	what      string
	papers    []clinical.Paper
	shipments []clinical.Shipment
}

// satisfying makes, for each way of satisfying an item, the papers that do.
func satisfying(r catalogue.Requirement) (out []made) {
	recent := day(2026, 11, 20)
	text := ""
	for _, term := range r.Terms {
		word, _, _ := strings.Cut(term, "|")
		text += strings.TrimSpace(word) + ": positive in 5 of 8 parts\n"
	}
	body := "scan of a part"
	if len(r.Body) > 0 {
		body = r.Body[0]
	}
	for _, k := range r.Kinds {
		switch {
		case k == clinical.ImagingStudy && len(r.Modality) > 0:
			for _, m := range r.Modality {
				images := 3
				if strings.HasPrefix(m, "RT") {
					images = 0
				}
				out = append(out, made{what: m, papers: []clinical.Paper{scan("R001", m, body, recent, images)}})
			}
		case k == clinical.ImagingStudy && r.Series:
			out = append(out, made{what: "two scans", papers: []clinical.Paper{scan("R001", "CT", body, recent, 3), scan("R002", "CT", body, day(2025, 1, 3), 3)}})
		case k == clinical.ImagingStudy:
			out = append(out, made{what: "a scan", papers: []clinical.Paper{scan("R001", "CT", body, recent, 3)}})
		case k == clinical.ImagingReport && len(r.Modality) > 0:
			// a report without its pictures is a part of what is asked for
		default:
			out = append(out, made{what: string(k), papers: []clinical.Paper{paper("R001", k, recent, "Treatment completed\n"+text)}})
		}
	}
	for _, k := range r.Inside {
		papers := []clinical.Paper{paper("R001", k, recent, text)}
		if r.Series {
			papers = append(papers, paper("R002", k, day(2026, 10, 20), text))
		}
		out = append(out, made{what: "inside " + string(k), papers: papers})
	}
	if r.Physical {
		out = append(out, made{what: "a courier", shipments: []clinical.Shipment{{Item: r.ID, What: "12 slides", Sent: day(2026, 11, 2)}}})
	}
	return out
}

func TestAStudyWithoutAPictureIsNoScan(t *testing.T) {
	s := Subject{Case: clinical.Case{Facts: yes(clinical.FactImagingDone)}, Papers: []clinical.Paper{scan("R001", "CT", "chest", today, 0)}, Today: today}
	if it, _ := first(core(t, "imaging_study"), s); it.Status != clinical.StatusMissing {
		t.Errorf("%+v", it)
	}
}

func TestAPartOfAnotherPaperCounts(t *testing.T) {
	p := paper("R001", clinical.PortalSummary, today, "")
	p.Inside = []clinical.Kind{clinical.MedicationList, clinical.PathologyReport}
	for _, unreadable := range []bool{false, true} {
		p.Unreadable = unreadable
		if it, _ := first(core(t, "medication_list"), Subject{Papers: []clinical.Paper{p}}); (it.Status == clinical.StatusPresent) == unreadable {
			t.Errorf("unreadable %v: %+v", unreadable, it)
		}
	}
	// A health summary never stands for the report itself.
	p.Unreadable = false
	if it, _ := first(core(t, "pathology_report"), Subject{Papers: []clinical.Paper{p}}); it.Status != clinical.StatusMissing {
		t.Errorf("%+v", it)
	}
}

func TestAStatedNoIsSaid(t *testing.T) {
	s := Subject{Case: clinical.Case{Facts: []clinical.Fact{{ID: clinical.FactSurgery, Stated: true}}}}
	if it, _ := first(core(t, "operative_report"), s); it.Status != clinical.StatusNotAsked || !strings.Contains(it.Why, "case file") {
		t.Errorf("%+v", it)
	}
}

// TestSilenceOfThePapersIsNoDenial: papers that are pictures were not read.
func TestSilenceOfThePapersIsNoDenial(t *testing.T) {
	res, _ := Evaluate(builtin(t, "default"), Subject{})
	for _, it := range res.Items {
		if it.Status == clinical.StatusNotAsked && !strings.Contains(it.Why, "that could be read") {
			t.Errorf("%s: %q", it.ID, it.Why)
		}
	}
}

// A paper about somebody else never counts, whatever it is.
func TestSomebodyElsesPaperDoesNotCount(t *testing.T) {
	p := paper("R001", clinical.PathologyReport, today, "ER: positive, PR: positive, HER2: negative")
	p.Match = clinical.MatchConflict
	for _, c := range []*catalogue.Checklist{core(t, "pathology_report"), packItem(t, "breast", "breast.receptors")} {
		if it, _ := first(c, Subject{Papers: []clinical.Paper{p}, Today: today}); it.Status != clinical.StatusMissing {
			t.Errorf("%+v", it)
		}
	}
}

func TestLevelsFollowFacts(t *testing.T) {
	c := packItem(t, "lung", "lung.molecular")
	stated := func(v bool) []clinical.Fact {
		return []clinical.Fact{{ID: clinical.FactAdvanced, Value: v, Stated: true}, {ID: clinical.FactNonsquamous, Stated: true}}
	}
	for _, tc := range []struct {
		facts []clinical.Fact
		want  string
	}{{nil, "recommended"}, {stated(true), "required"}, {stated(false), "optional"}} {
		if it, _ := first(c, Subject{Case: clinical.Case{Facts: tc.facts}}); it.Level != tc.want {
			t.Errorf("%+v: %s, want %s", tc.facts, it.Level, tc.want)
		}
	}
}

func TestAnAbsentOptionalItemIsNotCounted(t *testing.T) {
	res, fs := Evaluate(core(t, "advance_directive"), Subject{})
	present, asked := res.Counts()
	if present != 0 || asked != 0 || fs[0].Severity != clinical.SeverityInfo {
		t.Errorf("%d of %d, %+v", present, asked, fs)
	}
}
