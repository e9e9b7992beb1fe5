package classify

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// papers are made up, one look-alike or language each. Dates are those that the
// paper says the service took place.
var papers = []struct {
	name, path, text string
	kind             clinical.Kind
	lang, date       string
}{
	{"pathology requisition", "form.pdf", "ST ANNE HOSPITAL\nPATHOLOGY REQUISITION\nPatient: DOE, Jane\nSpecimen required: core biopsy, left breast\nTests requested: histopathology, ER, PR, HER2\nClinical history: lump\nCollected: ________", clinical.Other, "en", ""},
	{"consent for an operation", "scan.pdf", "CONSENT FOR OPERATION\nI understand that the risks of mastectomy have been explained to me.\nNature of operation: left mastectomy with sentinel lymph node biopsy\nSurgeon: Dr A. Brown\nPatient's signature: ________   Signature of witness: ________", clinical.Other, "en", ""},
	{"appointment letter", "letter.pdf", "Dear Mrs Doe,\nYour appointment is on Tuesday 4 May 2027 at 10:40 in the breast clinic.\nPlease bring your medication list and your pathology report.\nTo reschedule please call the office.", clinical.Other, "en", ""},
	{"bill", "doc1.pdf", "Lakeside Hospital\nINVOICE\nInvoice number: 88123\nCT abdomen with contrast 1 x 840.00\nSurgical pathology 1 x 310.00\nTotal due: 1150.00\nPayment due: 12/05/2026", clinical.Other, "en", ""},
	{"German bill", "scan.pdf", "Verrechnungsstelle\nRechnung Nr. 4711 vom 14.04.2026\nFrau Erika Muster\nFür ärztliche Leistungen berechnen wir: GOÄ 3, 250.\nZahlbar bis 14.05.2026.", clinical.Other, "de", "2026-04-14"},
	{"login page", "download.pdf", "MyPortal\nSign in\nUsername:\nPassword:\nForgot password? Create account\nThis site uses cookies. Enable JavaScript in your browser.", clinical.Other, "en", ""},
	{"German pathology", "a.pdf", "Institut für Pathologie\nHistologischer Befund\nPatientin: Muster, Erika, geb. am 03.04.1961\nEingang: 12.02.2026   Ausgang: 15.02.2026\nEingesandtes Material: Stanzbiopsie Mamma links\nMakroskopie: Drei Zylinder bis 1,2 cm.\nMikroskopie: Infiltrate eines invasiven Karzinoms.\nImmunhistochemie: ER positiv\nDiagnose: Invasives Karzinom NST, G2", clinical.PathologyReport, "de", "2026-02-12"},
	{"German operation", "b.pdf", "Klinikum Neustadt\nOperationsbericht\nPatient: Erika Muster, geb. 03.04.1961\nOP-Datum: 20.03.2026\nOperateur: Dr. Klein\nAnästhesie: Intubationsnarkose\nOP-Verlauf: Lagerung, steriles Abdecken. Hautschnitt periareolär. Blutstillung, Hautnaht.", clinical.OperativeReport, "de", "2026-03-20"},
	{"German discharge", "c.pdf", "Klinikum Neustadt, Klinik für Gynäkologie\nEntlassungsbrief\nSehr geehrte Frau Kollegin,\nwir berichten über unsere gemeinsame Patientin, Frau Erika Muster, geb. am 03.04.1961, die sich vom 19.03.2026 bis 24.03.2026 in unserer stationären Behandlung befand.\nDiagnosen: Mammakarzinom links\nTherapie und Verlauf: komplikationslos\nEntlassungsmedikation: keine", clinical.DischargeSummary, "de", "2026-03-24"},
	{"German laboratory", "d.pdf", "Labor Dr. Weiss\nLaborbefund\nName: Muster, Erika   Geburtsdatum: 03.04.1961\nEntnahme: 02.05.2026 08:15\nParameter  Messwert  Einheit  Referenzbereich\nLeukozyten  5,4  G/l  4,0-10,0\nHämoglobin  12,8  g/dl  12,0-16,0\nThrombozyten  233  G/l  150-400\nKreatinin  0,8  mg/dl  0,5-0,9", clinical.LabResults, "de", "2026-05-02"},
	{"German medication plan", "e.pdf", "Medikationsplan\nfür: Erika Muster geb. am: 03.04.1961\nausgedruckt von: Dr. Hase\nStand: 11.06.2026\nWirkstoff  Handelsname  Stärke  Form  morgens mittags abends\nRamipril  Ramilich  5 mg  Tabl  1-0-0\nLetrozol  Letro  2,5 mg  Tabl  1-0-0", clinical.MedicationList, "de", "2026-06-11"},
	{"German tumour board", "f.pdf", "Universitätsklinikum\nTumorkonferenzprotokoll\nDatum: 03.03.2026\nPatientin: Muster, Erika\nTeilnehmer: Gynäkologie, Onkologie, Radiologie\nEmpfehlung des Tumorboards: brusterhaltende Operation", clinical.TumourBoard, "de", "2026-03-03"},
	{"Dutch pathology", "g.pdf", "Pathologieverslag\nPatiënt: mevr. A. de Vries  Geboortedatum: 12-08-1959\nDatum afname: 14-01-2026\nAard materiaal: biopt mamma links\nMacroscopie: drie pijpjes in formaline\nMicroscopie: beeld van een invasief carcinoom\nConclusie: invasief ductaal carcinoom", clinical.PathologyReport, "nl", "2026-01-14"},
	{"Dutch discharge", "h.pdf", "Ontslagbrief\nGeachte collega,\nBovengenoemde patiënt werd opgenomen van 03-02-2026 tot 09-02-2026 op de afdeling chirurgie.\nReden van opname: hemicolectomie\nBeloop: ongestoord\nOntslagmedicatie: geen", clinical.DischargeSummary, "nl", "2026-02-09"},
	{"Dutch radiology", "i.pdf", "Afdeling radiologie\nCT thorax en abdomen\nDatum onderzoek: 22-04-2026\nVraagstelling: metastasen?\nTechniek: na contrastmiddel intraveneus\nBevindingen: geen pleuravocht. Hypodense laesie in de lever.\nConclusie: stabiel", clinical.ImagingReport, "nl", "2026-04-22"},
	{"French operation", "j.pdf", "Centre Hospitalier\nCompte rendu opératoire\nNom : MARTIN   Prénom : Claire   Née le 05/07/1960\nDate d'intervention : 18/03/2026\nChirurgien : Dr Petit   Anesthésie : générale\nIntervention : tumorectomie gauche\nIncision, hémostase, fermeture par surjet.", clinical.OperativeReport, "fr", "2026-03-18"},
	{"French stay", "k.pdf", "COMPTE RENDU D'HOSPITALISATION\nPatiente hospitalisée du 02/03/2026 au 07/03/2026\nMotif d'hospitalisation : mastectomie\nAntécédents : aucun\nÉvolution dans le service : simple\nTraitement de sortie : paracétamol", clinical.DischargeSummary, "fr", "2026-03-07"},
	{"French prescription", "l.pdf", "Dr Anne Leroy\nORDONNANCE\nLe 12 mars 2026\nMme Claire MARTIN\nLETROZOLE 2,5 mg : 1 comprimé par jour le matin\nPARACETAMOL 1 g : 1 comprimé matin et soir", clinical.MedicationList, "fr", "2026-03-12"},
	{"Italian discharge", "m.pdf", "Ospedale Maggiore\nLettera di dimissione\nPaziente: Bianchi Anna, nata il 02/09/1955\nData di ricovero: 10/01/2026   Data di dimissione: 16/01/2026\nMotivo del ricovero: emicolectomia\nDecorso clinico: regolare\nTerapia alla dimissione: nessuna", clinical.DischargeSummary, "it", "2026-01-16"},
	{"Italian histology", "n.pdf", "Anatomia Patologica\nEsame istologico n. 2231\nData prelievo: 04/02/2026\nMateriale inviato: mammella sinistra\nDescrizione macroscopica: losanga di cute\nDescrizione microscopica: carcinoma\nDiagnosi: carcinoma duttale", clinical.PathologyReport, "it", "2026-02-04"},
	{"Polish discharge", "o.pdf", "Szpital Miejski\nKarta informacyjna leczenia szpitalnego\nPacjentka: Nowak Anna, ur. 01.02.1958\nData przyjęcia: 03.03.2026  Data wypisu: 09.03.2026\nRozpoznanie: rak piersi\nEpikryza: pacjentka przyjęta do oddziału\nZalecenia: kontrola", clinical.DischargeSummary, "pl", "2026-03-09"},
	{"Polish histology", "p.pdf", "Zakład Patomorfologii\nWynik badania histopatologicznego\nData pobrania: 10.02.2026\nMateriał: wycinek\nOpis makroskopowy: bloczki\nRozpoznanie histopatologiczne: rak przewodowy", clinical.PathologyReport, "pl", "2026-02-10"},
	{"Spanish radiology", "q.pdf", "Servicio de Radiodiagnóstico\nInforme radiológico\nTAC toracoabdominal\nFecha de exploración: 11/05/2026\nTécnica: con contraste intravenoso\nHallazgos: sin derrame pleural\nConclusión: estable", clinical.ImagingReport, "es", "2026-05-11"},
	{"Indian discharge card", "r.pdf", "Sahyadri Hospital Pvt Ltd, Pune\nDISCHARGE CARD\nName: Mrs. Sunita Patil   Age/Sex: 52/F   UHID: 4471002\nDOA: 03/02/2026   DOD: 07/02/2026\nDiagnosis: Ca breast left\nCourse in hospital: uneventful\nTreatment given: MRM left\nAdvice on discharge: Tab PCM", clinical.DischargeSummary, "en", "2026-02-07"},
	{"Indian histopathology", "s.pdf", "Department of Pathology\nHPE REPORT\nUHID: 4471002\nSpecimen: MRM left, received on 03/02/2026\nGross: specimen measures 18x12 cm\nMicroscopy: infiltrating duct carcinoma, margins free\nReported on 09/02/2026", clinical.PathologyReport, "en", "2026-02-03"},
	{"OCR damage", "t.pdf", "0PERATIVE REP0RT\nPatient: DOE, Jane\nDATE 0F SURGERY: 03/19/2026\nPRE0PERATIVE DIAGN0SIS: 1eft breast mass.\nP0STOPERATIVE DIAGNOSlS: Same.\nSURGE0N: A. Brown\nANESTHESlA: General\nESTlMATED BLOOD L0SS: 20 cc\nThe patient was prepped and draped.", clinical.OperativeReport, "en", "2026-03-19"},
	{"letter that mentions an operation", "u.pdf", "HILLSIDE ONCOLOGY\nDate of visit: 09/30/2026\nDear Dr. Hall,\nThank you for referring this pleasant 58-year-old woman. She underwent a lumpectomy on 02/22/2008 and the operative report was reviewed. Review of systems is negative.\nASSESSMENT AND PLAN: Continue letrozole, follow up in six months.", clinical.OncologyNote, "en", "2026-09-30"},
	{"radiotherapy", "v.pdf", "Strahlentherapie Abschlussbericht\nBestrahlungszeitraum: 04.05.2026 - 12.06.2026\nZielvolumen: Mamma links\nGesamtdosis: 50,4 Gy  Einzeldosis: 1,8 Gy  Fraktionen: 28\nLinearbeschleuniger", clinical.RadiotherapySummary, "de", ""},
	{"genes", "w.pdf", "NEXT GENERATION SEQUENCING REPORT\nCollected: 05/02/2026\nGenomic findings: PIK3CA H1047R, variant allele frequency 23%\nTumor mutational burden: 4\nMicrosatellite status: stable", clinical.TumourGenomics, "en", "2026-05-02"},
}

