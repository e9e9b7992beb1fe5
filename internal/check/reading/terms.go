// Package reading finds words in the text of papers for the rules of a
// checklist: terms as whole words with a result behind them, dated values, and
// signs that a paper is not usable as it is.
package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Text is one page, ready to be searched.
type Text struct {
	Page         int
	plain, lower string
}

// TextsOf prepares the pages of a paper.
func TextsOf(p clinical.Paper) []Text {
	out := make([]Text, len(p.Pages))
	for i, pg := range p.Pages {
		out[i] = New(pg.Number, pg.Text)
	}
	return out
}

// maxPage bounds in bytes what is searched of one page.
const maxPage = 200_000

// New prepares one page.
func New(page int, text string) Text {
	if len(text) > maxPage {
		text = text[:maxPage]
	}
	t := Text{Page: page, plain: strings.ToValidUTF8(text, " ")}
	t.lower = strings.ToLower(t.plain)
	if len(t.lower) != len(t.plain) { // a few letters change their length
		t.plain = t.lower
	}
	return t
}

// Term is one thing with its spellings.
type Term struct {
	Name   string
	spells []spelling
}

type spelling struct {
	word  string
	exact bool // an abbreviation in capitals: "ER" is not "er"
}

// NewTerm reads "HER2 | HER-2 | c-erbB-2".
func NewTerm(text string) Term {
	var t Term
	for _, w := range strings.Split(text, "|") {
		if w = strings.TrimSpace(w); w == "" {
			continue
		}
		if t.Name == "" {
			t.Name = w
		}
		exact := utf8.RuneCountInString(w) <= 4 && strings.ToUpper(w) == w
		if !exact {
			w = strings.ToLower(w)
		}
		t.spells = append(t.spells, spelling{w, exact})
	}
	return t
}

// Hit says how a term stands in a text.
type Hit int

// The ways in which a term may stand in a text, the best last.
const (
	Absent  Hit = iota
	Bare        // named, without what should follow
	Pending     // named, and said to be awaited or not done
	Found
)

// Find tells how the term stands in the text. Value is "", "result" or "text".
func (t Term) Find(in Text, value string) Hit {
	best := Absent
	for _, at := range t.places(in) {
		best = max(best, valueAfter(in.plain, at.start, at.end, value))
		if best == Found {
			break
		}
	}
	return best
}

// Heads tells whether the term heads a line: it begins one, and the line holds
// little more, or a colon follows.
func (t Term) Heads(in Text) bool {
	for _, at := range t.places(in) {
		begin := strings.LastIndexByte(in.plain[:at.start], '\n') + 1
		line, _, _ := strings.Cut(in.plain[begin:], "\n")
		before := strings.TrimLeft(in.plain[begin:at.start], " \t0123456789.)•-*#")
		after := strings.TrimSpace(line[at.end-begin:])
		if before == "" && (after == "" || strings.HasPrefix(after, ":")) {
			return true
		}
	}
	return false
}

// Holds tells whether the text names the term at all.
func (t Term) Holds(in Text) bool { return len(t.places(in)) > 0 }

type place struct{ start, end int }

// maxPlaces bounds how often one spelling is looked at on a page.
const maxPlaces = 200

// places are where the term stands as a whole word.
func (t Term) places(in Text) []place {
	var out []place
	for _, s := range t.spells {
		text := in.lower
		if s.exact {
			text = in.plain
		}
		for from, n := 0, 0; n < maxPlaces; n++ {
			i := strings.Index(text[from:], s.word)
			if i < 0 {
				break
			}
			at := place{from + i, from + i + len(s.word)}
			if wordEnds(text, at) {
				out = append(out, at)
			}
			from = at.end
		}
	}
	return out
}

func wordEnds(text string, at place) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at.start])
	after, _ := utf8.DecodeRuneInString(text[at.end:])
	return !isWord(before, text[:at.start] == "") && !isWord(after, text[at.end:] == "")
}

