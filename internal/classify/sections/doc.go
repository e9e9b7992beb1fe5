// Package sections tells which sections of a structured document are papers of
// their own kind: a list of medicines, a note of a visit, a pathology report. It
// does not know formats.
package sections
