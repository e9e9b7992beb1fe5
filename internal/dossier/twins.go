package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

// foldTwins finds papers with the same text in another format, or among the
// pages of a larger file, and keeps one: the one with pages of its own, else the
// one whose text need not be read from pictures, else a whole file, else the one
// with the shorter path.
func (d *Dossier) foldTwins() {
	first := map[[2]uint64]*Entry{}
	twin := map[*Entry]*Entry{} // a paper that is dropped, and the one that stands for it
	for _, e := range d.Entries {
		if !e.comparable() {
			continue
		}
		key := classify.NewFingerprint(e.ownPages()).Key()
		keep, drop := first[key], e
		if keep == nil {
			first[key] = e
			continue
		}
		if worse(keep, drop) {
			keep, drop = drop, keep
			first[key] = keep
		}
		twin[drop] = keep
	}
	d.findContained(twin)
	d.findPageCopies(twin)
	d.findRescans(twin)
	d.dropTwins(twin)
}

// comparable tells whether the text of a paper can prove that it is another one.
func (e *Entry) comparable() bool {
	return e.Packed && !e.word.LeaveOut && e.Document() != nil &&
		!e.Document().NoText && !e.Document().TextCut && (e.section != nil || e.wordCount() >= minTwinWords)
}

// minTwinWords is below what any letter has; shorter papers are too alike.
const minTwinWords = 40

// findContained finds papers whose pages stand, word for word and in their
// order, among the pages of a longer one.
func (d *Dossier) findContained(twin map[*Entry]*Entry) {
	type place struct {
		e    *Entry
		page int
	}
	keys := map[*Entry][][2]uint64{}
	at := map[[2]uint64][]place{}
	for _, e := range d.Entries {
		if !e.comparable() || twin[e] != nil || e.Document().Source == nil {
			continue
		}
		for i, text := range e.ownPages() {
			key := classify.NewFingerprint([]string{text}).Key()
			keys[e] = append(keys[e], key)
			if len(at[key]) < maxPlaces {
				at[key] = append(at[key], place{e, i})
			}
		}
	}
	for _, e := range d.Entries {
		own := keys[e]
		if len(own) == 0 {
			continue
		}
		for _, p := range at[own[0]] {
			if there := keys[p.e]; p.e != e && twin[p.e] == nil && len(there) > len(own) && p.page+len(own) <= len(there) && slices.Equal(own, there[p.page:p.page+len(own)]) {
				twin[e] = p.e
				break
			}
		}
	}
}

// maxPlaces bounds how often the same page is looked at; blank pages and forms
// may stand in many papers.
const maxPlaces = 50

// dropTwins takes papers out that another one stands for. A file of which no
// paper is left is a duplicate; its bytes go along, for a drawing or a signature
// may differ where the text does not.
func (d *Dossier) dropTwins(twin map[*Entry]*Entry) {
	left := map[*collect.Item]bool{}
	for _, e := range d.Entries {
		if e.Item != nil && twin[e] == nil {
			for _, it := range e.own() {
				left[it] = true
			}
		}
	}
	kept := d.Entries[:0]
	for _, e := range d.Entries {
		keep := twin[e]
		if keep == nil {
			kept = append(kept, e)
			continue
		}
		for twin[keep] != nil { // the one that stands for it may have been dropped later
			keep = twin[keep]
		}
		for _, it := range e.own() {
			if it.Instance != nil {
				keep.wrapped = it
			}
			if left[it] || it.Instance != nil {
				keep.AlsoReceivedAs = append(keep.AlsoReceivedAs, e.where())
			} else if it.Fate == "" {
				keep.Twins = append(keep.Twins, it)
				it.Fate, it.Reason, it.Of = clinical.FateDuplicate, d.sameAs(e, keep), keep.Item.Key()
			}
		}
	}
	d.Entries = kept
	d.tellTwins()
}

// sameAs says why a paper is dropped.
func (d *Dossier) sameAs(e, keep *Entry) string {
	if d.rescans[e] {
		return "the same paper as " + keep.where() + ", but for misread letters"
	}
	if e.isWebPage() && keep.Document().Structured {
		return "a web page of what stands in " + keep.Item.Key()
	}
	return "the same text as " + keep.where()
}

// tellTwins names every duplicate at the record that stands for it.
func (d *Dossier) tellTwins() {
	byKey := map[string]*Entry{}
	for _, e := range d.Entries {
		for _, it := range e.files() {
			if of := byKey[it.Key()]; of == nil || of.IsScan() {
				byKey[it.Key()] = e
			}
		}
	}
	scans := 0
	for _, it := range d.Items {
		if it.Fate != clinical.FateDuplicate {
			continue
		}
		if it.Media == "application/dicom" {
			scans++
			continue
		}
		of := it.Of
		for hops := 0; byKey[of] == nil && hops < 3; hops++ { // a byte twin of a folded text twin
			if t := d.item(of); t != nil {
				of = t.Of
			}
		}
		if e := byKey[of]; e != nil && !e.IsScan() {
			e.AlsoReceivedAs = append(e.AlsoReceivedAs, it.Key())
		}
		d.find(clinical.Finding{Rule: "duplicate", Severity: clinical.SeverityInfo, Path: it.Key(),
			Message: strings.ToUpper(it.Reason[:1]) + it.Reason[1:] + "; its pages go in once"})
	}
	if scans > 0 {
		d.find(clinical.Finding{Rule: "duplicate", Severity: clinical.SeverityInfo,
			Message: fmt.Sprintf("%d scan files were received more than once; each goes in once", scans)})
	}
}

func (e *Entry) wordCount() int {
	n := 0
	for _, p := range e.ownPages() {
		n += len(strings.Fields(p))
	}
	return n
}

func worse(a, b *Entry) bool {
	if pa, pb := a.Document().Source != nil, b.Document().Source != nil; pa != pb {
		return pb
	}
	if a.InScan() != b.InScan() {
		return a.InScan() // a file of its own is easier to open
	}
	if ra, rb := len(a.Document().Recognized), len(b.Document().Recognized); (ra > 0) != (rb > 0) {
		return ra > 0
	}
	if a.isPart() != b.isPart() {
		return a.isPart()
	}
	if a.section != nil && b.section != nil && a.Date != b.Date {
		return a.Date.Compare(b.Date) < 0 // the newest list shows what older ones do
	}
	if (a.Item.Inside == "") != (b.Item.Inside == "") {
		return b.Item.Inside == ""
	}
	return len(a.Item.Path) > len(b.Item.Path)
}
