package nametext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/months"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// maidenMarks stand between a name and the family name of before marriage, folded.
var maidenMarks = [][]string{{"geb"}, {"geborene"}, {"geboren"}, {"nee"}, {"ne"}, {"born"}, {"z", "domu"}, {"zd"}, {"meisjesnaam"}, {"meisje", "van"}, {"geb", "als"}, {"formerly"}, {"maiden", "name"}, {"nata"}, {"de", "soltera"}, {"fka"}}

// MaidenMark is how many words at i say that a former family name follows, 0 where
// none do: a birth date may follow the same words, so a name must stand behind.
func (p Page) MaidenMark(i int) int {
	for _, mark := range maidenMarks {
		if i == 0 || i+len(mark) >= len(p.Words) {
			continue
		}
		n := 0
		for n < len(mark) && words.Fold(p.Text[p.Words[i+n].Start:p.Words[i+n].End]) == mark[n] {
			n++
		}
		next := p.Words[i+n]
		word := p.Text[next.Start:next.End]
		r, _ := utf8.DecodeRuneInString(word)
		if n == len(mark) && next.Line == p.Words[i].Line && unicode.IsUpper(r) && utf8.RuneCountInString(word) > 1 && strings.IndexFunc(word, unicode.IsDigit) < 0 &&
			!names.Courtesy(word) && !months.Is(word) && !strings.ContainsAny(p.Text[p.Words[i+n-1].End:next.Start], "\n;") {
			return n
		}
	}
	return 0
}

// FormerAfter reads the former family name behind a name that ends at pos, "" for none:
// "Karin Petersen geb. Struck", "Claire LEFÈVRE (née BERNARD)".
func (p Page) FormerAfter(pos int) (name string, end int) {
	i := p.WordAt(pos)
	if i >= len(p.Words) || p.Words[i].Start-pos > 3 {
		return "", pos
	}
	n := p.MaidenMark(i)
	if n == 0 {
		return "", pos
	}
	first := i + n
	last := first
	for last+1 < len(p.Words) && last-first < 3 && names.Particle(p.Text[p.Words[last].Start:p.Words[last].End]) {
		last++
	}
	if last+1 < len(p.Words) && p.Text[p.Words[last].End:p.Words[last+1].Start] == "-" {
		last++
	}
	return p.Joined(first, last), p.Words[last].End
}

// WordAt is the index of the first word that begins at pos or later.
func (p Page) WordAt(pos int) int {
	lo, hi := 0, len(p.Words)
	for lo < hi {
		if mid := (lo + hi) / 2; p.Words[mid].Start < pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
