// Package deidentify writes a DICOM file anew without what tells who the person
// is: the Basic Application Level Confidentiality Profile of PS3.15 E.2, with the
// options to retain that Options names. It edits the encoded data set element by
// element and copies pixel data through untouched; it never cleans pixels or
// free text, and names the files in which those may tell the name (LeftOut).
package deidentify
