package cross

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestPages(t *testing.T) {
	lab := func(id string, pages ...string) clinical.Paper {
		return doc(id, clinical.LabResults, "2026-02-11", "Labs", pages...)
	}
	two := func(p clinical.Paper, file string) clinical.Paper { p.Path = file; return p }
	run(t, clinical.Case{}, RulePages, []crossCase{
		{"page 3 of 7", []clinical.Paper{lab("R1", "Labs\nPage 3 of 7")}, "pages-missing R1"},
		{"the first page only", []clinical.Paper{lab("R1", "Labs\nPage 1 of 2")}, "pages-missing R1"},
		{"German", []clinical.Paper{lab("R1", "Labor\nSeite 1 von 2")}, "pages-missing R1"},
		{"French", []clinical.Paper{lab("R1", "Page 1 sur 2")}, "pages-missing R1"},
		{"Spanish", []clinical.Paper{lab("R1", "Página 1 de 2")}, "pages-missing R1"},
		{"Italian", []clinical.Paper{lab("R1", "Pagina 1 di 2")}, "pages-missing R1"},
		{"Polish", []clinical.Paper{lab("R1", "Strona 1 z 2")}, "pages-missing R1"},
		{"Dutch", []clinical.Paper{lab("R1", "Blz. 1 van 2")}, "pages-missing R1"},
		{"the last is missing", []clinical.Paper{lab("R1", "Page 1 of 3", "Page 2 of 3")}, "pages-missing R1"},
		{"two bare numbers", []clinical.Paper{lab("R1", "a\n1/3", "b\n2/3")}, "pages-missing R1"},
		// Look-alikes.
		{"whole", []clinical.Paper{lab("R1", "Page 1 of 2", "Page 2 of 2")}, ""},
		{"whole in one text", []clinical.Paper{lab("R1", "a\nPage 1 of 2\nb\nPage 2 of 2")}, ""},
		{"running text, of which the first page bears no number", []clinical.Paper{lab("R1", "a\nPage 2 of 3\nb\nPage 3 of 3")}, ""},
		{"long running text", []clinical.Paper{lab("R1", strings.Repeat("words and words\n", 600)+"Page 2 of 2")}, ""},
		{"one page, one number", []clinical.Paper{lab("R1", "Page 1 of 1")}, ""},
		{"a number that could not be read", []clinical.Paper{lab("R1", "Page 1 of 3", "Page ? of 3", "Page 3 of 3")}, ""},
		{"two papers of one file", []clinical.Paper{two(lab("R1", "Page 1 of 3"), "f.pdf"), two(lab("R2", "Page 2 of 3", "Page 3 of 3"), "f.pdf")}, ""},
		{"the further pages are photos", []clinical.Paper{lab("R1", "Page 1 of 2"), unsure(doc("R2", clinical.Unknown, "", "IMG_2", "Page 2 of 2"))}, ""},
		{"several papers' numbers", []clinical.Paper{lab("R1", "Page 1 of 3", "Page 2 of 5")}, ""},
		{"a page that is pointed at", []clinical.Paper{lab("R1", "see page 3 of 7 of the protocol")}, ""},
		{"a fraction at the foot", []clinical.Paper{lab("R1", "Nodes\n0/2\n", "Gleason\n3/7")}, ""},
		{"one bare number", []clinical.Paper{lab("R1", "a\nb\nc\n3/7")}, ""},
		{"a paper that nobody can read", []clinical.Paper{unreadable(lab("R1", "Page 3 of 7"))}, ""},
		{"no number", []clinical.Paper{lab("R1", "Page 3")}, ""},
		{"a fax that goes on", []clinical.Paper{two(lab("R1", "P. 1/2"), "fax.pdf"), two(doc("R2", onco, "2026-01-01", "Letter", "P. 2/2"), "fax.pdf")}, ""},
	})
	for text, want := range map[string]string{
		"Page 3 of 7": "Of the blood and laboratory tests of 11 Feb 2026 (R1.pdf) page 3 of 7 is here; pages 1–2 and 4–7 are not",
		"Page 1 of 7": "Of the blood and laboratory tests of 11 Feb 2026 (R1.pdf) only the first of 7 pages is here",
		"Page 2 of 2": "Of the blood and laboratory tests of 11 Feb 2026 (R1.pdf) page 2 of 2 is here; page 1 is not",
	} {
		fs := Findings(clinical.Case{}, []clinical.Paper{lab("R1", text)}, today)
		if len(fs) != 1 || fs[0].Message != want {
			t.Errorf("%s: %+v", text, fs)
		}
	}
}

