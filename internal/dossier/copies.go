package dossier

import "github.com/medbundle/medbundle/internal/document/rendition/fold"

// findPageCopies finds web pages that a portal made of structured documents of
// the same download, and that say nothing more.
func (d *Dossier) findPageCopies(twin map[*Entry]*Entry) {
	var sources []*Entry
	for _, e := range d.Entries {
		if e.Packed && !e.word.LeaveOut && twin[e] == nil && e.section == nil && e.Document() != nil && e.Document().Structured && !e.Document().TextCut && len(e.Document().Blocks) > 0 {
			sources = append(sources, e)
		}
	}
	for _, e := range d.Entries {
		if !e.comparable() || twin[e] != nil || !e.isWebPage() || e.word.Kind != "" {
			continue
		}
		for _, of := range sources {
			if of.Item.Inside == e.Item.Inside && fold.SaysNoMore(e.Blocks(), of.Document().Blocks) {
				twin[e] = of
				break
			}
		}
	}
}

func (e *Entry) isWebPage() bool { return e.Item != nil && e.Item.Media == "text/html" }
