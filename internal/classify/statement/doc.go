// Package statement reads what the sentences of a paper claim: which phrases of a
// vocabulary stand in them, under which heading, and whether the sentence tells
// that something was done or is so, or denies, plans, asks or doubts it, or speaks
// of a relative.
//
// It knows grammar only as far as lists of words go (context.yaml), in seven
// languages, and errs on the side of not believing.
package statement
