package cross

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
)

func date(s string) clinical.Date {
	d, err := clinical.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

var today = date("2026-11-21")

// doc makes a paper of a kind and day; id is the record id, and its file is id.pdf.
func doc(id string, k clinical.Kind, day, title string, pages ...string) clinical.Paper {
	p := clinical.Paper{Record: &clinical.Record{ID: id, Kind: k, Confidence: clinical.Certain, Date: date(day), Title: title}, Path: id + ".pdf"}
	for i, text := range pages {
		p.Pages = append(p.Pages, clinical.PageText{Number: i + 1, Text: text})
	}
	return p
}

// scan makes a scan of one series.
func scan(id, day, modality, description string, more ...clinical.Series) clinical.Paper {
	st := &clinical.Study{Date: date(day), Description: description, Series: append([]clinical.Series{{Modality: modality, Images: 30}}, more...)}
	return clinical.Paper{Record: &clinical.Record{ID: id, Kind: clinical.ImagingStudy, Confidence: clinical.Certain, Date: date(day), Title: description, Study: st}}
}

func mention(p clinical.Paper, fact clinical.FactID, what, modality, day string) clinical.Paper {
	p.Mentions = append(p.Mentions, clinical.Mention{Fact: fact, What: what, Modality: modality, Date: date(day), Page: 1})
	return p
}

func unreadable(p clinical.Paper) clinical.Paper { p.Unreadable = true; return p }
func unsure(p clinical.Paper) clinical.Paper     { p.Confidence = clinical.Unsure; return p }
func accession(p clinical.Paper, n string) clinical.Paper {
	p.Study.Accession = n
	return p
}
func inside(p clinical.Paper, k clinical.Kind) clinical.Paper {
	p.Inside = append(p.Inside, k)
	return p
}

// crossCase is one row of a table: papers, and which records have a finding of
// the rules under test.
type crossCase struct {
	name   string
	papers []clinical.Paper
	want   string // "rule id, rule id"
}

func run(t *testing.T, c clinical.Case, rules string, rows []crossCase) {
	t.Helper()
	for _, tc := range rows {
		var got []string
		for _, f := range Findings(c, tc.papers, today) {
			if !strings.Contains(" "+rules+" ", " "+f.Rule+" ") {
				continue
			}
			got = append(got, strings.TrimSpace(f.Rule+" "+f.Record))
			if f.Message == "" || f.Fix == "" || f.Message[0] >= 'a' && f.Message[0] <= 'z' {
				t.Errorf("%s: %+v", tc.name, f)
			}
		}
		if all := strings.Join(got, ", "); all != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, all, tc.want)
		}
	}
}

const (
	imgr  = clinical.ImagingReport
	patho = clinical.PathologyReport
	oper  = clinical.OperativeReport
	onco  = clinical.OncologyNote
	meds  = clinical.MedicationList
)

