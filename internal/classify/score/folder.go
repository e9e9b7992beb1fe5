package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/clinical"
)

// paper is a line of truth.jsonl in a folder of text files: what is true of one
// of them. Pages of a file are parted by form feeds.
type paper struct {
	File, Lang, Facility, Author string
	Kind                         clinical.Kind
	Also                         []clinical.Kind
	Date                         string
	Name                         string `json:"patient_name"`
	BirthDate                    string `json:"birth_date"`
	OCR                          bool
}

// answers counts what is told of the papers of one row beside their kind.
type answers struct {
	papers, dated, date, wrongDate, named, name, misread, wrongName, born, birth, wrongBirth int
}

// folderTables prints what is made of the papers of a folder that nobody who
// works on the words has seen.
func folderTables(out, wrong io.Writer, dir string) error {
	papers, err := readLines[paper](dir, "truth.jsonl")
	if err != nil {
		return err
	}
	kinds, rest := table{}, map[string]*answers{}
	var order []string
	for _, p := range papers {
		text, err := os.ReadFile(filepath.Join(dir, filepath.Base(p.File)))
		if err != nil {
			return err
		}
		v := classify.Document(classify.Subject{Path: "scan.pdf", Pages: strings.Split(string(text), "\f")})
		ok := v.Kind == p.Kind || slices.Contains(p.Also, v.Kind) || p.Kind == clinical.Other && v.Kind == clinical.Unknown
		if !ok {
			list(wrong, p.File, string(p.Kind), v)
		}
		look := "printed"
		if p.OCR {
			look = "misread"
		}
		for _, row := range []string{p.Lang, look, "all"} {
			kinds.row(row).count(string(v.Kind), string(p.Kind), ok, v.Confidence)
			if rest[row] == nil {
				rest[row] = &answers{}
				order = append(order, row)
			}
		}
		for i, row := range []string{p.Lang, look, "all"} {
			w := wrong
			if i > 0 {
				w = nil
			}
			rest[row].count(p, v, w)
		}
	}
	kinds.print(out, filepath.Base(dir))
	fmt.Fprintf(out, "\n| %s | papers | date of service | another date | name | and with letters misread | another name | birth date | another birth date |\n|---|---|---|---|---|---|---|---|---|\n", filepath.Base(dir))
	slices.Sort(order)
	for _, row := range order {
		a := rest[row]
		fmt.Fprintf(out, "| %s | %d | %s | %d | %s | %s | %d | %s | %d |\n", row, a.papers, percent(a.date, a.dated), a.wrongDate, percent(a.name, a.named), percent(a.name+a.misread, a.named), a.wrongName, percent(a.birth, a.born), a.wrongBirth)
	}
	return nil
}

func (a *answers) count(p paper, v classify.Verdict, wrong io.Writer) {
	a.papers++
	tell := func(what, want, said string) {
		if wrong != nil {
			fmt.Fprintf(wrong, "%s: %s %q, not %q\n", p.File, what, said, want)
		}
	}
	if p.Date != "" {
		a.dated++
		switch said := v.Date.String(); {
		case said == p.Date:
			a.date++
		case said != "":
			a.wrongDate++
			tell("date", p.Date, said)
		default:
			tell("date", p.Date, said)
		}
	}
	if p.Name != "" {
		a.named++
		switch {
		case nameFound([]string{p.Name}, v.Patient):
			a.name++
		default:
			switch {
			case p.OCR && misreadName(p.Name, v.Patient):
				a.misread++
			case v.Patient.HasName():
				a.wrongName++
			}
			tell("name", p.Name, v.Patient.Name())
		}
	}
	if p.BirthDate != "" {
		a.born++
		switch said := v.Patient.BirthDate.String(); {
		case said == p.BirthDate:
			a.birth++
		case said != "":
			a.wrongBirth++
			tell("birth date", p.BirthDate, said)
		default:
			tell("birth date", p.BirthDate, said)
		}
	}
}

// misreadName tells whether a name is the true one but for a few letters, as it stands
// on a page that a scanner misread.
func misreadName(gold string, who clinical.Patient) bool {
	want := names.Words(gold)
	have := append(names.Words(who.Given), names.Words(who.Family)...)
	if len(have) != len(want) {
		return false
	}
	for _, w := range want {
		if !slices.ContainsFunc(have, func(h string) bool {
			return names.Compare(clinical.Patient{Family: w}, clinical.Patient{Family: h}) >= names.Near || len(w) < 5 && len(h) == len(w)
		}) {
			return false
		}
	}
	return true
}
