package typeset

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/packet/script"
)

// Speller turns text from outside into text that the fonts can show, and
// remembers what they cannot.
type Speller struct {
	// Japanese tells that all text is from one document, which is Japanese:
	// the characters that Chinese has too are not called Chinese.
	Japanese bool
	// Longest is how many runes of one text are shown, the rest cut with "…";
	// 0 for no limit.
	Longest int
	Unshown []string
	seen    map[string]bool
}

// With lists what this speller and another could not show, each once.
func (sp *Speller) With(others []string) []string {
	all := sp.Unshown
	for _, s := range others {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// Show returns s with control and invisible characters gone and what cannot be
// shown put into words: "[text in Arabic script]". Never a box.
func (sp *Speller) Show(s string) string {
	if sp.Longest > 0 {
		s = Shorten(s, sp.Longest)
	}
	out, whole := script.Fold(s, shows, sp.Japanese)
	if whole {
		return out
	}
	key := Clip(strings.TrimSpace(s), 200)
	if sp.seen == nil {
		sp.seen = map[string]bool{}
	}
	if !sp.seen[key] {
		sp.seen[key] = true
		sp.Unshown = append(sp.Unshown, key)
	}
	return out
}

// Showable is what stands on a page for s; see script.Fold.
func Showable(s string) (out string, whole bool) { return script.Fold(s, shows, false) }

// shows tells whether some face has the rune.
func shows(r rune) bool { return regular.showing(r).has(r) }

// Clip cuts s to n runes.
func Clip(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// Shorten cuts s to n runes, the last of them "…" where something was cut.
func Shorten(s string, n int) string {
	if cut := Clip(s, n); len(cut) == len(s) {
		return s
	}
	return strings.TrimRight(Clip(s, n-1), " ") + "…"
}
