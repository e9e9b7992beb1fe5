package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

func (a *app) checkCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "check [SOURCE...]",
		Short: "Show what is here, what is missing, and what needs a look",
		Long: `Read every file of the sources (the current folder if none is given) and hold
them against the checklist: what is here, what is missing and why it is asked
for, and which files need a look. Nothing is written.
` + exitTable(exitDone, exitFailed, exitUsage, exitIncomplete, exitInterrupted),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.check(cmd.Context(), args) },
	}
	a.caseFlags(c)
	a.jsonFlag(c)
	c.Flags().BoolVar(&a.allItems, "all", false, "list every item of the checklist, also those that would only help, and those that do not apply")
	return c
}

type checkDoc struct {
	Schema    string             `json:"schema"`
	Exit      int                `json:"exit"`
	Case      manifest.Case      `json:"case"`
	Checklist manifest.Checklist `json:"checklist"`
	Totals    manifest.Totals    `json:"totals"`
	Findings  []findingDoc       `json:"findings"`
}

func (a *app) check(ctx context.Context, sources []string) error {
	p, err := a.newPipeline()
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.sort(ctx, sources); err != nil {
		return err
	}
	if err := p.check(); err != nil {
		return err
	}
	p.progress.Done()
	if err := a.showCheck(p); err != nil {
		return err
	}
	if st := p.status(); st != exitDone {
		return statusError(st)
	}
	return nil
}

func (a *app) showCheck(p *pipeline) error {
	inputs := p.dossier.Inputs()
	totals := manifest.Totals{Inputs: len(inputs), Fates: clinical.CountFates(inputs)}
	if a.json {
		return a.writeJSON(checkDoc{
			"medbundle.check/1", p.status(), manifest.CaseOf(p.dossier.Case),
			manifest.ChecklistOf(p.checklist), totals, findingDocs(p.allFindings()),
		})
	}
	a.showItems(p)
	a.showFindings(p.allFindings())
	_, err := fmt.Fprintf(a.Out, "\nEvery file has a place: %s.\n", manifest.AccountLine(totals.Inputs, totals.Fates))
	return err
}
