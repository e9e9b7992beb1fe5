package classify

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameInAddress reads the name above an address that stands before pos: a line
// of two to four names without any other word, over a line with a house number.
func (p *page) nameInAddress(pos int) (family, given string) {
	if len(p.lines) == 0 {
		return "", ""
	}
	at := p.lineAt(pos)
	for i := at - 1; i >= max(0, at-5); i-- {
		l, below := p.lines[i], p.lines[i+1]
		text := strings.TrimSpace(p.text[l.start:l.end])
		if n := l.last - l.first; n < 2 || n > 4 || strings.ContainsAny(text, ":;/()") || strings.IndexAny(p.text[below.start:below.end], "0123456789") < 0 {
			continue
		}
		alike := true
		for j := l.first; j < l.last; j++ {
			alike = alike && nameLike(p.text[p.words[j].start:p.words[j].end], j-l.first) && !courtesy[fold(p.text[p.words[j].start:p.words[j].end])]
		}
		if alike {
			return splitName(text, "name")
		}
	}
	return "", ""
}

// maxNameWords bounds a name.
const maxNameWords = 6

// nameAfter reads a name behind a label: words with capitals, up to the end of
// the line, a wide gap, a digit, or the next label.
func (p *page) nameAfter(pos, wordIndex int) (string, int) {
	if wordIndex >= len(p.words) {
		return "", pos
	}
	end := pos
	var b strings.Builder
	startLine := p.words[wordIndex].line
	if strings.Count(p.text[pos:p.words[wordIndex].start], "\n") > 1 || strings.ContainsAny(p.text[pos:p.words[wordIndex].start], ";.") && !strings.Contains(p.text[pos:p.words[wordIndex].start], ":") {
		if !strings.HasPrefix(strings.TrimSpace(p.text[pos:p.words[wordIndex].start]), ".") {
			return "", pos
		}
	}
	if p.lineHasColonLabel(wordIndex) {
		return "", pos
	}
	n := 0
	for i := wordIndex; i < len(p.words) && n < maxNameWords; i++ {
		w := p.words[i]
		gap := p.text[end:w.start]
		if n > 0 && (w.line != startLine || strings.Contains(gap, "   ") || strings.ContainsAny(gap, "\t:;()/*|•·#\"") || strings.Contains(gap, ". ") && !initialBefore(b.String()) && !courtesy[lastWord(b.String())]) {
			break
		}
		word := p.text[w.start:w.end]
		if !nameLike(word, n) || p.startsStop(i, n) {
			if n == 1 && strings.TrimSpace(gap) == "" && w.line == startLine && isSentenceWord(word) {
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
		end, n = w.end, n+1
	}
	return b.String(), end
}

// isSentenceWord tells whether a word behind a capitalised one makes it the
// start of a sentence.
func isSentenceWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) && !particles[fold(w)] && len(w) > 1 && months[fold(w)] == 0
}

// lineHasColonLabel tells whether the words at i are themselves a label ("Name: DOB: …").
func (p *page) lineHasColonLabel(i int) bool {
	l := p.lines[p.words[i].line]
	after := strings.TrimLeft(p.text[p.words[i].end:l.end], " ")
	return strings.HasPrefix(after, ":")
}

func initialBefore(s string) bool { return utf8.RuneCountInString(lastWord(s)) == 1 }

func lastWord(s string) string {
	if i := strings.LastIndexAny(s, " ,-"); i >= 0 {
		s = s[i+1:]
	}
	return fold(s)
}

// nameLike tells whether a word may be part of a name: it starts with a
// capital and holds no digit, or is a particle behind another word.
func nameLike(w string, n int) bool {
	if strings.IndexFunc(w, unicode.IsDigit) >= 0 || utf8.RuneCountInString(w) > 24 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || n > 0 && particles[fold(w)] || courtesy[fold(w)] && n == 0
}

// startsStop tells whether the word at i begins another label or a word that
// never stands in a name.
func (p *page) startsStop(i, n int) bool {
	if n > 0 && p.lineHasColonLabel(i) {
		return true
	}
	for _, h := range p.hits[p.from(i):] {
		if h.first > i {
			break
		}
		for _, m := range book.meanings[h.phrase] {
			switch m.channel {
			case chIdentity:
				if particles[fold(p.text[p.words[i].start:p.words[i].end])] && i+1 < len(p.words) && startsUpper(p.text[p.words[i+1].start:]) {
					continue
				}
				if m.what != "title" && (n > 0 || m.what == "stop") {
					return true
				}
			case chDate:
				if m.what == "born" || n > 0 && h.last-h.first > 1 {
					return true
				}
			}
		}
	}
	return false
}

