// Package sameperson judges whether two records are about one person, by names,
// birth dates and record numbers, and whom most of many records are about. It
// does not read papers.
package sameperson
