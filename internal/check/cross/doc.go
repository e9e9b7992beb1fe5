// Package cross holds the papers of a case against each other and against the
// day: a report and its scan, an event and its paper, the pages of a paper, the
// sides of an organ. It knows nothing about files, formats or output.
package cross
