// Package collect finds every file of a case: it walks folders, containers and discs,
// sniffs and hashes, reads the case file and hands each file to the reader of
// its format. It accounts for every file; it does not know how kinds of records
// are told apart, nor rules, nor output.
package collect
