// Package sr reads what structured reports and key object selections say (DICOM
// SR, PS3.3 A.35 and C.17): the header of the document and its content tree, as
// far as the bounds of package dataset let it in. It knows nothing of pages.
package sr
