package classify

// minLanguageWords is how many function words it takes to tell a language.
const minLanguageWords = 4

// language tells the language of the pages by their function words, "" where
// there are too few.
func language(pages []*page) string {
	counts := map[string]int{}
	for _, p := range pages {
		for _, h := range p.hits {
			for _, m := range book.meanings[h.phrase] {
				if m.channel == chLanguage {
					counts[m.what]++
				}
			}
		}
	}
	if len(counts) == 0 {
		// Tables have no function words: the language of the headings tells.
		return headingLanguage(pages)
	}
	best := ""
	for _, lang := range sorted(counts) {
		if best == "" || counts[lang] > counts[best] {
			best = lang
		}
	}
	if counts[best] < minLanguageWords {
		return headingLanguage(pages)
	}
	return best
}

func headingLanguage(pages []*page) string {
	counts := map[string]int{}
	for _, p := range pages {
		p.each(func(h hit, m meaning) {
			if m.lang != "" {
				counts[m.lang] += m.weight
			}
		}, chTitle, chHeading, chIdentity, chDate)
	}
	best := ""
	for _, lang := range sorted(counts) {
		if best == "" || counts[lang] > counts[best] {
			best = lang
		}
	}
	return best
}
