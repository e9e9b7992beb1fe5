// Package clinical holds the nouns that every other package shares: kinds of
// records, dates with their precision, people, studies, evidence, findings and
// the fate of an input file. It uses the standard library only and knows
// nothing about files, formats or output.
package clinical
