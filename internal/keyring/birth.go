package keyring

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// maxGuesses bounds how many passwords are made of one patient.
const maxGuesses = 150

// BirthDate are the passwords that hospitals and laboratories make of a birth
// date, alone or behind the first four letters of a name: the forms that letters
// with locked reports name. Names are tried in their order.
func BirthDate(year, month, day int, names ...string) []string {
	d, m, y := fmt.Sprintf("%02d", day), fmt.Sprintf("%02d", month), fmt.Sprintf("%04d", year)
	yy := y[len(y)-2:]
	out := []string{d + m + y, y + m + d, m + d + y}
	for _, sep := range []string{".", "-", "/", " "} {
		out = append(out, d+sep+m+sep+y, y+sep+m+sep+d, m+sep+d+sep+y)
	}
	out = append(out, d+m+yy, yy+m+d, m+d+yy, d+"."+m+"."+yy, fmt.Sprintf("%d.%d.%s", day, month, y), fmt.Sprintf("%d/%d/%s", day, month, y), fmt.Sprintf("%d/%d/%s", month, day, y))
	name := time.Month(month).String()[:3]
	for _, mon := range []string{strings.ToUpper(name), name, strings.ToLower(name)} {
		out = append(out, d+mon+y, d+"-"+mon+"-"+y)
	}
	out = append(out, d+m, m+d, y)
	for _, name := range names {
		for _, prefix := range prefixes(name) {
			for _, tail := range []string{d + m, y, d + m + y, m + d, d + m + yy, y + m + d} {
				out = append(out, prefix+tail)
			}
		}
	}
	return once(out)
}

// prefixes are the first four letters of a name, large, small and as names are
// written; fewer where it has no four.
func prefixes(name string) []string {
	var letters []rune
	for _, r := range name {
		if unicode.IsLetter(r) && len(letters) < 4 {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	if len(letters) < 2 {
		return nil
	}
	small := string(letters)
	title := string(unicode.ToUpper(letters[0])) + string(letters[1:])
	return []string{strings.ToUpper(small), small, title}
}

// once drops what comes again, and what is too much.
func once(list []string) (out []string) {
	for _, s := range list {
		if !slices.Contains(out, s) && len(out) < maxGuesses {
			out = append(out, s)
		}
	}
	return out
}
