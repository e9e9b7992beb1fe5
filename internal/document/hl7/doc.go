// Package hl7 reads the structured documents that health systems exchange: HL7
// CDA Release 2 (C-CDA R1.1 and R2.1) and FHIR R4 in JSON. It returns what their
// coded headers say and their narrative as blocks, and leaves machine entries to
// the file itself, as the standards ask: the narrative is what was signed. Only
// where a section has no narrative are its entries shown.
package hl7
