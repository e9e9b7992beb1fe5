package classify

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func on(s string) clinical.Date {
	d, err := clinical.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// The papers of one clinic: only the second proves how it writes dates.
var clinicPapers = []string{
	"Brook Clinic\nOperative Report\nPatient: Ada Moss   DOB: 07/08/1957\nDate of surgery: 03/04/2026\nProcedure: Right hemicolectomy\nFindings: Mass.",
	"Brook Clinic\nHistopathology Report\nPatient: Ada Moss   DOB: 07/08/1957\nDate received: 23/04/2026\nMicroscopy: adenocarcinoma.",
	"Brook Clinic\nDischarge Summary\nPatient: Ada Moss   DOB: 07/08/1957\nAdmitted 02/04/2026 Discharged 09/04/2026\nDischarge diagnosis: colon cancer.",
}

func readAll(texts []string) []Verdict {
	var vs []Verdict
	for _, t := range texts {
		vs = append(vs, Document(Subject{Pages: []string{t}}))
	}
	return vs
}

// readTwice reads papers as the papers of one case.
func readTwice(texts []string) []Verdict {
	first := readAll(texts)
	proof := Prove(first)
	var vs []Verdict
	for i, t := range texts {
		vs = append(vs, Document(Subject{Pages: []string{t}, Case: proof.Patient, Order: proof.Order(first[i])}))
	}
	return vs
}

func TestDoubtIsSaid(t *testing.T) {
	v := readAll(clinicPapers)
	if v[0].Date != on("2026-03-04") || v[0].DateOther != on("2026-04-03") || v[0].BirthOther != on("1957-08-07") || v[0].OrderProof != OrderUnknown {
		t.Errorf("the operation: %s or %s, born %s or %s, proves %s", v[0].Date, v[0].DateOther, v[0].Patient.BirthDate, v[0].BirthOther, v[0].OrderProof)
	}
	if v[1].OrderProof != DayFirst || !v[1].DateOther.IsZero() || !v[1].BirthOther.IsZero() || v[1].Patient.BirthDate != on("1957-08-07") {
		t.Errorf("the histology: %+v", v[1])
	}
	for _, text := range []string{
		"CT REPORT\nExam date: 04/05/2026\nComparison: 23/11/2025\nImpression: y", // proof
		"CT REPORT\nExam date: 14 May 2026\nImpression: y",                        // a month in letters
		"CT REPORT\nExam date: 05/05/2026\nImpression: y",                         // both ways the same
		"Servicio de Radiodiagnóstico\nInforme radiológico\nFecha de exploración: 11/05/2026\nHallazgos: sin derrame pleural en la TAC de los senos", // the language
	} {
		if v := Document(Subject{Pages: []string{text}}); v.Date.IsZero() || !v.DateOther.IsZero() {
			t.Errorf("%q: %s or %s", text, v.Date, v.DateOther)
		}
	}
}

func TestOnePaperProvesTheOrderOfItsClinic(t *testing.T) {
	v := readTwice(clinicPapers)
	for i, want := range []string{"2026-04-03", "2026-04-23", "2026-04-09"} {
		if v[i].Date != on(want) || !v[i].DateOther.IsZero() || v[i].Patient.BirthDate != on("1957-08-07") || !v[i].BirthOther.IsZero() {
			t.Errorf("paper %d: %s or %s, want %s; born %s or %s", i, v[i].Date, v[i].DateOther, want, v[i].Patient.BirthDate, v[i].BirthOther)
		}
	}
}

func TestOrderOfEachFacility(t *testing.T) {
	american := []string{
		"Lakeside Hospital\nCT REPORT\nExam date: 05/06/2026\nTechnique: x\nImpression: y",
		"Lakeside Hospital\nPROGRESS NOTE\nDate of visit: 05/30/2026\nSubjective: well\nObjective: well",
		"PROGRESS NOTE\nDate of visit: 05/04/2026\nSubjective: well\nObjective: well",
	}
	v := readTwice(append(american, clinicPapers...))
	if v[0].Date != on("2026-05-06") || !v[0].DateOther.IsZero() {
		t.Errorf("the American hospital: %s or %s", v[0].Date, v[0].DateOther)
	}
	if v[3].Date != on("2026-04-03") || !v[3].DateOther.IsZero() {
		t.Errorf("the British clinic: %s or %s", v[3].Date, v[3].DateOther)
	}
	if v[2].DateOther.IsZero() {
		t.Errorf("the papers do not agree, and yet there is no doubt about %s", v[2].Date)
	}
	if v := readTwice(american); v[2].Date != on("2026-05-04") || !v[2].DateOther.IsZero() {
		t.Errorf("all papers agree, and yet %s may be %s", v[2].Date, v[2].DateOther)
	}
}

func TestOtherLanguagesProveNothingForEnglish(t *testing.T) {
	papers := []string{
		"CT REPORT\nExam date: 05/06/2026\nTechnique: x\nImpression: y",
		"Klinikum Neustadt\nOperationsbericht\nOP-Datum: 20.03.2026\nDie Patientin wurde in der Klinik von der Abteilung mit einer Operation behandelt und ist wohlauf.",
	}
	if v := readTwice(papers); v[1].OrderProof != DayFirst || v[0].DateOther != on("2026-06-05") {
		t.Errorf("%s or %s; %s", v[0].Date, v[0].DateOther, v[1].OrderProof)
	}
}

func TestBirthDateProvesTheOrder(t *testing.T) {
	paper := "St Mary's Clinic\nOncology note\nRe: Ada Moss, DOB 07/08/1957\nDate of visit: 01/06/2026\nAssessment: stable"
	for _, c := range []struct{ birth, date string }{{"1957-08-07", "2026-06-01"}, {"1957-07-08", "2026-01-06"}} {
		v := Document(Subject{Pages: []string{paper}, Case: clinical.Patient{BirthDate: on(c.birth)}})
		if v.Patient.BirthDate != on(c.birth) || v.Date != on(c.date) || !v.DateOther.IsZero() || !v.BirthOther.IsZero() {
			t.Errorf("born %s: %s or %s, born %s or %s", c.birth, v.Date, v.DateOther, v.Patient.BirthDate, v.BirthOther)
		}
	}
	if v := Document(Subject{Pages: []string{paper}, Case: clinical.Patient{BirthDate: on("1957-09-09")}}); v.DateOther.IsZero() {
		t.Error("somebody else's birth date proves nothing")
	}
	v := readTwice([]string{paper, "My tablets\nAda Moss, born 7 August 1957\nupdated 3 June 2026"})
	if v[0].Date != on("2026-06-01") || v[0].Patient.BirthDate != on("1957-08-07") {
		t.Errorf("a paper with the month in letters proves nothing: %s, born %s", v[0].Date, v[0].Patient.BirthDate)
	}
}

func TestContradictionsStayInDoubt(t *testing.T) {
	text := "PROGRESS NOTE\nDate of visit: 05/04/2026\nSubjective: since 05/30/2025 and 04/29/2025, not 30/05/2025\nObjective: well"
	v := Document(Subject{Pages: []string{text}})
	if v.OrderProof != OrderUnknown || v.Date != on("2026-05-04") || v.DateOther != on("2026-04-05") {
		t.Errorf("%s or %s, proves %s", v.Date, v.DateOther, v.OrderProof)
	}
	if v := Document(Subject{Pages: []string{text}, Order: MonthFirst}); !v.DateOther.IsZero() {
		t.Errorf("its clinic's order leaves doubt: %s", v.DateOther)
	}
	twins := []Verdict{{Patient: clinical.Patient{BirthDate: on("1957-08-07")}}, {Patient: clinical.Patient{BirthDate: on("1960-01-02")}}}
	if p := Prove(twins); !p.Patient.BirthDate.IsZero() {
		t.Errorf("one against one proves %s", p.Patient.BirthDate)
	}
}

// TestPapersOfTwoContinents holds for a folder with papers of both: each English
// paper is read as its own clinic writes, a German one as Germans do.
func TestPapersOfTwoContinents(t *testing.T) {
	papers := []string{
		"Lakeside Hospital\nPROGRESS NOTE\nDate of visit: 05/30/2026\nSubjective: well\nObjective: well",
		"Lakeside Hospital\nPROGRESS NOTE\nDate of visit: 06/05/2026\nSubjective: well\nObjective: well",
		"Klinikum Neustadt\nArztbrief\nDatum: 06.05.2026\nDie Patientin stellte sich in der Ambulanz vor und wurde mit dem Befund nach Hause entlassen.",
		"Tata Memorial Hospital, Mumbai\nUHID: 884120\nOPD note\nDate: 06/05/2026\nComplaints: nil",
		"PROGRESS NOTE\nDate of visit: 06/05/2026\nSubjective: well\nObjective: well",
	}
	v := readTwice(papers)
	for i, want := range []string{"2026-05-30", "2026-06-05", "2026-05-06", "2026-05-06"} {
		if v[i].Date != on(want) || !v[i].DateOther.IsZero() {
			t.Errorf("paper %d: %s or %s, want %s", i, v[i].Date, v[i].DateOther, want)
		}
	}
	if v[4].Date.IsZero() {
		t.Error("the paper of no clinic has no date")
	}
}
