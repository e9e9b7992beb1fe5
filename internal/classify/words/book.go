package words

import (
	"fmt"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Channel says what a phrase is evidence of.
type Channel int

// The channels.
const (
	Title         Channel = iota // names a kind where it is a title
	Heading                      // names a section typical of a kind
	Term                         // a word typical of a kind
	FileName                     // stands in file and folder names of a kind
	DateLabel                    // says what the date after it means
	IdentityLabel                // says that a name, birth date or number follows
	FunctionWord                 // a function word of one language
	Place                        // a word in names of hospitals
	Country                      // tells a way of writing dates
	Quality                      // says what a document lacks
	Form                         // makes a title that of a form, an appointment, a leaflet or a bill
	Folder                       // by which a person says what lies in a folder
	Device                       // begins the names that scanners, cameras, browsers and portals give to files
)

// Meaning is one thing that a phrase stands for.
type Meaning struct {
	Channel Channel
	What    string // the kind, role or language
	Weight  int    // points; 1 where the vocabulary does not say
	Lang    string // the language of the phrase, "" where the vocabulary does not say
}

// Hit is a phrase of the vocabulary that stands in a page.
type Hit struct {
	First, Last int // words of the page, last excluded
	Phrase      int // its number: the same phrase has the same number everywhere
	// Near tells that a word of it is one that is in no vocabulary, with one
	// letter put right.
	Near bool
}

// Meanings lists what the phrase stands for.
func (h Hit) Meanings() []Meaning { return terms.meanings[h.Phrase] }

// PhraseNumber is the number of a phrase, written in any way that reads the
// same; ok is false where the vocabularies do not have it.
func PhraseNumber(phrase string) (n int, ok bool) {
	node := 0
	for _, k := range phraseKeys(phrase) {
		if node = terms.next[[2]int{node, terms.ids[k]}]; node == 0 {
			return 0, false
		}
	}
	n, ok = terms.ends[node]
	return n, ok
}

// Has tells whether one of the hit's meanings is in the channel.
func (h Hit) Has(c Channel) bool {
	for _, m := range h.Meanings() {
		if m.Channel == c {
			return true
		}
	}
	return false
}

// Weight is the greatest weight of the hit's meanings in the channel, 0 where it
// has none.
func (h Hit) Weight(c Channel) int {
	w := 0
	for _, m := range h.Meanings() {
		if m.Channel == c {
			w = max(w, m.Weight)
		}
	}
	return w
}

// Means tells whether one of the hit's meanings is what in the channel.
func (h Hit) Means(c Channel, what string) bool {
	for _, m := range h.Meanings() {
		if m.Channel == c && m.What == what {
			return true
		}
	}
	return false
}

// Known tells whether a folded word stands in the vocabularies, letter for letter.
func Known(word string) bool { return terms.plain[word] }

// Abbreviates tells whether the vocabularies write the phrase in capitals only.
func Abbreviates(h Hit) bool { return terms.capitals[h.Phrase] }

// book knows every phrase of the embedded vocabularies. It is a tree over
// whole words, so that finding all phrases of a text takes time in proportion
// to its words, and no phrase matches inside a word.
type book struct {
	ids      map[string]int // word key to number, from 1
	next     map[[2]int]int // node and word to node
	ends     map[int]int    // node to phrase
	meanings [][]Meaning
	nodes    int
	codes    map[[2]string]clinical.Kind
	plain    map[string]bool // every word, folded
	capitals map[int]bool    // phrases written in capitals
	keys     []string        // word keys by number
	ofKinds  map[int]bool    // words of phrases that speak for a kind
	ofLabels map[int]bool    // words of labels of dates and people
}

// terms are the vocabularies of the program.
var terms = mustLoad()

func (b *book) add(phrase string, m Meaning) error {
	node := 0
	keys := phraseKeys(phrase)
	for _, w := range strings.FieldsFunc(phrase, func(r rune) bool { return !IsWordRune(r) }) {
		b.plain[Fold(w)] = true
	}
	if len(keys) == 0 {
		return fmt.Errorf("%q holds no word", phrase)
	}
	for _, k := range keys {
		if b.ids[k] == 0 {
			b.ids[k] = len(b.ids) + 1
			b.keys = append(b.keys, k)
		}
		step := [2]int{node, b.ids[k]}
		if b.next[step] == 0 {
			b.next[step] = b.nodes
			b.nodes++
		}
		node = b.next[step]
		if m.Channel <= Term {
			b.ofKinds[b.ids[k]] = true
		}
		if m.Channel == DateLabel || m.Channel == IdentityLabel && m.What != "stop" && m.What != "title" {
			b.ofLabels[b.ids[k]] = true
		}
	}
	i, ok := b.ends[node]
	if !ok {
		i = len(b.meanings)
		b.ends[node] = i
		b.meanings = append(b.meanings, nil)
		b.capitals[i] = true
	}
	if strings.ToUpper(phrase) != phrase {
		delete(b.capitals, i)
	}
	for _, old := range b.meanings[i] {
		if old.Channel == m.Channel && old.What == m.What {
			return nil // the same word in two languages
		}
	}
	b.meanings[i] = append(b.meanings[i], m)
	return nil
}

// phraseKeys cuts a phrase into word keys as a page is cut.
func phraseKeys(phrase string) []string {
	var keys []string
	for _, w := range strings.FieldsFunc(phrase, func(r rune) bool { return !IsWordRune(r) }) {
		keys = append(keys, string(wordKey(nil, w)))
	}
	return keys
}

// find lists the phrases of p in the order of their first words, longer first.
func (b *book) find(p *Page) []Hit {
	var hits []Hit
	for i := range p.Words {
		if p.Words[i].id == 0 {
			continue
		}
		node, from := 0, len(hits)
		for j := i; j < len(p.Words) && p.Words[j].id != 0; j++ {
			n, ok := b.next[[2]int{node, p.Words[j].id}]
			if !ok {
				break
			}
			node = n
			if end, ok := b.ends[node]; ok {
				hits = append(hits, Hit{First: i, Last: j + 1, Phrase: end})
			}
		}
		for x, y := from, len(hits)-1; x < y; x, y = x+1, y-1 {
			hits[x], hits[y] = hits[y], hits[x]
		}
	}
	return hits
}

// From is the index of the first hit that begins at word i or later.
func (p *Page) From(i int) int {
	return sort.Search(len(p.Hits), func(x int) bool { return p.Hits[x].First >= i })
}

// Each calls f for every meaning that p's phrases have in one of the channels,
// leaving out phrases that lie inside a longer one of those channels.
func (p *Page) Each(f func(h Hit, m Meaning), channels ...Channel) { each(p.Hits, f, channels) }

func each(hits []Hit, f func(h Hit, m Meaning), channels []Channel) {
	covered := 0
	for _, h := range hits {
		if h.Last <= covered {
			continue
		}
		for _, m := range h.Meanings() {
			for _, c := range channels {
				if m.Channel == c {
					f(h, m)
					covered = h.Last
				}
			}
		}
	}
}
