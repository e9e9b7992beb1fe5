package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/clinical"
)

// persons counts what was found of the patients of one language.
type persons struct {
	papers, named, births, withBirth, numbers, withNumbers int
}

// identityTable prints how often name, birth date and number of the patient are
// found, and how often two papers about different people are called the same
// person: every pair of papers whose true names share no family name.
func identityTable(out, wrong io.Writer, rows []report) {
	by := map[string]*persons{}
	verdicts := make([]classify.Verdict, len(rows))
	for i, r := range rows {
		v := classify.Document(classify.Subject{Pages: []string{r.Text}})
		verdicts[i] = v
		p := by[r.Lang]
		if p == nil {
			p = &persons{}
			by[r.Lang] = p
		}
		p.count(r, v, wrong)
	}
	fmt.Fprintf(out, "\n| identity | papers | name | birth date | a record number |\n|---|---|---|---|---|\n")
	for _, lang := range []string{"de", "es"} {
		if p := by[lang]; p != nil {
			fmt.Fprintf(out, "| %s | %d | %s | %s | %s |\n", lang, p.papers, percent(p.named, p.papers), percent(p.births, p.withBirth), percent(p.numbers, p.withNumbers))
		}
	}
	strangers, same, probable := pairs(rows, verdicts)
	fmt.Fprintf(out, "\nOf %d pairs of papers about different people, %d are called the same person and %d probably the same.\n", strangers, same, probable)
}

func (p *persons) count(r report, v classify.Verdict, wrong io.Writer) {
	p.papers++
	if nameFound(r.Name, v.Patient) {
		p.named++
	} else if wrong != nil {
		fmt.Fprintf(wrong, "%s: the name is not as it should be\n", r.ID)
	}
	if len(r.Dob) > 0 {
		p.withBirth++
		if d := dates.Find(r.Dob[0]); len(d) == 1 && v.Patient.BirthDate == d[0].DayFirst() {
			p.births++
		}
	}
	if len(r.Ids) > 0 {
		p.withNumbers++
		if slices.ContainsFunc(v.Patient.IDs, func(x string) bool { return slices.Contains(r.Ids, x) }) {
			p.numbers++
		}
	}
}

// nameFound tells whether the patient has a full name of the gold and no word
// beside it.
func nameFound(gold []string, who clinical.Patient) bool {
	have := append(names.Words(who.Family), names.Words(who.Given)...)
	var all []string
	for _, g := range gold {
		all = append(all, names.Words(g)...)
	}
	for _, w := range have {
		if !slices.Contains(all, w) {
			return false
		}
	}
	long := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return len(w) < 2 })
	if containsAll(have, long) {
		return len(have) > 0
	}
	return slices.ContainsFunc(gold, func(g string) bool { w := names.Words(g); return len(w) > 1 && containsAll(have, w) })
}

func containsAll(have, want []string) bool {
	return !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(have, w) })
}

// pairs compares every two papers of the same language whose patients' true
// names share no word.
func pairs(rows []report, vs []classify.Verdict) (strangers, same, probable int) {
	for i := range rows {
		for j := range i {
			if rows[i].Lang != rows[j].Lang || len(rows[i].Name) == 0 || len(rows[j].Name) == 0 || shareWord(rows[i].Name, rows[j].Name) {
				continue
			}
			strangers++
			switch classify.Compare(vs[j].Patient, vs[i].Patient) {
			case clinical.MatchSame:
				same++
			case clinical.MatchProbable:
				probable++
			}
		}
	}
	return strangers, same, probable
}

func shareWord(a, b []string) bool {
	for _, w := range names.Words(strings.Join(a, " ")) {
		if slices.Contains(names.Words(strings.Join(b, " ")), w) {
			return true
		}
	}
	return false
}
