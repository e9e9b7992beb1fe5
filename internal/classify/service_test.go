package classify

import (
	"testing"
)

func TestServiceDate(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"not the birth date nor the print date", "PATHOLOGY REPORT\nPrinted: 05/09/2026\nDOB: 03/14/1971\nCollected: 02/01/2026 Received: 02/03/2026 Reported: 02/07/2026\nGross description: x", "2026-02-01"},
		{"not the history", "CONSULTATION NOTE\nDate of service: 2026-09-30\nChief complaint: cancer. On 02/22/08, she underwent a lumpectomy.", "2026-09-30"},
		{"discharge, not admission", "DISCHARGE SUMMARY\nDate of admission: 05/01/2026\nDate of discharge: 05/09/2026\nHospital course: fine", "2026-05-09"},
		{"another date tells the order", "CT REPORT\nExam date: 04/05/2026\nComparison: 23/11/2025\nTechnique: x\nImpression: y", "2026-05-04"},
		{"American by default", "CT REPORT\nExam date: 04/05/2026\nTechnique: x\nImpression: y", "2026-04-05"},
		{"not the next appointment", "PROGRESS NOTE\nNext appointment: 07/07/2026\nDate of visit: 06/06/2026\nSubjective: well\nObjective: well", "2026-06-06"},
		{"the date of a letter", "Klinikum Ulm\nHeidelberg, 14.09.2039\nArztbrief\nSehr geehrter Herr Kollege, wir berichten über unseren Patienten Udo Muster geb. 01.02.2003. Anamnese: gut", "2039-09-14"},
		{"a stay whose first day has no year", "Arztbrief\nSehr geehrte Frau Kollegin, wir berichten über unsere Patientin Erika Muster, * 3.4.1961, die sich vom 2.3. bis zum 15.3.2026 in stationärer Behandlung befand.\nDiagnosen: x", "2026-03-15"},
		{"a stay joined by a dash", "Arztbrief\nSehr geehrte Frau Kollegin, Erika Muster war vom 29.07.2023-01.08.2023 in unserer stationären Behandlung.\nDiagnosen: x", "2023-08-01"},
		{"the visit that a letter reports on", "Sehr geehrte Kollegen,\nbei Ihrer Patientin Erika Muster habe ich am 23.02.2019 eine Kontrolluntersuchung durchgeführt.\nDiagnosen: Histologie vom 03.01.2017\nAnamnese: gut", "2019-02-23"},
		{"the protocol of a board", "Tumorkonferenz Brustzentrum\nProtokoll vom 24.03.2026\nMuster, Erika, 03.04.1961\nTeilnehmer: Onkologie\nEmpfehlung: Operation", "2026-03-24"},
		{"a board by its title", "Réunion de concertation pluridisciplinaire\nRCP gynécologie du 19 février 2026\nPatiente : Claire MARTIN, 05/07/1960\nProposition : surveillance", "2026-02-19"},
		{"minutes", "Tumour board meeting\nMoss, Ada, 07.08.1957\nMinutes of 24.03.2026\nRecommendation: surgery", "2026-03-24"},
		{"a scan by its title", "Institut für Radiologie\nCT Thorax/Abdomen vom 27.02.2026\nPatient: Udo Muster, geboren 17.08.1961\nFragestellung: Staging\nBeurteilung: keine Metastasen", "2026-02-27"},
		{"a scan told in a letter", "Klinikum Ulm\nUlm, 14.03.2026\nArztbrief\nMRT Schädel vom 03.01.2026\nSehr geehrter Herr Kollege, wir berichten über unseren Patienten Udo Muster. Anamnese: gut", "2026-03-14"},
		{"a bill, not when it is due", "Verrechnungsstelle\nRechnung Nr. 4711 vom 14.04.2026\nHerrn Udo Muster\nRechnungsbetrag 187,20 EUR. Zahlbar bis 14.05.2026.", "2026-04-14"},
		{"a bill that tells only when it is due", "Lakeside Hospital\nINVOICE\nInvoice number: 88123\nTotal due: 1150.00\nPayment due by 14 May 2026", ""},
		{"a plan that tells only when it was printed", "Bundeseinheitlicher Medikationsplan\nfür: Erika Muster  geb. am: 03.04.1961\nausgedruckt am: 02.04.2026\nWirkstoff Stärke morgens mittags abends\nRamipril 5 mg 1 0 0", "2026-04-02"},
		{"a report is not of the day of printing", "PATHOLOGY REPORT\nPrinted: 14 May 2026\nPatient: DOE, Jane\nGross description: x", ""},
		{"a name line of a scan", "PET-CT verslag\nMevr. A. de Vries, 06-10-1948\nOnderzoek: 20 maart 2026\nBevindingen: geen\nConclusie: stabiel", "2026-03-20"},
		{"the rows of a table of results", "LABORATORY REPORT\nPatient: Jane Doe\nDate: 2026-02-12\nDate Test Value Range\n02/11/2026 13:54 Sodium 141 mmol/L 136-145\n02/11/2026 13:54 Potassium 4.4 mmol/L 3.4-5.0\n02/11/2026 13:54 Calcium 8.8 mg/dL 8.8-10.7", "2026-02-11"},
		{"rows of several days", "LABORATORY REPORT\nPatient: Jane Doe\nDate: 2026-02-12\nDate Test Value Range\n02/09/2026 Sodium 141 mmol/L 136-145\n02/10/2026 Sodium 140 mmol/L 136-145\n02/11/2026 Sodium 139 mmol/L 136-145", "2026-02-11"},
		{"rows and a day of collection", "LABORATORY REPORT\nCollected: 2026-02-10\nDate Test Value Range\n02/11/2026 Sodium 141 mmol/L 136-145\n02/11/2026 Potassium 4.4 mmol/L 3.4-5.0\n02/11/2026 Calcium 8.8 mg/dL 8.8-10.7", "2026-02-10"},
		{"a birth date repeated without label", "PROGRESS NOTE\nJane Doe 1971-03-14\nDOB: 14 March 1971\nSubjective: well\nObjective: well", ""},
		{"no date rather than a wrong one", "PROGRESS NOTE\nSubjective: well since surgery.\nObjective: well\nPlan: none\n\n\n\n\n\n\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nShe had a lumpectomy on 02/22/2008.", ""},
	} {
		if v := Document(Subject{Pages: []string{c.text}}); v.Date.String() != c.want {
			t.Errorf("%s: %s, want %s (%s)", c.why, v.Date, c.want, v.Kind)
		}
	}
}

func TestOpenOrderIsSaid(t *testing.T) {
	v := Document(Subject{Pages: []string{"CT REPORT\nExam date: 04/05/2026\nTechnique: x\nImpression: y"}})
	for _, e := range v.Evidence {
		if e.Source == "order of day and month" {
			return
		}
	}
	t.Errorf("nothing says that day and month were guessed: %v", v.Evidence)
}
