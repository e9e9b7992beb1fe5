// Command score measures what classify makes of labelled papers, and prints the
// tables of docs/benchmarks.md:
//
//	go run ./internal/classify/score -data ../shared/data
//
// It reads the public data where that is there, and always the made-up papers. It
// asserts nothing; the floors stand in the tests of classify.
package main
