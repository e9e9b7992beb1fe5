package diagnosis

import (
	_ "embed"
	"slices"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/clinical"
)

//go:embed headings.yaml
var headingsYAML []byte

var headings = statement.MustLexicon(headingsYAML, false)

// Quote is one statement of a paper.
type Quote struct {
	What clinical.QuoteKind
	// Text is what is written, on one line.
	Text string
	// Key tells statements of one kind apart whatever stands around them: "pT2N1".
	Key string
	// Page counts the pages of the paper from 1.
	Page int
	// Rank says how directly it is stated: 3 under a heading for it, 2 behind a
	// label, 1 in running text.
	Rank int
}

// weights are the kinds of papers that state a diagnosis in their own right, and
// how much they know.
var weights = map[clinical.Kind]int{
	clinical.PathologyReport: 4, clinical.CytologyReport: 3, clinical.TumourGenomics: 2,
	clinical.TumourBoard: 3, clinical.OncologyNote: 2, clinical.TreatmentPlan: 2, clinical.CaseSummary: 2, clinical.PriorSecondOpinion: 2,
	clinical.SystemicSummary: 2, clinical.RadiotherapySummary: 2, clinical.DischargeSummary: 2, clinical.ReferralLetter: 1, clinical.OperativeReport: 1,
	clinical.ProgressNote: 1,
}

// Weight says how much papers of a kind know of the diagnosis; 0 for those that
// are not quoted.
func Weight(k clinical.Kind) int { return weights[k] }

// most is how many statements of one kind are kept of a paper.
const most = 3

// Read lists what the pages of a paper of kind k state, in reading order within
// each kind of statement, the most direct first.
func Read(pages []*statement.Page, k clinical.Kind) []Quote {
	if weights[k] == 0 {
		return nil
	}
	var all []Quote
	for _, p := range pages {
		r := newReader(p, k)
		r.diagnoses()
		r.stages()
		r.markers()
		r.grades()
		all = append(all, r.out...)
	}
	slices.SortStableFunc(all, func(a, b Quote) int {
		if a.What != b.What {
			return order(a.What) - order(b.What)
		}
		return b.Rank - a.Rank
	})
	kept := map[clinical.QuoteKind]int{}
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(q Quote) bool {
		key := string(q.What) + " " + q.Key
		if seen[key] || kept[q.What] == most {
			return true
		}
		seen[key] = true
		kept[q.What]++
		return false
	})
}

func order(k clinical.QuoteKind) int {
	return slices.Index([]clinical.QuoteKind{clinical.QuoteDiagnosis, clinical.QuoteStage, clinical.QuoteMarkers, clinical.QuoteGrade}, k)
}

// reader reads one page.
type reader struct {
	page      *statement.Page
	pathology bool
	kind      clinical.Kind
	parts     []part
	out       []Quote
}

func newReader(p *statement.Page, k clinical.Kind) *reader {
	r := &reader{page: p, kind: k, pathology: k == clinical.PathologyReport || k == clinical.CytologyReport}
	r.parts = partsOf(p)
	return r
}

// note keeps the words from byte start to end of the page.
func (r *reader) note(what clinical.QuoteKind, s span, key string, rank int) {
	text := s.quote(r.page.Text)
	if len([]rune(text)) < minQuote {
		return
	}
	r.out = append(r.out, Quote{What: what, Text: text, Key: key, Page: r.page.Number, Rank: rank})
}

// minQuote is how short a quotation may be, in characters: "pT2".
const minQuote = 3
