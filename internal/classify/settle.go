package classify

import "github.com/medbundle/medbundle/internal/clinical"

// A letter at the end of a stay has the sections and the words of a clinic letter.
// Where its title or the days of the stay say what it is, those speak for it.
const (
	stayTitle = 14 // a title that says so
	noteTitle = 12 // a title that says otherwise
)

// settle weighs kinds against each other whose papers share sections, words or
// titles, where something tells which of them it is.
func (ts tallies) settle() {
	ts.settleEmergencies()
	ts.settleLetters()
	ts.settleRequests()
	ts.settleForms()
}

func (ts tallies) settleLetters() {
	d := ts[string(clinical.DischargeSummary)]
	if d == nil || d.title < stayTitle && d.layout < stayWeight {
		return
	}
	shared := 0
	for _, k := range []clinical.Kind{clinical.OncologyNote, clinical.ProgressNote} {
		t := ts[string(k)]
		if t == nil || t.title >= noteTitle {
			continue
		}
		shared = max(shared, min(t.heading, maxHeadingScore)/2)
		t.heading, t.term, t.layout = t.heading/2, t.term/2, 0
	}
	d.heading += shared
}

// emergencyTitle is what a title of an emergency department is worth at least.
const emergencyTitle = 8

// settleEmergencies takes the letter that an emergency department writes when the
// patient leaves it for what it is, though it may be called a discharge letter:
// there was no stay.
func (ts tallies) settleEmergencies() {
	e, d := ts[string(clinical.EmergencyReport)], ts[string(clinical.DischargeSummary)]
	if e == nil || d == nil || d.layout >= stayWeight || e.title < emergencyTitle && e.heading+e.term < 2*emergencyTitle {
		return
	}
	d.title /= 3
}

// askingTerms is what the words of a letter that asks to see a patient are worth
// at least.
const askingTerms = 4

// settleRequests gives the form of a letter to a doctor to the letter that asks
// for something, where nothing tells of a visit.
func (ts tallies) settleRequests() {
	r, n := ts[string(clinical.ReferralLetter)], ts[string(clinical.OncologyNote)]
	if r == nil || n == nil || r.term < askingTerms && r.heading < askingTerms || n.title >= noteTitle || n.layout >= visitWeight || n.term >= 2*askingTerms {
		return
	}
	r.layout, n.layout = max(r.layout, n.layout), 0
	r.term += min(n.heading, maxHeadingScore) / 2
	n.heading /= 2
}

// ownForms are papers that call themselves forms, consents or receipts as papers
// of no record do, with what their own words must be worth to tell them from those.
var ownForms = map[clinical.Kind]int{
	clinical.TrialPapers: 9, clinical.ReleaseConsent: 9, clinical.ProxyConsent: 9, clinical.AdvanceDirective: 9, clinical.PathologyMaterial: 9,
}

// settleForms halves what the titles and words of forms speak for a paper of no
// record where the paper's own words tell which record it is.
func (ts tallies) settleForms() {
	o := ts[string(clinical.Other)]
	if o == nil {
		return
	}
	for k, least := range ownForms {
		if t := ts[string(k)]; t != nil && t.title+t.heading+t.term >= least {
			o.title, o.term = o.title/2, o.term/2
			return
		}
	}
}
