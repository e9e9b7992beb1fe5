package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/ui"
)

// app is what every command shares: streams, environment and settings.
type app struct {
	ui.Streams
	env      []string
	settings *settings

	json         bool
	asOf         string
	allItems     bool
	caseFile     string
	passwordFile string
}

// run is the program but for the process: it returns the exit status.
func run(args []string, s ui.Streams, env []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	out := &ui.Sticky{To: s.Out, Gone: isEPIPE}
	s.Out = out
	a := &app{Streams: s, env: env}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err != nil {
		err = context.Canceled
	}
	status := finish(a.Streams, err)
	if out.Err != nil && (status == exitDone || status == exitIncomplete) {
		fmt.Fprintf(s.Err, "medbundle: the result could not be printed: %v\n", out.Err)
		return exitFailed
	}
	return status
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "medbundle",
		Short: "Gather medical records into one bundle for a second opinion",
		Long: `medbundle gathers one patient's scattered records (letters, photos, portal
downloads, hospital discs), says what each one is and what is still missing, and
writes one bundle that a second doctor can open, read and trust.

Nothing leaves this computer, and your files are never changed.

Start here:
  medbundle init ~/records                   a few questions; writes case.yaml
  medbundle check ~/records                  what is here, what is missing
  medbundle build ~/records -o ~/bundle      write the bundle
  medbundle demo /tmp/patient --build /tmp/bundle    try it with a made-up patient`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return cmd.Help()
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return hinted{usageError{err}, "`" + cmd.CommandPath() + " --help` lists what it takes"}
	})
	root.PersistentFlags().String("color", "", "colour: auto, always or never")
	root.AddCommand(a.initCmd(), a.listCmd(), a.checkCmd(), a.buildCmd(), a.verifyCmd(), a.checklistCmd(), a.requestCmd(), a.statusCmd(), a.configCmd(), a.demoCmd(), a.versionCmd())
	root.CompletionOptions.HiddenDefaultCmd = false
	a.wrap(root)
	for _, c := range root.Commands() {
		a.wrap(c)
	}
	return root
}

// wrap makes a command's own complaints about its arguments usage errors and
// reads the settings before it runs.
func (a *app) wrap(c *cobra.Command) {
	if args := c.Args; args != nil {
		c.Args = func(cmd *cobra.Command, given []string) error {
			if err := args(cmd, given); err != nil {
				return hinted{usageError{err}, "`" + cmd.CommandPath() + " --help` shows how it is called"}
			}
			return nil
		}
	}
	runE := c.RunE
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.readSettings(cmd); err != nil {
			return usageError{err}
		}
		return runE(cmd, args)
	}
}

// jsonFlag gives a command --json.
func (a *app) jsonFlag(c *cobra.Command) {
	c.Flags().BoolVar(&a.json, "json", false, "print one JSON document instead of text")
}
