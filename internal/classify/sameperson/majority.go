package sameperson

import (
	"cmp"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Named is a person as a record names him.
type Named struct {
	clinical.Patient
	// Sure tells that the record itself says which part is the family name.
	Sure bool
}

// MajorityOf infers the patient of a case from what its records say. ok is false
// where there is no clear winner: the largest group of agreeing records must be
// more than half of those that name anybody and twice the next group. Where records
// say themselves what the family name is, their word decides it, whatever the others
// seem to say.
func MajorityOf(seen []Named) (p clinical.Patient, ok bool) {
	var groups []*sameOnes
	total := 0
	for _, born := range []bool{true, false} { // a birth date tells more of who is who than a name
		for _, s := range seen {
			if s.BirthDate.IsZero() != born && (born || s.HasName()) {
				total++
				groups = join(groups, s)
			}
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
	members []Named // the first ones
	picture clinical.Patient
}

// maxMembers bounds how many records the picture of a person is drawn from.
const maxMembers = 64

func (g *sameOnes) add(s Named) {
	g.n++
	if len(g.members) < maxMembers {
		g.members = append(g.members, s)
		g.picture = merge(g.members)
	}
}

// join adds s to the first group whose picture of the person agrees with it.
func join(groups []*sameOnes, s Named) []*sameOnes {
	var probable *sameOnes
	for _, g := range groups {
		switch Compare(g.picture, s.Patient) {
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
// most often seen, of equals the longest, else the first.
func merge(g []Named) clinical.Patient {
	out := clinical.Patient{Sex: pick(g, func(p Named) string { return p.Sex })}
	out.Former = pick(g, func(p Named) string { return p.Former })
	sure := sureFamilies(g)
	full := pick(g, func(p Named) string {
		if p.Family == "" || p.Given == "" || len(sure) > 0 && !sure[familyKey(p.Family)] {
			return ""
		}
		return p.Family + "\x00" + p.Given
	})
	if family, given, ok := strings.Cut(full, "\x00"); ok {
		out.Family, out.Given = family, given
	} else {
		out.Family = pick(g, func(p Named) string { return p.Family })
		out.Given = pick(g, func(p Named) string { return p.Given })
	}
	out.BirthDate, _ = clinical.ParseDate(pick(g, func(p Named) string { return p.BirthDate.String() }))
	for _, p := range g {
		AddNumbers(&out, p.Patient)
	}
	return out
}

// pick is the value most often seen in a group, of equals the longest, else the
// first. Spellings that differ by capitals or accents count as one value.
func pick(g []Named, value func(Named) string) string {
	values, count := map[string]int{}, map[string]int{}
	for _, p := range g {
		v := value(p)
		values[words.Fold(v)]++
		count[v]++
	}
	best := ""
	for _, p := range g {
		v := value(p)
		if v == "" {
			continue
		}
		better := cmp.Or(cmp.Compare(values[words.Fold(v)], values[words.Fold(best)]), cmp.Compare(count[v], count[best]), cmp.Compare(len(v), len(best)))
		if best == "" || better > 0 {
			best = v
		}
	}
	return best
}

// sureFamilies are the family names of those who say which part is one.
func sureFamilies(g []Named) map[string]bool {
	out := map[string]bool{}
	for _, p := range g {
		if p.Sure && p.Family != "" && p.Given != "" {
			out[familyKey(p.Family)] = true
		}
	}
	return out
}

func familyKey(family string) string { return strings.Join(names.Words(family), " ") }
