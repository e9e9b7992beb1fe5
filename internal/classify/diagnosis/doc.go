// Package diagnosis finds the places at which a paper states the cancer of its
// patient, its stage, grade and markers, and copies them word for word. It
// concludes nothing, and writes no term in another form: what it returns stands
// in the paper as it is.
//
// It knows headings of seven languages (headings.yaml), the notation of TNM and of
// stage groups, and the names of markers; which words name a cancer is known by
// package tumour, and what is denied, asked, planned or a relative's by package
// statement.
package diagnosis
