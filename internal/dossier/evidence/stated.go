package evidence

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/diagnosis"
	"github.com/medbundle/medbundle/internal/clinical"
)

// mostQuotes bounds what is quoted of all papers.
const mostQuotes = 60

// quoted is one statement with the paper in which it stands.
type quoted struct {
	diagnosis.Quote
	paper   Paper
	differs bool
}

// AddStated gives the case what its papers state of the diagnosis. The newest
// pathology report comes before other papers. Where papers state different stages
// all of them come to the front: nothing is chosen.
func AddStated(c *clinical.Case, papers []Paper) {
	var all []quoted
	for _, p := range papers {
		for _, q := range p.Tale.Quotes {
			all = append(all, quoted{Quote: q, paper: p})
		}
	}
	slices.SortStableFunc(all, before)
	all = once(all)
	mark(all)
	for _, q := range inFront(all) {
		if len(c.Stated) == mostQuotes {
			break
		}
		c.Stated = append(c.Stated, clinical.Quote{
			What: q.What, Text: q.Text, Record: q.paper.ID, Page: q.Page, Recognized: q.paper.Recognized[q.Page], Differs: q.differs,
		})
	}
}

// before orders statements of one kind: by how much their papers know, the newest
// paper, and how directly they are stated.
func before(a, b quoted) int {
	if x, y := a.sure(), b.sure(); x != y {
		return y - x
	}
	if n := b.paper.Date.Compare(a.paper.Date); n != 0 {
		return n
	}
	return b.Rank - a.Rank
}

// sure is how much a paper knows of the diagnosis; less where its kind is not certain.
func (q quoted) sure() int {
	w := 2 * diagnosis.Weight(q.paper.Kind)
	if q.paper.Confidence == clinical.Unsure {
		w--
	}
	return w
}

// once drops what the same words say in a later place.
func once(all []quoted) (out []quoted) {
	seen := map[string]bool{}
	for _, q := range all {
		key := string(q.What) + strings.ToLower(q.Text)
		if !seen[key] {
			seen[key] = true
			out = append(out, q)
		}
	}
	return out
}

// mark marks the stages that differ from one another: of one sort, and none a part
// of the other.
func mark(all []quoted) {
	for i := range all {
		for j := range all {
			if i != j && all[i].What == clinical.QuoteStage && all[j].What == clinical.QuoteStage && all[i].paper.ID != all[j].paper.ID && differ(all[i].Key, all[j].Key) {
				all[i].differs = true
			}
		}
	}
}

// differ tells whether two keys of stages contradict each other. A clinical stage
// and a pathological one do not.
func differ(a, b string) bool {
	if sortOf(a) != sortOf(b) || strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return false
	}
	return a != b
}

// sortOf is "stage" for a stage group, else the letters before the T of a
// classification: "P", "C", "YP".
func sortOf(key string) string {
	if strings.HasPrefix(key, "stage ") {
		return "stage"
	}
	return key[:max(0, strings.IndexByte(key, 'T'))]
}

// inFront puts first what the cover shows: the diagnosis, every stage that differs
// from another or else the first, the markers, and the grade where the diagnosis
// does not hold it.
func inFront(all []quoted) (out []quoted) {
	taken := map[int]bool{}
	take := func(what clinical.QuoteKind, want func(quoted) bool, most int) {
		for i, q := range all {
			if most > 0 && !taken[i] && q.What == what && want(q) {
				taken[i] = true
				out = append(out, q)
				most--
			}
		}
	}
	any := func(quoted) bool { return true }
	shown := func(q quoted) bool {
		return !slices.ContainsFunc(out, func(o quoted) bool { return strings.Contains(o.Text, q.Text) })
	}
	take(clinical.QuoteDiagnosis, any, 1)
	if slices.ContainsFunc(all, func(q quoted) bool { return q.differs }) {
		take(clinical.QuoteStage, func(q quoted) bool { return q.differs }, len(all))
	} else {
		take(clinical.QuoteStage, shown, 1)
	}
	take(clinical.QuoteMarkers, shown, 1)
	take(clinical.QuoteGrade, shown, 1)
	for _, what := range []clinical.QuoteKind{clinical.QuoteDiagnosis, clinical.QuoteStage, clinical.QuoteMarkers, clinical.QuoteGrade} {
		take(what, shown, len(all))
	}
	return out
}
