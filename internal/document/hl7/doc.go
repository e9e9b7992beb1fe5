// Package hl7 holds what a structured document of a health system says, and reads
// HL7 CDA Release 2 (C-CDA R1.1 and R2.1). It returns what its
// coded headers say and their narrative as blocks, and leaves machine entries to
// the file itself, as the standards ask: the narrative is what was signed. Only
// where a section has no narrative are its entries shown.
package hl7