func isWord(r rune, edge bool) bool {
	return !edge && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// How far behind a term its value may stand, and before it the word that it is
// awaited, in bytes.
const (
	reach     = 70
	reachBack = 40
)

func valueAfter(text string, start, end int, value string) Hit {
	if value == "" {
		return Found
	}
	after := cut(text[end:], reach)
	if value == "text" {
		return textAfter(text[start:end], after)
	}
	after = datesOut.ReplaceAllString(after, " ")
	wait := awaited.FindStringIndex(after)
	got := result.FindStringIndex(after)
	switch {
	case wait != nil && (got == nil || wait[0] <= got[0]):
		return Pending
	case awaitedBefore.MatchString(text[max(0, start-reachBack):start]):
		return Pending
	case got != nil:
		return Found
	}
	return Bare
}

// cut takes the first n bytes, without half a letter.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(s, "")
}

// textAfter: what is stated behind a heading, on its line or on the next. A
// sentence of its own ("no known allergies") states it already.
func textAfter(term, after string) Hit {
	if strings.Contains(term, " ") && saysNone.MatchString(term) || strings.ToUpper(term) == term && saysNone.MatchString(term) {
		return Found
	}
	after = strings.TrimLeft(after, " \t\r\n:;-–—.|")
	line, _, _ := strings.Cut(after, "\n")
	if unsaid.MatchString(line) || !someText.MatchString(line) {
		return Bare
	}
	return Found
}

var (
	datesOut = regexp.MustCompile(`\d{1,4}[./-]\d{1,2}[./-]\d{2,4}`)
	result   = regexp.MustCompile(`(?i)(?:^|[^\pL\d-])\d|\+\+|[(\s:]\+[\s,.;)]|(?:^|[^\pL])(?:positive|negative|pos|neg|mutated|mutations?|wild[ -]?type|detected|amplified|equivocal|high|low|intact|lost|loss|retained|stable|proficient|deficient|absent|present|expressed|expression|reactive|normal|elevated|positiv\pL*|negativ\pL*|nachgewiesen|nachweisbar|mutiert|wildtyp|erhalten|verlust|positifs?|positives?|négatifs?|négatives?|muté|non muté|conservée?|perdue?|positiv[oa]|negativ[oa]|mutado|mutat[oa]|normale?|dodatni|ujemny|obecn\pL*|positief|negatief)(?:[^\pL]|$)`)
	awaited  = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:pending|not (?:yet )?(?:been )?(?:performed|done|available|tested|reported|assessed|ordered|requested|determined|known)|(?:to|will) follow|awaited|awaiting|in progress|in process|to be (?:performed|done|reported)|ausstehend|steht (?:noch )?aus|stehen (?:noch )?aus|folgt|nicht (?:durchgeführt|bestimmt|untersucht)|en cours|en attente|à suivre|non (?:réalisée?|faite?|effectuée?)|pendiente|no (?:realizado|solicitado|disponible)|in corso|in attesa|non (?:eseguit\pL*|effettuat\pL*|disponibile)|w toku|oczekuj\pL*|nie (?:wykonano|oznaczono)|volgt|niet (?:bepaald|uitgevoerd|verricht))(?:[^\pL]|$)`)
	// awaitedBefore: "pending: ER, PR and HER2".
	awaitedBefore = regexp.MustCompile(`(?i)(?:pending|awaiting|awaited|outstanding|ausstehend|en attente de|pendientes? de|in attesa di)\s*:?[^.\n]*$`)
	saysNone      = regexp.MustCompile(`(?i)^(?:no known|nk|keine|no se conocen|nessuna|brak|geen)`)
	unsaid        = regexp.MustCompile(`(?i)^(?:[_.\s/-]*$|not (?:recorded|documented|stated|asked|assessed|on file|available)|unknown|see (?:below|list|chart)|nicht (?:bekannt|erhoben|dokumentiert)|unbekannt|non (?:renseigné|précisé)|no (?:consta|registrado)|non (?:note|riferite)|nieznane)`)
	someText      = regexp.MustCompile(`\pL{2,}`)
)
