package nametext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/months"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// MaxWords bounds a name.
const MaxWords = 6

// After reads a name behind a label: words with capitals, up to the end of
// the line, a wide gap, a digit, or the next label. It returns the name and
// where it ends; "" where no name follows.
func (p Page) After(pos, first int) (name string, end int) {
	if first >= len(p.Words) || !p.nameMayFollow(pos, first) {
		return "", pos
	}
	end = pos
	for i, n, bare := first, 0, 0; i < len(p.Words) && bare < MaxWords && n < 2*MaxWords; i, n = i+1, n+1 {
		w := p.Words[i]
		gap, word := p.Text[end:w.Start], names.Mended(p.Text[w.Start:w.End])
		if n > 0 && gap == "|" && w.Line == p.Words[first].Line {
			name, end = name+Joint(gap)+word, w.End // "Catri|eo"
			continue
		}
		if n > 0 && (w.Line != p.Words[first].Line || p.sexBehind(i, first, bare) || bare > 1 && strings.Contains(gap, "  ") || p.placeBehind(i, first, bare) || endsName(gap, name) || p.Relation(i) || p.MaidenMark(i) > 0) {
			break
		}
		if !Like(word, n) && !p.Elided(i) && !p.Clipped(i) && !(names.Courtesy(word) && onlyTitles(name)) && !(n == 0 && p.leadsName(i)) || p.StartsStop(i, n) {
			if n == 1 && strings.TrimSpace(gap) == "" && isSentenceWord(word) {
				return "", pos // "Report of the patient: Presented with …"
			}
			break
		}
		if n > 0 {
			name += Joint(gap)
		}
		name, end = name+word, w.End
		if !names.Courtesy(word) && !names.Particle(word) && utf8.RuneCountInString(word) > 1 {
			bare++
		}
	}
	if isSexWord(name) || isPhrase(name) {
		return "", pos // "Patient: Male, 45 years"
	}
	return name, end
}

// sexBehind tells whether the single letter at i is the sex behind a whole name:
// "S. Yilmaz, M, 06-12-1990".
func (p Page) sexBehind(i, first, bare int) bool {
	for names.Courtesy(p.WordText(first)) && first < i {
		first++
	}
	word, initial := p.WordText(i), p.Words[first].End-p.Words[first].Start == 1
	return bare > 0 && len(word) == 1 && SexOf(word) != "" && p.standsApart(i) && (bare > 1 || initial)
}

// placeBehind tells whether the comma before the word at i parts a whole name from an
// address: the name begins with a given name and no other stands behind the comma
// ("Declan Fogarty, Main St, Ballymoyle").
func (p Page) placeBehind(i, first, bare int) bool {
	if bare < 2 || !strings.Contains(p.Text[p.Words[i-1].End:p.Words[i].Start], ",") {
		return false
	}
	for names.Courtesy(p.WordText(first)) && first < i {
		first++
	}
	if l := p.Lines[p.Words[i].Line]; strings.Contains(p.Text[p.Words[i].End:min(l.End, p.Words[i].End+maxPlaceBehind)], ",") && (p.Lang == "en" || p.Lang == "de" || p.Lang == "nl") && !names.Shouts(p.WordText(i-1)) {
		return true
	}
	return names.IsGiven(p.WordText(first)) && !names.IsGiven(p.WordText(i)) && !names.Shouts(p.WordText(i-1)) && utf8.RuneCountInString(p.WordText(i)) > 1
}

// maxPlaceBehind is how far behind a name the comma of an address may stand, in bytes.
const maxPlaceBehind = 30

// Relation tells whether the word at i begins "W/o", "S/o" or "D/o": whose wife,
// son or daughter the patient is follows.
func (p Page) Relation(i int) bool {
	if i+1 >= len(p.Words) || p.Words[i].End-p.Words[i].Start != 1 {
		return false
	}
	next := p.Text[p.Words[i+1].Start:p.Words[i+1].End]
	return p.Text[p.Words[i].End:p.Words[i+1].Start] == "/" && (next == "o" || next == "O" || next == "0") &&
		strings.Contains("wsdchfWSDCHF", p.Text[p.Words[i].Start:p.Words[i].End])
}

