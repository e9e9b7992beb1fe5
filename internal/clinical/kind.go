package clinical

// Kind says what a record is. The values are the item ids of the checklist
// vocabulary and are stable: they stand in manifests and case files.
type Kind string

// The kinds that a record can have.
const (
	CoverSheet          Kind = "cover_sheet"
	CaseSummary         Kind = "case_summary"
	Questions           Kind = "questions"
	SymptomNote         Kind = "symptom_note"
	CareTeam            Kind = "care_team"
	ReleaseConsent      Kind = "release_consent"
	ProxyConsent        Kind = "proxy_consent"
	ParentalAuthority   Kind = "parental_authority"
	IdentityDocument    Kind = "identity_document"
	InsurancePapers     Kind = "insurance_papers"
	ReferralLetter      Kind = "referral_letter"
	Translation         Kind = "translation"
	PathologyReport     Kind = "pathology_report"
	CytologyReport      Kind = "cytology_report"
	TumourGenomics      Kind = "tumour_genomics"
	GermlineGenetics    Kind = "germline_genetics"
	PathologyMaterial   Kind = "pathology_material"
	ImagingReport       Kind = "imaging_report"
	ImagingStudy        Kind = "imaging_study"
	ScreeningPriors     Kind = "screening_priors"
	OperativeReport     Kind = "operative_report"
	ProcedureReport     Kind = "procedure_report"
	TreatmentPlan       Kind = "treatment_plan"
	TumourBoard         Kind = "tumour_board"
	SystemicSummary     Kind = "systemic_summary"
	RadiotherapySummary Kind = "radiotherapy_summary"
	TrialPapers         Kind = "trial_papers"
	DischargeSummary    Kind = "discharge_summary"
	EmergencyReport     Kind = "emergency_report"
	OncologyNote        Kind = "oncology_note"
	ProgressNote        Kind = "progress_note"
	PriorSecondOpinion  Kind = "prior_second_opinion"
	MedicationList      Kind = "medication_list"
	AllergyList         Kind = "allergy_list"
	LabResults          Kind = "lab_results"
	TumourMarkerSeries  Kind = "tumour_marker_series"
	HealthHistory       Kind = "health_history"
	FamilyHistory       Kind = "family_history"
	PortalSummary       Kind = "portal_summary"
	AdvanceDirective    Kind = "advance_directive"
	ClinicalPhoto       Kind = "clinical_photo"
	// Other is a paper that was read and is none of the above: a leaflet, a
	// bill, an appointment.
	Other Kind = "other"
	// Unknown is a paper whose kind could not be told.
	Unknown Kind = "unknown"
)

// Group is a section of the packet, in reading order.
type Group string

// The groups, in the order in which the packet shows them.
const (
	GroupFront     Group = "front"
	GroupConsent   Group = "consent"
	GroupPathology Group = "pathology"
	GroupImaging   Group = "imaging"
	GroupSurgery   Group = "surgery"
	GroupTreatment Group = "treatment"
	GroupHospital  Group = "hospital"
	GroupNotes     Group = "notes"
	GroupMedicines Group = "medicines"
	GroupLabs      Group = "labs"
	GroupHistory   Group = "history"
	GroupOther     Group = "other"
)

// Groups lists every group in reading order.
var Groups = []Group{
	GroupFront, GroupConsent, GroupPathology, GroupImaging, GroupSurgery, GroupTreatment,
	GroupHospital, GroupNotes, GroupMedicines, GroupLabs, GroupHistory, GroupOther,
}

var groupTitles = map[Group]string{
	GroupFront:     "Summary, questions and contacts",
	GroupConsent:   "Permission and identity",
	GroupPathology: "Pathology and tumour tests",
	GroupImaging:   "Scans and scan reports",
	GroupSurgery:   "Operations and procedures",
	GroupTreatment: "Treatment given and planned",
	GroupHospital:  "Hospital stays",
	GroupNotes:     "Clinic letters and notes",
	GroupMedicines: "Medicines and allergies",
	GroupLabs:      "Blood and other laboratory tests",
	GroupHistory:   "Other health and family history",
	GroupOther:     "Other papers",
}

// AppendixTitle is the title of the last section of a packet, of no group: pages
// that say nothing.
const AppendixTitle = "Blank pages and cover sheets"

// Title is the section heading of the group.
func (g Group) Title() string { return groupTitles[g] }

// Order is the group's place in reading order, counted from 0.
func (g Group) Order() int {
	for i, x := range Groups {
		if x == g {
			return i
		}
	}
	return len(Groups)
}

// kindRow is what the program knows about a kind.
type kindRow struct {
	kind  Kind
	code  string // four letters for file names in RECORDS/
	group Group
	title string // plain words, singular
	term  string // the field's standard term
}

