package dossier

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

// joinSingles makes one record of the files of one folder that hold one entry of a
// portal's record each, and are about the same patient: two thousand results are
// one paper to read. Files of which a person speaks stay as they are.
func (d *Dossier) joinSingles() {
	groups := map[string][]*Entry{}
	var order []string
	for _, e := range d.Entries {
		about := e.singleAbout()
		if about == "" {
			continue
		}
		key := folder(e.Item) + "\n" + about
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], e)
	}
	gone := map[*Entry]bool{}
	for _, key := range order {
		group := groups[key]
		slices.SortStableFunc(group, func(a, b *Entry) int { return strings.Compare(photoOrder(a.Item), photoOrder(b.Item)) })
		if len(group) < 2 {
			continue
		}
		var files []document.File
		for _, e := range group {
			files = append(files, fileOf(e.Item))
		}
		doc := document.Together(files)
		if doc == nil {
			continue // each is a record of its own
		}
		head := group[0]
		head.joined = doc
		for _, e := range group[1:] {
			head.More = append(head.More, e.Item)
			gone[e] = true
		}
	}
	d.Entries = slices.DeleteFunc(d.Entries, func(e *Entry) bool { return gone[e] })
}

// singleAbout is whose entry the file holds, "" where it may not be joined.
func (e *Entry) singleAbout() string {
	doc := e.Document()
	w := e.word
	if doc == nil || e.InScan() || !doc.Structured || doc.Source != nil || len(doc.Parts) > 0 || len(doc.Troubles) > 0 || e.Item.Trouble != nil || len(e.More) > 0 ||
		w.Kind != "" || w.Title != "" || w.Date != "" || w.LeaveOut || w.SamePatient {
		return ""
	}
	return document.SingleAbout(fileOf(e.Item))
}

func fileOf(it *collect.Item) document.File {
	return document.File{Path: it.Local, Name: it.Key(), Media: it.Media, Size: it.Size}
}
