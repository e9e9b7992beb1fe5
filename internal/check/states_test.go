package check

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

func papers(ps ...clinical.Paper) []clinical.Paper { return ps }

func with(p clinical.Paper, change func(*clinical.Paper)) clinical.Paper {
	change(&p)
	return p
}

// TestStates has one row at least for each state and each way into it.
func TestStates(t *testing.T) {
	march := day(2026, 3, 19)
	locked := with(paper("R001", clinical.PathologyReport, march, ""), func(p *clinical.Paper) { p.Unreadable, p.Remarks = true, []string{"locked with a password"} })
	mri := scan("R001", "MR", "", march, 3)
	for _, tc := range []struct {
		name   string
		list   *catalogue.Checklist
		papers []clinical.Paper
		status clinical.ItemStatus
		rule   string
		why    string
	}{
		{"present", core(t, "pathology_report"), papers(paper("R001", clinical.PathologyReport, march, "Final diagnosis: carcinoma")), clinical.StatusPresent, "", ""},
		{"old", core(t, "lab_results"), papers(paper("R001", clinical.LabResults, march, "Hb 12")), clinical.StatusOld, RuleOld, "the newest is of 19 Mar 2026, which is 8 months ago"},
		{"of a month, which may end in time", core(t, "lab_results"), papers(paper("R001", clinical.LabResults, day(2026, 10, 0), "Hb 12")), clinical.StatusPresent, "", ""},
		{"no date is not old", core(t, "lab_results"), papers(paper("R001", clinical.LabResults, clinical.Date{}, "Hb 12")), clinical.StatusPresent, "", ""},
		{"locked", core(t, "pathology_report"), papers(locked), clinical.StatusUnusable, RuleUnusable, "cannot be read (locked with a password)"},
		{"locked, and one that is not", core(t, "pathology_report"), papers(locked, paper("R002", clinical.PathologyReport, march, "Diagnosis")), clinical.StatusPresent, "", ""},
		{"preliminary", core(t, "pathology_report"), papers(paper("R001", clinical.PathologyReport, march, "Hillside\nPRELIMINARY REPORT\nSpecimen: breast")), clinical.StatusUnusable, RuleUnusable, "is preliminary (it says “PRELIMINARY REPORT”)"},
		{"addendum to follow", core(t, "pathology_report"), papers(paper("R001", clinical.PathologyReport, march, "Diagnosis: carcinoma. Addendum to follow.")), clinical.StatusUnusable, RuleUnusable, "more is to follow"},
		{"first page only", core(t, "pathology_report"), papers(paper("R001", clinical.PathologyReport, march, "Specimen\nPage 1 of 3")), clinical.StatusUnusable, RuleUnusable, "only its first page (page 1 of 3)"},
		{"a page in the middle is gone", core(t, "pathology_report"), papers(with(paper("R001", clinical.PathologyReport, march, "Page 1 of 3"), func(p *clinical.Paper) {
			p.Pages = append(p.Pages, clinical.PageText{Number: 2, Text: "Page 3 of 3"})
		})), clinical.StatusPartial, RulePartial, "lacks pages of its 3: 2"},
		{"planning only", core(t, "radiotherapy_summary"), papers(paper("R001", clinical.RadiotherapySummary, march, "RADIATION ONCOLOGY SIMULATION\nFields are marked.")), clinical.StatusPartial, RulePartial, "about the planning"},
		{"planned and given", core(t, "radiotherapy_summary"), papers(paper("R001", clinical.RadiotherapySummary, march, "After CT simulation, treatment was completed: 50 Gy in 25 fractions.")), clinical.StatusPresent, "", ""},
		{"doubtful", core(t, "pathology_report"), papers(with(paper("R001", clinical.PathologyReport, march, "x"), func(p *clinical.Paper) { p.Confidence = clinical.Unsure })), clinical.StatusDoubtful, RuleDoubtful, "not certain"},
		{"a scan of nobody knows what", packItem(t, "breast", "breast.mri"), papers(mri), clinical.StatusDoubtful, RuleDoubtful, "does not say of which part"},
		{"a scan of another part", packItem(t, "prostate", "prostate.mri"), papers(scan("R001", "MR", "MRI BRAIN", march, 3)), clinical.StatusMissing, RuleMissing, ""},
		{"a report without pictures", packItem(t, "prostate", "prostate.mri"), papers(paper("R001", clinical.ImagingReport, march, "MRI prostate\nFindings")), clinical.StatusPartial, RulePartial, "the pictures are not"},
		{"two of three results", packItem(t, "breast", "breast.receptors"), papers(paper("R001", clinical.PathologyReport, march, "ER: positive (90%)\nPR: positive (80%)")), clinical.StatusPartial, RulePartial, "ER and PR are here; HER2 was not found"},
		{"the third is awaited", packItem(t, "breast", "breast.receptors"), papers(paper("R001", clinical.PathologyReport, march, "ER: positive (90%)\nPR: positive (80%)\nHER2: pending")), clinical.StatusPartial, RulePartial, "HER2 is said to be awaited"},
		{"all are awaited", packItem(t, "breast", "breast.receptors"), papers(paper("R001", clinical.PathologyReport, march, "ER, PR and HER2 not performed.")), clinical.StatusUnusable, RuleUnusable, "was not done, or is awaited"},
		{"results in two reports", packItem(t, "breast", "breast.receptors"), papers(paper("R001", clinical.PathologyReport, march, "ER 90%, PR 80%"), paper("R002", clinical.TumourGenomics, march, "HER2 amplification: not amplified")), clinical.StatusPresent, "", ""},
		{"the emergency room is no receptor", packItem(t, "breast", "breast.receptors"), papers(paper("R001", clinical.PathologyReport, march, "Sent from the ER. PR not stated.")), clinical.StatusMissing, RuleMissing, ""},
		{"one value is no course", packItem(t, "prostate", "prostate.psa"), papers(paper("R001", clinical.LabResults, march, "PSA 4.1 ng/mL (0 - 4)")), clinical.StatusPartial, RulePartial, "only the result of 19 Mar 2026"},
		{"two values", packItem(t, "prostate", "prostate.psa"), papers(paper("R001", clinical.LabResults, march, "PSA 4.1"), paper("R002", clinical.LabResults, today, "PSA 5.0")), clinical.StatusPresent, "", "results of 2 days, from 19 Mar 2026 to 21 Nov 2026"},
		{"a plan is headed", core(t, "treatment_plan"), papers(paper("R001", clinical.OncologyNote, today, "Seen today.\nTreatment plan: letrozole for five years.")), clinical.StatusPresent, "", "in the clinic letter of 21 Nov 2026 (R001.pdf)"},
		{"a note that ends in a plan is none", core(t, "treatment_plan"), papers(paper("R001", clinical.OncologyNote, today, "ASSESSMENT/PLAN: doing well. The treatment plan was discussed.")), clinical.StatusMissing, RuleMissing, ""},
		{"allergies are stated", core(t, "allergy_list"), papers(paper("R001", clinical.OncologyNote, today, "ALLERGIES: Sulfa.")), clinical.StatusPresent, "", "in the clinic letter"},
		{"none are stated", core(t, "allergy_list"), papers(paper("R001", clinical.OncologyNote, today, "She has no known allergies.")), clinical.StatusPresent, "", "in the clinic letter"},
		{"blank is not none", core(t, "allergy_list"), papers(paper("R001", clinical.OncologyNote, today, "ALLERGIES: ____\n")), clinical.StatusMissing, RuleMissing, ""},
		{"slides as pictures", core(t, "pathology_material"), papers(scan("R001", "SM", "", today, 9)), clinical.StatusPresent, "", ""},
	} {
		facts := yes(tc.list.Items[0].When...)
		it, fs := first(tc.list, Subject{Case: clinical.Case{Facts: facts}, Papers: tc.papers, Today: today})
		if it.Status != tc.status || !strings.Contains(it.Why, tc.why) {
			t.Errorf("%s: %s, why %q; want %s, %q", tc.name, it.Status, it.Why, tc.status, tc.why)
		}
		if tc.rule != "" && !hasRule(fs, tc.rule) || tc.rule == "" && len(fs) > 0 {
			t.Errorf("%s: findings %+v, want %q", tc.name, fs, tc.rule)
		}
	}
}