func TestPapers(t *testing.T) {
	for _, p := range papers {
		v := Document(Subject{Path: p.path, Pages: []string{p.text}})
		if v.Kind != p.kind || p.kind != clinical.Other && v.Confidence == clinical.Unsure {
			t.Errorf("%s is %s (%s), want %s: %v", p.name, v.Kind, v.Confidence, p.kind, v.Evidence)
		}
		if v.Language != p.lang {
			t.Errorf("%s is in %q, want %q", p.name, v.Language, p.lang)
		}
		if p.date != "" && v.Date.String() != p.date {
			t.Errorf("%s is of %s, want %s", p.name, v.Date, p.date)
		}
		if len(v.Evidence) == 0 || v.Title == "" {
			t.Errorf("%s has no evidence or title", p.name)
		}
	}
}

func TestCodesSettleTheKind(t *testing.T) {
	for _, c := range []struct {
		system, value string
		want          clinical.Kind
	}{
		{"loinc", "11504-8", clinical.OperativeReport},
		{"loinc", "57113-1", clinical.ReferralLetter}, // the wrong code of HL7's own example
		{"template", "2.16.840.1.113883.10.20.22.1.2:2014-06-09", clinical.PortalSummary},
		{"kdl", "PT080102", clinical.PathologyReport},
		{"fhir", "ImagingStudy", clinical.ImagingStudy},
	} {
		v := Document(Subject{Codes: []clinical.Code{{System: c.system, Value: c.value}}, Pages: []string{"MEDICATION LIST"}})
		if v.Kind != c.want || v.Confidence != clinical.Certain || v.Evidence[0].Source != "code" {
			t.Errorf("%s %s is %s (%s)", c.system, c.value, v.Kind, v.Confidence)
		}
	}
}