// leadsName tells whether the word at i is the particle of a family name that
// stands first: "von der Heide, Erika".
func (p Page) leadsName(i int) bool {
	for n := 0; n < 3 && i+n+1 < len(p.Words); n++ {
		if !names.Particle(p.Text[p.Words[i+n].Start:p.Words[i+n].End]) && !p.Clipped(i+n) {
			return false
		}
		if r, _ := utf8.DecodeRuneInString(p.Text[p.Words[i+n+1].Start:]); unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// Elided tells whether the word at i is a particle that has lost its vowel:
// "d'Angelo".
func (p Page) Elided(i int) bool {
	if w := p.Words[i]; i+1 == len(p.Words) || w.End-w.Start > 4 || p.Words[i+1].Start-w.End > len("’") {
		return false
	}
	gap := p.Text[p.Words[i].End:p.Words[i+1].Start]
	r, _ := utf8.DecodeRuneInString(p.Text[p.Words[i+1].Start:])
	return (gap == "'" || gap == "’") && unicode.IsUpper(r)
}

// Clipped tells whether the word at i is the article of "van 't Hof".
func (p Page) Clipped(i int) bool {
	w := p.Words[i]
	return w.End-w.Start == 1 && p.Text[w.Start] == 't' && (strings.HasSuffix(p.Text[:w.Start], " '") || strings.HasSuffix(p.Text[:w.Start], " ’"))
}

// onlyTitles tells whether a name so far is titles: "Dr med".
func onlyTitles(name string) bool {
	for _, w := range strings.Fields(name) {
		if !names.Courtesy(w) {
			return false
		}
	}
	return true
}

// isPhrase tells whether a name is one word and a particle: "Paciente de 56 años".
func isPhrase(name string) bool {
	parts := strings.Fields(name)
	return len(parts) == 2 && names.Particle(parts[1])
}

// nameMayFollow tells whether a name behind a label that ends at pos may begin
// with the word: no sentence ends between, and the word is not a label itself.
func (p Page) nameMayFollow(pos, first int) bool {
	gap := p.Text[pos:p.Words[first].Start]
	abbreviated := strings.HasPrefix(strings.TrimSpace(gap), ".") && !strings.Contains(gap, "\n") // "Pat. Erika Muster"
	if !abbreviated && (strings.Count(gap, "\n") > 1 || strings.ContainsAny(gap, ";.") && !strings.Contains(gap, ":")) {
		return false
	}
	return !p.LineHasColonLabel(first)
}

// endsName tells whether what stands behind the words of a name so far ends it.
func endsName(gap, name string) bool {
	return gap != "|" && (gap == " - " || strings.Contains(gap, "   ") || strings.ContainsAny(gap, "\t:;()/*|•·#\"") ||
		strings.Contains(gap, ". ") && !initialBefore(name) && !names.Courtesy(lastWord(name)))
}

// Joint is what joins two words of a name with the gap between.
func Joint(gap string) string {
	switch {
	case gap == "|":
		return "l" // a scanner's
	case strings.Contains(gap, ","):
		return ", "
	case strings.ContainsAny(gap, "-'’^"):
		return strings.ReplaceAll(gap, " ", "")
	}
	return " "
}

// isSexWord tells whether the first word of a name says a sex: "Varón de 45 años".
func isSexWord(name string) bool {
	word, _, _ := strings.Cut(name, " ")
	word = strings.Trim(word, ",.")
	return len(word) > 3 && SexOf(word) != ""
}

// isSentenceWord tells whether a word behind a capitalised one makes it the
// start of a sentence.
func isSentenceWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) && !names.Particle(w) && len(w) > 1 && !months.Is(w)
}

// LineHasColonLabel tells whether the words at i are themselves a label ("Name: DOB: …").
func (p Page) LineHasColonLabel(i int) bool {
	l := p.Lines[p.Words[i].Line]
	after := strings.TrimLeft(p.Text[p.Words[i].End:l.End], " ")
	return strings.HasPrefix(after, ":")
}

func initialBefore(s string) bool { return utf8.RuneCountInString(lastWord(s)) == 1 }

func lastWord(s string) string {
	if i := strings.LastIndexAny(s, " ,-"); i >= 0 {
		s = s[i+1:]
	}
	return words.Fold(s)
}

// Like tells whether a word may be part of a name: it starts with a
// capital and holds no digit, or is a particle behind another word.
func Like(w string, n int) bool {
	if strings.IndexFunc(w, unicode.IsDigit) >= 0 || utf8.RuneCountInString(w) > 24 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) || n > 0 && names.Particle(w) || names.Courtesy(w) && n == 0
}

// StartsStop tells whether the word at i begins another label or a word that
// never stands in a name.
func (p Page) StartsStop(i, n int) bool {
	if n > 0 && p.LineHasColonLabel(i) {
		return true
	}
	for _, h := range p.Hits[p.From(i):] {
		if h.First > i {
			break
		}
		for _, m := range h.Meanings() {
			switch m.Channel {
			case words.IdentityLabel:
				if names.Particle(p.Text[p.Words[i].Start:p.Words[i].End]) && i+1 < len(p.Words) && (words.StartsUpper(p.Text[p.Words[i+1].Start:]) || p.leadsName(i)) {
					continue
				}
				if m.What != "title" && (n > 0 || m.What == "stop") {
					return true
				}
			case words.DateLabel:
				if m.What == "born" || n > 0 && h.Last-h.First > 1 {
					return true
				}
			}
		}
	}
	return false
}