// What a person says of an item: asked for, late, sent apart, waived, not for me.
func TestWordsOnItems(t *testing.T) {
	asked := func(due, answered clinical.Date) clinical.Case {
		return clinical.Case{Requests: []clinical.Request{{To: "St Mary", Sent: day(2026, 10, 1), Due: due, Answered: answered, Items: []string{"pathology_report"}}}}
	}
	word := func(id string, w clinical.ItemWord) clinical.Case {
		return clinical.Case{Words: map[string]clinical.ItemWord{id: w}, Facts: yes(clinical.FactProxy)}
	}
	slides := clinical.Shipment{Item: "pathology_material", What: "12 glass slides", Sent: day(2026, 11, 2), To: "Lakeside", CaseNumbers: []string{"S26-1"}, ReturnBy: day(2027, 2, 1)}
	for _, tc := range []struct {
		name, item string
		c          clinical.Case
		status     clinical.ItemStatus
		rules      string
		why        string
	}{
		{"asked for", "pathology_report", asked(day(2026, 12, 1), clinical.Date{}), clinical.StatusRequested, RuleRequested, "asked for on 1 Oct 2026 from St Mary; an answer is due by 1 Dec 2026"},
		{"overdue", "pathology_report", asked(day(2026, 10, 31), clinical.Date{}), clinical.StatusRequested, RuleRequested + " " + RuleOverdue, "overdue since 31 Oct 2026"},
		{"due today is not overdue", "pathology_report", asked(today, clinical.Date{}), clinical.StatusRequested, RuleRequested, "due by 21 Nov 2026"},
		{"answered, and not here", "pathology_report", asked(day(2026, 10, 31), day(2026, 10, 20)), clinical.StatusMissing, RuleMissing, "answered on 20 Oct 2026, but it is not among the papers"},
		{"waived", "pathology_report", word("pathology_report", clinical.ItemWord{Waived: "the laboratory burnt down"}), clinical.StatusWaived, RuleWaived, "waived: the laboratory burnt down"},
		{"does not apply", "pathology_report", word("pathology_report", clinical.ItemWord{DoesNotApply: "no biopsy was possible"}), clinical.StatusNotAsked, "", "does not apply: no biopsy was possible"},
		{"cannot be waived", "proxy_consent", word("proxy_consent", clinical.ItemWord{Waived: "too tired"}), clinical.StatusMissing, RuleMissing, "nobody can waive it"},
		{"sent apart", "pathology_material", clinical.Case{Shipments: []clinical.Shipment{slides}}, clinical.StatusSent, "", "12 glass slides sent on 2 Nov 2026 to Lakeside; case numbers S26-1; to be returned by 1 Feb 2027"},
		{"came back", "pathology_material", clinical.Case{Shipments: []clinical.Shipment{with2(slides, day(2026, 11, 20))}}, clinical.StatusMissing, RuleMissing, ""},
		{"a word on what there is not", "pathology_report", word("pathology_raport", clinical.ItemWord{Waived: "x"}), clinical.StatusMissing, RuleMissing + " " + RuleStrayItem, ""},
	} {
		tc.c.Facts = append(tc.c.Facts, yes(clinical.FactProxy)...)
		it, fs := first(core(t, tc.item), Subject{Case: tc.c, Today: today})
		var rules []string
		for _, f := range fs {
			rules = append(rules, f.Rule)
		}
		if it.Status != tc.status || !strings.Contains(it.Why, tc.why) || strings.Join(rules, " ") != tc.rules {
			t.Errorf("%s: %s, why %q, rules %v; want %s, %q, %q", tc.name, it.Status, it.Why, rules, tc.status, tc.why, tc.rules)
		}
	}
	// What is here is here, whatever was asked for or waived.
	c := asked(day(2026, 10, 31), clinical.Date{})
	c.Words = map[string]clinical.ItemWord{"pathology_report": {Waived: "x"}}
	it, fs := first(core(t, "pathology_report"), Subject{Case: c, Papers: papers(paper("R001", clinical.PathologyReport, today, "x")), Today: today})
	if it.Status != clinical.StatusPresent || len(fs) > 0 || !it.Requested.IsZero() {
		t.Errorf("%+v, %+v", it, fs)
	}
}