func TestNamesAreWeakEvidence(t *testing.T) {
	v := Document(Subject{Path: "Reports/Pathology report.pdf"})
	if v.Kind != clinical.PathologyReport || v.Confidence == clinical.Certain {
		t.Errorf("a name alone makes it %s (%s)", v.Kind, v.Confidence)
	}
	v = Document(Subject{Path: "pathology.pdf", Pages: []string{papers[1].text}})
	if v.Kind != clinical.Other {
		t.Errorf("the name outweighs the paper: %s", v.Kind)
	}
	if v := Document(Subject{Path: "IMG_0001.jpg"}); v.Kind != clinical.Unknown || v.Confidence != clinical.Unsure {
		t.Errorf("nothing to go by is %s (%s)", v.Kind, v.Confidence)
	}
}

func TestTitles(t *testing.T) {
	for path, want := range map[string]string{
		"a/b/CT_abd.pdf": "CT abd", "breast us + bx report.pdf": "breast us bx report", "scan0012 (1).pdf": "scan0012 (1)",
		"PathReport.PDF": "Path Report", `c:\x\Befund.docx`: "Befund", "": "", "/": "", "noext": "noext",
	} {
		if got := TitleFromName(path); got != want {
			t.Errorf("TitleFromName(%q) = %q, want %q", path, got, want)
		}
	}
	v := Document(Subject{Path: "x.pdf", Pages: []string{"OPERATIVE REPORT\nPatient: DOE, Jane\nPROCEDURE PERFORMED: Segmental mastectomy.\nSURGEON: A. Brown\nPREOPERATIVE DIAGNOSIS: Mass"}})
	if v.Title != "Operation report: Segmental mastectomy" {
		t.Errorf("title is %q", v.Title)
	}
	v = Document(Subject{Path: "Letter Jane Doe.pdf", Pages: []string{"Patient: DOE, Jane\nnothing else to go by"}})
	if strings.Contains(v.Title, "Doe") {
		t.Errorf("the patient's name stands in the title %q", v.Title)
	}
}

