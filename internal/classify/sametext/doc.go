// Package sametext tells whether two papers are the same document in two
// formats.
package sametext