func with2(s clinical.Shipment, returned clinical.Date) clinical.Shipment {
	s.Returned = returned
	return s
}

// Only a required item that is missing or cannot be used is an error.
func TestSeverities(t *testing.T) {
	prelim := paper("R001", clinical.PathologyReport, today, "PRELIMINARY REPORT")
	for _, tc := range []struct {
		list *catalogue.Checklist
		p    []clinical.Paper
		want clinical.Severity
	}{
		{list(t, "- {id: pathology_report, level: required}"), nil, clinical.SeverityError},
		{list(t, "- {id: pathology_report, level: recommended}"), nil, clinical.SeverityWarning},
		{list(t, "- {id: pathology_report, level: optional}"), nil, clinical.SeverityInfo},
		{list(t, "- {id: pathology_report, level: required}"), papers(prelim), clinical.SeverityError},
		{list(t, "- {id: lab_results, level: required}"), papers(paper("R001", clinical.LabResults, day(2020, 1, 1), "Hb 1")), clinical.SeverityWarning},
		{list(t, "- {id: radiotherapy_summary, level: required}"), papers(paper("R001", clinical.RadiotherapySummary, today, "simulation")), clinical.SeverityWarning},
	} {
		_, fs := first(tc.list, Subject{Case: clinical.Case{Facts: yes(clinical.FactRadiotherapy)}, Papers: tc.p, Today: today})
		if len(fs) != 1 || fs[0].Severity != tc.want || fs[0].Fix == "" {
			t.Errorf("%s: %+v, want %s", tc.list.Items[0].ID, fs, tc.want)
		}
	}
}

