package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/ui"
)

func (a *app) listCmd() *cobra.Command {
	o := listOptions{}
	c := &cobra.Command{
		Use:   "list [SOURCE...]",
		Short: "Show what is there, and as what",
		Long: `Read every file of the sources (the current folder if none is given) and show
each record: what it is, from when and from where. --explain adds why.
Nothing is written, but with --write: then what is certain is written down in
case.yaml, a line for each paper that it does not speak of yet, and what is not
certain as a comment for you to look at. What stands in it is not changed.
` + exitTable(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.list(cmd.Context(), args, o) },
	}
	a.caseFlags(c)
	c.Flags().BoolVar(&o.explain, "explain", false, "show the evidence for each record")
	c.Flags().BoolVar(&o.write, "write", false, "write down in case.yaml what each paper is")
	a.jsonFlag(c)
	return c
}

type listOptions struct{ explain, write bool }

type listDoc struct {
	Schema   string            `json:"schema"`
	Case     manifest.Case     `json:"case"`
	Records  []manifest.Record `json:"records"`
	Inputs   []manifest.Input  `json:"inputs"`
	Totals   manifest.Totals   `json:"totals"`
	Findings []findingDoc      `json:"findings"`
}

func (a *app) list(ctx context.Context, sources []string, o listOptions) error {
	p, err := a.newPipeline()
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.sort(ctx, sources); err != nil {
		return err
	}
	p.progress.Done()
	if a.json {
		if err := a.writeJSON(listDocOf(p)); err != nil {
			return err
		}
	} else if err := a.showList(p.dossier, o.explain); err != nil {
		return err
	}
	if o.write {
		return a.writeNotes(p, sources)
	}
	return nil
}

func listDocOf(p *pipeline) listDoc {
	inputs := p.dossier.Inputs()
	doc := listDoc{
		Schema: "medbundle.list/1", Case: manifest.CaseOf(p.dossier.Case), Records: []manifest.Record{}, Inputs: []manifest.Input{},
		Totals:   manifest.Totals{Inputs: len(inputs), Fates: clinical.CountFates(inputs)},
		Findings: findingDocs(p.allFindings()),
	}
	for _, e := range p.dossier.Entries {
		doc.Records = append(doc.Records, manifest.RecordOf(&e.Record))
	}
	for _, in := range inputs {
		doc.Inputs = append(doc.Inputs, manifest.InputOf(in))
	}
	return doc
}

func (a *app) showList(d *dossier.Dossier, explain bool) error {
	if who := d.Case.Patient.Name(); who != "" {
		if b := d.Case.Patient.BirthDate; !b.IsZero() {
			who += ", born " + b.Human()
		}
		fmt.Fprintln(a.Out, a.Paint(ui.Bold, ui.Safe(who)))
	}
	group := clinical.Group("")
	for _, e := range d.Entries {
		if !e.Packed {
			continue
		}
		if g := e.Kind.Group(); g != group {
			group = g
			fmt.Fprintf(a.Out, "\n%s\n", a.Paint(ui.Cyan, g.Title()))
		}
		a.showEntry(e, explain)
	}
	a.showSettled(d)
	inputs := d.Inputs()
	_, err := fmt.Fprintf(a.Out, "\nEvery file has a place: %s.\n", manifest.AccountLine(len(inputs), clinical.CountFates(inputs)))
	return err
}

// namedFiles is how many files of a record are named behind the first.
const namedFiles = 8

func (a *app) showEntry(e *dossier.Entry, explain bool) {
	date := e.Date.Human()
	if date == "" {
		date = "no date"
	}
	fmt.Fprintf(a.Out, "%s  %s  %s\n", e.ID, ui.Pad(date, 11), ui.Safe(nameOf(&e.Record)))
	notes := []string{}
	if e.Item != nil {
		notes = append(notes, e.Item.Key())
		for i, more := range e.More {
			if i == namedFiles {
				notes[0] += fmt.Sprintf(" and %d more", len(e.More)-i)
				break
			}
			notes[0] += ", " + more.Base()
		}
		if n := pagesOf(e); n > 1 {
			notes[0] += fmt.Sprintf(" (%d pages)", n)
		}
	} else {
		notes = append(notes, scanWords(e.Record.Study))
	}
	if e.Confidence != clinical.Certain {
		notes = append(notes, string(e.Confidence))
	}
	notes = append(notes, e.Remarks...)
	if len(e.AlsoReceivedAs) > 0 {
		notes = append(notes, "also received as "+strings.Join(e.AlsoReceivedAs, ", "))
	}
	a.indented(strings.Join(notes, " · "))
	if explain {
		a.explain(e)
	}
}

// nameOf is the record's name in one piece.
func nameOf(r *clinical.Record) string {
	lead, detail := r.Name()
	if detail == "" {
		return lead
	}
	return lead + ": " + detail
}

func scanWords(s *clinical.Study) string {
	n := s.Images()
	what := fmt.Sprintf("%d images", n)
	switch n {
	case 0:
		return "no pictures: " + strings.Join(s.Types(), ", ")
	case 1:
		what = "1 image"
	}
	if files := s.Instances(); files > 1 && files != n {
		what += fmt.Sprintf(", %d files", files)
	}
	return fmt.Sprintf("%s in %d series", what, len(s.Series))
}

func pagesOf(e *dossier.Entry) int {
	if e.Document() == nil || e.OriginalPages != nil || e.OriginalLines != nil {
		return 0 // which pages of the file these are is among the remarks
	}
	return len(e.Document().Sizes)
}

const listIndent = 19

func (a *app) indented(text string) {
	for _, l := range ui.Wrap(ui.Safe(text), max(24, a.Width-listIndent)) {
		fmt.Fprintf(a.Out, "%s%s\n", strings.Repeat(" ", listIndent), a.Paint(ui.Faint, l))
	}
}

func matchWords(m clinical.Match) string {
	switch m {
	case clinical.MatchSame:
		return "the same person"
	case clinical.MatchProbable:
		return "probably the same person"
	case clinical.MatchConflict:
		return "another person"
	}
	return "not enough to compare"
}

// showSettled lists the files that are not records, but for the many of a
// viewer, which are only counted.
func (a *app) showSettled(d *dossier.Dossier) {
	heading := false
	for _, it := range d.Items {
		if it.Fate != clinical.FateSetAside && it.Fate != clinical.FateDuplicate {
			continue
		}
		if !heading {
			fmt.Fprintf(a.Out, "\n%s\n", a.Paint(ui.Cyan, "Not in the bundle as records of their own"))
			heading = true
		}
		a.row(mark{strings.ReplaceAll(string(it.Fate), "-", " "), ui.Amber}, it.Key(), it.Reason)
	}
}
