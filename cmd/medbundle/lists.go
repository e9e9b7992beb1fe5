package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// checklistName is the checklist in force. A case file may have come with the
// papers, so the file that it names lies beside it, and nowhere else.
func (a *app) checklistName() (string, error) {
	name, from := a.settings.get("checklist"), a.settings.source["checklist"]
	if filepath.Base(from) != collect.CaseFileName && !strings.EqualFold(filepath.Base(from), "case.yml") || slices.Contains(catalogue.Names(), name) {
		return name, nil
	}
	if !filepath.IsLocal(name) {
		return "", usagef("%s: the checklist %q does not lie beside the case file", from, name)
	}
	return filepath.Join(filepath.Dir(from), name), nil
}

func (a *app) loadChecklist(name string) (*catalogue.Checklist, error) {
	if slices.Contains(catalogue.Names(), name) {
		return catalogue.Builtin(name)
	}
	if slices.Contains(catalogue.Packs(), name) {
		return nil, hinted{usagef("%q is the list of one cancer, which is laid over a checklist", name), "use --cancer " + name + ", or write `cancer: " + name + "` into case.yaml"}
	}
	f, err := plainfile.Open(name)
	if err != nil {
		return nil, hinted{usagef("there is no checklist %q", name), "`medbundle checklist` lists those built in; else give a file"}
	}
	defer f.Close()
	c, err := catalogue.Load(f, name)
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

// cancer is the list of one cancer that is in force: a flag or a setting beats
// the line of the case file.
func (a *app) cancer(c clinical.Case) (name, from string) {
	if v := a.settings.get("cancer"); v != "" {
		return v, a.settings.source["cancer"]
	}
	if c.Cancer != "" {
		return c.Cancer, "case.yaml, cancer"
	}
	return catalogue.Generic, ""
}

// lists is the checklist of a case with the list of its cancer laid over it.
func (a *app) lists(c clinical.Case) (*catalogue.Checklist, error) {
	name, err := a.checklistName()
	if err != nil {
		return nil, err
	}
	list, err := a.loadChecklist(name)
	if err != nil {
		return nil, err
	}
	cancer, from := a.cancer(c)
	pack, err := catalogue.Pack(cancer)
	if err != nil {
		return nil, usagef("%s: %w", from, err)
	}
	return list.With(pack), nil
}
