package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/ui"
)

func (a *app) checklistCmd() *cobra.Command {
	kinds, schema := false, false
	c := &cobra.Command{
		Use:   "checklist [NAME]",
		Short: "List the built-in checklists, or print one to start your own from",
		Long: `Without a name, list the built-in checklists and the lists of single cancers
that are laid over them. With a name, print that list as YAML; save it, change
it, and use it with --checklist FILE.

A checklist is chosen with --checklist or in case.yaml (settings: {checklist:
uk}); the list of a cancer with --cancer or in case.yaml (cancer: breast).
` + exitTable(exitDone, exitFailed, exitUsage),
		Example: `  medbundle checklist default > mine.yaml
  medbundle check ~/records --checklist mine.yaml
  medbundle check ~/records --checklist uk --cancer breast`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case kinds:
				return a.showKinds()
			case schema:
				_, err := a.Out.Write(catalogue.JSONSchema)
				return err
			case len(args) == 1:
				return a.showChecklist(args[0])
			}
			return a.showChecklists()
		},
	}
	c.Flags().BoolVar(&kinds, "kinds", false, "list the kinds of records instead")
	c.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of a checklist file, for editors")
	a.jsonFlag(c)
	return c
}

func (a *app) showChecklist(name string) error {
	load := catalogue.Builtin
	if slices.Contains(catalogue.Packs(), name) {
		load = catalogue.Pack
	}
	c, err := load(name)
	if err != nil {
		return hinted{usageError{err}, "`medbundle checklist` lists them, with those of single cancers"}
	}
	if a.json {
		return a.writeJSON(c)
	}
	_, err = a.Out.Write(c.Source())
	return err
}

type checklistsDoc struct {
	Schema     string                 `json:"schema"`
	Checklists []*catalogue.Checklist `json:"checklists"`
	Packs      []*catalogue.Checklist `json:"packs"`
}

func (a *app) showChecklists() error {
	doc := checklistsDoc{Schema: "medbundle.checklists/1"}
	for _, name := range catalogue.Names() {
		c, err := catalogue.Builtin(name)
		if err != nil {
			return err
		}
		doc.Checklists = append(doc.Checklists, c)
	}
	for _, name := range catalogue.Packs() {
		c, err := catalogue.Pack(name)
		if err != nil {
			return err
		}
		doc.Packs = append(doc.Packs, c)
	}
	if a.json {
		return a.writeJSON(doc)
	}
	fmt.Fprintln(a.Out, a.Paint(ui.Bold, "Checklists (--checklist NAME)"))
	for _, c := range doc.Checklists {
		a.listLine(c)
	}
	fmt.Fprintln(a.Out, "\n"+a.Paint(ui.Bold, "What single cancers need besides (--cancer NAME)"))
	for _, c := range doc.Packs {
		a.listLine(c)
	}
	fmt.Fprintln(a.Out, "\n`medbundle checklist NAME` prints one, with every item.")
	return nil
}

func (a *app) listLine(c *catalogue.Checklist) {
	items := fmt.Sprintf("%d items", len(c.Items))
	if len(c.Items) == 1 {
		items = "1 item"
	}
	fmt.Fprintf(a.Out, "  %s %s (%s)\n", ui.Pad(c.Name, 23), c.Title, items)
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
