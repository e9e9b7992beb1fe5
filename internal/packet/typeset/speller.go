package typeset

import (
	"strings"

	"github.com/medbundle/medbundle/internal/packet/script"
)

// Speller turns text from outside into text that the fonts can show, and
// remembers what they cannot.
type Speller struct {
	// Japanese tells that all text is from one document, which is Japanese:
	// the characters that Chinese has too are not called Chinese.
	Japanese bool
	Unshown  []string
	seen     map[string]bool
}

// Show returns s with control and invisible characters gone and what cannot be
// shown put into words: "[text in Arabic script]". Never a box.
func (sp *Speller) Show(s string) string {
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
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n])
	}
	return s
}
