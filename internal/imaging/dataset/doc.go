// Package dataset reads the header of a DICOM file without trusting it. Its own
// bounded scanner (nesting, number of elements, declared lengths, inflated
// size) walks the file first; what is wanted of it is encoded anew, and only
// that reaches the library, without the character set and without pixel data.
package dataset
