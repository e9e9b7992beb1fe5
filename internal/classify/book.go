package classify

import (
	"bytes"
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/medbundle/medbundle/internal/clinical"
)

//go:embed terms.yaml
var termsYAML []byte

//go:embed labels.yaml
var labelsYAML []byte

// channel says what a phrase is evidence of.
type channel int

const (
	chTitle    channel = iota // names a kind where it is a title
	chHeading                 // names a section typical of a kind
	chTerm                    // a word typical of a kind
	chName                    // stands in file and folder names of a kind
	chDate                    // says what the date after it means
	chIdentity                // says that a name, birth date or number follows
	chFact                    // says that something was done
	chContext                 // turns a fact around: negation, plan, family
	chLanguage                // a function word of one language
	chPlace                   // a word in names of hospitals
	chCountry                 // tells a way of writing dates
	chQuality                 // says what a document lacks
)

// meaning is one thing that a phrase stands for.
type meaning struct {
	channel channel
	what    string // the kind, role, fact or language
	weight  int
	lang    string
}

// hit is a phrase found in a page: its words and what they mean.
type hit struct {
	first, last int // words, last excluded
	phrase      int
}

// phraseBook knows every phrase of the embedded vocabularies. It is a tree over
// whole words, so that finding all phrases of a text takes time in proportion
// to its words, and no phrase matches inside a word.
type phraseBook struct {
	ids      map[string]int // word key to number, from 1
	next     map[[2]int]int // node and word to node
	ends     map[int]int    // node to phrase
	phrases  []string
	meanings [][]meaning
	nodes    int
	codes    map[[2]string]clinical.Kind
}

var book = mustLoad()

// kindTerms is what terms.yaml says of one kind: phrases by language.
type kindTerms struct {
	Titles   map[string][]string `yaml:"titles"`
	Headings map[string][]string `yaml:"headings"`
	Terms    map[string][]string `yaml:"terms"`
	Names    []string            `yaml:"names"`
	Codes    map[string][]string `yaml:"codes"`
}

// labelTerms is labels.yaml: for each channel, phrases by meaning and language.
type labelTerms struct {
	Dates     map[string]map[string][]string `yaml:"dates"`
	Identity  map[string]map[string][]string `yaml:"identity"`
	Facts     map[string]map[string][]string `yaml:"facts"`
	Context   map[string]map[string][]string `yaml:"context"`
	Quality   map[string]map[string][]string `yaml:"quality"`
	Languages map[string][]string            `yaml:"languages"`
	Places    map[string][]string            `yaml:"places"`
	Countries map[string][]string            `yaml:"countries"`
}

func mustLoad() *phraseBook {
	b, err := loadBook(termsYAML, labelsYAML)
	if err != nil {
		panic(err) // the vocabularies are part of the program
	}
	return b
}

func loadBook(terms, labels []byte) (*phraseBook, error) {
	b := &phraseBook{ids: map[string]int{}, next: map[[2]int]int{}, ends: map[int]int{}, nodes: 1, codes: map[[2]string]clinical.Kind{}}
	var kinds map[string]kindTerms
	if err := strict(terms, &kinds); err != nil {
		return nil, fmt.Errorf("terms.yaml: %w", err)
	}
	for _, k := range sorted(kinds) {
		if err := b.addKind(k, kinds[k]); err != nil {
			return nil, fmt.Errorf("terms.yaml: %s: %w", k, err)
		}
	}
	var l labelTerms
	if err := strict(labels, &l); err != nil {
		return nil, fmt.Errorf("labels.yaml: %w", err)
	}
	return b, b.addLabels(l)
}

func strict(data []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	return d.Decode(into)
}

func (b *phraseBook) addKind(k string, t kindTerms) error {
	if !clinical.Kind(k).Valid() {
		return fmt.Errorf("not a kind")
	}
	sets := []struct {
		ch     channel
		weight int
		by     map[string][]string
	}{{chTitle, 12, t.Titles}, {chHeading, 3, t.Headings}, {chTerm, 1, t.Terms}, {chName, 6, map[string][]string{"": t.Names}}}
	for _, s := range sets {
		if err := b.addAll(s.ch, k, s.weight, s.by); err != nil {
			return err
		}
	}
	for system, values := range t.Codes {
		for _, v := range values {
			if old, ok := b.codes[[2]string{system, v}]; ok {
				return fmt.Errorf("code %s stands under %s too", v, old)
			}
			b.codes[[2]string{system, v}] = clinical.Kind(k)
		}
	}
	return nil
}

