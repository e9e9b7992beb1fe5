package words

import (
	"maps"
	"slices"
)

// minLanguageWords is how many function words it takes to tell a language.
const minLanguageWords = 4

// LanguageOf tells the language of the pages by their function words, "" where
// there are too few.
func LanguageOf(pages []*Page) string {
	counts := map[string]int{}
	for _, p := range pages {
		for _, h := range p.Hits {
			for _, m := range h.Meanings() {
				if m.Channel == FunctionWord {
					counts[m.What]++
				}
			}
		}
	}
	if len(counts) == 0 {
		// Tables have no function words: the language of the headings tells.
		return headingLanguage(pages)
	}
	best := ""
	for _, lang := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[lang] > counts[best] {
			best = lang
		}
	}
	if counts[best] < minLanguageWords {
		return headingLanguage(pages)
	}
	return best
}

// minClearWords is how many function words make a language clear.
const minClearWords = 15

// ClearLanguage is the language of the pages where their sentences leave no doubt:
// many function words, and twice as many as of any other language; else "".
func ClearLanguage(pages []*Page) string {
	counts := map[string]int{}
	for _, p := range pages {
		for _, h := range p.Hits {
			own := ""
			for _, m := range h.Meanings() {
				if m.Channel == FunctionWord {
					if own != "" {
						own = ""
						break // a word of two languages tells neither
					}
					own = m.What
				}
			}
			if own != "" {
				counts[own]++
			}
		}
	}
	best, second := "", 0
	for _, lang := range slices.Sorted(maps.Keys(counts)) {
		switch n := counts[lang]; {
		case best == "" || n > counts[best]:
			second, best = counts[best], lang
		case n > second:
			second = n
		}
	}
	if counts[best] < minClearWords || counts[best] < 2*second {
		return ""
	}
	return best
}

func headingLanguage(pages []*Page) string {
	counts := map[string]int{}
	for _, p := range pages {
		p.Each(func(h Hit, m Meaning) {
			if m.Lang != "" {
				counts[m.Lang] += m.Weight
			}
		}, Title, Heading, IdentityLabel, DateLabel)
	}
	best := ""
	for _, lang := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[lang] > counts[best] {
			best = lang
		}
	}
	return best
}
