package clinical

// FactID names one fact of a patient's history, or of what is wanted.
type FactID string

// The facts that checklists ask about. Those from FactAdvanced on are asked
// only where the list of one cancer needs them.
const (
	FactSurgery         FactID = "surgery"
	FactHospitalStay    FactID = "hospital_stay"
	FactSystemicTherapy FactID = "systemic_therapy"
	FactRadiotherapy    FactID = "radiotherapy"
	FactImagingDone     FactID = "imaging_done"
	FactProxy           FactID = "proxy"
	FactMinor           FactID = "minor"
	FactReferralNeeded  FactID = "referral_needed"
	FactInsurerAsks     FactID = "insurer_asks"
	FactLanguageDiffers FactID = "language_differs"
	FactPathologyReview FactID = "pathology_review"
	FactGeneticTestDone FactID = "genetic_test_done"
	FactRecurrence      FactID = "recurrence"
	FactTrial           FactID = "trial"
	FactAdvanced        FactID = "advanced"
	FactNonsquamous     FactID = "nonsquamous"
	FactRectal          FactID = "rectal"
	FactCervix          FactID = "cervix"
	FactGlioma          FactID = "glioma"
	FactLiver           FactID = "liver"
	FactBladder         FactID = "bladder"
	FactMedullary       FactID = "medullary"
	FactRadioiodine     FactID = "radioiodine"
)

// FactProcedure is what a mention of a procedure that is no operation proves: a
// biopsy, a look inside. No checklist asks whether there was one.
const FactProcedure FactID = "procedure"

// factRows are the facts in the order in which they are shown: as the noun of a
// sentence ("no paper mentions …") and as the question put to a patient.
var factRows = []struct {
	id             FactID
	noun, question string
}{
	{FactSurgery, "an operation for this cancer", "Have you had an operation for this cancer (a biopsy under anaesthetic counts)?"},
	{FactHospitalStay, "an overnight hospital stay", "Have you stayed in hospital overnight?"},
	{FactSystemicTherapy, "chemotherapy or other drug treatment", "Have you had chemotherapy, hormone, targeted or immune treatment?"},
	{FactRadiotherapy, "radiotherapy", "Have you had radiotherapy?"},
	{FactImagingDone, "a scan", "Have you had any scan (X-ray, ultrasound, CT, MRI, PET)?"},
	{FactProxy, "someone else acting for the patient", "Is someone else preparing or sending this for the patient?"},
	{FactMinor, "a patient who is a child", "Is the patient a child?"},
	{FactReferralNeeded, "a clinic that asks for a referral letter", "Does the clinic you are sending to ask for a referral letter?"},
	{FactInsurerAsks, "an insurer that asks for the opinion", "Is an insurer paying or asking for the opinion?"},
	{FactLanguageDiffers, "papers in a language that the clinic does not work in", "Are any papers in a language the clinic does not work in?"},
	{FactPathologyReview, "a clinic that looks at the tissue itself", "Will the clinic look at the tissue itself, not just the report?"},
	{FactGeneticTestDone, "a gene test", "Have you had a tumour or inherited gene test?"},
	{FactRecurrence, "a cancer that has come back or spread", "Has the cancer come back or spread?"},
	{FactTrial, "a trial", "Are you in, or asking about, a trial?"},
	{FactAdvanced, "an advanced stage of the cancer", "Is the cancer at an advanced stage (stage III or IV)?"},
	{FactNonsquamous, "a lung cancer that is not squamous", "Is the lung cancer of another type than squamous (for instance adenocarcinoma)?"},
	{FactRectal, "a cancer of the rectum", "Is it a cancer of the rectum?"},
	{FactCervix, "a cancer of the cervix", "Is it a cancer of the cervix (neck of the womb)?"},
	{FactGlioma, "a glioma", "Is it a glioma?"},
	{FactLiver, "a cancer of the liver", "Is it a cancer of the liver itself?"},
	{FactBladder, "a cancer of the bladder", "Is it a cancer of the bladder?"},
	{FactMedullary, "a medullary thyroid cancer", "Is it the medullary type of thyroid cancer?"},
	{FactRadioiodine, "treatment with radio-iodine", "Have you had radio-iodine treatment?"},
}

// FactIDs lists the facts in the order in which they are shown.
var FactIDs = func() []FactID {
	ids := make([]FactID, len(factRows))
	for i, r := range factRows {
		ids[i] = r.id
	}
	return ids
}()

// Noun names the fact in a sentence: "an operation for this cancer".
func (f FactID) Noun() string {
	for _, r := range factRows {
		if r.id == f {
			return r.noun
		}
	}
	return string(f)
}

// Question asks the patient about the fact, in plain words.
func (f FactID) Question() string {
	for _, r := range factRows {
		if r.id == f {
			return r.question
		}
	}
	return string(f)
}

// Fact is what is known of one fact.
type Fact struct {
	ID    FactID
	Value bool
	// Stated is true where a person said so in the case file or on the command
	// line, false where it was inferred from a record.
	Stated bool
	// Why quotes the evidence, and Record names the record that holds it, if
	// the fact was inferred. Page counts the pages of that document from 1.
	Why    string
	Record string
	Page   int
}
