package statement

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Page is a page cut into sentences.
type Page struct {
	*words.Page
	Lang      string // of the paper, as in "de"; "" where it cannot be told
	Sentences []Sentence
	keys      []byte
	ends      []int // of the key of each word
	cues      []Hit
}

// Read cuts a page of a paper in the language into sentences and finds the words
// that turn them around.
func Read(w *words.Page, lang string) *Page {
	p := &Page{Page: w, Lang: lang, keys: make([]byte, 0, len(w.Text)), ends: make([]int, len(w.Words))}
	var one []byte
	for i, x := range w.Words {
		one = words.Key(one[:0], w.Text[x.Start:x.End])
		p.keys = append(p.keys, one...)
		p.ends[i] = len(p.keys)
	}
	p.cues = slices.DeleteFunc(p.Find(context), p.isMay)
	p.cut()
	return p
}

// isMay tells whether a cue is the month of May.
func (p *Page) isMay(h Hit) bool {
	return h.Last-h.First == 1 && strings.EqualFold(p.Word(h.First), "may") &&
		(h.First > 0 && isNumber(p.Word(h.First-1)) || h.Last < len(p.Words) && isNumber(p.Word(h.Last)) || p.Word(h.First) == "May" && h.First > 0 && !strings.Contains(p.Gap(h.First), "."))
}

func isNumber(w string) bool { return w[0] >= '0' && w[0] <= '9' }

func (p *Page) key(i int) []byte {
	if i == 0 {
		return p.keys[:p.ends[0]]
	}
	return p.keys[p.ends[i-1]:p.ends[i]]
}

// Word is word i as it is written.
func (p *Page) Word(i int) string { return p.Text[p.Words[i].Start:p.Words[i].End] }

// Phrase is what is written from word first to the one before last.
func (p *Page) Phrase(first, last int) string {
	return words.Clip(p.Text[p.Words[first].Start:p.Words[last-1].End], words.MaxQuote)
}

// Gap is what stands between word i and the one before it.
func (p *Page) Gap(i int) string {
	if i == 0 {
		return p.Text[:p.Words[0].Start]
	}
	return p.Text[p.Words[i-1].End:p.Words[i].Start]
}

// after is what stands behind word i, up to the next.
func (p *Page) after(i int) string {
	if i+1 < len(p.Words) {
		return p.Gap(i + 1)
	}
	return p.Text[p.Words[i].End:]
}

// WordAt is the word that holds or follows byte pos; len(p.Words) for none.
func (p *Page) WordAt(pos int) int {
	lo, hi := 0, len(p.Words)
	for lo < hi {
		if mid := (lo + hi) / 2; p.Words[mid].End <= pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Broken tells whether a comma, a bracket, a colon or an end stands between the
// words first and last-1.
func (p *Page) Broken(first, last int) bool {
	if first < 1 || last > len(p.Words) {
		return false
	}
	for i := first; i < last; i++ {
		if strings.ContainsAny(p.Gap(i), ",;:()") {
			return true
		}
	}
	return false
}
