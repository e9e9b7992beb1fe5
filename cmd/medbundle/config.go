package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/ui"
)

func (a *app) configCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Show every setting, its value and where the value came from",
		Long: `Show every setting, its value and where the value came from.

A flag beats an environment variable (MEDBUNDLE_CHECKLIST=…), which beats the
settings of a case file (case.yaml), which beat the user file, which beats what
is built in. A key that is not a setting is an error.
` + exitTable(exitDone, exitFailed, exitUsage),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.config() },
	}
	c.Flags().StringVar(&a.caseFile, "case", "", "show the settings with this case file's among them")
	a.jsonFlag(c)
	return c
}

type configDoc struct {
	Schema   string       `json:"schema"`
	UserFile string       `json:"user_file"`
	Settings []configLine `json:"settings"`
}

type configLine struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Source string `json:"source"`
	Help   string `json:"help"`
}

func (a *app) config() error {
	if a.caseFile != "" {
		c, err := collect.ReadCaseFile(a.caseFile)
		if err != nil {
			return err
		}
		if err := a.applySettings(c.Settings, c.Path()); err != nil {
			return usageError{err}
		}
	}
	doc := configDoc{Schema: "medbundle.config/1", UserFile: a.settings.userFile}
	for _, x := range settingTable {
		doc.Settings = append(doc.Settings, configLine{x.key, a.settings.get(x.key), a.settings.source[x.key], x.help})
	}
	if a.json {
		return a.writeJSON(doc)
	}
	for _, l := range doc.Settings {
		fmt.Fprintf(a.Out, "%s %s %s\n", ui.Pad(l.Key, 12), ui.Pad(l.Value, 12), a.Paint(ui.Faint, "from "+l.Source))
		fmt.Fprintf(a.Out, "%s %s\n", ui.Pad("", 12), l.Help)
	}
	if doc.UserFile != "" {
		fmt.Fprintf(a.Out, "\nUser file: %s\n", doc.UserFile)
	}
	return nil
}
