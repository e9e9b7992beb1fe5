package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/collect/casenotes"
	"github.com/medbundle/medbundle/internal/dossier"
)

// writeNotes writes down in the case file what each paper is.
func (a *app) writeNotes(p *pipeline, sources []string) error {
	path, err := a.notesPath(p, sources)
	if err != nil {
		return err
	}
	done, err := casenotes.Write(path, notesOf(p.dossier))
	if err != nil {
		return fmt.Errorf("nothing was written down: %w", err)
	}
	_, err = fmt.Fprintf(a.Err, "%s: %d written down, %d to confirm.\n", filepath.Base(path), done.Lines, done.Comments)
	return err
}

// notesOf says of each file what it is; of a file of several records, which part of
// it is what.
func notesOf(d *dossier.Dossier) []casenotes.Note {
	var notes []casenotes.Note
	several := map[string]int{} // the note of a file of several records
	for _, e := range d.Entries {
		if e.Item == nil || !e.Packed || e.Placeholder() || e.Kind == clinical.Unknown || d.CaseFile.Speaks(e.Item.Key()) {
			continue
		}
		path, sure := d.CaseFile.Beside(e.Item.Key()), e.Confidence == clinical.Certain
		unit, first, last := e.OneRun()
		if unit == "" {
			notes = append(notes, casenotes.Note{Path: path, Kind: e.Kind, Confirmed: sure})
			continue
		}
		if first == 0 {
			continue // what is left of a file is told by what its other records are
		}
		part := casenotes.Part{Unit: unit, First: first, Last: last, Kind: e.Kind}
		i, ok := several[path]
		if !ok {
			i = len(notes)
			several[path] = i
			notes = append(notes, casenotes.Note{Path: path, Confirmed: true})
		}
		notes[i].Parts = append(notes[i].Parts, part)
		notes[i].Confirmed = notes[i].Confirmed && sure
	}
	for i := range notes {
		slices.SortFunc(notes[i].Parts, func(a, b casenotes.Part) int { return a.First - b.First })
	}
	return notes
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
