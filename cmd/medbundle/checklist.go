package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/check"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/ui"
)

func (a *app) checklistCmd() *cobra.Command {
	kinds := false
	c := &cobra.Command{
		Use:   "checklist [NAME]",
		Short: "List the built-in checklists, or print one to start your own from",
		Long: `Without a name, list the built-in checklists. With a name, print that checklist
as YAML; save it, change it, and use it with --checklist FILE.
` + exitTable(exitDone, exitFailed, exitUsage),
		Example: `  medbundle checklist default > mine.yaml
  medbundle check ~/records --checklist mine.yaml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case kinds:
				return a.showKinds()
			case len(args) == 1:
				return a.showChecklist(args[0])
			}
			return a.showChecklists()
		},
	}
	c.Flags().BoolVar(&kinds, "kinds", false, "list the kinds of records instead")
	a.jsonFlag(c)
	return c
}

func (a *app) showChecklist(name string) error {
	c, err := a.loadChecklist(name)
	if err != nil {
		return err
	}
	if a.json {
		return a.writeJSON(c)
	}
	text, err := check.Source(name)
	if err != nil {
		return usageError{err}
	}
	_, err = a.Out.Write(text)
	return err
}

type checklistsDoc struct {
	Schema     string             `json:"schema"`
	Checklists []*check.Checklist `json:"checklists"`
}

func (a *app) showChecklists() error {
	doc := checklistsDoc{Schema: "medbundle.checklists/1"}
	for _, name := range check.Names() {
		c, err := check.Builtin(name)
		if err != nil {
			return err
		}
		doc.Checklists = append(doc.Checklists, c)
		if !a.json {
			fmt.Fprintf(a.Out, "%s %s (%d items)\n", ui.Pad(c.Name, 12), c.Title, len(c.Items))
			for _, it := range c.Items {
				fmt.Fprintf(a.Out, "%s %s %s%s\n", ui.Pad("", 12), ui.Pad(it.Level, 12), it.Title, whenWords(it))
			}
		}
	}
	if a.json {
		return a.writeJSON(doc)
	}
	return nil
}

func whenWords(r check.Requirement) string {
	s := ""
	for i, f := range r.When {
		if i > 0 {
			s += " or"
		}
		s += " " + f.Noun()
	}
	if s == "" {
		return ""
	}
	return ", if there was" + s
}

type kindsDoc struct {
	Schema string    `json:"schema"`
	Kinds  []kindDoc `json:"kinds"`
}

type kindDoc struct {
	Kind  clinical.Kind  `json:"kind"`
	Title string         `json:"title"`
	Term  string         `json:"standard_term"`
	Group clinical.Group `json:"group"`
}

func (a *app) showKinds() error {
	doc := kindsDoc{Schema: "medbundle.kinds/1"}
	for _, k := range clinical.Kinds() {
		doc.Kinds = append(doc.Kinds, kindDoc{k, k.Title(), k.StandardTerm(), k.Group()})
		if !a.json {
			fmt.Fprintf(a.Out, "%s %s\n", ui.Pad(string(k), 22), k.Title())
		}
	}
	if a.json {
		return a.writeJSON(doc)
	}
	return nil
}
