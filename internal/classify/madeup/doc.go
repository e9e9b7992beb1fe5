// Package madeup holds short medical papers that nobody was ever given, in seven
// languages and with Indian usage, and the papers that look like them and are
// something else. It knows what scanners, columns and capitals make of a text.
// Tests and the benchmark of the kinds read them; the program does not.
package madeup
