package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/collect/casenotes"
)

// writeNotes writes down in the case file what each paper is.
func (a *app) writeNotes(p *pipeline, sources []string) error {
	path, err := a.notesPath(p, sources)
	if err != nil {
		return err
	}
	var notes []casenotes.Note
	for _, e := range p.dossier.Entries {
		if e.Item == nil || !e.Packed || e.Placeholder() || e.Kind == clinical.Unknown || p.dossier.CaseFile.Speaks(e.Item.Key()) {
			continue
		}
		notes = append(notes, casenotes.Note{
			Path: p.dossier.CaseFile.Beside(e.Item.Key()), Kind: e.Kind, Confirmed: e.Confidence == clinical.Certain,
		})
	}
	done, err := casenotes.Write(path, notes)
	if err != nil {
		return fmt.Errorf("nothing was written down: %w", err)
	}
	_, err = fmt.Fprintf(a.Err, "%s: %d written down, %d to confirm.\n", filepath.Base(path), done.Lines, done.Comments)
	return err
}

// notesPath is the case file to write to: the one in force, else case.yaml in the
// only source, which must be a folder.
func (a *app) notesPath(p *pipeline, sources []string) (string, error) {
	if path := p.dossier.CaseFile.Path(); path != "" {
		if strings.HasPrefix(path, p.work+string(filepath.Separator)) {
			return "", hinted{usagef("the case file lies in an archive, which is never written to"), "unpack it, and name the folder"}
		}
		return path, nil
	}
	if len(sources) == 0 {
		sources = []string{"."}
	}
	if info, err := os.Stat(sources[0]); len(sources) != 1 || err != nil || !info.IsDir() {
		return "", hinted{usagef("where should case.yaml be?"), "name one folder, or a case file with --case"}
	}
	return filepath.Join(sources[0], collect.CaseFileName), nil
}
