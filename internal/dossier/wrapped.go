package dossier

import (
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/imaging"
)

// InScan tells whether the record is a paper that is one of the files of a scan: a
// structured report, or a document that is wrapped in DICOM. Its file travels with
// the scan.
func (e *Entry) InScan() bool { return e.Item != nil && e.Item.Instance != nil }

// scanOf is the scan among whose files the item is; nil where there is none.
func (d *Dossier) scanOf(it *collect.Item) *Entry {
	for _, e := range d.Entries {
		if e.IsScan() && slices.Contains(e.Scans, it) {
			return e
		}
	}
	return nil
}

// followScans lets papers go the way of the scans among whose files they are: those
// of a scan that is set aside are covered by what is said of it, and a paper about
// another person is taken out of the scan.
func (d *Dossier) followScans() {
	for _, e := range slices.Clone(d.Entries) {
		if !e.InScan() {
			continue
		}
		scan := d.scanOf(e.Item)
		switch {
		case scan != nil && !scan.Packed:
			d.drop(e)
		case scan != nil && e.Match == clinical.MatchConflict && d.allOthers(e):
			d.takeOutOfScan(scan, e.Item)
		}
	}
}

func (d *Dossier) drop(e *Entry) {
	d.Entries = slices.DeleteFunc(d.Entries, func(x *Entry) bool { return x == e })
}

// takeOutOfScan sets a file of a scan aside, and groups those that are left anew.
func (d *Dossier) takeOutOfScan(scan *Entry, out *collect.Item) {
	out.Fate, out.Reason = clinical.FateSetAside, aboutAnother
	items := map[*imaging.Instance]*collect.Item{}
	var left []*imaging.Instance
	for _, it := range scan.Scans {
		if it != out {
			items[it.Instance] = it
			left = append(left, it.Instance)
		}
	}
	if len(left) == 0 {
		d.drop(scan)
		return
	}
	match := scan.Match
	for _, s := range imaging.Group(left) { // one study, as before
		*scan = *scanEntry(s, items)
	}
	scan.Match = match
}

// within names the scan among whose files each paper is, or a copy of it, once the
// records have their numbers.
func (d *Dossier) within() {
	for _, e := range d.Entries {
		it := e.wrapped
		if e.InScan() {
			it = e.Item
		}
		if it == nil || !e.Packed {
			continue
		}
		if scan := d.scanOf(it); scan != nil && scan.Packed {
			e.Within = scan.ID
		}
	}
}

// recordOf is the id of the one record that an item is, "" where it is several. Of
// a file of a scan it is the paper that it holds, if it holds one.
func (d *Dossier) recordOf(it *collect.Item) string {
	if it.Instance == nil || it.Document == nil && it.Trouble == nil {
		if len(it.Records) == 1 {
			return it.Records[0]
		}
		return ""
	}
	id := ""
	for _, e := range d.Entries {
		switch {
		case e.Item != it:
		case id != "":
			return ""
		default:
			id = e.ID
		}
	}
	return id
}
