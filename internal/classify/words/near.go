package words

import (
	"sort"
	"sync"
	"unicode/utf8"
)

// minNear is how long a word is at least that may be read as another one, in
// letters: short words become each other too easily.
const minNear = 6

// nearIndex finds the word of the vocabulary that differs from a word in one
// letter: both become the same when a letter is taken out of each, or of one. A
// form that more than one word leaves behind belongs to none.
type nearIndex map[string]int

// near and nearLabels are made when the first page with unknown words is read:
// of words that speak for kinds, and of words of labels.
var (
	near       = sync.OnceValue(func() nearIndex { return terms.nearIndex(terms.ofKinds) })
	nearLabels = sync.OnceValue(func() nearIndex { return terms.nearIndex(terms.ofLabels) })
)

const ambiguous = -1

// nearIndex makes the index of the words that are in of.
func (b *book) nearIndex(of map[int]bool) nearIndex {
	x := nearIndex{}
	for key, id := range b.ids {
		if utf8.RuneCountInString(key) < minNear || !of[id] {
			continue
		}
		x.note(key, id)
		for i, r := range key {
			x.note(key[:i]+key[i+utf8.RuneLen(r):], id)
		}
	}
	return x
}

func (x nearIndex) note(form string, id int) {
	if old, ok := x[form]; ok && old != id {
		id = ambiguous
	}
	x[form] = id
}

// find is the number of the word that key may have been, 0 for none. It uses buf.
func (x nearIndex) find(key, buf []byte) int {
	if len(key) < minNear || len(key) > maxNear {
		return 0
	}
	if id := x[string(key)]; id > 0 { // a letter is missing
		return id
	}
	if id := x.findOther(key, buf); id != 0 {
		return id
	}
	return terms.findMisread(key, buf)
}

// findOther finds the word that differs from key in one letter that is another,
// too many, or has changed its place with the next one.
func (x nearIndex) findOther(key, buf []byte) int {
	found := 0
	for i := 0; i < len(key); {
		_, n := utf8.DecodeRune(key[i:])
		buf = append(append(buf[:0], key[:i]...), key[i+n:]...)
		i += n
		switch id := x[string(buf)]; {
		case id <= 0 || found == id || !oneApart(key, terms.keys[id]):
		case found == 0:
			found = id
		default:
			return 0
		}
	}
	return found
}

// oneApart tells whether b is a with one letter put in, left out or written as
// another, or with two neighbours changed over. Words that have lost a letter in
// one place and won one in another are two words: Gerlinde is not germline.
func oneApart(a []byte, b string) bool {
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	i, j := len(a), len(b)
	for i > from && j > from && a[i-1] == b[j-1] {
		i, j = i-1, j-1
	}
	x, y := utf8.RuneCount(a[from:i]), utf8.RuneCountInString(b[from:j])
	return x <= 1 && y <= 1 || x == 2 && y == 2 && a[from] == b[j-1] && a[i-1] == b[from]
}

// misread are the shapes that readers of scans take for each other and that are
// more than one letter, as wordKey writes them.
var misread = [][2]string{{"cl", "d"}, {"ll", "u"}, {"ll", "n"}, {"vv", "w"}, {"nn", "m"}, {"tl", "u"}, {"ll", "h"}, {"ol", "d"}, {"lc", "k"}, {"ln", "m"}, {"rr", "n"}}

// findMisread finds the word that key becomes with one of those put right.
func (b *book) findMisread(key, buf []byte) int {
	found := 0
	for _, m := range misread {
		for _, way := range [][2]string{m, {m[1], m[0]}} {
			for i := 0; i+len(way[0]) <= len(key); i++ {
				if string(key[i:i+len(way[0])]) != way[0] {
					continue
				}
				buf = append(append(append(buf[:0], key[:i]...), way[1]...), key[i+len(way[0]):]...)
				switch id := b.ids[string(buf)]; {
				case id == 0 || found == id || !b.ofKinds[id] && !b.ofLabels[id] || len(buf) < minNear:
				case found == 0:
					found = id
				default:
					return 0
				}
			}
		}
	}
	return found
}

// maxNear bounds the words that are looked up, in bytes.
const maxNear = 40

// LikelyKnown tells whether a word, perhaps spoilt, is one that speaks for a kind
// or stands in labels.
func LikelyKnown(word string) bool {
	key := wordKey(nil, word)
	buf := make([]byte, 0, 2*len(key))
	return terms.ids[string(key)] != 0 || near().find(key, buf) != 0 || nearLabels().find(key, buf) != 0
}

// findNear lists the phrases of x that stand in p only if words that are in no
// vocabulary are taken for such as differ from them in one letter.
func (b *book) findNear(p *Page, x nearIndex) []Hit {
	var ids []int
	var key, buf []byte
	for i, w := range p.Words {
		if w.id != 0 || w.End-w.Start < minNear-1 {
			continue
		}
		key = wordKey(key[:0], p.Text[w.Start:w.End])
		if cap(buf) < len(key) {
			buf = make([]byte, 0, 2*len(key))
		}
		if id := x.find(key, buf); id != 0 {
			if ids == nil {
				ids = make([]int, len(p.Words))
			}
			ids[i] = id
		}
	}
	if ids == nil {
		return nil
	}
	var hits []Hit
	for i := range p.Words {
		hits = b.phrasesAt(hits, p, ids, i)
	}
	return hits
}

// phrasesAt appends the phrases with a word of ids in them that begin at word i.
func (b *book) phrasesAt(hits []Hit, p *Page, ids []int, i int) []Hit {
	node, near := 0, false
	for j := i; j < len(p.Words); j++ {
		id := p.Words[j].id
		if id == 0 {
			id, near = ids[j], true
		}
		n, ok := b.next[[2]int{node, id}]
		if id == 0 || !ok {
			break
		}
		node = n
		if end, ok := b.ends[node]; ok && near {
			hits = append(hits, Hit{First: i, Last: j + 1, Phrase: end, Near: true})
		}
	}
	return hits
}

// EachLikely calls f as Each does, and for phrases too that a scanner may have
// spoilt; those have Near set.
func (p *Page) EachLikely(f func(h Hit, m Meaning), channels ...Channel) {
	each(p.withNear(near()), f, channels)
}

// EachLabel is EachLikely for the channels of labels.
func (p *Page) EachLabel(f func(h Hit, m Meaning), channels ...Channel) {
	each(p.withNear(nearLabels()), f, channels)
}

// withNear are the hits of the page with those that x finds.
func (p *Page) withNear(x nearIndex) []Hit {
	hits := p.Hits
	if spoilt := terms.findNear(p, x); spoilt != nil {
		hits = append(spoilt, hits...)
		sort.SliceStable(hits, func(i, j int) bool {
			if hits[i].First != hits[j].First {
				return hits[i].First < hits[j].First
			}
			return hits[i].Last > hits[j].Last
		})
	}
	return hits
}
