package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/madeup"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/clinical"
)

// heads counts what was told of the made-up heads of one row.
type heads struct{ papers, date, wrongDate, named, birth, births, number, numbers, strange int }

func (t *heads) print(out io.Writer, row string) {
	fmt.Fprintf(out, "| %s | %d | %s | %d | %s | %s | %s | %d |\n", row, t.papers, percent(t.date, t.papers), t.wrongDate, percent(t.named, t.papers), percent(t.birth, t.births), percent(t.number, t.numbers), t.strange)
}

// digits stands for heads in which digits are misread, instead of a share of letters.
const digits = -1

// headTables prints what is told of the heads of made-up papers, by set and
// language, as they are and as scans leave them, and the verdicts on pairs.
func headTables(out, wrong io.Writer) {
	fmt.Fprintf(out, "\n| heads of made-up papers | papers | date of service | another date | name | birth date | all record numbers | no record number |\n|---|---|---|---|---|---|---|---|\n")
	for _, set := range []string{"first", "second"} {
		asPrinted(out, wrong, set)
		for _, spoilt := range []int{digits, 3, 8} {
			row, name := &heads{}, fmt.Sprintf("%s set, %d of 100 letters misread", set, spoilt)
			if spoilt == digits {
				name = set + " set, a digit of many dates misread"
			}
			for _, h := range madeup.Heads() {
				switch {
				case h.Set != set:
				case spoilt == digits:
					countHead([]*heads{row}, h, h.DigitsMisread(), nil, false)
				default:
					countHead([]*heads{row}, h, h.Scanned(spoilt), nil, true)
				}
			}
			row.print(out, name)
		}
	}
	pairTable(out, wrong)
}

// asPrinted prints the rows of a set's languages, and of all of it.
func asPrinted(out, wrong io.Writer, set string) {
	all, langs := &heads{}, map[string]*heads{}
	for _, h := range madeup.Heads() {
		if h.Set != set {
			continue
		}
		if langs[h.Lang] == nil {
			langs[h.Lang] = &heads{}
		}
		countHead([]*heads{all, langs[h.Lang]}, h, h.Text, wrong, false)
	}
	for _, lang := range []string{"en", "in", "de", "nl", "fr", "es", "it", "pl"} {
		if langs[lang] != nil {
			langs[lang].print(out, set+" set, "+lang)
		}
	}
	all.print(out, set+" set, all")
}

func countHead(rows []*heads, h madeup.Head, text string, wrong io.Writer, spoilt bool) {
	v := classify.Document(classify.Subject{Pages: []string{text}})
	dateOK := readings(v.Date, v.DateOther, h.Date, h.DateOther)
	nameOK := slices.Equal(names.Words(v.Patient.Family), names.Words(h.Patient.Family)) && slices.Equal(names.Words(v.Patient.Given), names.Words(h.Patient.Given))
	if spoilt { // letters of the name may be others
		nameOK = names.Compare(v.Patient, h.Patient) >= names.Near
	}
	birthOK := readings(v.Patient.BirthDate, v.BirthOther, h.Patient.BirthDate.String(), h.BirthOther)
	for i, id := range v.Patient.IDs {
		v.Patient.IDs[i] = strings.ReplaceAll(id, " ", "")
	}
	idsOK := true
	for _, id := range h.Patient.IDs {
		idsOK = idsOK && slices.Contains(v.Patient.IDs, id)
	}
	for _, t := range rows {
		t.papers++
		t.date += count(dateOK)
		t.wrongDate += count(v.Date.String() != h.Date && v.Date.String() != h.DateOther && !v.Date.IsZero())
		t.named += count(nameOK)
		t.births += count(!h.Patient.BirthDate.IsZero())
		t.birth += count(birthOK && !h.Patient.BirthDate.IsZero())
		t.numbers += count(len(h.Patient.IDs) > 0)
		t.number += count(idsOK && len(h.Patient.IDs) > 0)
		for _, id := range v.Patient.IDs {
			t.strange += count(!slices.Contains(h.Patient.IDs, id))
		}
	}
	if wrong != nil && !(dateOK && nameOK && birthOK && idsOK && len(v.Patient.IDs) == len(h.Patient.IDs)) {
		fmt.Fprintf(wrong, "%s %s: date %s~%s (%s), want %s~%s; %q/%q %s %v, want %v %s\n", h.Set, h.Name, v.Date, v.DateOther, v.Kind, h.Date, h.DateOther, v.Patient.Family, v.Patient.Given, v.Patient.BirthDate, v.Patient.IDs, h.Patient, h.BirthOther)
	}
}

// readings tells whether a date has the readings that it should have: one, or two
// where nothing decides.
func readings(d, other clinical.Date, want, wantOther string) bool {
	a, b := d.String(), other.String()
	return a == want && b == wantOther || wantOther != "" && a == wantOther && b == want
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pairTable prints the verdicts on made-up pairs of heads, and how they fare
// when the second head is scanned badly.
func pairTable(out, wrong io.Writer) {
	fmt.Fprintf(out, "\n| pairs of heads | pairs | as they should be | two people called same | … called probable | one person called conflict |\n|---|---|---|---|---|---|\n")
	for _, set := range []string{"first", "second"} {
		for _, spoilt := range []int{0, 3, 8} {
			n, right, same, probable, conflict := 0, 0, 0, 0, 0
			for i, p := range madeup.Pairs() {
				if p.Set != set {
					continue
				}
				b := p.B
				if spoilt > 0 {
					b = madeup.Scan(b, spoilt, uint64(i+1))
				}
				x, y := patientOf(p.A), patientOf(b)
				got := classify.Compare(x, y)
				n++
				right += count(got == p.Match)
				if p.Match == clinical.MatchConflict {
					same += count(got == clinical.MatchSame)
					probable += count(got == clinical.MatchProbable)
				} else {
					conflict += count(got == clinical.MatchConflict)
				}
				if wrong != nil && got != p.Match && (spoilt == 0 || got == clinical.MatchConflict || p.Match == clinical.MatchConflict) {
					fmt.Fprintf(wrong, "%s pair: %s, want %s: %s | %s: %+v %+v\n", set, got, p.Match, strings.ReplaceAll(p.A, "\n", "⏎"), strings.ReplaceAll(p.B, "\n", "⏎"), x, y)
				}
			}
			look := "as printed"
			if spoilt > 0 {
				look = fmt.Sprintf("%d of 100 letters misread on one side", spoilt)
			}
			fmt.Fprintf(out, "| %s set, %s | %d | %s | %d | %d | %d |\n", set, look, n, percent(right, n), same, probable, conflict)
		}
	}
}

func patientOf(text string) clinical.Patient {
	return classify.Document(classify.Subject{Pages: []string{text}}).Patient
}
