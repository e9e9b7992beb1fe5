package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

// settle gives every item that is left its fate. A file of several papers has
// the fate of those that go in.
func (d *Dossier) settle() {
	in := map[*collect.Item]*Entry{}
	for _, e := range d.Entries {
		if e.Packed && e.word.LeaveOut {
			e.Packed, e.Aside = false, "the case file says to leave it out"
		}
		switch {
		case e.IsScan():
			if e.Packed {
				for _, it := range e.Scans {
					it.Fate, it.Reason = clinical.FateScan, "part of a scan: "+e.Title
				}
			}
		default:
			for _, it := range e.own() {
				if it.Instance != nil {
					continue // it goes with its scan
				}
				if in[it] == nil || e.Packed {
					in[it] = e
				}
			}
		}
	}
	for it, e := range in {
		e.settleFile(it)
	}
	for _, it := range d.Loose {
		it.Fate, it.Reason = clinical.FateFile, "a scan file that cannot be read; the file itself goes along"
	}
}

func (e *Entry) settleFile(it *collect.Item) {
	switch {
	case !e.Packed:
		it.Fate, it.Reason = clinical.FateSetAside, e.Aside
	case it.Media == "application/x-self-extracting":
		it.Fate, it.Reason = clinical.FateSetAside, "a program, which is never passed on"
		e.Packed, e.Aside = false, it.Reason
	case it.Size == 0:
		it.Fate, it.Reason = clinical.FateSetAside, "the file is empty"
	case e.Unreadable:
		it.Fate, it.Reason = clinical.FateFile, "a page in the packet says why it cannot be shown; the file itself goes along"
	case it.Document.Source != nil:
		it.Fate, it.Reason = clinical.FatePages, "its own pages are in the packet"
	default:
		it.Fate, it.Reason = clinical.FatePages, "drawn as pages in the packet"
	}
}

