package classify

import (
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Compare judges whether a record that names seen is about stated. The birth
// date decides: where it differs the record is somebody else's, whatever the
// name. Names agree without regard to case, accents, titles, order, hyphens and
// initials. Where neither side has a name or birth date to compare, nothing is
// known.
func Compare(stated, seen clinical.Patient) clinical.Match {
	names, number := compareNames(stated, seen), sharedNumber(stated, seen)
	switch compareBirth(stated.BirthDate, seen.BirthDate) {
	case birthEqual:
		return matchWithBirth(names, number, sexDiffers(stated, seen))
	case birthDiffers:
		return clinical.MatchConflict
	case birthSwapped, birthWithin:
		if names == namesAgree || names == namesNear || names == namesAbsent && number {
			return clinical.MatchProbable
		}
		if names == namesAbsent {
			return clinical.MatchUnknown
		}
		return clinical.MatchConflict
	}
	return matchWithoutBirth(names, number)
}

func matchWithBirth(names nameAgreement, number, sexDiffers bool) clinical.Match {
	switch names {
	case namesAgree:
		if sexDiffers {
			return clinical.MatchProbable
		}
		return clinical.MatchSame
	case namesNear, namesAbsent:
		return clinical.MatchProbable
	case namesPartly:
		// A former name; or a twin, whose sex may tell.
		if sexDiffers && !number {
			return clinical.MatchConflict
		}
		return clinical.MatchProbable
	}
	if number {
		return clinical.MatchProbable
	}
	return clinical.MatchConflict
}

func matchWithoutBirth(names nameAgreement, number bool) clinical.Match {
	switch {
	case names == namesAgree || number && names != namesDiffer:
		return clinical.MatchProbable
	case names == namesDiffer && !number:
		return clinical.MatchConflict
	}
	return clinical.MatchUnknown
}

func sexDiffers(a, b clinical.Patient) bool {
	return a.Sex != "" && b.Sex != "" && a.Sex != b.Sex
}

// sharedNumber tells whether both carry the same record number of five or more characters.
func sharedNumber(a, b clinical.Patient) bool {
	for _, x := range a.IDs {
		for _, y := range b.IDs {
			if kx := numberKey(x); len(kx) >= 5 && kx == numberKey(y) {
				return true
			}
		}
	}
	return false
}

func numberKey(s string) string {
	var b strings.Builder
	for _, r := range s {
		if isWordRune(r) {
			b.WriteString(strings.ToLower(string(r)))
		}
	}
	return b.String()
}

// birthAgreement says how two birth dates compare.
type birthAgreement int

const (
	birthAbsent birthAgreement = iota
	birthEqual
	birthWithin  // one is the month or year of the other
	birthSwapped // day and month change places
	birthDiffers
)

func compareBirth(a, b clinical.Date) birthAgreement {
	switch {
	case a.IsZero() || b.IsZero():
		return birthAbsent
	case a == b && a.Precision() == clinical.PrecisionDay:
		return birthEqual
	case a.Year != b.Year:
		return birthDiffers
	case a.Month == 0 || b.Month == 0:
		return birthWithin
	case a.Month == b.Month && (a.Day == 0 || b.Day == 0 || a.Day == b.Day):
		return birthWithin
	case a.Day == b.Month && a.Month == b.Day:
		return birthSwapped
	}
	return birthDiffers
}

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
