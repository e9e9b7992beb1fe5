package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/sample"
)

func (a *app) demoCmd() *cobra.Command {
	out := ""
	c := &cobra.Command{
		Use:   "demo DIR",
		Short: "Write a made-up patient to try the program on",
		Long: `Write the records of a made-up patient into the new folder DIR: letters, a scan
of a letter, a phone photo, a portal download, a hospital disc, and the usual
chaos. The operation report is missing on purpose. With --build OUT the bundle
is built too; the command then exits 0 and says what build would have exited with.
` + exitTable(exitDone, exitFailed, exitUsage, exitInterrupted),
		Example: `  medbundle demo /tmp/patient --build /tmp/bundle`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if pathTaken(args[0]) {
				return hinted{usagef("%s is not empty", args[0]), "give the name of a new folder"}
			}
			if err := sample.Write(args[0]); err != nil {
				return err
			}
			if out == "" {
				_, err := fmt.Fprintf(a.Out, "A made-up patient is in %s.\nNext: medbundle check %s\n", args[0], args[0])
				return err
			}
			fmt.Fprintf(a.Out, "A made-up patient is in %s.\n\n", args[0])
			status, err := a.build(cmd.Context(), args[:1], buildOptions{out: out})
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.Out, "\nThis was a demonstration. `medbundle build` would have ended with exit status %d:\n%s.\n", status, statusWords(status))
			return err
		},
	}
	c.Flags().StringVar(&out, "build", "", "build the patient's bundle in this new folder too")
	return c
}

func statusWords(status int) string {
	if status == exitIncomplete {
		return "the bundle is there, and something is missing or needs a look"
	}
	return "the bundle is there, and nothing that the checklist requires is missing"
}
