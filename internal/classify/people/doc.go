// Package people reads whom a paper names as its patient; sameperson judges whether
// two namings mean the same person.
package people
