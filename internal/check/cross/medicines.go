package cross

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/cross/medline"
	"github.com/medbundle/medbundle/internal/clinical"
)

// lacking are medicines by what is not said of them.
type lacking struct{ dose, often, since []string }

func (l *lacking) add(name string, d medline.Details) {
	for _, x := range []struct {
		said bool
		list *[]string
	}{{d.Dose, &l.dose}, {d.Often, &l.often}, {d.Since, &l.since}} {
		if !x.said && !slices.Contains(*x.list, name) {
			*x.list = append(*x.list, name)
		}
	}
}

func (l lacking) none() bool { return len(l.dose)+len(l.often)+len(l.since) == 0 }

// sentence says what is not said: "does not say the dose of A; or how often: B".
func (l lacking) sentence() string {
	var parts []string
	for _, x := range []struct {
		what string
		list []string
	}{{"the dose of", l.dose}, {"how often:", l.often}, {"since when or until when:", l.since}} {
		if len(x.list) > 0 {
			parts = append(parts, x.what+" "+some(x.list))
		}
	}
	return "does not say " + strings.Join(parts, "; or ")
}

// some lists names, the first of many.
func some(list []string) string {
	const most = 8
	if n := len(list); n > most {
		return strings.Join(list[:most], ", ") + fmt.Sprintf(" and %d more", n-most)
	}
	return joined(list)
}

const medicinesFix = "Write name, dose, how often, and when each was started and stopped under `medicines:` in case.yaml, or ask the doctor or pharmacist for a list that says so."

// medicines finds medicines of which a list does not say how much, how often,
// or since or until when: those of the case file, and those of papers, by page.
func medicines(s *subject) []clinical.Finding {
	var out []clinical.Finding
	var stated lacking
	for _, m := range s.Medicines {
		stated.add(m.Name, medline.Details{
			Dose: said(m.Dose), Often: said(m.HowOften), Since: !m.Started.IsZero() || !m.Stopped.IsZero() || m.Ongoing,
		})
	}
	if !stated.none() {
		out = append(out, clinical.Finding{
			Rule: RuleMedicines, Severity: clinical.SeverityWarning,
			Message: "The list of medicines in the case file " + stated.sentence(),
			Fix:     "Write it under `medicines:` in case.yaml: dose, how_often, started and stopped (or `ongoing: true`).",
		})
	}
	newest := clinical.Date{}
	for _, p := range s.papers {
		if p.Kind == clinical.MedicationList && p.sure() && p.Date.Compare(newest) > 0 {
			newest = p.Date
		}
	}
	var lists []clinical.Finding
	for _, p := range s.papers {
		if p.Kind != clinical.MedicationList || !p.sure() {
			continue
		}
		for _, pg := range p.pages {
			var l lacking
			for _, e := range medline.Read(pg.lines) {
				l.add(e.Name, e.Details)
			}
			if l.none() {
				continue
			}
			sev := clinical.SeverityWarning
			if p.Date.Compare(newest) < 0 || len(s.Medicines) > 0 && stated.none() {
				sev = clinical.SeverityInfo // a later list, or the patient's own, says it
			}
			lists = append(lists, p.finding(RuleMedicines, sev, pg.number, p.named(pg.number)+" "+l.sentence(), medicinesFix))
		}
	}
	return append(out, bounded(lists, "pages of medicines that do not tell all")...)
}

func said(s string) bool {
	s = strings.Trim(s, " ?-–.")
	return s != "" && !strings.EqualFold(s, "unknown")
}
