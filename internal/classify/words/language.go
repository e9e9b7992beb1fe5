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