func TestPairs(t *testing.T) {
	run(t, clinical.Case{}, RuleReportAlone+" "+RuleScanAlone, []crossCase{
		{"a report alone", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest")}, "no-pictures R1"},
		{"a scan alone", []clinical.Paper{scan("R1", "2026-03-03", "CT", "CT CHEST")}, "no-report R1"},
		{"another day", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest"), scan("R2", "2026-03-09", "CT", "")}, "no-pictures R1, no-report R2"},
		{"another modality", []clinical.Paper{doc("R1", imgr, "2026-03-03", "MRI brain"), scan("R2", "2026-03-03", "CT", "")}, "no-pictures R1, no-report R2"},
		{"another part of the body", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest"), scan("R2", "2026-03-03", "CT", "CT HEAD")}, "no-pictures R1, no-report R2"},
		{"the other side", []clinical.Paper{doc("R1", imgr, "2026-03-03", "Mammogram left"), scan("R2", "2026-03-03", "MG", "MAMMO RIGHT")}, "no-pictures R1, no-report R2"},
		{"two scans, one reported", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest"), scan("R2", "2026-03-03", "CT", "THORAX"), scan("R3", "2026-03-03", "CT", "HEAD")}, "no-report R3"},
		{"seven languages: a mammogram", []clinical.Paper{
			doc("R1", imgr, "2026-01-01", "Mammographie beidseits"), doc("R2", imgr, "2026-02-01", "Mammographie bilatérale"), doc("R3", imgr, "2026-03-01", "Mamografía bilateral"),
			doc("R4", imgr, "2026-04-01", "Mammografia bilaterale"), doc("R5", imgr, "2026-05-01", "Mammografia obustronna"), doc("R6", imgr, "2026-06-01", "Mammografie beiderzijds"),
			doc("R7", imgr, "2026-07-01", "Bilateral mammogram"), scan("S1", "2026-01-01", "MG", ""), scan("S2", "2026-02-01", "MG", ""), scan("S3", "2026-03-01", "MG", ""),
			scan("S4", "2026-04-01", "MG", ""), scan("S5", "2026-05-01", "MG", ""), scan("S6", "2026-06-01", "MG", ""), scan("S7", "2026-07-01", "MG", ""),
		}, ""},
		// Look-alikes.
		{"a pair", []clinical.Paper{doc("R1", imgr, "2026-03-05", "CT chest"), scan("R2", "2026-03-03", "CT", "CHEST")}, ""},
		{"over the turn of the year", []clinical.Paper{doc("R1", imgr, "2026-01-01", "CT chest"), scan("R2", "2025-12-31", "CT", "")}, ""},
		{"by number, weeks apart", []clinical.Paper{doc("R1", imgr, "2026-03-30", "Report", "Acc A123456"), accession(scan("R2", "2026-03-03", "CT", ""), "A123456")}, ""},
		{"one report of two scans", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest, abdomen and pelvis"), scan("R2", "2026-03-03", "CT", "THORAX"), scan("R3", "2026-03-03", "CT", "ABDOMEN")}, ""},
		{"two reports of one scan", []clinical.Paper{doc("R1", imgr, "2026-03-03", "PET/CT"), doc("R2", imgr, "2026-03-04", "CT of the PET/CT"), scan("R3", "2026-03-03", "PT", "", clinical.Series{Modality: "CT", Images: 90})}, ""},
		{"a report that names no modality", []clinical.Paper{doc("R1", imgr, "2026-03-03", "Report", "Impression: nothing"), scan("R2", "2026-03-03", "CT", "")}, ""},
		{"contours and doses", []clinical.Paper{{Record: &clinical.Record{ID: "R1", Kind: clinical.ImagingStudy, Date: date("2026-03-03"), Study: &clinical.Study{Series: []clinical.Series{{Modality: "RTSTRUCT"}, {Modality: "RTDOSE", Images: 60}}}}}}, ""},
		{"a planning CT", []clinical.Paper{scan("R1", "2026-03-03", "CT", "", clinical.Series{Modality: "RTPLAN"})}, ""},
		{"a planning CT by name", []clinical.Paper{scan("R1", "2026-03-03", "CT", "RT Planning breast")}, ""},
		{"a localizer", []clinical.Paper{{Record: &clinical.Record{ID: "R1", Kind: clinical.ImagingStudy, Date: date("2026-03-03"), Study: &clinical.Study{Series: []clinical.Series{{Modality: "CT", Description: "Scout", Images: 2}}}}}}, ""},
		{"photos and slides", []clinical.Paper{scan("R1", "2026-03-03", "XC", ""), scan("R2", "2026-03-03", "SM", "")}, ""},
		{"the report lies in the scan", []clinical.Paper{scan("R1", "2026-03-03", "MG", "", clinical.Series{Modality: "DOC", Description: "REPORT"})}, ""},
		{"the report lies in a health summary", []clinical.Paper{scan("R1", "2026-03-03", "CT", ""), inside(doc("R2", clinical.PortalSummary, "2026-11-02", "Summary", "CT chest 03/03/2026: nothing"), imgr)}, ""},
		{"a report without a day", []clinical.Paper{doc("R1", imgr, "", "CT chest"), scan("R2", "2026-03-03", "CT", "")}, ""},
		{"a scan without a day", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest"), scan("R2", "", "CT", "")}, ""},
		{"a report that nobody can read", []clinical.Paper{unreadable(doc("R1", imgr, "2026-03-03", "CT chest"))}, ""},
		{"a paper that may be a report", []clinical.Paper{unsure(doc("R1", imgr, "2026-03-03", "CT chest"))}, ""},
		{"a letter that names a CT", []clinical.Paper{doc("R1", onco, "2026-03-03", "Letter about a CT")}, ""},
	})
	waived := clinical.Case{Words: map[string]clinical.ItemWord{"imaging_study": {Waived: "the clinic wants reports only"}, "imaging_report": {DoesNotApply: "x"}}}
	run(t, waived, RuleReportAlone+" "+RuleScanAlone, []crossCase{
		{"a person says so", []clinical.Paper{doc("R1", imgr, "2026-03-03", "CT chest"), scan("R2", "2026-05-03", "CT", "")}, ""},
	})
}

func TestReportsOfPlainPicturesOnlyInform(t *testing.T) {
	fs := Findings(clinical.Case{}, []clinical.Paper{doc("R1", imgr, "2026-03-03", "Ultrasound abdomen"), doc("R2", imgr, "2026-03-03", "CT abdomen")}, today)
	got := ""
	for _, f := range fs {
		got += fmt.Sprint(f.Record, " ", f.Severity, "; ")
	}
	if got != "R2 warning; R1 info; " {
		t.Error(got)
	}
}

func TestEvents(t *testing.T) {
	letter := func(id string) clinical.Paper { return doc(id, onco, "2026-09-30", "Letter", "text", "more") }
	scanOf := func(p clinical.Paper, day string) clinical.Paper {
		return mention(p, clinical.FactImagingDone, "CT chest", "CT", day)
	}
	opOf := func(p clinical.Paper, day string) clinical.Paper {
		return mention(p, clinical.FactSurgery, "left mastectomy", "", day)
	}
	stayOf := func(p clinical.Paper, day string) clinical.Paper {
		return mention(p, clinical.FactHospitalStay, "admitted", "", day)
	}
	run(t, clinical.Case{Patient: clinical.Patient{BirthDate: date("1971-03-14")}}, RuleEventAlone, []crossCase{
		{"a scan", []clinical.Paper{scanOf(letter("R1"), "2026-02-03")}, "mentioned R1"},
		{"an operation", []clinical.Paper{opOf(letter("R1"), "2026-03")}, "mentioned R1"},
		{"a stay", []clinical.Paper{stayOf(letter("R1"), "2026-03-09")}, "mentioned R1"},
		{"a gene test", []clinical.Paper{mention(letter("R1"), clinical.FactGeneticTestDone, "BRCA test", "", "2026-03")}, "mentioned R1"},
		{"a scan, and one of another modality is here", []clinical.Paper{scanOf(letter("R1"), "2026-02-03"), doc("R2", imgr, "2026-02-03", "MRI brain")}, "mentioned R1"},
		{"an operation, and one of another month is here", []clinical.Paper{opOf(letter("R1"), "2026-03"), doc("R2", oper, "2026-06-01", "Port")}, "mentioned R1"},
		{"two papers of one scan", []clinical.Paper{scanOf(letter("R1"), "2026-02-03"), scanOf(letter("R2"), "2026-02-05"), scanOf(letter("R3"), "2026-02")}, "mentioned R1"},
		{"two scans", []clinical.Paper{scanOf(scanOf(letter("R1"), "2026-02-03"), "2026-05-03")}, "mentioned R1, mentioned R1"},
		// Look-alikes.
		{"the report is here", []clinical.Paper{scanOf(letter("R1"), "2026-02-03"), doc("R2", imgr, "2026-02-05", "CT thorax")}, ""},
		{"the pictures are here", []clinical.Paper{scanOf(letter("R1"), "2026-02-03"), scan("R2", "2026-02-03", "CT", "")}, ""},
		{"a PET-CT report", []clinical.Paper{mention(letter("R1"), clinical.FactImagingDone, "PET/CT", "PT", "2026-02-03"), doc("R2", imgr, "2026-02-03", "PET-CT")}, ""},
		{"the operation report is here", []clinical.Paper{opOf(letter("R1"), "2026-03"), doc("R2", oper, "2026-03-19", "Mastectomy")}, ""},
		{"the procedure report is here", []clinical.Paper{opOf(letter("R1"), "2026-03-19"), doc("R2", clinical.ProcedureReport, "2026-03-18", "Excision")}, ""},
		{"only the year is told", []clinical.Paper{opOf(letter("R1"), "2026"), doc("R2", oper, "2026-03-19", "Mastectomy")}, ""},
		{"an operation report without a date", []clinical.Paper{opOf(letter("R1"), "2026-03"), doc("R2", oper, "", "Mastectomy")}, ""},
		{"the pathology report is dated later", []clinical.Paper{opOf(doc("R1", patho, "2026-03-30", "Pathology"), "2026-03-30"), doc("R2", oper, "2026-03-19", "Mastectomy")}, ""},
		{"the discharge summary is dated at the end", []clinical.Paper{stayOf(letter("R1"), "2026-03-03"), doc("R2", clinical.DischargeSummary, "2026-03-12", "Discharge")}, ""},
		{"the paper is the event", []clinical.Paper{scanOf(doc("R1", imgr, "2026-02-03", "CT chest"), "2026-02-03")}, ""},
		{"no date", []clinical.Paper{opOf(letter("R1"), "")}, ""},
		{"after the letter", []clinical.Paper{scanOf(letter("R1"), "2026-10-15")}, ""},
		{"after today", []clinical.Paper{scanOf(doc("R1", onco, "", "Letter"), "2027-01-01")}, ""},
		{"before birth", []clinical.Paper{scanOf(letter("R1"), "1960")}, ""},
		{"chemotherapy", []clinical.Paper{mention(letter("R1"), clinical.FactSystemicTherapy, "FEC", "", "2026-04")}, ""},
		{"nothing", []clinical.Paper{letter("R1")}, ""},
	})
	fs := Findings(clinical.Case{}, []clinical.Paper{scanOf(letter("R1"), "2026-02-03"), scanOf(letter("R2"), "2026-02-03")}, today)
	want := "The clinic letter of 30 Sep 2026 (page 1 of R1.pdf) mentions “CT chest” of 3 Feb 2026, as does another paper; neither its report nor its pictures are here"
	if len(fs) != 1 || fs[0].Message != want || fs[0].Page != 1 {
		t.Errorf("%+v", fs)
	}
	old := Findings(clinical.Case{}, []clinical.Paper{scanOf(letter("R1"), "2015-02-03")}, today)
	if len(old) != 1 || old[0].Severity != clinical.SeverityInfo {
		t.Errorf("an event of long ago: %+v", old)
	}
}

func TestManyFindingsAreBounded(t *testing.T) {
	var papers []clinical.Paper
	for i := range 100 {
		papers = append(papers, doc(fmt.Sprintf("R%03d", i), imgr, "2026-03-03", "CT chest"))
	}
	fs := Findings(clinical.Case{}, papers, today)
	last := fs[len(fs)-1]
	for _, f := range fs {
		if f.Record == "" {
			last = f
		}
	}
	if len(fs) != maxPerRule+1 || last.Message != "There are 60 more scan reports without their pictures" {
		t.Errorf("%d findings; %+v", len(fs), last)
	}
}

// BenchmarkFindings is 2,000 records of which each names scans, operations and
// medicines.
func BenchmarkFindings(b *testing.B) {
	papers := manyPapers(2000)
	for b.Loop() {
		Findings(clinical.Case{}, papers, today)
	}
}

func manyPapers(n int) []clinical.Paper {
	var papers []clinical.Paper
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	text := strings.Repeat("The patient has cancer of the left breast, and was seen on 3 March with a CT of the chest and tamoxifen 20 mg.\n", 25) + "Page 1 of 2\n"
	for i := range n {
		id, day := fmt.Sprintf("R%04d", i), clinical.DateOf(start.AddDate(0, 0, i))
		var p clinical.Paper
		switch i % 5 {
		case 0:
			p = doc(id, imgr, day.String(), "CT chest", text)
		case 1:
			p = scan(id, day.String(), "CT", "CT HEAD")
		case 2:
			p = doc(id, meds, day.String(), "Medicines", "Tamoxifen\nLetrozole 2.5 mg\n"+text)
		case 3:
			p = doc(id, patho, day.String(), "Pathology", "Specimen: left breast\n"+text, text)
		default:
			p = doc(id, onco, day.String(), "Letter", text, text)
		}
		for j := range 8 {
			p = mention(p, []clinical.FactID{clinical.FactImagingDone, clinical.FactSurgery, clinical.FactHospitalStay}[j%3], "CT chest", "CT", clinical.DateOf(start.AddDate(0, 0, i-7*j)).String())
		}
		papers = append(papers, p)
	}
	return papers
}
