// Package pixels turns DICOM pixel data into pictures: frames, codecs, lookup
// tables and windows. It knows nothing about files or studies.
package pixels
