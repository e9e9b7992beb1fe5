package sametext

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// maxText bounds the text that is cut into words, in bytes: some three hundred
// full pages.
const maxText = 1 << 20

// Where letterheads and page feet stand: in the first and last words of a page,
// and in no more than a part of it.
const (
	headWords, headPart = 40, 4
	footWords, footPart = 15, 10
)

// word is a word of the content.
type word struct {
	hash    uint64
	letters uint64 // a sum that the letters decide, whatever their order
	edge    bool   // it stands where letterheads and page feet stand
}

// content is the words and numbers of a document, folded, without page counts,
// and joined where a line end cut them.
type content struct {
	words []word
	whole uint64 // every letter in one, without the gaps
	rest  uint64
	taken int  // bytes cut into words
	join  bool // the last word was cut at the end of its line
	key   []byte
}

// The numbers of FNV-1a, 64 bits.
const (
	offset uint64 = 14695981039346656037
	prime  uint64 = 1099511628211
)

func (c *content) read(pages []string) {
	c.whole, c.rest = offset, offset
	for _, t := range pages {
		cut := min(len(t), maxText-c.taken)
		for i := cut; i < len(t); i++ {
			c.rest = (c.rest ^ uint64(t[i])) * prime
		}
		c.taken += cut
		first := len(c.words)
		c.join = false
		for l := range strings.SplitSeq(words.CleanText(t[:cut]), "\n") {
			if !pageFoot(l) {
				c.line(l)
			}
		}
		markEdges(c.words[first:])
	}
}

// line adds the words of a line; its first one goes on with the last word where
// a hyphen cut that.
func (c *content) line(l string) {
	last := ""
	for w := range strings.FieldsFuncSeq(l, func(r rune) bool { return !words.IsWordRune(r) }) {
		c.key = c.key[:0]
		for _, r := range w {
			c.key = words.AppendFolded(c.key, r)
		}
		if len(c.key) > 0 && (last != "" || !c.join || len(c.words) == 0) {
			c.words = append(c.words, word{hash: offset})
		}
		last = w
		c.add()
	}
	if last != "" {
		end := strings.TrimRight(l, " \t")
		c.join = strings.HasSuffix(end, "-") && !strings.HasSuffix(end, " -") && lettersOnly(last)
	}
}

// add appends the letters of the key to the last word.
func (c *content) add() {
	if len(c.key) == 0 {
		return
	}
	w := &c.words[len(c.words)-1]
	for _, b := range c.key {
		w.hash = (w.hash ^ uint64(b)) * prime
		c.whole = (c.whole ^ uint64(b)) * prime
		letter := (offset ^ uint64(b)) * prime
		letter ^= letter >> 31
		w.letters += letter * prime
	}
}

// markEdges marks the words of a page among which letterhead and foot are.
func markEdges(page []word) {
	head, foot := min(headWords, len(page)/headPart), min(footWords, len(page)/footPart)
	for i := range page {
		page[i].edge = i < head || i >= len(page)-foot
	}
}

func lettersOnly(w string) bool { return !strings.ContainsAny(w, "0123456789") }

// pageFoot tells whether a line is only a page count.
func pageFoot(l string) bool {
	l = strings.TrimSpace(l)
	if len(l) > 24 {
		return false
	}
	if _, _, ok := words.PageNumber(l); ok {
		return true
	}
	f := strings.Fields(words.Fold(l))
	return len(f) == 2 && (f[0] == "page" || f[0] == "seite" || f[0] == "pagina" || f[0] == "strona")
}
