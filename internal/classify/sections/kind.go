package sections

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// listCodes are sections (LOINC) that list what is so or was measured.
var listCodes = map[string]clinical.Kind{
	"10160-0": clinical.MedicationList, "10183-2": clinical.MedicationList, "75311-1": clinical.MedicationList,
	"48765-2": clinical.AllergyList, "30954-2": clinical.LabResults,
}

// listTitles are how the same sections are headed where they bear no code.
var listTitles = map[clinical.Kind]*regexp.Regexp{
	clinical.MedicationList: regexp.MustCompile(`^(?:(?:current|active|home|outpatient|discharge|prescribed|aktuelle|current prescribed) )?(?:medications?|medicines|medication list|medication summary|medikation|medikamente|médicaments|traitements?(?: en cours)?|medicación|medicamentos|terapia farmacologica|farmaci|leki|medicatie|history of medication use)(?: list)?$`),
	clinical.AllergyList:    regexp.MustCompile(`^(?:allerg(?:y|ies|ien|ie|ia|ie[eë]n)|alergias?|alergie|uczulenia)(?:\b.{0,50})?$`),
	clinical.LabResults:     regexp.MustCompile(`^(?:(?:lab|labs|laboratory|lab results?|laboratory results?|results|laborwerte|laborbefunde|résultats(?: d'analyses)?|resultados|risultati|wyniki(?: badań)?|labuitslagen|uitslagen)|results: lab.{0,40}|relevant diagnostic tests.{0,40})$`),
}

// noteCodes are the types of clinical notes (LOINC; C-CDA, Notes Section, and the
// document types of C-CDA): a section that bears one is such a note.
var noteCodes = map[string]bool{
	"34109-9": true, "11488-4": true, "34117-2": true, "11506-3": true, "18842-5": true, "34105-7": true, "28570-0": true, "11504-8": true, "18748-4": true,
	"68604-8": true, "11526-1": true, "34111-5": true, "34806-0": true, "34832-6": true, "57133-1": true, "85231-9": true, "34112-3": true,
	"60568-3": true, "22634-0": true, "18751-8": true, "51969-4": true, "34874-8": true,
}

// noteKinds are the kinds that such notes may be.
var noteKinds = map[clinical.Kind]bool{
	clinical.OncologyNote: true, clinical.ProgressNote: true, clinical.DischargeSummary: true, clinical.OperativeReport: true, clinical.ProcedureReport: true,
	clinical.ImagingReport: true, clinical.PathologyReport: true, clinical.CytologyReport: true, clinical.TumourGenomics: true, clinical.EmergencyReport: true,
	clinical.RadiotherapySummary: true, clinical.TumourBoard: true, clinical.ReferralLetter: true,
}

// Kind is the kind of paper that a section is by its code (LOINC), else by what
// stands above it; "" where it is none of its own. sure tells that its
// code or its very heading says it.
func Kind(code, title string) (k clinical.Kind, sure bool) {
	if k, ok := listCodes[code]; ok {
		return k, true
	}
	if noteCodes[code] {
		if k, ok := words.KindOfCode("loinc", code); ok && noteKinds[k] {
			return k, true
		}
		return titled(title), false
	}
	if code != "" {
		return "", false // it says itself that it is something else
	}
	bare := strings.ToLower(strings.Trim(strings.Join(strings.Fields(title), " "), " :."))
	for _, k := range []clinical.Kind{clinical.MedicationList, clinical.AllergyList, clinical.LabResults} {
		if listTitles[k].MatchString(bare) {
			return k, true
		}
	}
	return titled(title), false
}

// minTitle is the weight of a title that names a paper.
const minTitle = 12

// titled is the kind of note that a title names.
func titled(title string) (best clinical.Kind) {
	weight := minTitle - 1
	words.ReadLine(title).Each(func(_ words.Hit, m words.Meaning) {
		if k := clinical.Kind(m.What); noteKinds[k] && m.Weight > weight {
			best, weight = k, m.Weight
		}
	}, words.Title)
	return best
}

// OfCodes is the kind of the first code that names one. A template id is looked up
// without its extension.
func OfCodes(codes []clinical.Code) (clinical.Kind, clinical.Code, bool) {
	for _, c := range codes {
		value, _, _ := strings.Cut(c.Value, ":")
		if k, ok := words.KindOfCode(c.System, value); ok {
			return k, c, true
		}
	}
	return "", clinical.Code{}, false
}
