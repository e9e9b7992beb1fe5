package history

import (
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// sentence is a run of words; family tells that it stands under a heading about relatives.
type sentence struct {
	first, last int
	family      bool
}

// maxSentence bounds a sentence, in words.
const maxSentence = 80

// sentences cuts the page at full stops before a capital, at colons behind a
// heading, at semicolons and at blank lines. A line break alone does not end a sentence.
func (p page) sentences() []sentence {
	var out []sentence
	cur := sentence{}
	family := false
	for i := range p.Words {
		if i > 0 {
			gap := p.Text[p.Words[i-1].End:p.Words[i].Start]
			heading := strings.Contains(gap, ":") && i-cur.first <= 5
			if i-cur.first >= maxSentence || endsSentence(gap, p.Text[p.Words[i-1].Start:p.Words[i-1].End], p.Text[p.Words[i].Start:]) || heading {
				cur.last = i
				if heading {
					family = p.holdsContext(cur, "family")
				}
				cur.family = family
				out = append(out, cur)
				cur = sentence{first: i}
			}
		}
	}
	cur.last, cur.family = len(p.Words), family
	return append(out, cur)
}

func endsSentence(gap, before, after string) bool {
	if strings.ContainsAny(gap, ";!?•·\t") || strings.Count(gap, "\n") > 1 {
		return true
	}
	i := strings.IndexByte(gap, '.')
	return i >= 0 && words.StartsUpper(after) && (len(before) > 2 || strings.Contains(gap, "\n"))
}

func sentenceOf(ss []sentence, word int) sentence {
	return ss[sort.Search(len(ss)-1, func(i int) bool { return word < ss[i].last })]
}

// turnedAround tells whether a negation stands just before the phrase, or a
// plan or a relative anywhere in the sentence.
func (p page) turnedAround(h words.Hit, s sentence) bool {
	for _, c := range p.Hits[p.From(s.first):] {
		if c.First >= s.last {
			break
		}
		if c.Last > s.last || c.First >= h.First && c.Last <= h.Last {
			continue
		}
		for _, m := range c.Meanings() {
			if m.Channel != words.Context {
				continue
			}
			switch m.What {
			case "negation":
				if h.First-c.Last >= 0 && h.First-c.Last <= 5 || c.First-h.Last >= 0 && c.First-h.Last <= 2 {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

func (p page) holdsContext(s sentence, what string) bool {
	for _, c := range p.Hits[p.From(s.first):] {
		if c.First >= s.last {
			break
		}
		if c.Last <= s.last && c.Means(words.Context, what) {
			return true
		}
	}
	return false
}

func (p page) quoteSentence(s sentence, h words.Hit) string {
	return p.Excerpt(p.Words[s.first].Start, p.Words[s.last-1].End, p.Words[h.First].Start)
}