func (d *Dossier) entry(id string) *Entry {
	for _, e := range d.Entries {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func (d *Dossier) item(key string) *collect.Item {
	for _, it := range d.Items {
		if it.Key() == key {
			return it
		}
	}
	return nil
}

// remark writes the short notes that the index shows beside a record.
func (d *Dossier) remark() {
	for _, e := range d.Entries {
		if e.Item == nil {
			continue
		}
		if t := e.Item.Trouble; t != nil {
			e.Remarks = append(e.Remarks, troubleWord(t.Rule))
		}
		if e.InScan() {
			e.Remarks = append(e.Remarks, "lies among the scan files")
		}
		if n := len(e.More); n > 0 {
			what := "%d photos of one paper"
			if !e.isPhoto() && e.Document().Structured {
				what = "%d files of a portal, one entry each"
			}
			e.Remarks = append(e.Remarks, fmt.Sprintf(what, n+1))
		}
		if e.isPart() && !e.AllMoved() { // its row names them
			e.Remarks = append(e.Remarks, e.part()+" of the file")
		}
		if doc := e.Document(); doc != nil {
			if r := e.readingRemark(); r != "" {
				e.Remarks = append(e.Remarks, r)
			}
			if e.Unreadable {
				e.Remarks = append(e.Remarks, "cannot be shown here")
			}
		}
		if v := e.verdict; e.Packed && e.word.Date == "" && !v.DateOther.IsZero() && v.Date == e.Date {
			e.Remarks = append(e.Remarks, "date could be "+v.DateOther.Human())
		}
		if n := len(e.Moved); n > 0 && !e.AllMoved() {
			e.Remarks = append(e.Remarks, pagesWords(movedPages(e.Moved))+" moved to the end of the packet")
		}
		if e.Packed && e.Confidence == clinical.Unsure && e.Kind != clinical.Unknown {
			e.Remarks = append(e.Remarks, "kind not certain")
		}
		e.Remarks = append(e.Remarks, e.quality...)
	}
}

func troubleWord(rule string) string {
	switch rule {
	case "locked":
		return "locked with a password"
	case "empty":
		return "the file is empty"
	case "misnamed":
		return "not what its name says"
	case "damaged":
		return "damaged, cannot be read"
	}
	return "cannot be shown here"
}

// report raises the findings that follow from how single papers were read.
func (d *Dossier) report() {
	for _, it := range d.Items {
		id := d.recordOf(it)
		if t := it.Trouble; t != nil {
			d.find(clinical.Finding{Rule: t.Rule, Severity: t.Severity, Record: id, Path: it.Key(), Message: t.Message, Fix: t.Fix})
		}
		if it.Document == nil || it.Fate == clinical.FateDuplicate || it.Fate == clinical.FateSetAside {
			continue
		}
		for _, t := range it.Document.Troubles {
			if t.Rule == document.RuleNoText && d.nothingIn(it) {
				continue
			}
			if e := d.entry(id); t.Rule == document.RuleNoText && e != nil && e.Confidence == clinical.Unsure {
				t.Fix = strings.TrimSuffix(t.Fix, document.CheckFiling) + e.sayKind()
				if t.Severity == clinical.SeverityInfo { // nobody knows what it is: someone has to look
					t.Severity = clinical.SeverityWarning
				}
			}
			d.find(clinical.Finding{Rule: t.Rule, Severity: t.Severity, Record: id, Path: it.Key(), Message: t.Message, Fix: t.Fix})
		}
	}
	for i, f := range d.Findings {
		if it := d.item(f.Path); f.Record == "" && it != nil {
			d.Findings[i].Record = d.recordOf(it)
		}
	}
	d.reportCopies()
	d.reportDiscs()
	for _, e := range d.Entries {
		if e.IsScan() {
			for _, f := range e.Study.Problems {
				f.Record = e.ID
				d.find(f)
			}
		}
		d.doubtfulDates(e)
		d.reportSpelling(e)
		d.reportMoved(e)
		if e.Packed && !e.Unreadable && e.Confidence == clinical.Unsure && !e.hasTrouble(document.RuleNoText) {
			d.find(clinical.Finding{
				Rule: "unsure", Severity: clinical.SeverityWarning, Record: e.ID, Path: e.firstPath(),
				Message: unsureMessage(e), Fix: e.sayKind(),
			})
		}
	}
}

func (e *Entry) hasTrouble(rule string) bool {
	doc := e.Document()
	return doc != nil && slices.ContainsFunc(doc.Troubles, func(t document.Trouble) bool { return t.Rule == rule })
}

// sayKind is the line for case.yaml that settles what a paper is.
func (e *Entry) sayKind() string {
	kind, where := string(e.Kind), ""
	if e.Kind == clinical.Unknown {
		kind, where = "KIND", " (`medbundle checklist --kinds` lists them)"
	}
	return fmt.Sprintf("Look at it and say what it is in case.yaml%s: `%s`.", where, e.say("kind: "+kind))
}

// say is a line for case.yaml about the record.
func (e *Entry) say(what string) string {
	if n := len(e.OriginalLines); n > 0 {
		lines := e.OriginalLines[0]
		what = fmt.Sprintf("records: [{lines: %d-%d, %s}]", lines.First, lines.Last, what)
	} else if n := len(e.OriginalPages); n > 0 {
		pages := fmt.Sprint(e.OriginalPages[0])
		if last := e.OriginalPages[n-1]; n > 1 {
			pages = fmt.Sprintf("%s-%d", pages, last)
		}
		what = fmt.Sprintf("records: [{pages: %s, %s}]", pages, what)
	}
	return fmt.Sprintf("files: {%q: {%s}}", e.firstPath(), what)
}

// doubtfulDates says where day and month could be the other way round and no
// paper of the case proves which.
func (d *Dossier) doubtfulDates(e *Entry) {
	v := e.verdict
	if !e.Packed || e.Item == nil || e.word.Date != "" || v.DateOther.IsZero() || v.Date != e.Date {
		return
	}
	d.find(clinical.Finding{
		Rule: "date-order", Severity: clinical.SeverityWarning, Record: e.ID, Path: e.Item.Key(),
		Message: fmt.Sprintf("The date may be %s or %s: the paper does not tell whether day or month comes first", v.Date.Human(), v.DateOther.Human()),
		Fix:     fmt.Sprintf("Say it in case.yaml: `%s`.", e.say("date: "+v.Date.String())),
	})
}

func unsureMessage(e *Entry) string {
	if e.Kind == clinical.Unknown {
		return "It could not be told what this paper is"
	}
	return fmt.Sprintf("This may be: %s; this is not certain", e.Kind.Title())
}
