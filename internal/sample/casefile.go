package sample

import (
	"fmt"
	"strings"
)

// caseFile is what the patient wrote for the second doctor. It states neither who
// she is nor what happened: the papers do.
func caseFile() []byte {
	var b strings.Builder
	b.WriteString(`# ` + madeUp + `
recipient: Second Opinion Service, Placeholder University Hospital
prepared_by: the patient
relationship: self
opinion: opinion
decide_by: 2026-12-01
questions:
  - Should the spot in my liver be cut out or burnt away?
  - Chemotherapy first, or the operation first?
  - Is it safe to operate without a biopsy?
  - My fingertips are still numb. Does that rule out oxaliplatin?
symptoms: |
  I feel well and work half days. I walk an hour a day and have gained 2 kg since summer.

  My fingertips tingle in the cold. It no longer wakes me. Nothing hurts.
medicines:
`)
	for _, m := range medicines {
		fmt.Fprintf(&b, "  - {name: %s, dose: %s, how_often: %q, started: %s, ongoing: true}\n", m.name, m.dose, m.often, m.since)
	}
	b.WriteString(`  - {name: Capecitabine and oxaliplatin, dose: not known to me, how_often: four rounds, started: 2026-05-04, stopped: 2026-07-20, why: chemotherapy}
  - {name: Ibuprofen, stopped: 2026-03, why: stopped before the operation}
allergies:
  - Penicillin (rash, as a child)
contacts:
  - {name: "August Quill, MD", role: treating oncologist, phone: 555-0172, address: "Sampleford Cancer Center\n12 Specimen Lane, Sampleford"}
  - {name: "Rosalind Pike, MD", role: family doctor, phone: 555-0115, address: "3 Placebo Street, Mockingham"}
  - {name: "Examplewood General Hospital", role: medical records office, phone: 555-0140, address: "400 Nowhere Road, Examplewood", records: true}
booked:
  - {date: 2026-11-24, what: Clinic with Dr. Quill, where: Sampleford Cancer Center}
  - {date: 2026-12-08, what: Liver operation (date held), where: Sampleford Cancer Center}
`)
	return []byte(b.String())
}
