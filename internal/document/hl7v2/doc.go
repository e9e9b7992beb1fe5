// Package hl7v2 reads HL7 version 2 messages in their usual encoding with bars
// and hats (ER7): results and reports (ORU), documents (MDM), several messages in
// one file, batches. It returns whom they are about, their results as tables,
// their reports as text, and the files that they carry as parts.
package hl7v2
