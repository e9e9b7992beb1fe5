package dates

import (
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// dayFirstScripts are those of countries that all write the day before the month.
// East Asia, which puts the year first, is not among them.
var dayFirstScripts = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Cyrillic, unicode.Greek, unicode.Devanagari, unicode.Bengali, unicode.Tamil, unicode.Telugu, unicode.Thai, unicode.Georgian, unicode.Armenian}

// scriptLetters bounds the letters that are looked at on a page.
const scriptLetters = 4000

// dayFirstScript tells that most letters are of a script whose countries all write
// the day first. It is for papers whose language is not told.
func dayFirstScript(pages []*words.Page) bool {
	own, other := 0, 0
	for _, p := range pages {
		seen := 0
		for _, r := range p.Text {
			if seen == scriptLetters {
				break
			}
			switch {
			case r < 'A' || !unicode.IsLetter(r):
				continue
			case unicode.In(r, dayFirstScripts...):
				own++
			default:
				other++
			}
			seen++
		}
	}
	return own > other
}
