// Package names knows how names of people are written: which word is the family
// name, which words are no part of a name, and which names are two spellings of
// one. It does not know where on a paper a name stands, or whose it is.
package names
