package dossier

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
)

// foldTwins finds papers with the same text in another format and keeps one:
// the one with pages of its own, else the one whose text need not be read from
// pictures, else the one with the shorter path.
func (d *Dossier) foldTwins() {
	first := map[[2]uint64]*Entry{}
	for _, e := range d.Entries {
		if !e.Packed || e.word.LeaveOut || e.Item == nil || e.Item.Document == nil || e.Item.Document.NoText || e.Item.Document.TextCut || words(e) < minTwinWords {
			continue
		}
		key := classify.NewFingerprint(e.Item.Document.Pages).Key()
		keep, drop := first[key], e
		if keep == nil {
			first[key] = e
			continue
		}
		if worse(keep, drop) {
			keep, drop = drop, keep
			first[key] = keep
		}
		drop.Packed = false
		keep.Twins = append(append(keep.Twins, drop.Item), drop.Twins...)
		drop.Item.Fate = clinical.FateDuplicate
		drop.Item.Reason = "the same text as " + keep.Item.Key()
		drop.Item.Of = keep.Item.Key()
	}
	d.dropTwinEntries()
}

// minTwinWords is below what any letter has; shorter papers are too alike.
const minTwinWords = 40

// dropTwinEntries removes folded papers: they are not records of their own.
func (d *Dossier) dropTwinEntries() {
	byKey := map[string]*Entry{}
	kept := d.Entries[:0]
	for _, e := range d.Entries {
		if e.Item != nil && e.Item.Fate == clinical.FateDuplicate {
			continue
		}
		kept = append(kept, e)
		for _, it := range e.files() {
			byKey[it.Key()] = e
		}
	}
	d.Entries = kept
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

func words(e *Entry) int {
	n := 0
	for _, p := range e.Item.Document.Pages {
		n += len(strings.Fields(p))
	}
	return n
}

func worse(a, b *Entry) bool {
	if pa, pb := a.Item.Document.Source != nil, b.Item.Document.Source != nil; pa != pb {
		return pb
	}
	if ra, rb := len(a.Item.Document.Recognized), len(b.Item.Document.Recognized); (ra > 0) != (rb > 0) {
		return ra > 0
	}
	if (a.Item.Inside == "") != (b.Item.Inside == "") {
		return b.Item.Inside == ""
	}
	return len(a.Item.Path) > len(b.Item.Path)
}