// TestOneForEach: what papers speak of, and what is not here, is an item of its own.
func TestOneForEach(t *testing.T) {
	op := func(id string, d clinical.Date) clinical.Paper {
		return paper(id, clinical.OperativeReport, d, "Operation")
	}
	told := func(f clinical.FactID, d clinical.Date, what string) clinical.Paper {
		return with(paper("R009", clinical.OncologyNote, today, "letter"), func(p *clinical.Paper) {
			p.Mentions = []clinical.Mention{{Fact: f, Date: d, What: what, Quote: "She had " + what + ".", Page: 1}}
		})
	}
	path := func(id string, d clinical.Date) clinical.Paper {
		return paper(id, clinical.PathologyReport, d, "Diagnosis")
	}
	stay := paper("R004", clinical.DischargeSummary, day(2026, 3, 24), "Discharge")
	report := func(d clinical.Date, title string) clinical.Paper {
		return with(paper("R005", clinical.ImagingReport, d, title), func(p *clinical.Paper) { p.Title = title })
	}
	for _, tc := range []struct {
		name, item string
		papers     []clinical.Paper
		want       string // ids of what is missing
	}{
		{"each operation has its pathology", "pathology_report", papers(op("R001", day(2026, 3, 19)), path("R002", day(2026, 3, 25))), ""},
		{"a biopsy before it is not its pathology", "pathology_report", papers(op("R001", day(2026, 3, 19)), path("R002", day(2026, 2, 1))), "pathology_report@2026-03-19"},
		{"two operations, one report", "pathology_report", papers(op("R001", day(2026, 3, 19)), op("R003", day(2026, 6, 1)), path("R002", day(2026, 3, 25))), "pathology_report@2026-06-01"},
		{"an operation that a letter mentions", "operative_report", papers(op("R001", day(2026, 3, 19)), told(clinical.FactSurgery, day(2025, 7, 0), "a lumpectomy")), "operative_report@2025-07"},
		{"the same operation", "operative_report", papers(op("R001", day(2026, 3, 19)), told(clinical.FactSurgery, day(2026, 3, 0), "a lumpectomy")), ""},
		{"an operation without a date", "operative_report", papers(op("R001", day(2026, 3, 19)), told(clinical.FactSurgery, clinical.Date{}, "a lumpectomy")), ""},
		{"a stay that a letter mentions", "discharge_summary", papers(stay, told(clinical.FactHospitalStay, day(2026, 3, 20), "a stay")), ""},
		{"another stay", "discharge_summary", papers(stay, told(clinical.FactHospitalStay, day(2026, 8, 2), "a stay")), "discharge_summary@2026-08-02"},
		{"a scan without its report", "imaging_report", papers(scan("R001", "CT", "CT CHEST", day(2026, 3, 1), 3), scan("R002", "MR", "MRI BREAST", day(2026, 3, 9), 3), report(day(2026, 3, 2), "CT chest")), "imaging_report@2026-03-09"},
		{"a scan without a picture", "imaging_report", papers(scan("R001", "SR", "dose", day(2026, 4, 1), 0), report(day(2026, 3, 2), "CT chest")), ""},
		{"a date still to come", "operative_report", papers(op("R001", day(2026, 3, 19)), told(clinical.FactSurgery, day(2027, 1, 5), "a lumpectomy")), ""},
	} {
		facts := yes(clinical.FactSurgery, clinical.FactHospitalStay, clinical.FactImagingDone)
		res, _ := Evaluate(core(t, tc.item), Subject{Case: clinical.Case{Facts: facts}, Papers: tc.papers, Today: today})
		var ids []string
		for _, it := range res.Items[1:] {
			ids = append(ids, it.ID)
			if it.Status != clinical.StatusMissing || it.Level != "recommended" || it.Why == "" || it.Fix == "" {
				t.Errorf("%s: %+v", tc.name, it)
			}
		}
		if !res.Items[0].Status.Here() || strings.Join(ids, " ") != tc.want {
			t.Errorf("%s: %s, missing %v, want %q", tc.name, res.Items[0].Status, ids, tc.want)
		}
	}
}

