// Package imaging knows DICOM: it tells a DICOM file from its content, reads
// the header of an instance, groups instances into studies and series, reads
// and writes DICOMDIR, and draws previews of key images.
//
// Every byte that comes from outside goes through the package's own bounded
// scanner first (nesting, number of elements, declared lengths, inflated
// size). Only what the scanner has vetted and re-encoded reaches the library,
// and pixel data never does. References to the standard are to its 2024e
// edition: "PS3.10 7.1" is part 10, section 7.1.
package imaging
