package tumour

import (
	_ "embed"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

//go:embed sites.yaml
var sitesYAML []byte

var sites = statement.MustLexicon(sitesYAML, false)

// Sign is a place at which a paper names the cancer of its patient.
type Sign struct {
	// Pack names the list of what this cancer needs: "breast".
	Pack string
	// Fact holds for it, if one does: clinical.FactRectal.
	Fact clinical.FactID
	// Quote is the sentence, on Page, from 1.
	Quote string
	Page  int
	// Weight says how much such a paper knows: a pathology report more than a letter.
	Weight int
}

// weights are the kinds of papers that state diagnoses, and how much they know.
var weights = map[clinical.Kind]int{
	clinical.PathologyReport: 4, clinical.CytologyReport: 3, clinical.TumourBoard: 3, clinical.TumourGenomics: 2,
	clinical.OncologyNote: 2, clinical.DischargeSummary: 2, clinical.SystemicSummary: 2, clinical.RadiotherapySummary: 2, clinical.OperativeReport: 2,
	clinical.ReferralLetter: 2, clinical.CaseSummary: 2, clinical.PriorSecondOpinion: 2, clinical.TreatmentPlan: 2, clinical.ProgressNote: 1,
	clinical.PortalSummary: 1, clinical.HealthHistory: 1, clinical.EmergencyReport: 1, clinical.ProcedureReport: 1,
}

// maxSigns bounds what is kept of one paper.
const maxSigns = 100

// Signs lists the places at which the pages of a paper of kind k name a cancer, in
// reading order. Kinds that state no diagnosis have none.
func Signs(pages []*statement.Page, k clinical.Kind) []Sign {
	w := weights[k]
	if w == 0 {
		return nil
	}
	var out []Sign
	for _, p := range pages {
		r := reader{page: p, hits: p.Find(sites), report: k == clinical.PathologyReport || k == clinical.CytologyReport}
		r.read()
		r.codes()
		for _, s := range r.out {
			if len(out) < maxSigns {
				s.Weight = w
				out = append(out, s)
			}
		}
	}
	return out
}

// Named lists the phrases of a page that name a cancer of its patient, in reading
// order. What is denied, doubted, planned or a relative's is not among them.
func Named(p *statement.Page) []statement.Hit {
	var out []statement.Hit
	r := reader{page: p, hits: p.Find(sites)}
	for _, h := range r.hits {
		group, _, _ := strings.Cut(h.Group, ".")
		if (group == "is" || group == "malignant") && !p.Doubted(h.First, h.Last) && !r.near("screen", h, 3) {
			out = append(out, h)
		}
	}
	return out
}

type reader struct {
	page   *statement.Page
	hits   []statement.Hit
	report bool // of a pathologist
	out    []Sign
}

func (r *reader) note(pack string, fact clinical.FactID, at int) {
	r.out = append(r.out, Sign{Pack: pack, Fact: fact, Quote: r.page.Quote(r.page.SentenceOf(at), at), Page: r.page.Number})
}

func (r *reader) read() {
	for _, h := range r.hits {
		group, rest, _ := strings.Cut(h.Group, ".")
		if group != "is" && group != "malignant" || r.page.Doubted(h.First, h.Last) || r.near("screen", h, 3) {
			continue
		}
		if group == "is" {
			pack, fact, _ := strings.Cut(rest, ".")
			r.note(pack, clinical.FactID(fact), h.First)
			continue
		}
		site, ok := r.site(h)
		if !ok {
			continue
		}
		pack, fact, _ := strings.Cut(strings.TrimPrefix(site.Group, "site."), ".")
		if pack == "lung" && isAdeno(r.page.Word(h.First)) {
			fact = string(clinical.FactNonsquamous)
		}
		r.note(pack, clinical.FactID(fact), h.First)
	}
}

func isAdeno(w string) bool {
	f := words.Fold(w)
	return strings.HasPrefix(f, "adeno") || strings.HasPrefix(f, "gruczolak")
}

// How far the organ stands from the word for the cancer, in words: in one
// sentence, and in a report of a pathologist, which names the organ in a heading.
const (
	siteReach    = 5
	headingReach = 40
)

// site is the organ nearest to the word for a cancer. Organs beside the word for
// metastases are where it went and not what it is.
func (r *reader) site(h statement.Hit) (best statement.Hit, ok bool) {
	s := r.page.SentenceOf(h.First)
	near := headingReach + 1
	for _, o := range r.hits {
		d := max(o.First-h.Last, h.First-o.Last)
		if !strings.HasPrefix(o.Group, "site.") || r.near("spread", o, 2) && o.Last != h.First {
			continue
		}
		inside := o.First >= s.First && o.Last <= s.Last && d <= siteReach && (r.report || !r.page.Broken(min(o.Last, h.Last), max(o.First, h.First)+1))
		above := r.report && o.Last <= h.First && d <= headingReach && !r.near("spread", h, 2)
		if !inside && !above {
			continue
		}
		if !inside {
			d += headingReach / 2
		}
		if d < near {
			best, near, ok = o, d, true
		}
	}
	return best, ok
}

// near tells whether a phrase of the group stands within reach words of h in its sentence.
func (r *reader) near(group string, h statement.Hit, reach int) bool {
	s := r.page.SentenceOf(h.First)
	for _, o := range r.hits {
		if o.Group == group && o.First >= s.First && o.Last <= s.Last && o.First-h.Last < reach && h.First-o.Last < reach {
			return true
		}
	}
	return false
}
