// Package sopclass says what an instance of each storage SOP class (PS3.4 B.5) is,
// in plain words and by its standard name.
package sopclass