func TestMedicines(t *testing.T) {
	list := func(id, day string, lines ...string) clinical.Paper {
		return doc(id, meds, day, "Medicines", strings.Join(lines, "\n"))
	}
	run(t, clinical.Case{}, RuleMedicines, []crossCase{
		{"no dose", []clinical.Paper{list("R1", "2026-10-20", "Tamoxifen daily since 2024")}, "medicines R1"},
		{"not how often", []clinical.Paper{list("R1", "2026-10-20", "Tamoxifen 20 mg since 2024")}, "medicines R1"},
		{"not since when", []clinical.Paper{list("R1", "2026-10-20", "Tamoxifen 20 mg daily")}, "medicines R1"},
		// Look-alikes.
		{"all is told", []clinical.Paper{list("R1", "2026-10-20", "Tamoxifen 20 mg daily since 2024")}, ""},
		{"all is told in the next line", []clinical.Paper{list("R1", "2026-10-20", "Tamoxifen", "20 mg daily since 2024")}, ""},
		{"taken now", []clinical.Paper{list("R1", "2026-10-20", "Current medications", "Tamoxifen 20 mg daily")}, ""},
		{"German", []clinical.Paper{list("R1", "2026-10-20", "Ramipril 5 mg 1-0-0 seit 2020")}, ""},
		{"allergies", []clinical.Paper{list("R1", "2026-10-20", "Allergies: penicillin")}, ""},
		{"a letter that names a medicine", []clinical.Paper{doc("R1", onco, "2026-10-20", "Letter", "Tamoxifen")}, ""},
		{"a leaflet", []clinical.Paper{doc("R1", clinical.Other, "", "Leaflet", "Tamoxifen 20 mg")}, ""},
		{"a list that may be none", []clinical.Paper{unsure(list("R1", "2026-10-20", "Tamoxifen"))}, ""},
		{"a list that nobody can read", []clinical.Paper{unreadable(list("R1", "2026-10-20", "Tamoxifen"))}, ""},
		{"words that are no medicines", []clinical.Paper{list("R1", "2026-10-20", "Bring this list to every visit", "Signed, the nurse")}, ""},
		{"laboratory values", []clinical.Paper{list("R1", "2026-10-20", "Creatinine 0.9 mg/dl")}, ""},
		{"an empty list", []clinical.Paper{list("R1", "2026-10-20")}, ""},
	})
	fs := Findings(clinical.Case{}, []clinical.Paper{list("R1", "2026-10-20", "Tamoxifen", "Letrozole 2.5 mg daily")}, today)
	want := "The medicines list of 20 Oct 2026 (R1.pdf) does not say the dose of Tamoxifen; or how often: Tamoxifen; or since when or until when: Tamoxifen and Letrozole"
	if len(fs) != 1 || fs[0].Message != want || fs[0].Page != 1 || fs[0].Severity != clinical.SeverityWarning {
		t.Errorf("%+v", fs)
	}
	older := Findings(clinical.Case{}, []clinical.Paper{list("R1", "2025-10-20", "Tamoxifen"), list("R2", "2026-10-20", "Tamoxifen 20 mg daily since 2024")}, today)
	if len(older) != 1 || older[0].Record != "R1" || older[0].Severity != clinical.SeverityInfo {
		t.Errorf("an older list: %+v", older)
	}
}

