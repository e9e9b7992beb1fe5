// Package state reads what a report says of its own state: preliminary, unsigned,
// an addendum to follow, an addendum that is there. It knows English, German,
// French, Spanish, Italian, Polish and Dutch.
package state

import (
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// State is what a page says of the report's state.
type State struct {
	Preliminary, Final bool
	// Awaited: more is promised. Added: an addendum or a corrected report is there.
	Awaited, Added bool
	// Unsigned: it is a draft, or nobody has signed it.
	Unsigned bool
}

// Or joins what two pages say.
func (s State) Or(o State) State {
	return State{
		s.Preliminary || o.Preliminary, s.Final || o.Final, s.Awaited || o.Awaited, s.Added || o.Added, s.Unsigned || o.Unsigned,
	}
}

// How many words a line may have that says something of the whole paper.
const (
	shortLine = 6
	titleLine = 10
	onlyLine  = 3
)

// Read reads a page.
func Read(lines []phrase.Line) State {
	var s State
	for i, l := range lines {
		words := l.Texts()
		if len(words) == 0 {
			continue
		}
		s = s.Or(line(words, l))
		// A promise may run over the end of a line.
		both := words
		if i+1 < len(lines) {
			both = append(append([]string{}, words...), firstOf(lines[i+1].Texts(), 5)...)
		}
		s.Awaited = s.Awaited || awaited.Has(both)
	}
	return s
}

func firstOf(words []string, n int) []string { return words[:min(n, len(words))] }

func line(words []string, l phrase.Line) (s State) {
	n := len(words)
	short, title, only := n <= shortLine, n <= titleLine, n <= onlyLine
	if title && preliminary.Has(words) || short && (only || labelled(words)) && alone.Has(words) {
		s.Preliminary = !replaced.Has(words)
	}
	s.Final = title && final.Has(words)
	if h := added.Find(words); len(h) > 0 && h[0].First <= 1 && title && !awaited.Has(words) {
		s.Added = true
	}
	if title && unsigned.Has(words) && !excused.Has(words) {
		s.Unsigned = true
	}
	if only && len(draft.Find(words)) == 1 && shouted(l, words) {
		s.Unsigned = true
	}
	return s
}

// labelled tells whether a line gives the status of a report.
func labelled(words []string) bool {
	for _, w := range words {
		switch w {
		case "status", "state", "statut", "estado", "stato", "report", "befund", "result", "stan":
			return true
		}
	}
	return false
}

// shouted tells whether a word for a draft stands as a stamp does: in capitals or
// between marks, and not as a word of a sentence that ran over.
func shouted(l phrase.Line, words []string) bool {
	trimmed := strings.TrimSpace(l.Raw)
	return trimmed == strings.ToUpper(trimmed) || strings.HasPrefix(trimmed, "*") || strings.HasPrefix(trimmed, "[") || len(words) >= 2 && labelled(words)
}