func (b *phraseBook) addLabels(l labelTerms) error {
	sets := []struct {
		ch channel
		by map[string]map[string][]string
	}{{chDate, l.Dates}, {chIdentity, l.Identity}, {chFact, l.Facts}, {chContext, l.Context}, {chQuality, l.Quality}}
	for _, s := range sets {
		for _, what := range sorted(s.by) {
			if err := b.addAll(s.ch, what, 1, s.by[what]); err != nil {
				return err
			}
		}
	}
	flat := []struct {
		ch channel
		by map[string][]string
	}{{chLanguage, l.Languages}, {chPlace, l.Places}, {chCountry, l.Countries}}
	for _, s := range flat {
		for _, what := range sorted(s.by) {
			if err := b.addAll(s.ch, what, 1, map[string][]string{what: s.by[what]}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *phraseBook) addAll(ch channel, what string, weight int, by map[string][]string) error {
	for _, lang := range sorted(by) {
		for _, phrase := range by[lang] {
			w := weight
			if i := strings.LastIndexByte(phrase, '*'); i >= 0 {
				v, err := strconv.Atoi(phrase[i+1:])
				if err != nil {
					return fmt.Errorf("%q: the weight is not a number", phrase)
				}
				phrase, w = phrase[:i], v
			}
			if err := b.add(phrase, meaning{ch, what, w, lang}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *phraseBook) add(phrase string, m meaning) error {
	node := 0
	keys := phraseKeys(phrase)
	if len(keys) == 0 {
		return fmt.Errorf("%q holds no word", phrase)
	}
	for _, k := range keys {
		if b.ids[k] == 0 {
			b.ids[k] = len(b.ids) + 1
		}
		step := [2]int{node, b.ids[k]}
		if b.next[step] == 0 {
			b.next[step] = b.nodes
			b.nodes++
		}
		node = b.next[step]
	}
	i, ok := b.ends[node]
	if !ok {
		i = len(b.phrases)
		b.ends[node] = i
		b.phrases = append(b.phrases, phrase)
		b.meanings = append(b.meanings, nil)
	}
	for _, old := range b.meanings[i] {
		if old.channel == m.channel && old.what == m.what {
			return nil // the same word in two languages
		}
	}
	b.meanings[i] = append(b.meanings[i], m)
	return nil
}

// phraseKeys cuts a phrase into word keys as a page is cut.
func phraseKeys(phrase string) []string {
	var keys []string
	for _, w := range strings.FieldsFunc(phrase, func(r rune) bool { return !isWordRune(r) }) {
		keys = append(keys, string(wordKey(nil, w)))
	}
	return keys
}

// find lists the phrases of p in the order of their first words, longer first.
func (b *phraseBook) find(p *page) []hit {
	var hits []hit
	for i := range p.words {
		if p.words[i].id == 0 {
			continue
		}
		node, from := 0, len(hits)
		for j := i; j < len(p.words) && p.words[j].id != 0; j++ {
			n, ok := b.next[[2]int{node, p.words[j].id}]
			if !ok {
				break
			}
			node = n
			if end, ok := b.ends[node]; ok {
				hits = append(hits, hit{i, j + 1, end})
			}
		}
		for x, y := from, len(hits)-1; x < y; x, y = x+1, y-1 {
			hits[x], hits[y] = hits[y], hits[x]
		}
	}
	return hits
}

// from is the index of the first hit that begins at word i or later.
func (p *page) from(i int) int {
	return sort.Search(len(p.hits), func(x int) bool { return p.hits[x].first >= i })
}

// each calls f for every meaning that p's phrases have in one of the channels,
// leaving out phrases that lie inside a longer one of those channels.
func (p *page) each(f func(h hit, m meaning), channels ...channel) {
	covered := 0
	for _, h := range p.hits {
		if h.last <= covered {
			continue
		}
		for _, m := range book.meanings[h.phrase] {
			for _, c := range channels {
				if m.channel == c {
					f(h, m)
					covered = h.last
				}
			}
		}
	}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
