// Package exam knows what a scan or its report is of: the modality, the part of
// the body and the side, from a DICOM study or from words in English, German,
// French, Spanish, Italian, Polish and Dutch.
package exam
