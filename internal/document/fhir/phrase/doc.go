// Package phrase puts FHIR data types into words: codes, quantities, times, doses,
// names, references. What it says it marks as said, so that nothing else of a
// resource is forgotten.
package phrase