func TestMedicinesOfTheCaseFile(t *testing.T) {
	full := clinical.Medicine{Name: "Tamoxifen", Dose: "20 mg", HowOften: "daily", Started: date("2024-03")}
	for _, tc := range []struct {
		name, want string
		change     func(*clinical.Medicine)
	}{
		{"no dose", "the dose of Tamoxifen", func(m *clinical.Medicine) { m.Dose = "" }},
		{"a dose that says nothing", "the dose of Tamoxifen", func(m *clinical.Medicine) { m.Dose = "?" }},
		{"not how often", "how often: Tamoxifen", func(m *clinical.Medicine) { m.HowOften = "" }},
		{"not since when", "since when or until when: Tamoxifen", func(m *clinical.Medicine) { m.Started = clinical.Date{} }},
		{"all", "", func(*clinical.Medicine) {}},
		{"ongoing", "", func(m *clinical.Medicine) { m.Started, m.Ongoing = clinical.Date{}, true }},
		{"stopped", "", func(m *clinical.Medicine) { m.Started, m.Stopped = clinical.Date{}, date("2025") }},
	} {
		m := full
		tc.change(&m)
		fs := Findings(clinical.Case{Medicines: []clinical.Medicine{m}}, nil, today)
		switch {
		case tc.want == "" && len(fs) > 0:
			t.Errorf("%s: %+v", tc.name, fs)
		case tc.want != "" && (len(fs) != 1 || fs[0].Message != "The list of medicines in the case file does not say "+tc.want):
			t.Errorf("%s: %+v", tc.name, fs)
		}
	}
}

func TestSides(t *testing.T) {
	left := doc("L1", patho, "2026-03-30", "Pathology", "Specimen: Left breast\nDiagnosis: Invasive carcinoma of the left breast")
	run(t, clinical.Case{}, RuleSide, []crossCase{
		{"two papers", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "She has cancer of the right breast.")}, "side-differs R1"},
		{"one against two", []clinical.Paper{left, doc("L2", oper, "2026-03-19", "Left mastectomy", "Procedure: left mastectomy"), doc("R1", onco, "2026-09-30", "Letter", "x", "She has cancer of the right breast.")}, "side-differs R1"},
		{"German", []clinical.Paper{doc("L1", patho, "2026-03-30", "Befund", "Diagnose: Mammakarzinom links"), doc("R1", oper, "2026-03-19", "OP", "Eingriff: Mastektomie rechts")}, "side-differs R1"},
		{"one paper against itself", []clinical.Paper{doc("R1", oper, "2026-03-19", "OP", "PREOPERATIVE DIAGNOSIS: Left breast cancer\nPROCEDURE: Right mastectomy")}, "side-differs R1"},
		{"specimen and diagnosis", []clinical.Paper{doc("R1", patho, "2026-03-19", "P", "Specimen: right kidney\nDiagnosis: Renal cell carcinoma, left kidney")}, "side-differs R1"},
		// Look-alikes.
		{"all on one side", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "She has cancer of the left breast.")}, ""},
		{"a cancer on both sides", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "She has bilateral breast cancer."), doc("R2", oper, "2026-04-02", "OP", "Procedure: right mastectomy")}, ""},
		{"both sides in one letter", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "Cancer of the left breast. Cancer of the right breast."), doc("R2", oper, "2026-04-02", "OP", "Procedure: right mastectomy")}, ""},
		{"two specimens", []clinical.Paper{doc("R1", patho, "2026-03-19", "P", "Specimen:\n1. Left breast\n2. Right breast\nDiagnosis: carcinoma of the left breast")}, ""},
		{"the other side is history", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "History of right breast cancer.")}, ""},
		{"a relative's", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "Her mother had cancer of the right breast.")}, ""},
		{"the contralateral side", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "The contralateral right breast shows no carcinoma.")}, ""},
		{"a biopsy that was benign", []clinical.Paper{left, doc("R1", patho, "2026-03-01", "P", "Diagnosis: Right breast, benign, no carcinoma")}, ""},
		{"a scan report of both", []clinical.Paper{left, doc("R1", imgr, "2026-03-01", "Mammogram", "Right breast: suspected cancer")}, ""},
		{"years apart", []clinical.Paper{left, doc("R1", oper, "2019-03-01", "OP", "Procedure: right mastectomy")}, ""},
		{"another organ", []clinical.Paper{left, doc("R1", oper, "2026-03-01", "OP", "Procedure: right nephrectomy")}, ""},
		{"right as correct", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "Is breast cancer surgery all right for her?")}, ""},
		{"a side that is not near", []clinical.Paper{left, doc("R1", onco, "2026-09-30", "Letter", "Breast cancer. Her right knee aches.")}, ""},
		{"left as a verb", []clinical.Paper{doc("R1", oper, "2026-03-19", "OP", "PREOPERATIVE DIAGNOSIS: Right breast cancer\nPROCEDURE: Mastectomy; a drain was left in the breast")}, ""},
	})
}