// nameBefore reads a name that ends directly before pos, on its line: "Andrea
// Ilgner, 21.10.1982", "Huberta Hotzenplotz, geb. am …".
func (p *page) nameBefore(pos int) (family, given string) {
	if len(p.lines) == 0 {
		return "", ""
	}
	l := p.lines[p.lineAt(pos)]
	var words []string
	comma := false
	last := sort.Search(len(p.words), func(i int) bool { return p.words[i].end > pos }) - 1
	for i := last; i >= l.first && last-i < 10; i-- {
		w := p.words[i]
		word := p.text[w.start:w.end]
		if len(words) == 0 && p.birthWord(i) {
			continue
		}
		if courtesy[fold(word)] || !nameLike(word, 1) || len(words) >= 4 || unicode.IsLower([]rune(word)[0]) && len(words) == 0 {
			break
		}
		if gap := p.text[w.end:min(pos, max(w.end, nextStart(p, i)))]; len(words) > 0 && strings.ContainsAny(gap, ".:;()") {
			break
		} else if len(words) > 0 && strings.Contains(gap, ",") {
			comma = true
		}
		words = append([]string{word}, words...)
		if comma && len(words) >= 2 && i > l.first && strings.Contains(p.text[p.words[i-1].end:w.start], ",") {
			break
		}
	}
	if len(words) < 2 && !(len(words) == 1 && comma) {
		return "", ""
	}
	if comma {
		return splitName(words[0]+", "+strings.Join(words[1:], " "), "name")
	}
	return splitName(strings.Join(words, " "), "name")
}

func nextStart(p *page, i int) int {
	if i+1 < len(p.words) {
		return p.words[i+1].start
	}
	return len(p.text)
}

// birthWord tells whether the word at i belongs to a label of a birth date.
func (p *page) birthWord(i int) bool {
	switch fold(p.text[p.words[i].start:p.words[i].end]) {
	case "geb", "geboren", "am", "born", "dob", "d", "o", "b", "nato", "nata", "il", "ne", "nee", "le", "ur", "nacido", "nacida", "el", "date", "of", "birth", "op":
		return true
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
	words := strings.Fields(name)
	if len(words) == 1 {
		return words[0], ""
	}
	i := len(words) - 1
	for i > 1 && particles[fold(words[i-1])] {
		i--
	}
	return strings.Join(words[i:], " "), strings.Join(words[:i], " ")
}

// dropCourtesy leaves out titles before and behind a name.
func dropCourtesy(name string) string {
	words := strings.Fields(name)
	for len(words) > 0 && courtesy[fold(strings.Trim(words[0], ".,"))] {
		words = words[1:]
	}
	for len(words) > 1 && courtesy[fold(strings.Trim(words[len(words)-1], ".,"))] {
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), " ,")
}

// numberAfter reads a record number behind its label: letters and digits, at least three digits.
func (p *page) numberAfter(pos int) (string, int) {
	rest := p.text[pos:]
	i := 0
	for i < len(rest) && strings.IndexByte(" :#.\t=", rest[i]) >= 0 {
		i++
	}
	j, digits := i, 0
	for j < len(rest) && j-i < 24 {
		c := rest[j]
		if c >= '0' && c <= '9' {
			digits++
		} else if !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '/') {
			break
		}
		j++
	}
	if digits < 3 || i > 6 {
		return "", pos
	}
	id := strings.Trim(rest[i:j], "-/")
	if d := findDates(id); len(d) > 0 && d[0].end-d[0].start == len(id) && strings.ContainsAny(id, "/-") {
		return "", pos
	}
	return id, pos + j
}

// sexAfter reads a sex behind its label.
func (p *page) sexAfter(pos int) string {
	rest := strings.TrimLeft(p.text[pos:min(len(p.text), pos+24)], " :\t")
	word := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return !isWordRune(r) }); i >= 0 {
		word = rest[:i]
	}
	switch fold(word) {
	case "f", "female", "woman", "w", "weiblich", "femme", "feminin", "mujer", "femenino", "femmina", "femminile", "k", "kobieta", "v", "vrouw":
		return "F"
	case "m", "male", "man", "mannlich", "homme", "masculin", "hombre", "varon", "h", "masculino", "maschio", "maschile", "mezczyzna":
		return "M"
	}
	return ""
}
