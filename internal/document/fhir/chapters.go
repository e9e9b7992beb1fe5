package fhir

import (
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"github.com/medbundle/medbundle/internal/document/fhir/sheet"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// chapter draws the resources of some kinds as one table.
type chapter struct {
	heading string
	kinds   []string
	columns []column
	loinc   string // the section of a document that holds the like
	note    string // stands below the heading
}

// col is a column that says the first of some fields, and marks them all: fields
// that stand for each other in different versions of the standard.
func col(head string, fields ...string) column {
	return column{head, func(f *file, r *resource.Node) string {
		var out []string
		for _, k := range fields {
			out = phrase.Once(out, f.said(r, k))
		}
		return strings.Join(out, "; ")
	}}
}

// said says a field, or a field of any type of a choice ("onset[x]").
func (f *file) said(r *resource.Node, name string) string {
	if base, ok := strings.CutSuffix(name, "[x]"); ok {
		return f.Say(r.Choice(base))
	}
	return f.Say(r.Field(name))
}

var day = column{sheet.DateHead, (*file).when}

// before is what comes before the results, after what comes after them.
var before = []chapter{
	{heading: "Allergies and intolerances", kinds: []string{"AllergyIntolerance"}, loinc: "48765-2", columns: []column{
		col("To", "code", "substance"), {"Reaction", (*file).reactions}, col("Severity", "criticality", "severity"), col("Status", "clinicalStatus", "verificationStatus"), day,
	}},
	{heading: "Diagnoses and problems", kinds: []string{"Condition"}, loinc: "11450-4", columns: []column{
		col("Diagnosis", "code"), {"Stage", (*file).stage}, col("Where", "bodySite"), day, col("Until", "abatement[x]"), col("Status", "clinicalStatus", "verificationStatus"),
	}},
	{heading: "Medicines", kinds: []string{"MedicationStatement", "MedicationRequest", "MedicationOrder", "MedicationPrescription", "MedicationAdministration", "MedicationDispense"}, loinc: "10160-0", columns: []column{
		{"Medicine", (*file).medicine}, {"How it is taken", (*file).taken}, day, col("Status", "status", "statusReason"), {"What this is", medicineKind}, col("Why", "reasonCode", "reasonReference", "reason"),
	}},
}

var after = []chapter{
	{heading: "Reports", kinds: []string{"DiagnosticReport"}, columns: []column{
		col("Report", "code"), day, {"Conclusion", (*file).conclusion}, {"Results", (*file).resultsOf}, col("By", "performer", "resultsInterpreter"), col("Status", "status"),
	}},
	{heading: "Operations, procedures and radiotherapy", kinds: []string{"Procedure"}, loinc: "47519-4", columns: []column{
		col("What was done", "code"), day, col("Where on the body", "bodySite"), col("Why", "reasonCode", "reasonReference", "reason"), {"By", (*file).performers}, col("Result", "outcome", "complication", "followUp"), col("Status", "status"),
	}},
	{heading: "Papers and notes", kinds: []string{"DocumentReference"}, columns: []column{
		col("What", "description", "type"), day, col("By", "author", "custodian"), {"Where it is", (*file).attached}, col("Status", "docStatus", "status"),
	}},
	{heading: "Scans", kinds: []string{"ImagingStudy"}, note: "The pictures of these scans are not in this file.", columns: []column{
		{"Scan", (*file).scan}, day, {"Series", (*file).series}, col("Status", "status"),
	}},
	{heading: "Specimens", kinds: []string{"Specimen"}, columns: []column{col("Specimen", "type"), day, {"Taken", (*file).collected}}},
	{heading: "Visits and stays", kinds: []string{"Encounter"}, loinc: "46240-8", columns: []column{
		{"Visit", (*file).visit}, day, col("Why", "reasonCode", "reasonReference", "reason", "diagnosis"), {"Where and with whom", (*file).seenBy}, col("Status", "status"),
	}},
	{heading: "Plans", kinds: []string{"CarePlan"}, loinc: "18776-5", columns: []column{
		col("Plan", "title", "category"), day, {"Steps", (*file).steps}, col("For", "addresses", "description"), col("Status", "status", "intent"),
	}},
	{heading: "Goals", kinds: []string{"Goal"}, columns: []column{col("Goal", "description"), day, col("Target", "target"), col("Status", "lifecycleStatus", "achievementStatus", "status")}},
	{heading: "Orders and referrals", kinds: []string{"ServiceRequest", "ProcedureRequest", "ReferralRequest", "DiagnosticOrder", "DeviceRequest", "NutritionOrder"}, columns: []column{
		col("What", "code", "codeCodeableConcept", "oralDiet"), day, col("Why", "reasonCode", "reasonReference"), col("By", "requester"), col("Status", "status", "intent"),
	}},
	{heading: "Appointments", kinds: []string{"Appointment"}, columns: []column{col("What", "serviceType", "appointmentType", "description"), day, col("With", "participant"), col("Status", "status")}},
	{heading: "Vaccinations", kinds: []string{"Immunization"}, loinc: "11369-6", columns: []column{col("Vaccine", "vaccineCode"), day, col("Status", "status")}},
	{heading: "Family history", kinds: []string{"FamilyMemberHistory"}, loinc: "10157-6", columns: []column{
		col("Relative", "relationship"), {"Illness", (*file).illnesses}, col("Age, or died at", "born[x]", "age[x]", "deceased[x]"), day, col("Status", "status"),
	}},
	{heading: "Implants and devices", kinds: []string{"Device", "DeviceUseStatement"}, loinc: "46264-8", columns: []column{col("What", "deviceName", "device", "type"), day, col("Status", "status")}},
}

// support are kinds that other resources refer to: they say who and where.
var support = map[string]bool{
	"Patient": true, "Practitioner": true, "PractitionerRole": true, "Organization": true, "Location": true, "Medication": true, "RelatedPerson": true,
	"Substance": true, "Person": true, "Group": true, "HealthcareService": true, "CareTeam": true,
}

// uncared are kinds about money, rights and machines. They are counted, and not
// drawn.
var uncared = map[string]bool{
	"Claim": true, "ClaimResponse": true, "ExplanationOfBenefit": true, "Coverage": true, "CoverageEligibilityRequest": true, "CoverageEligibilityResponse": true,
	"Account": true, "Invoice": true, "ChargeItem": true, "ChargeItemDefinition": true, "PaymentNotice": true, "PaymentReconciliation": true, "EnrollmentRequest": true,
	"EnrollmentResponse": true, "InsurancePlan": true, "Contract": true, "Provenance": true, "AuditEvent": true, "Subscription": true, "OperationOutcome": true,
	"Endpoint": true, "CapabilityStatement": true, "Conformance": true, "StructureDefinition": true, "StructureMap": true, "ValueSet": true, "CodeSystem": true,
	"ConceptMap": true, "SearchParameter": true, "OperationDefinition": true, "ImplementationGuide": true, "NamingSystem": true, "MessageHeader": true,
	"MessageDefinition": true, "Linkage": true, "Schedule": true, "Slot": true, "Questionnaire": true, "SupplyRequest": true, "SupplyDelivery": true,
}

// when says the date of a resource.
func (f *file) when(r *resource.Node) string {
	n := phrase.Dated(r)
	if n != nil && n.How != resource.NotScalar {
		n.Mark()
		if d := resource.Date(n.Text()); !d.IsZero() {
			return d.Human()
		}
	}
	return f.Say(n)
}

// drawChapter draws the resources of a chapter, and says whether there were any.
func (f *file) drawChapter(b *rendition.Builder, c chapter) bool {
	t := &sheet.Table{}
	for _, x := range c.columns {
		t.Heads = append(t.Heads, x.head)
	}
	f.each(func(r *resource.Node) {
		w := sheet.Row{Date: phrase.DateOf(r), Clock: phrase.ClockOf(r), First: rank(r)}
		for _, x := range c.columns {
			w.Cells = append(w.Cells, x.of(f, r))
			if x.head == sheet.DateHead {
				w.When = w.Cells[len(w.Cells)-1]
			}
		}
		if w.Cells[0] == "" {
			w.Cells[0] = "(without a name)"
		}
		w.More = f.rest(r)
		f.narrative(r, w)
		t.Rows = append(t.Rows, w)
	}, c.kinds...)
	if len(t.Rows) == 0 {
		return false
	}
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: c.heading})
	if c.note != "" {
		b.Add(rendition.Block{Text: c.note})
	}
	t.Draw(b)
	return true
}