var kindRows = []kindRow{
	{CoverSheet, "COVR", GroupFront, "Cover sheet", "Patient demographics"},
	{CaseSummary, "SUMM", GroupFront, "Case summary", "Oncologic history"},
	{Questions, "QUES", GroupFront, "Questions for the doctor", "Questions for the consultation"},
	{SymptomNote, "SYMP", GroupFront, "Notes on symptoms", "Patient-reported symptoms"},
	{CareTeam, "TEAM", GroupFront, "Doctors and hospitals", "Care team"},
	{ReleaseConsent, "RELS", GroupConsent, "Permission to send records", "Release-of-information authorisation"},
	{ProxyConsent, "PRXY", GroupConsent, "Consent for a relative to act", "Proxy consent"},
	{ParentalAuthority, "PARE", GroupConsent, "Proof of parental responsibility", "Parental responsibility evidence"},
	{IdentityDocument, "IDEN", GroupConsent, "Photo ID", "Identity document"},
	{InsurancePapers, "INSU", GroupConsent, "Insurance papers", "Coverage document"},
	{ReferralLetter, "REFL", GroupConsent, "Referral letter", "Referral note"},
	{Translation, "TRAN", GroupConsent, "Certified translation", "Certified medical translation"},
	{PathologyReport, "PATH", GroupPathology, "Pathology report", "Surgical pathology report"},
	{CytologyReport, "CYTO", GroupPathology, "Cytology report", "Cytology report"},
	{TumourGenomics, "GENE", GroupPathology, "Gene tests on the tumour", "Molecular pathology report"},
	{GermlineGenetics, "GERM", GroupPathology, "Inherited gene test", "Germline genetic test report"},
	{PathologyMaterial, "SLID", GroupPathology, "Slides and blocks", "Pathology material"},
	{ImagingReport, "IMGR", GroupImaging, "Scan report", "Diagnostic imaging report"},
	{ImagingStudy, "SCAN", GroupImaging, "Scan", "DICOM imaging study"},
	{ScreeningPriors, "PRIO", GroupImaging, "Earlier scans", "Prior comparison imaging"},
	{OperativeReport, "OPER", GroupSurgery, "Operation report", "Operative note"},
	{ProcedureReport, "PROC", GroupSurgery, "Procedure report", "Procedure note"},
	{TreatmentPlan, "PLAN", GroupTreatment, "Treatment plan", "Plan of care"},
	{TumourBoard, "BORD", GroupTreatment, "Tumour board outcome", "Tumour board note"},
	{SystemicSummary, "CHEM", GroupTreatment, "Drug treatment record", "Systemic anticancer therapy summary"},
	{RadiotherapySummary, "RADT", GroupTreatment, "Radiotherapy record", "Radiotherapy treatment summary"},
	{TrialPapers, "TRIA", GroupTreatment, "Clinical trial papers", "Research study documents"},
	{DischargeSummary, "DISC", GroupHospital, "Discharge summary", "Hospital discharge summary"},
	{EmergencyReport, "EMER", GroupHospital, "Emergency department report", "Emergency department note"},
	{OncologyNote, "ONCO", GroupNotes, "Clinic letter", "Consultation note"},
	{ProgressNote, "PROG", GroupNotes, "Follow-up note", "Progress note"},
	{PriorSecondOpinion, "OPIN", GroupNotes, "Earlier second opinion", "Second-opinion report"},
	{MedicationList, "MEDS", GroupMedicines, "Medicines list", "Medication list"},
	{AllergyList, "ALLG", GroupMedicines, "Allergies", "Allergies and intolerances"},
	{LabResults, "LABS", GroupLabs, "Blood and laboratory tests", "Laboratory report"},
	{TumourMarkerSeries, "MARK", GroupLabs, "Tumour markers", "Tumour marker series"},
	{HealthHistory, "HIST", GroupHistory, "Other illnesses and operations", "Past medical history"},
	{FamilyHistory, "FAMH", GroupHistory, "Cancer in the family", "Family history"},
	{PortalSummary, "PORT", GroupHistory, "Health summary from a portal", "Continuity of care document"},
	{AdvanceDirective, "ADVD", GroupOther, "Advance directive", "Advance healthcare directive"},
	{ClinicalPhoto, "FOTO", GroupOther, "Medical photograph", "Photographic image"},
	{Other, "OTHR", GroupOther, "Other paper", "Other document"},
	{Unknown, "UNKN", GroupOther, "Paper of unknown kind", "Unclassified document"},
}

var kindIndex = func() map[Kind]kindRow {
	m := make(map[Kind]kindRow, len(kindRows))
	for _, r := range kindRows {
		m[r.kind] = r
	}
	return m
}()

// Kinds lists every kind, in reading order.
func Kinds() []Kind {
	ks := make([]Kind, len(kindRows))
	for i, r := range kindRows {
		ks[i] = r.kind
	}
	return ks
}

// Valid tells whether k is one of the kinds of this package.
func (k Kind) Valid() bool { _, ok := kindIndex[k]; return ok }

// Code is the kind's four-letter code, as used in file names of a bundle.
func (k Kind) Code() string { return k.row().code }

// Group is the section of the packet in which the kind belongs.
func (k Kind) Group() Group { return k.row().group }

// Title names the kind in plain words.
func (k Kind) Title() string { return k.row().title }

// StandardTerm names the kind as a records department does.
func (k Kind) StandardTerm() string { return k.row().term }

func (k Kind) row() kindRow {
	if r, ok := kindIndex[k]; ok {
		return r
	}
	return kindIndex[Unknown]
}