func TestTitlesHoldNoHeader(t *testing.T) {
	for text, want := range map[string]string{
		"Institut für Radiologie\nCT Thorax/Abdomen vom 27.02.2026\nPatient: Udo Muster\nBefund: x\nBeurteilung: y":                                   "CT Thorax/Abdomen",
		"TC TORACE ADDOME CON MDC\nData esame: 25/11/2025\nReferto: x\nConclusioni: y":                                                                "TC TORACE ADDOME CON MDC",
		"Laborzentrum Musterau - Laborbefund\nAbnahme: 19.03.2026\nHämoglobin 11,2 g/dl\nKreatinin 0,9 mg/dl\nCEA 2,1 ng/ml":                          "Laborbefund",
		"Informe anatomopatológico  Nº B26-1189\nPaciente: Iker Otero Prado\nDescripción macroscópica: x\nDiagnóstico: y":                             "Informe anatomopatológico",
		"HISTOPATHOLOGY REPORT     Page 1 of 3\nPatient: DOE, Jane\nGross: x\nMicroscopy: y":                                                          "Histopathology report",
		"Verrechnungsstelle\nRechnung Nr. 4711 vom 14.04.2026\nFrau Erika Muster\nRechnungsbetrag 187,20 EUR.":                                        "Rechnung",
		"Discharge Summary 14 March 2026\nPatient: DOE, Jane\nHospital course: x\nDischarge medications: y":                                           "Discharge Summary",
		"Current medication (as of 1 April 2026)\nRamipril 5 mg once a day\nLetrozole 2.5 mg once a day\nParacetamol 1 g at night":                    "Current medication",
		"Medication list – Jane Doe\nRamipril 5 mg once a day\nLetrozole 2.5 mg once a day\nParacetamol 1 g at night\nJane Doe, born 4 February 1961": "Medication list",
	} {
		if v := Document(Subject{Pages: []string{text}}); v.Title != want {
			t.Errorf("%q is titled %q, want %q", text, v.Title, want)
		}
	}
	v := Document(Subject{Path: "leki Anna.txt", Pages: []string{"Lista leków – Anna Nowak\nRamipril 5 mg rano\nLetrozol 2,5 mg rano\nMetformina 850 mg wieczorem"}, Case: clinical.Patient{Family: "Nowak", Given: "Anna"}})
	if v.Title != "Lista leków" || !v.Patient.IsZero() {
		t.Errorf("the patient of the case stands in the title %q, or in the paper: %+v", v.Title, v.Patient)
	}
}

