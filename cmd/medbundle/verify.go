package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/ui"
)

func (a *app) verifyCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "verify BUNDLE",
		Short: "Prove from the disk alone that a bundle is whole",
		Long: `Prove from the disk alone that a bundle is whole: every file is there and none
besides, each with the content that it was written with; every file that was
received is accounted for; the DICOMDIR and the scans refer to each other; the
packet's pages, bookmarks and links are those of the manifest.
` + exitTable(exitDone, exitFailed, exitUsage, exitNotWhole, exitInterrupted),
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			problems, err := bundle.Verify(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return a.showVerify(args[0], problems)
		},
	}
	a.jsonFlag(c)
	return c
}

type verifyDoc struct {
	Schema   string           `json:"schema"`
	Bundle   string           `json:"bundle"`
	Whole    bool             `json:"whole"`
	Problems []bundle.Problem `json:"problems"`
}

func (a *app) showVerify(dir string, problems []bundle.Problem) error {
	var err error
	switch {
	case a.json:
		err = a.writeJSON(verifyDoc{"medbundle.verify/1", dir, len(problems) == 0, append([]bundle.Problem{}, problems...)})
	case len(problems) == 0:
		_, err = fmt.Fprintln(a.Out, "The bundle is whole: every file is there, unchanged, and none besides.")
	default:
		fmt.Fprintln(a.Out, a.Paint(ui.Bold, "The bundle is not whole:"))
		for _, p := range problems {
			a.row(mark{p.Rule, ui.Red}, p.Path, p.Message)
		}
		_, err = fmt.Fprintln(a.Out, "\nDo not rely on it: get a new copy, or build it again from the originals.")
	}
	if err == nil && len(problems) > 0 {
		err = statusError(exitNotWhole)
	}
	return err
}
