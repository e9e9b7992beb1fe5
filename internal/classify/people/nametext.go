package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// maxNameWords bounds a name.
const maxNameWords = 6

// nameAfter reads a name behind a label: words with capitals, up to the end of
// the line, a wide gap, a digit, or the next label.
func (p page) nameAfter(pos, wordIndex int) (string, int) {
	if wordIndex >= len(p.Words) {
		return "", pos
	}
	end := pos
	var b strings.Builder
	startLine := p.Words[wordIndex].Line
	if strings.Count(p.Text[pos:p.Words[wordIndex].Start], "\n") > 1 || strings.ContainsAny(p.Text[pos:p.Words[wordIndex].Start], ";.") && !strings.Contains(p.Text[pos:p.Words[wordIndex].Start], ":") {
		if !strings.HasPrefix(strings.TrimSpace(p.Text[pos:p.Words[wordIndex].Start]), ".") {
			return "", pos
		}
	}
	if p.lineHasColonLabel(wordIndex) {
		return "", pos
	}
	n := 0
	for i := wordIndex; i < len(p.Words) && n < maxNameWords; i++ {
		w := p.Words[i]
		gap := p.Text[end:w.Start]
		if n > 0 && (w.Line != startLine || strings.Contains(gap, "   ") || strings.ContainsAny(gap, "\t:;()/*|•·#\"") || strings.Contains(gap, ". ") && !initialBefore(b.String()) && !courtesy[lastWord(b.String())]) {
			break
		}
		word := p.Text[w.Start:w.End]
		if !nameLike(word, n) || p.startsStop(i, n) {
			if n == 1 && strings.TrimSpace(gap) == "" && w.Line == startLine && isSentenceWord(word) {
				return "", pos // "Report of the patient: Presented with …"
			}
			break
		}
		if n > 0 {
			switch {
			case strings.Contains(gap, ","):
				b.WriteString(", ")
			case strings.ContainsAny(gap, "-'’^"):
				b.WriteString(strings.TrimSpace(strings.ReplaceAll(gap, " ", "")))
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteString(word)
		end, n = w.End, n+1
	}
	return b.String(), end
}

// isSentenceWord tells whether a word behind a capitalised one makes it the
// start of a sentence.
func isSentenceWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) && !particles[words.Fold(w)] && len(w) > 1 && !dates.IsMonth(w)
}

// lineHasColonLabel tells whether the words at i are themselves a label ("Name: DOB: …").
func (p page) lineHasColonLabel(i int) bool {
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

// nameLike tells whether a word may be part of a name: it starts with a
// capital and holds no digit, or is a particle behind another word.
func nameLike(w string, n int) bool {
	if strings.IndexFunc(w, unicode.IsDigit) >= 0 || utf8.RuneCountInString(w) > 24 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || n > 0 && particles[words.Fold(w)] || courtesy[words.Fold(w)] && n == 0
}

// startsStop tells whether the word at i begins another label or a word that
// never stands in a name.
func (p page) startsStop(i, n int) bool {
	if n > 0 && p.lineHasColonLabel(i) {
		return true
	}
	for _, h := range p.Hits[p.From(i):] {
		if h.First > i {
			break
		}
		for _, m := range h.Meanings() {
			switch m.Channel {
			case words.IdentityLabel:
				if particles[words.Fold(p.Text[p.Words[i].Start:p.Words[i].End])] && i+1 < len(p.Words) && words.StartsUpper(p.Text[p.Words[i+1].Start:]) {
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

// splitName cuts a name into family and given names: at a comma or caret the
// family name is first, else the last word (in Spanish the last two) is the family name.
func splitName(name, label string) (family, given string) {
	name = strings.Trim(strings.Join(strings.Fields(name), " "), " ,.-^")
	name = dropCourtesy(name)
	if name == "" {
		return "", ""
	}
	switch label {
	case "family":
		return strings.ReplaceAll(name, ",", ""), ""
	case "given":
		return "", strings.ReplaceAll(name, ",", "")
	}
	if f, g, ok := strings.Cut(name, "^"); ok {
		return f, strings.TrimSpace(strings.ReplaceAll(g, "^", " "))
	}
	if f, g, ok := strings.Cut(name, ", "); ok {
		return f, strings.TrimSpace(strings.ReplaceAll(g, ",", ""))
	}
	parts := strings.Fields(name)
	if len(parts) == 1 {
		return parts[0], ""
	}
	i := len(parts) - 1
	for i > 1 && particles[words.Fold(parts[i-1])] {
		i--
	}
	return strings.Join(parts[i:], " "), strings.Join(parts[:i], " ")
}

// dropCourtesy leaves out titles before and behind a name.
func dropCourtesy(name string) string {
	parts := strings.Fields(name)
	for len(parts) > 0 && courtesy[words.Fold(strings.Trim(parts[0], ".,"))] {
		parts = parts[1:]
	}
	for len(parts) > 1 && courtesy[words.Fold(strings.Trim(parts[len(parts)-1], ".,"))] {
		parts = parts[:len(parts)-1]
	}
	return strings.Trim(strings.Join(parts, " "), " ,")
}
