package people

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/nametext"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// nameAbove reads the name that has the line above to itself where the line of pos
// begins there: a label that prints a person on two lines.
func (p page) nameAbove(pos int) (family, given string, sure bool) {
	first, last := p.personAbove(pos)
	if last < first {
		return "", "", false
	}
	return names.Split(p.Joined(first, last), "name", p.Lang)
}

// personAbove are the words of the name that has the line above to itself, or the first
// column of it, a sex or an age behind it left out; the last is before the first where
// there is none.
func (p page) personAbove(pos int) (first, last int) {
	at := p.LineAt(pos)
	if at == 0 {
		return 0, -1
	}
	before := strings.TrimSpace(p.Text[p.Lines[at].Start:pos])
	if strings.Contains(before, ":") || len(before) > maxBeforeBirth && (!strings.HasSuffix(before, "/") || len(before) > maxOtherLabel) {
		return 0, -1
	}
	reach := 1
	if before != "" && nametext.SexOf(strings.Trim(before, " .|")) != "" || p.marksPerson(p.dateEnd(pos)) {
		reach = farAbove
	}
	for i := at - 1; i >= max(0, at-reach); i-- {
		if i == at-1 && strings.Count(p.Text[p.Lines[i].End:p.Lines[at].Start], "\n") > 1 {
			return 0, -1
		}
		first, last = p.personOn(p.Lines[i])
		if last > first && (i == at-1 || p.Words[last].End == p.Lines[i].End && p.namedForm(first, last)) {
			return first, last
		}
	}
	return 0, -1
}

// farAbove is how many lines above a birth date with a sex beside it the name may
// stand, where a scanner read a form column by column.
const farAbove = 4

// dateEnd is where the numbers end that begin at pos or soon behind it.
func (p page) dateEnd(pos int) int {
	end := pos
	for i := p.WordAt(pos); i < len(p.Words) && i < p.WordAt(pos)+3 && isDigit(p.Text[p.Words[i].Start]); i++ {
		end = p.Words[i].End
	}
	return max(end, 1)
}

// namedForm tells whether the words are "SURNAME, Given" or hold a known given name.
func (p page) namedForm(first, last int) bool {
	for i := first; i <= last; i++ {
		if names.IsGiven(names.Mended(p.WordText(i))) || i > first && strings.Contains(p.Text[p.Words[i-1].End:p.Words[i].Start], ",") {
			return true
		}
	}
	return false
}

// personOn are the words of the name with which the line begins, and that have its
// first column to themselves.
func (p page) personOn(l words.Line) (first, last int) {
	end := l.End
	for i := l.First + 2; i < l.Last && i < l.First+8; i++ {
		if gap := p.Text[p.Words[i-1].End:p.Words[i].Start]; strings.Contains(gap, "   ") || strings.Contains(gap, "\t") {
			end, l.Last = p.Words[i-1].End, i
			break
		}
	}
	if l.Last-l.First < 2 || l.Last-l.First > 8 {
		return 0, -1
	}
	first, last = p.Before(end)
	for l.First < first && (names.Courtesy(p.WordText(l.First)) && !nametext.Doctors[words.Fold(p.WordText(l.First))] || p.NamesPatient(l.First)) {
		l.First++
	}
	if last-first < 1 || first != l.First || p.ofDoctor(first) || !p.OnlyPerson(first, last) {
		return 0, -1
	}
	return first, last
}

// What may stand before a birth date at the start of its line, in bytes: a mark or a
// sex, or the label in another language.
const (
	maxBeforeBirth = 3
	maxOtherLabel  = 24
)
