package sametext

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// maxText bounds the text that is read letter by letter, in bytes: some three hundred
// full pages.
const maxText = 1 << 20

// content is the letters and digits of a document, folded, without page counts and
// without the gaps between words, as hashes.
type content struct {
	whole uint64
	rest  uint64
	taken int // bytes read letter by letter
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
		for l := range strings.SplitSeq(words.CleanText(t[:cut]), "\n") {
			if !pageFoot(l) {
				c.line(l)
			}
		}
	}
}

func (c *content) line(l string) {
	for _, r := range l {
		if !words.IsWordRune(r) {
			continue
		}
		c.key = words.AppendFolded(c.key[:0], r)
		for _, b := range c.key {
			c.whole = (c.whole ^ uint64(b)) * prime
		}
	}
}

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
