// Package scanpaper makes documents of what lies in scan files and is to be read:
// structured reports and notes of key images (DICOM SR and KO), which are written
// out, and papers that are wrapped in DICOM (Encapsulated PDF and CDA), which are
// taken out.
package scanpaper
