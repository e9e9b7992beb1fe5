package classify

import (
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// itself says which fact a paper of the kind proves by being there.
var itself = map[clinical.Kind]clinical.FactID{
	clinical.OperativeReport:     clinical.FactSurgery,
	clinical.DischargeSummary:    clinical.FactHospitalStay,
	clinical.SystemicSummary:     clinical.FactSystemicTherapy,
	clinical.RadiotherapySummary: clinical.FactRadiotherapy,
	clinical.ImagingReport:       clinical.FactImagingDone,
	clinical.ImagingStudy:        clinical.FactImagingDone,
}

// silent are kinds whose text tells nothing about what was done: they speak of
// what may be done, or to every patient alike.
var silent = map[clinical.Kind]bool{
	clinical.Other: true, clinical.Unknown: true, clinical.TreatmentPlan: true, clinical.Questions: true, clinical.ReleaseConsent: true,
	clinical.ProxyConsent: true, clinical.InsurancePapers: true, clinical.IdentityDocument: true, clinical.TrialPapers: true, clinical.AdvanceDirective: true,
	clinical.FamilyHistory: true, clinical.ParentalAuthority: true, clinical.CoverSheet: true,
}

// Facts lists what the pages of a document of kind k say was done: operations
// for a cancer, hospital stays, drug treatment, radiotherapy, scans. Each fact
// quotes its first evidence. A sentence that denies, plans or offers, or that
// speaks of a relative, proves nothing, and nor do leaflets, bills and consents.
// A fact that is not listed is not known; it is never false.
func Facts(pages []string, k clinical.Kind) []clinical.Fact {
	found := map[clinical.FactID]clinical.Fact{}
	if id, ok := itself[k]; ok {
		found[id] = clinical.Fact{ID: id, Value: true, Why: "the document is one: " + strings.ToLower(k.Title()), Page: 1}
	}
	if !silent[k] {
		for _, p := range readPages(pages) {
			p.facts(k, found)
		}
	}
	var out []clinical.Fact
	for _, id := range clinical.FactIDs {
		if f, ok := found[id]; ok {
			out = append(out, f)
		}
	}
	return out
}

func (p *page) facts(k clinical.Kind, found map[clinical.FactID]clinical.Fact) {
	var sentences []sentence
	p.each(func(h hit, m meaning) {
		id := clinical.FactID(m.what)
		if _, ok := found[id]; ok || id == clinical.FactImagingDone && k == clinical.LabResults {
			return
		}
		if sentences == nil {
			sentences = p.sentences()
		}
		s := sentenceOf(sentences, h.first)
		if s.family || p.turnedAround(h, s) {
			return
		}
		found[id] = clinical.Fact{ID: id, Value: true, Why: p.quoteSentence(s, h), Page: p.number}
	}, chFact)
}

// sentence is a run of words; family tells that it stands under a heading about relatives.
type sentence struct {
	first, last int
	family      bool
}

// maxSentence bounds a sentence, in words.
const maxSentence = 80

// sentences cuts the page at full stops before a capital, at colons behind a
// heading, at semicolons and at blank lines. A line break alone does not end a sentence.
func (p *page) sentences() []sentence {
	var out []sentence
	cur := sentence{}
	family := false
	for i := range p.words {
		if i > 0 {
			gap := p.text[p.words[i-1].end:p.words[i].start]
			heading := strings.Contains(gap, ":") && i-cur.first <= 5
			if i-cur.first >= maxSentence || endsSentence(gap, p.text[p.words[i-1].start:p.words[i-1].end], p.text[p.words[i].start:]) || heading {
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
	cur.last, cur.family = len(p.words), family
	return append(out, cur)
}

func endsSentence(gap, before, after string) bool {
	if strings.ContainsAny(gap, ";!?•·\t") || strings.Count(gap, "\n") > 1 {
		return true
	}
	i := strings.IndexByte(gap, '.')
	return i >= 0 && startsUpper(after) && (len(before) > 2 || strings.Contains(gap, "\n"))
}

func sentenceOf(ss []sentence, word int) sentence {
	return ss[sort.Search(len(ss)-1, func(i int) bool { return word < ss[i].last })]
}

// turnedAround tells whether a negation stands just before the phrase, or a
// plan or a relative anywhere in the sentence.
func (p *page) turnedAround(h hit, s sentence) bool {
	for _, c := range p.hits[p.from(s.first):] {
		if c.first >= s.last {
			break
		}
		if c.last > s.last || c.first >= h.first && c.last <= h.last {
			continue
		}
		for _, m := range book.meanings[c.phrase] {
			if m.channel != chContext {
				continue
			}
			switch m.what {
			case "negation":
				if h.first-c.last >= 0 && h.first-c.last <= 5 || c.first-h.last >= 0 && c.first-h.last <= 2 {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

func (p *page) holdsContext(s sentence, what string) bool {
	for _, c := range p.hits[p.from(s.first):] {
		if c.first >= s.last {
			break
		}
		if c.last <= s.last {
			for _, m := range book.meanings[c.phrase] {
				if m.channel == chContext && m.what == what {
					return true
				}
			}
		}
	}
	return false
}

func (p *page) quoteSentence(s sentence, h hit) string {
	start, end := p.words[s.first].start, p.words[s.last-1].end
	if end-start > maxQuote {
		start = max(start, p.words[h.first].start-40)
		for start > 0 && start < p.words[h.first].start && p.text[start-1] != ' ' && p.text[start-1] != '\n' {
			start++
		}
		end = min(end, start+maxQuote)
	}
	return trimQuote(p.text[start:end])
}
