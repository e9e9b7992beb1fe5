package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/collect/newcase"
	"github.com/medbundle/medbundle/internal/interview"
	"github.com/medbundle/medbundle/internal/ui"
)

func (a *app) initCmd() *cobra.Command {
	yes := false
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write down what you know about the case",
		Long: `Read the papers in DIR (the current folder if none is given) and write a new
case.yaml there: whose case it is, what is asked, what happened. At a terminal a
few questions are asked first; Enter skips one, or takes what the papers say.
Elsewhere, and with --yes, nothing is asked: what the papers tell is written down,
and everything else as examples. A case file that is there is never changed.
` + exitTable(exitDone, exitFailed, exitUsage, exitInterrupted),
		Example: `  medbundle init ~/records
  medbundle init ~/records --yes`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.init(cmd.Context(), orHere(args)[0], !yes && !a.json && a.Ask != nil)
		},
	}
	c.Flags().BoolVarP(&yes, "yes", "y", false, "ask nothing")
	a.readingFlags(c)
	a.jsonFlag(c)
	return c
}

type initDoc struct {
	Schema   string        `json:"schema"`
	CaseFile string        `json:"case_file"`
	Asked    bool          `json:"asked"`
	Case     manifest.Case `json:"case"`
	// Suggested is a cancer of which the papers speak, which nobody confirmed.
	Suggested string `json:"suggested_cancer,omitempty"`
}

func (a *app) init(ctx context.Context, dir string, asks bool) error {
	if err := placeForCase(dir); err != nil {
		return err
	}
	known, suggested, err := a.known(ctx, dir)
	if err != nil {
		return err
	}
	n := newcase.Content{Case: known, Suggested: suggested}
	if asks {
		if n.Case, err = a.interview(ctx, known, suggested); err != nil {
			return err
		}
		if n.Case.Cancer == "" {
			n.Suggested = ""
		}
	}
	n.Facts = interview.Asked(n.Case)
	for _, id := range []clinical.FactID{clinical.FactMinor} {
		for _, f := range n.Case.Facts {
			if f.ID == id {
				n.Facts = append(n.Facts, id)
			}
		}
	}
	text, err := newcase.Text(n)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, collect.CaseFileName)
	if err := newcase.Write(path, text); errors.Is(err, fs.ErrExist) {
		return caseIsThere(path)
	} else if err != nil {
		return fmt.Errorf("nothing was written: %w", err)
	}
	return a.showInit(path, n, asks)
}

// placeForCase tells why no case file can be made in a folder, before anybody is
// asked anything.
func placeForCase(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return fmt.Errorf("nothing was written: %w", err)
	case !info.IsDir():
		return hinted{usagef("%s is not a folder", dir), "name the folder with the papers; an archive has to be unpacked first"}
	case manifest.IsBundle(dir):
		return hinted{usagef("%s is a bundle, which nothing may be added to", dir), "name the folder with the papers"}
	}
	name, err := newcase.Existing(dir)
	if err != nil {
		return fmt.Errorf("nothing was written: %w", err)
	}
	if name != "" {
		return caseIsThere(filepath.Join(dir, name))
	}
	if err := newcase.Writable(dir); err != nil {
		return hinted{fmt.Errorf("%s cannot be written to: %w", dir, err), "copy the papers into a folder of your own, or write a case file elsewhere and name it with --case"}
	}
	return nil
}

func caseIsThere(path string) error {
	return hinted{usagef("%s is there already and was not changed", path), "change it with a text editor; `medbundle list --write` adds a line for each paper"}
}

// known is what the papers of a folder tell of the case. A folder without papers
// tells nothing.
func (a *app) known(ctx context.Context, dir string) (clinical.Case, string, error) {
	p, err := a.newPipeline()
	if err != nil {
		return clinical.Case{}, "", err
	}
	defer p.close()
	if err := p.sort(ctx, []string{dir}); errors.Is(err, collect.ErrNothing) {
		return clinical.Case{}, "", nil
	} else if err != nil {
		return clinical.Case{}, "", err
	}
	return p.dossier.Case, interview.Suggest(p.dossier.Papers()), nil
}

func (a *app) interview(ctx context.Context, known clinical.Case, suggested string) (clinical.Case, error) {
	now, err := a.createdAt(a.asOf)
	if err != nil {
		return known, err
	}
	in := &interview.Interview{
		Ask: func(question string) (string, error) { return a.Ask(ctx, ui.Safe(question)) },
		Say: func(sentence string) {
			for _, l := range ui.Wrap(ui.Safe(sentence), a.Width) {
				fmt.Fprintln(a.Err, l)
			}
		},
		Today: clinical.DateOf(now),
	}
	in.Say("A few questions; nothing is sent anywhere. Enter skips a question, or takes the answer in brackets.")
	return in.Case(known, suggested)
}

func (a *app) showInit(path string, n newcase.Content, asked bool) error {
	if a.json {
		return a.writeJSON(initDoc{"medbundle.init/1", realPath(path), asked, manifest.CaseOf(n.Case), n.Suggested})
	}
	fmt.Fprintf(a.Out, "%s was written.\n", path)
	switch who := n.Case.Patient.Name(); {
	case who != "":
		fmt.Fprintf(a.Out, "It is about %s.\n", ui.Safe(who))
	default:
		fmt.Fprintln(a.Out, "Whose case it is could not be told; write it in.")
	}
	_, err := fmt.Fprintf(a.Out, "What nobody said stands there as an example, with # before it: open it with a text editor.\nNext: medbundle check %s\n", filepath.Dir(path))
	return err
}
