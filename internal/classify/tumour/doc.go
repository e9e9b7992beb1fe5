// Package tumour tells which cancer the diagnoses of a paper name, and what kind
// of it: by codes of ICD-10 and by the names of illnesses and organs (sites.yaml).
// What is doubted, denied, screened for or said of a relative names none.
package tumour
