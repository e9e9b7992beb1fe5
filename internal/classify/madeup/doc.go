// Package madeup holds short medical papers that nobody was ever given, in seven
// languages and with Indian usage, and the papers that look like them and are
// something else. It knows what scanners, columns and capitals make of a text.
// Heads of papers, and pairs of them, come with what a careful reader tells of
// date and patient. Tests and the benchmark read them; the program does not.
package madeup