func TestQuality(t *testing.T) {
	v := Document(Subject{Pages: []string{"PATHOLOGY REPORT\nPreliminary report\nGross description: x\nAddendum to follow\nPage 3 of 7"}})
	if got := strings.Join(v.Quality, "; "); got != "preliminary; addendum to follow; page 3 of 7 only" {
		t.Errorf("quality is %q", got)
	}
}

func TestSameInputSameVerdict(t *testing.T) {
	for _, p := range papers {
		a, b := Document(Subject{Pages: []string{p.text}}), Document(Subject{Pages: []string{p.text}})
		if len(a.Evidence) != len(b.Evidence) || a.Title != b.Title {
			t.Fatalf("%s: two runs differ", p.name)
		}
		for i := range a.Evidence {
			if a.Evidence[i] != b.Evidence[i] {
				t.Errorf("%s: %v and %v", p.name, a.Evidence[i], b.Evidence[i])
			}
		}
	}
}

// FuzzDocument holds for any text: no panic, a valid kind, short quotations,
// pages within the document, and no date of birth as the date of service.
func FuzzDocument(f *testing.F) {
	for _, p := range papers {
		f.Add(p.path, p.text)
	}
	f.Add("x", "Patient:\nDOB:\n*\n**1.1.1")
	f.Add("0", "1.1.00\n1.1.10A")
	f.Add("x", "Muster, Erika, 03.04.1961\nProtokoll vom 24.03.2026\nNr. 1")
	f.Fuzz(func(t *testing.T, path, text string) {
		pages := strings.Split(text, "\f")
		v := Document(Subject{Path: path, Title: path, Pages: pages})
		if !v.Kind.Valid() || v.Confidence == "" {
			t.Fatalf("%q (%q)", v.Kind, v.Confidence)
		}
		if !v.Date.IsZero() && !v.Date.Valid() {
			t.Fatalf("date %v", v.Date)
		}
		for _, e := range v.Evidence {
			if len([]rune(e.Text)) > words.MaxQuote || e.Page < 0 || e.Page > len(pages) {
				t.Fatalf("evidence %+v", e)
			}
		}
		for _, m := range Tell(pages, Told{Kind: v.Kind, Date: v.Date}).Mentions {
			if m.Page < 1 || m.Page > len(pages) || len([]rune(m.Quote)) > words.MaxQuote || len([]rune(m.What)) > words.MaxQuote || !m.Date.IsZero() && !m.Date.Valid() {
				t.Fatalf("mention %+v", m)
			}
		}
	})
}
