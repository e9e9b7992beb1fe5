package people

import (
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Majority infers the patient of a case from what its records say. ok is false
// where there is no clear winner: the largest group of agreeing records must be
// more than half of those that name anybody and twice the next group.
func Majority(seen []clinical.Patient) (p clinical.Patient, ok bool) {
	var groups []*sameOnes
	total := 0
	for _, s := range seen {
		if s.HasName() || !s.BirthDate.IsZero() {
			total++
			groups = join(groups, s)
		}
	}
	if len(groups) == 0 {
		return clinical.Patient{}, false
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].n > groups[j].n })
	n := groups[0].n
	if 2*n <= total || len(groups) > 1 && n < 2*groups[1].n {
		return clinical.Patient{}, false
	}
	return groups[0].picture, true
}

// sameOnes are the records that agree on whom they are about.
type sameOnes struct {
	n       int
	members []clinical.Patient // the first ones
	picture clinical.Patient
}

// maxMembers bounds how many records the picture of a person is drawn from.
const maxMembers = 64

func (g *sameOnes) add(s clinical.Patient) {
	g.n++
	if len(g.members) < maxMembers {
		g.members = append(g.members, s)
		g.picture = merge(g.members)
	}
}

// join adds s to the first group whose picture of the person agrees with it.
func join(groups []*sameOnes, s clinical.Patient) []*sameOnes {
	var probable *sameOnes
	for _, g := range groups {
		switch Compare(g.picture, s) {
		case clinical.MatchSame:
			g.add(s)
			return groups
		case clinical.MatchProbable:
			if probable == nil {
				probable = g
			}
		}
	}
	if probable == nil {
		probable = &sameOnes{}
		groups = append(groups, probable)
	}
	probable.add(s)
	return groups
}

// merge is the fullest picture that the group gives: of each field the value
// most often seen, of equals the first, and of names the longest of the common ones.
func merge(g []clinical.Patient) clinical.Patient {
	pick := func(value func(clinical.Patient) string) string {
		count := map[string]int{}
		best := ""
		for _, p := range g {
			count[value(p)]++
		}
		for _, p := range g {
			v := value(p)
			if v != "" && (best == "" || count[v] > count[best] || count[v] == count[best] && len(v) > len(best)) {
				best = v
			}
		}
		return best
	}
	out := clinical.Patient{Sex: pick(func(p clinical.Patient) string { return p.Sex })}
	full := pick(func(p clinical.Patient) string {
		if p.Family == "" || p.Given == "" {
			return ""
		}
		return p.Family + "\x00" + p.Given
	})
	if family, given, ok := strings.Cut(full, "\x00"); ok {
		out.Family, out.Given = family, given
	} else {
		out.Family = pick(func(p clinical.Patient) string { return p.Family })
		out.Given = pick(func(p clinical.Patient) string { return p.Given })
	}
	out.BirthDate, _ = clinical.ParseDate(pick(func(p clinical.Patient) string { return p.BirthDate.String() }))
	seen := map[string]bool{}
	for _, p := range g {
		for _, id := range p.IDs {
			if !seen[id] && len(out.IDs) < 8 {
				seen[id] = true
				out.IDs = append(out.IDs, id)
			}
		}
	}
	return out
}
