// Package history reads what a paper says was done for its patient: operations
// and procedures, stays in hospital, drug treatment, radiotherapy, scans, gene
// tests, trials, and a cancer that spread or came back, each with its sentence and
// the date that the sentence gives. It is careful with what is denied, planned, or
// said of a relative. The vocabulary is data (events.yaml).
package history
