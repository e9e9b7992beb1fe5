// Package history reads what a paper says was done for its patient: operations,
// hospital stays, drug treatment, radiotherapy, scans. It is careful with what is
// denied, planned, or said of a relative.
package history
