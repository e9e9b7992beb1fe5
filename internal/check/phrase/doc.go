// Package phrase reads a text as lines of words in one spelling (lower case,
// without accents) and finds phrases of a table in them. It knows no medicine.
package phrase
