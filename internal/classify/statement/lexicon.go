package statement

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Lexicon holds phrases in groups. A word of a phrase may stand for all words
// that begin ("metasta*") or end ("*ectomy") so. A word written in at most four
// capitals stands only for a word in capitals: "CT" is no scan in "ct".
type Lexicon struct {
	exact, prefix, suffix map[string][]phrase
	strict                bool
}

// affix is how many letters of a beginning or an end phrases are looked up by.
const affix = 3

type phrase struct {
	group string
	lang  string // counts only in papers of this language; "" for all
	words []pattern
}

type pattern struct {
	key   string
	form  form
	upper bool
}

// form says how a pattern compares; a narrower form beats a wider one.
type form int

const (
	exactly form = iota
	beginning
	ending
)

// Hit is a phrase of a lexicon that stands in a page.
type Hit struct {
	First, Last int // words of the page, last excluded
	Group       string
	form        form
}

// Overlaps tells whether the hit shares a word with the words from first to last.
func (h Hit) Overlaps(first, last int) bool { return h.First < last && first < h.Last }

// MustLexicon is NewLexicon for a vocabulary that is part of the program.
func MustLexicon(text []byte, strict bool) *Lexicon {
	l, err := NewLexicon(text, strict)
	if err != nil {
		panic(err)
	}
	return l
}

// NewLexicon reads a vocabulary: phrases by group and language. In a strict one
// phrases count only in papers of their language, else only those do whose
// language is written with "!" behind. Phrases of no word and beginnings or ends
// shorter than three letters are errors.
func NewLexicon(text []byte, strict bool) (*Lexicon, error) {
	var groups map[string]map[string][]string
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&groups); err != nil {
		return nil, err
	}
	l := &Lexicon{map[string][]phrase{}, map[string][]phrase{}, map[string][]phrase{}, strict}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		for _, lang := range slices.Sorted(maps.Keys(groups[group])) {
			for _, text := range groups[group][lang] {
				if err := l.add(group, lang, text); err != nil {
					return nil, fmt.Errorf("%s: %s: %w", group, lang, err)
				}
			}
		}
	}
	return l, nil
}

func (l *Lexicon) add(group, lang, text string) error {
	ph := phrase{group: group}
	if own, only := strings.CutSuffix(lang, "!"); only || l.strict {
		ph.lang = own
	}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !words.IsWordRune(r) && r != '*' }) {
		p, err := newPattern(w)
		if err != nil {
			return err
		}
		ph.words = append(ph.words, p)
	}
	if len(ph.words) == 0 {
		return fmt.Errorf("%q holds no word", text)
	}
	switch first := ph.words[0]; first.form {
	case exactly:
		l.exact[first.key] = append(l.exact[first.key], ph)
	case beginning:
		k := first.key[:affix]
		l.prefix[k] = append(l.prefix[k], ph)
	case ending:
		k := first.key[len(first.key)-affix:]
		l.suffix[k] = append(l.suffix[k], ph)
	}
	return nil
}

func newPattern(w string) (pattern, error) {
	p := pattern{}
	switch {
	case strings.HasPrefix(w, "*"):
		p.form = ending
	case strings.HasSuffix(w, "*"):
		p.form = beginning
	}
	bare := strings.Trim(w, "*")
	if strings.Contains(bare, "*") {
		return p, fmt.Errorf("%q: a star stands at one end of a word", w)
	}
	p.key = string(words.Key(nil, bare))
	if p.form != exactly {
		if p.key = words.Stem(bare); len(p.key) < affix {
			return p, fmt.Errorf("%q is too short", w)
		}
	}
	p.upper = p.form == exactly && len(bare) <= 4 && strings.ToUpper(bare) == bare && strings.ToLower(bare) != bare
	return p, nil
}

// minStem is how long a word is at least that is known by its beginning or end.
const minStem = 5

func (p pattern) fits(key []byte, text string) bool {
	switch p.form {
	case beginning:
		return len(key) >= minStem && len(key) >= len(p.key) && string(key[:len(p.key)]) == p.key
	case ending:
		return len(key) >= minStem && len(key) >= len(p.key) && string(key[len(key)-len(p.key):]) == p.key
	}
	return string(key) == p.key && (!p.upper || inCapitals(text))
}

func inCapitals(w string) bool {
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// Find lists the phrases of l in the page, in order. Of those that begin at one
// word only the longest count, and of these the ones that name it most narrowly;
// a phrase inside a longer one does not count.
func (p *Page) Find(l *Lexicon) []Hit {
	var hits []Hit
	covered := 0
	for i := range p.Words {
		best := p.longest(l, i)
		if len(best) == 0 || best[0].Last <= covered {
			continue
		}
		covered = best[0].Last
		hits = append(hits, best...)
	}
	return hits
}

// longest are the longest and narrowest phrases that begin at word i, each
// group once.
func (p *Page) longest(l *Lexicon, i int) []Hit {
	var best []Hit
	key := p.key(i)
	try := func(list []phrase) {
		for _, ph := range list {
			if i+len(ph.words) > len(p.Words) || ph.lang != "" && p.Lang != "" && ph.lang != p.Lang || !p.holds(ph, i) {
				continue
			}
			h := Hit{First: i, Last: i + len(ph.words), Group: ph.group, form: ph.words[0].form}
			switch {
			case len(best) == 0 || h.Last > best[0].Last || h.Last == best[0].Last && h.form < best[0].form:
				best = append(best[:0], h)
			case h.Last == best[0].Last && h.form == best[0].form && !slices.ContainsFunc(best, func(o Hit) bool { return o.Group == h.Group }):
				best = append(best, h)
			}
		}
	}
	try(l.exact[string(key)])
	if len(key) >= minStem {
		try(l.prefix[string(key[:affix])])
		try(l.suffix[string(key[len(key)-affix:])])
	}
	return best
}

// holds tells whether the phrase stands at word i. Its words lie on one line, or
// on two where a line is broken.
func (p *Page) holds(ph phrase, i int) bool {
	for j, w := range ph.words {
		if !w.fits(p.key(i+j), p.Word(i+j)) {
			return false
		}
		if j > 0 && !p.joined(i+j) {
			return false
		}
	}
	return true
}

// joined tells whether word i goes on where the word before it ends, with no end
// of a sentence or of a column between.
func (p *Page) joined(i int) bool {
	gap := p.Gap(i)
	return len(gap) < maxJoint && strings.Count(gap, "\n") < 2 && !strings.ContainsAny(gap, ";!?\t") && !strings.Contains(gap, "   ")
}

// maxJoint is how far two words of a phrase stand apart at most, in bytes.
const maxJoint = 12