func TestDates(t *testing.T) {
	born := clinical.Case{Patient: clinical.Patient{BirthDate: date("1971-03-14")}}
	run(t, born, RuleFuture+" "+RuleBeforeBirth, []crossCase{
		{"tomorrow", []clinical.Paper{doc("R1", imgr, "2026-11-22", "CT")}, "date-future R1"},
		{"a scan of next year", []clinical.Paper{scan("R1", "2027-01-03", "CT", "")}, "date-future R1"},
		{"next month", []clinical.Paper{doc("R1", onco, "2026-12", "Letter")}, "date-future R1"},
		{"before birth", []clinical.Paper{doc("R1", onco, "1962-01-03", "Letter")}, "before-birth R1"},
		// Look-alikes.
		{"today", []clinical.Paper{doc("R1", imgr, "2026-11-21", "CT")}, ""},
		{"this month", []clinical.Paper{doc("R1", imgr, "2026-11", "CT")}, ""},
		{"this year", []clinical.Paper{doc("R1", imgr, "2026", "CT")}, ""},
		{"no date", []clinical.Paper{doc("R1", imgr, "", "CT")}, ""},
		{"an appointment", []clinical.Paper{doc("R1", clinical.Other, "2026-12-03", "Appointment")}, ""},
		{"a plan", []clinical.Paper{doc("R1", clinical.TreatmentPlan, "2026-12-03", "Plan")}, ""},
		{"a consent that ends", []clinical.Paper{doc("R1", clinical.ReleaseConsent, "2027-12-03", "Consent")}, ""},
		{"an ID that ends", []clinical.Paper{doc("R1", clinical.IdentityDocument, "2030-12-03", "ID")}, ""},
		{"the day of birth", []clinical.Paper{doc("R1", onco, "1971-03-14", "Birth")}, ""},
		{"the year of birth", []clinical.Paper{doc("R1", onco, "1971", "Birth")}, ""},
		{"an unknown paper", []clinical.Paper{doc("R1", clinical.Unknown, "2027-01-01", "?")}, ""},
	})
}

func TestStates(t *testing.T) {
	early := doc("R1", patho, "2026-03-03", "Pathology", "PRELIMINARY REPORT\nBreast")
	run(t, clinical.Case{}, RulePreliminary+" "+RuleAddendum+" "+RuleUnsigned, []crossCase{
		{"preliminary", []clinical.Paper{early}, "preliminary R1"},
		{"preliminary, and the final one is of another scan", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest", "Preliminary report"), doc("R2", imgr, "2026-03-03", "MRI brain", "Final report")}, "preliminary R1"},
		{"addendum to follow", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "Breast", "Addendum to follow.")}, "addendum-due R1"},
		{"unsigned", []clinical.Paper{doc("R1", onco, "2026-03-03", "Letter", "Dictated but not read")}, "unsigned R1"},
		{"a draft", []clinical.Paper{doc("R1", clinical.DischargeSummary, "2026-03-03", "Discharge", "DRAFT\nDear colleague")}, "unsigned R1"},
		// Look-alikes.
		{"the final one is here", []clinical.Paper{early, doc("R2", patho, "2026-03-09", "Pathology", "FINAL REPORT")}, ""},
		{"the final one has no date", []clinical.Paper{early, doc("R2", patho, "", "Pathology", "Breast")}, ""},
		{"preliminary and final on one paper", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "Preliminary report of 1 March\n\nFINAL REPORT")}, ""},
		{"it replaces the preliminary one", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "Supersedes the preliminary report")}, ""},
		{"others' preliminary interpretations", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "The attending has reviewed all preliminary interpretations performed by any resident.")}, ""},
		{"the addendum is on it", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "Addendum to follow.", "ADDENDUM\nHER2 negative")}, ""},
		{"the addendum is another paper", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "Addendum to follow."), doc("R2", patho, "2026-03-20", "Addendum", "Addendum report\nHER2 negative")}, ""},
		{"the test is another paper", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "FISH pending"), doc("R2", clinical.TumourGenomics, "2026-03-20", "FISH", "Final")}, ""},
		{"a letter that awaits results", []clinical.Paper{doc("R1", onco, "2026-03-03", "Letter", "Results pending.")}, ""},
		{"valid without signature", []clinical.Paper{doc("R1", clinical.DischargeSummary, "2026-03-03", "Brief", "Maschinell erstellt, ohne Unterschrift gültig")}, ""},
		{"a consent that nobody signed", []clinical.Paper{doc("R1", clinical.ReleaseConsent, "2026-03-03", "Consent", "Not signed")}, ""},
		{"a leaflet in draft", []clinical.Paper{doc("R1", clinical.Other, "2026-03-03", "Leaflet", "DRAFT")}, ""},
		{"a paper that may be a report", []clinical.Paper{unsure(doc("R1", patho, "2026-03-03", "?", "PRELIMINARY REPORT"))}, ""},
		{"nothing of the kind", []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "Breast")}, ""},
	})
	fs := Findings(clinical.Case{}, []clinical.Paper{doc("R1", patho, "2026-03-03", "Pathology", "Breast", "Addendum to follow.")}, today)
	if len(fs) != 1 || fs[0].Page != 2 || !strings.Contains(fs[0].Message, "(page 2 of R1.pdf)") {
		t.Errorf("the page: %+v", fs)
	}
}