// A request and a word on the item hold for each of what is missing of it, and
// one may be named by itself.
func TestWordsOnOneOfSeveral(t *testing.T) {
	s := Subject{Papers: papers(paper("R001", clinical.OperativeReport, day(2026, 3, 19), "x"), paper("R002", clinical.PathologyReport, day(2026, 2, 1), "x")), Today: today}
	for id, want := range map[string]clinical.ItemStatus{"pathology_report": clinical.StatusRequested, "pathology_report@2026-03-19": clinical.StatusRequested, "pathology_report@2020-01-01": clinical.StatusMissing} {
		s.Case.Requests = []clinical.Request{{To: "St Mary", Sent: day(2026, 11, 1), Items: []string{id}}}
		res, _ := Evaluate(core(t, "pathology_report"), s)
		if len(res.Items) != 2 || res.Items[1].Status != want {
			t.Errorf("%s: %+v", id, res.Items)
		}
	}
	s.Case = clinical.Case{Words: map[string]clinical.ItemWord{"pathology_report@2026-03-19": {Waived: "no tissue was taken"}}}
	if res, fs := Evaluate(core(t, "pathology_report"), s); res.Items[1].Status != clinical.StatusWaived || hasRule(fs, RuleStrayItem) {
		t.Errorf("%+v", res.Items)
	}
}

func TestAskedForOnlyWhereMentioned(t *testing.T) {
	c := packItem(t, "lung", "lung.brain")
	letter := paper("R001", clinical.OncologyNote, today, "letter")
	for _, tc := range []struct {
		m    clinical.Mention
		want clinical.ItemStatus
	}{
		{clinical.Mention{Fact: clinical.FactImagingDone, Modality: "MR", What: "MRI brain"}, clinical.StatusMissing},
		{clinical.Mention{Fact: clinical.FactImagingDone, Modality: "MR", What: "MRI breast"}, clinical.StatusNotAsked},
	} {
		letter.Mentions = []clinical.Mention{tc.m}
		if it, _ := first(c, Subject{Papers: papers(letter), Today: today}); it.Status != tc.want {
			t.Errorf("%+v: %+v", tc.m, it)
		}
	}
}

func TestSuggestCancer(t *testing.T) {
	for _, tc := range []struct{ seen, chosen, rule, fix string }{
		{"breast", catalogue.Generic, RuleCancerSeen, "cancer: breast"},
		{"ovarian", catalogue.Generic, RuleCancerSeen, "cancer: ovarian"},
		{"breast", "breast", "", ""},
		{"breast", "lung", RuleCancerOdd, "cancer: breast"},
		{"", catalogue.Generic, "", ""},
		{"no list of ours", catalogue.Generic, "", ""},
	} {
		var s Subject
		s.Case.CancerSeen = clinical.CancerSeen{Pack: tc.seen, Why: "A letter says so.", Record: "R001", Page: 2}
		fs := SuggestCancer(s, tc.chosen)
		if (len(fs) > 0) != (tc.rule != "") || len(fs) > 0 && (fs[0].Rule != tc.rule || !strings.Contains(fs[0].Fix, tc.fix) || fs[0].Page != 2) {
			t.Errorf("%+v: %+v", tc, fs)
		}
	}
}
