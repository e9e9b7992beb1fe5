// Package document turns one document of any format into text, coded facts and
// pages. It knows formats; it does not know kinds of records, DICOM or rules.
package document
