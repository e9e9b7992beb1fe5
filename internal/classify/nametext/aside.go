package nametext

import (
	"strings"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// ageWords stand around an age or a sex beside a name, folded: "aged 70 years",
// "43 y.o. male", "54 J", "57-year-old".
var AsideWords = map[string]bool{"y": true, "yr": true, "yrs": true, "yo": true, "o": true, "year": true, "years": true, "old": true, "aged": true, "age": true, "jahre": true, "jahr": true, "j": true, "alt": true, "jahrig": true, "jahrige": true, "jahriger": true,
	"jaar": true, "oud": true, "jarige": true, "ans": true, "agee": true, "anni": true, "anos": true, "lat": true, "sex": true, "gender": true, "a": true, "an": true, "s": true}

// beforeAsides is the last word of what stands before word last when ages, sexes,
// titles in brackets and words of labels of birth dates are left out.
func (p Page) beforeAsides(first, last int) int {
	for n := 0; n < 14 && last > first; n++ {
		if words := p.numberBefore(first, last); words > 0 {
			last -= words
			continue
		}
		if !p.birthWord(last) && !p.bracketed(last) && !p.Aside(last) {
			break
		}
		last--
	}
	return last
}

// numberBefore is how many words up to last are a record number with its label: "ID
// 7720113", "NHS 999 111 2222"; 0 for none.
func (p Page) numberBefore(first, last int) int {
	digits := 0
	for i := last; i > first && last-i < 5; i-- {
		word := p.WordText(i)
		if isDigit(word[len(word)-1]) && !p.datePart(i) {
			digits += len(word)
			continue
		}
		if digits < 4 {
			return 0
		}
		for _, h := range p.Hits[p.From(max(i-2, first)):] {
			if h.First > i {
				break
			}
			if h.Last == i+1 && h.Means(words.IdentityLabel, "number") {
				return last - h.First + 1
			}
		}
		if words.Fold(word) == "id" {
			return last - i + 1
		}
		return 0
	}
	return 0
}

// Aside tells whether the word at i tells an age or a sex and is no part of a name:
// a single letter stands apart, behind a comma, a slash, a bracket or a wide gap.
func (p Page) Aside(i int) bool {
	word := words.Fold(p.Text[p.Words[i].Start:p.Words[i].End])
	number := strings.TrimLeft(word, "0123456789")
	switch {
	case number != word:
		return len(word)-len(number) <= 4 && (number == "" || AsideWords[number] || SexOf(number) != "") && !p.datePart(i)
	case len(word) == 1:
		return (SexOf(word) != "" || AsideWords[word]) && p.standsApart(i)
	}
	return SexOf(word) != "" && len(word) > 2 || AsideWords[word]
}

// datePart tells whether a number touches another one: "12/03".
func (p Page) datePart(i int) bool {
	w := p.Words[i]
	rest := p.Text[w.End:min(len(p.Text), w.End+2)]
	return len(rest) == 2 && strings.ContainsAny(rest[:1], "./-") && isDigit(rest[1])
}

// standsApart tells whether a mark or a wide gap parts the word at i from the one before.
func (p Page) standsApart(i int) bool {
	if i == 0 || p.Words[i-1].Line != p.Words[i].Line {
		return true
	}
	gap := p.Text[p.Words[i-1].End:p.Words[i].Start]
	if strings.ContainsAny(gap, "/(,;|\t") || strings.Contains(gap, "  ") {
		return true
	}
	before := p.Text[p.Words[i-1].Start:p.Words[i-1].End]
	return isDigit(before[len(before)-1]) || AsideWords[words.Fold(before)] && !names.Particle(before)
}

// OpensColumn tells whether the word at i is the first of its column: at the start
// of the line, behind a wide gap, a colon, a bar, or marks that belong to no word.
func (p Page) OpensColumn(i int) bool {
	l := p.Lines[p.Words[i].Line]
	if i == l.First || i == l.First+1 && isDigit(p.Text[p.Words[i-1].End-1]) && p.Words[i-1].End-p.Words[i-1].Start < 3 && p.Text[p.Words[i-1].End] == '.' {
		return i > l.First || len(strings.TrimSpace(p.Text[l.Start:p.Words[i].Start])) <= 4
	}
	return ColumnGap(p.Text[p.Words[i-1].End:p.Words[i].Start])
}

// ColumnGap tells whether what stands between two words parts columns.
func ColumnGap(gap string) bool {
	return strings.Contains(gap, "  ") || strings.Contains(gap, " - ") || strings.ContainsAny(gap, "\t|:·•–—")
}

// speakers are the words with which people begin who speak of themselves, folded.
var speakers = map[string]bool{"ich": true, "i": true, "ik": true, "je": true, "yo": true, "io": true, "ja": true, "ondergetekende": true, "soussigne": true, "soussignee": true, "sottoscritto": true, "sottoscritta": true, "suscrito": true, "unterzeichnende": true, "unterzeichnete": true, "undersigned": true, "nizej": true}

// Greetings are the words with which letters to patients begin, folded.
var Greetings = map[string]bool{"dear": true, "liebe": true, "lieber": true, "geehrte": true, "geehrter": true, "geachte": true, "beste": true, "cher": true, "chere": true, "estimado": true, "estimada": true, "gentile": true, "szanowna": true, "szanowny": true}

// leads tells whether the word at i may stand before a name and is no part of it: a
// speaker, a greeting, a title, or the first word of a label.
func (p Page) leads(i int) bool {
	word := p.Text[p.Words[i].Start:p.Words[i].End]
	folded := words.Fold(word)
	switch {
	case speakers[folded]:
		return utf8.RuneCountInString(word) > 1 || i == p.Lines[p.Words[i].Line].First
	case Greetings[folded]:
		return true
	}
	return len(folded) > 3 && words.LikelyLabel(word) && p.LabelsName(i)
}

// LabelsName tells whether a word, perhaps misread, is by itself or with those
// before it a label of a name: "Paticnt LEONARD".
func (p Page) LabelsName(i int) bool {
	word := words.ReadLine(p.Text[p.Words[i].Start:p.Words[i].End] + ":")
	found := false
	word.EachLabel(func(_ words.Hit, m words.Meaning) {
		found = found || m.What == "name" || m.What == "family" || m.What == "given" || m.What == "familyfirst" || m.What == "born"
	}, words.IdentityLabel, words.DateLabel)
	return found
}