func TestNames(t *testing.T) {
	stated := clinical.Patient{Family: "RIVERA", Given: "Maria Elena", BirthDate: date("1971-03-14")}
	with := func(family, given, born string) clinical.Paper {
		p := doc("R1", patho, "2026-03-03", "Pathology", "x")
		p.Patient = clinical.Patient{Family: family, Given: given, BirthDate: date(born)}
		return p
	}
	other := with("Rivera", "Maria", "1971-03-14")
	other.Kind = clinical.Other
	for _, tc := range []struct {
		name string
		p    clinical.Paper
		want string
	}{
		{"a letter", with("RIVIERA", "Maria Elena", "1971-03-14"), RuleNameDiffers},
		{"no second name", with("RIVERA", "Maria", "1971-03-14"), RuleNameDiffers},
		{"an initial", with("RIVERA", "Maria E.", "1971-03-14"), RuleNameDiffers},
		{"an accent", with("RIVERA", "María Elena", "1971-03-14"), RuleNameDiffers},
		{"the birth date", with("RIVERA", "Maria Elena", "1971-03-15"), RuleNameDiffers},
		{"no birth date", with("RIVERA", "Maria Elena", ""), RuleNameNotStated},
		{"no name", with("", "", "1971-03-14"), RuleNameNotStated},
		{"the same", with("RIVERA", "Maria Elena", "1971-03-14"), ""},
		{"in other capitals", with("Rivera", "MARIA ELENA", "1971-03-14"), ""},
		{"with a hyphen", with("Rivera", "Maria-Elena", "1971-03-14"), ""},
		{"with a comma and blanks", with("Rivera,", " Maria  Elena ", "1971-03-14"), ""},
		{"composed otherwise", with("Rivera", "Maria Elena", "1971-03-14"), ""},
		{"a paper that needs no name", other, ""},
		{"one that cannot be read", unreadable(with("", "", "")), ""},
	} {
		fs := Names(stated, []clinical.Paper{tc.p})
		got := ""
		if len(fs) > 0 {
			got = fs[0].Rule
		}
		if got != tc.want || len(fs) > 1 {
			t.Errorf("%s: %+v", tc.name, fs)
		}
		if got == RuleNameDiffers && (fs[0].Private == "" || strings.Contains(strings.ToUpper(fs[0].Message), "RIV")) {
			t.Errorf("%s: names belong into Private: %+v", tc.name, fs[0])
		}
	}
	if fs := Names(clinical.Patient{}, []clinical.Paper{with("A", "B", "1971-03-14")}); fs != nil {
		t.Errorf("nothing to compare: %+v", fs)
	}
}
