// Package classify says what a document is, when it is from and whose it is:
// from its text, its title, its path and its structured header to a kind, a
// date of service, a facility, the people it names as the patient and the facts
// of a patient's history, each with the evidence a patient can follow.
//
// It reads papers and does not judge medicine. It knows nothing about files or
// formats: its input is text per page and what the caller read from a header.
// The parts of that knowledge are packages of their own: words (text cut into
// words, and the vocabularies), layout (the form of pages), folders, dates, names,
// people, statement (what sentences claim), history (what was done), tumour (which
// cancer), quality and sametext (the same paper in two
// formats). This one joins them to a verdict; score measures it on madeup papers
// and on public data.
//
// Nothing in it keeps state between calls, and the same input gives the same
// verdict on every machine: all weights are integers.
package classify
