package sample

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/sample/paper"
)

// madeUp stands on every paper.
const madeUp = "Made-up example. No real person, doctor or hospital."

var (
	hospital = paper.House{Name: "Examplewood General Hospital", Address: "400 Nowhere Road, Examplewood · Tel. 555-0140"}
	centre   = paper.House{Name: "Sampleford Cancer Center", Unit: "Gastrointestinal Oncology", Address: "12 Specimen Lane, Sampleford · Tel. 555-0172"}
)

// What several of the papers say, written down once so that they agree.

// medicine is one line of the medicine list. Code is its RxNorm concept.
type medicine struct {
	name, dose, often, since, code string
}

var medicines = []medicine{
	{"Lisinopril", "10 mg tablet", "once a day, in the morning", "2019-04-08", "29046"},
	{"Levothyroxine", "75 micrograms tablet", "once a day, before breakfast", "2012-09-17", "10582"},
	{"Ferrous sulfate", "325 mg tablet", "every other day", "2026-03-30", "24947"},
	{"Ondansetron", "4 mg tablet", "up to three times a day if sick", "2026-05-04", "26225"},
	{"Acetaminophen", "500 mg tablet", "up to four times a day if needed", "2026-03-30", "161"},
}

// assay is one blood test over time. Code is its LOINC code.
type assay struct {
	name, code, unit, normal string
	values                   [4]string // on labDays; '*' marks out of range
}

var labDays = [4]string{"2026-03-16", "2026-05-04", "2026-07-27", "2026-10-27"}

var assays = []assay{
	{"Hemoglobin", "718-7", "g/dL", "12.0 - 15.5", [4]string{"*9.8", "*11.1", "*11.6", "12.4"}},
	{"White cells", "6690-2", "10*9/L", "4.0 - 11.0", [4]string{"7.9", "6.4", "*3.7", "5.2"}},
	{"Neutrophils", "751-8", "10*9/L", "1.8 - 7.5", [4]string{"5.1", "3.9", "*1.6", "2.9"}},
	{"Platelets", "777-3", "10*9/L", "150 - 400", [4]string{"388", "301", "*122", "196"}},
	{"Creatinine", "2160-0", "mg/dL", "0.50 - 1.10", [4]string{"0.78", "0.81", "0.80", "0.84"}},
	{"Sodium", "2951-2", "mmol/L", "135 - 145", [4]string{"139", "140", "138", "141"}},
	{"Potassium", "2823-3", "mmol/L", "3.5 - 5.1", [4]string{"4.1", "4.3", "4.0", "4.4"}},
	{"ALT", "1742-6", "U/L", "7 - 45", [4]string{"18", "22", "31", "27"}},
	{"Alkaline phosphatase", "6768-6", "U/L", "35 - 120", [4]string{"71", "76", "93", "*128"}},
	{"Bilirubin, total", "1975-2", "mg/dL", "0.2 - 1.2", [4]string{"0.5", "0.6", "0.7", "0.6"}},
	{"Albumin", "1751-7", "g/dL", "3.5 - 5.0", [4]string{"*3.3", "3.7", "3.9", "4.1"}},
	{"CEA", "2039-6", "ng/mL", "below 5.0", [4]string{"*12.6", "3.1", "2.8", "*9.4"}},
}

// problem is one line of the problem list. Code is of ICD-10-CM.
type problem struct{ name, code, since string }

var problems = []problem{
	{"Adenocarcinoma of the ascending colon, stage IIIB", "C18.2", "2026-02-27"},
	{"Liver lesion, segment VI, under investigation", "K76.89", "2026-10-20"},
	{"High blood pressure", "I10", "2019-04-08"},
	{"Underactive thyroid", "E03.9", "2012-09-17"},
}

// medicineNote is the list that the patient typed herself.
func medicineNote() []byte {
	s := "MY MEDICINES\r\n\r\nTamsin Ashgrove, born 23 May 1964\r\nList made 2 November 2026\r\n\r\nWhat I take now (name, dose, how often, since)\r\n"
	for _, m := range medicines {
		s += fmt.Sprintf("- %s, %s, %s, since %s\r\n", m.name, m.dose, m.often, m.since)
	}
	return []byte(s + "\r\nChemotherapy I had (finished)\r\n" +
		"- Capecitabine 1500 mg tablets morning and evening, 14 days of every 21, and\r\n" +
		"  Oxaliplatin drip on day 1. Four rounds, 4 May 2026 to 20 July 2026.\r\n" +
		"\r\nNo longer: ibuprofen (stopped before the operation).\r\n" +
		"Allergy: penicillin (rash, as a child).\r\n" +
		"Vitamins: vitamin D 1000 units once a day, bought myself.\r\n")
}
