// Package dossier turns what was collected into records: what each paper is,
// from when and about whom, which papers are the same, which scans belong
// together, and what the papers say of the patient's history. It joins collect,
// classify and imaging; it knows nothing about output.
package dossier

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

// Dossier is a case with its papers sorted.
type Dossier struct {
	Case clinical.Case
	// CaseFile is what a person has written down, and where.
	CaseFile *collect.CaseFile
	// Entries come in the order of the packet; those set aside come last.
	Entries []*Entry
	// Loose are files that travel in the bundle without being a record, such
	// as a scan file that cannot be read.
	Loose    []*collect.Item
	Items    []*collect.Item
	Findings []clinical.Finding
	// Deidentified says how the name was taken out; nil where it was not.
	Deidentified *Deidentified

	aliases []clinical.Patient
	rescans map[*Entry]bool // dropped papers that differ from the kept one by misread letters
	copies  [][2]*Entry     // papers that look like copies, which cannot be proved
}

// Deidentified is how a dossier was made one without a name.
type Deidentified struct {
	// Person is the code that stands for name and number in the scans.
	Person string
	// Dates says what became of the dates of examinations: "remove", "shift" or "keep".
	Dates string
	// Kept are the options to retain that were chosen, and Codes the methods
	// (PS3.16 CID 7050).
	Kept, Codes []string
}

// Sort makes a dossier of an inventory. It settles the fate of every item. The
// error is ctx's; trouble with papers is a finding.
func Sort(ctx context.Context, inv *collect.Inventory) (*Dossier, error) {
	d := &Dossier{CaseFile: inv.CaseFile, Items: inv.Items, Findings: inv.Findings}
	d.takeCaseFile(inv.CaseFile)
	d.studies()
	if err := d.documents(ctx, inv); err != nil {
		return nil, err
	}
	d.patient()
	d.preparer()
	d.judgeIdentity()
	d.followScans()
	d.foldTwins()
	d.settle()
	d.tidy()
	d.order()
	d.within()
	if err := d.tell(ctx); err != nil {
		return nil, err
	}
	d.facts()
	d.remark()
	d.report()
	clinical.SortFindings(d.Findings)
	return d, nil
}

// Records lists the records that go into the bundle.
func (d *Dossier) Records() []*clinical.Record {
	var out []*clinical.Record
	for _, e := range d.Entries {
		if e.Packed {
			out = append(out, &e.Record)
		}
	}
	return out
}

// Papers lists the same records with what was read of them.
func (d *Dossier) Papers() []clinical.Paper {
	var out []clinical.Paper
	for _, e := range d.Entries {
		if e.Packed {
			out = append(out, e.paper())
		}
	}
	return out
}

// Inputs lists every input with its fate.
func (d *Dossier) Inputs() []clinical.Input {
	out := make([]clinical.Input, len(d.Items))
	for i, it := range d.Items {
		out[i] = it.Input
	}
	return out
}

func (d *Dossier) find(f clinical.Finding) { d.Findings = append(d.Findings, f) }

func (d *Dossier) takeCaseFile(c *collect.CaseFile) {
	d.Case = c.Case()
	d.aliases = c.Patient.OtherNames()
}

// documents makes an entry of every file that was read, or not read, as a
// document. Classifying runs in parallel; the order of entries does not
// depend on it.
func (d *Dossier) documents(ctx context.Context, inv *collect.Inventory) error {
	known := map[string]bool{}
	for _, it := range inv.Items {
		known[it.Key()] = true
		known[inv.CaseFile.Beside(it.Key())] = true
		switch {
		case it.Settled() || it.Instance != nil && it.Document == nil && it.Trouble == nil:
		case it.Trouble != nil && strings.HasPrefix(it.Trouble.Rule, "damaged-scan"):
			d.Loose = append(d.Loose, it)
		default:
			d.Entries = append(d.Entries, papers(it, inv.CaseFile.Word(it.Key()))...)
		}
	}
	d.leaveOutTwins(inv)
	d.leaveOutInside(inv)
	d.joinPhotos(inv.CaseFile)
	d.joinSingles()
	for _, path := range inv.CaseFile.Names() {
		if !known[path] {
			d.find(clinical.Finding{Rule: "case-file", Severity: clinical.SeverityWarning, Path: path,
				Message: "The case file names this file, but it is not here",
				Fix:     "Write the path as `medbundle list` prints it, or take the line out."})
		}
	}
	return d.classifyTwice(ctx)
}

// leaveOutTwins takes a person's word to leave a file out for every file with the
// same bytes: it is meant for what stands in it.
func (d *Dossier) leaveOutTwins(inv *collect.Inventory) {
	out := map[*collect.Item]bool{}
	for _, it := range inv.Items {
		if it.Twin != nil && inv.CaseFile.Word(it.Key()).LeaveOut {
			out[it.Twin] = true
		}
	}
	for _, e := range d.Entries {
		if e.Item != nil && out[e.Item] {
			e.word.LeaveOut = true
		}
	}
}

// leaveOutInside takes a person's word to leave a file out for what lies inside
// it, such as the attachments of a letter.
func (d *Dossier) leaveOutInside(inv *collect.Inventory) {
	out := map[string]bool{}
	for _, it := range inv.Items { // what lies inside a file comes after it
		out[it.Key()] = inv.CaseFile.Word(it.Key()).LeaveOut || it.Inside != "" && out[it.Inside]
	}
	for _, e := range d.Entries {
		if e.Item != nil && out[e.Item.Key()] {
			e.word.LeaveOut = true
		}
	}
}

// classifyTwice reads every paper by itself, and then again knowing what all of
// them prove together: whose case it is, and whether day or month comes first.
func (d *Dossier) classifyTwice(ctx context.Context) error {
	stated := d.Case.Patient
	if err := d.classifyAll(ctx, func(*Entry) (clinical.Patient, classify.Order) { return stated, classify.OrderUnknown }); err != nil {
		return err
	}
	proof := classify.Prove(d.verdicts())
	patient := complete(stated, proof.Patient)
	return d.classifyAll(ctx, func(e *Entry) (clinical.Patient, classify.Order) { return patient, proof.Order(e.verdict) })
}

func (d *Dossier) classifyAll(ctx context.Context, known func(*Entry) (clinical.Patient, classify.Order)) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, e := range d.Entries {
		if e.IsScan() {
			continue
		}
		e.patient, e.order = known(e)
		g.Go(func() error {
			e.classify()
			return ctx.Err()
		})
	}
	return g.Wait()
}

// verdicts are those on the papers, and what the headers of scans say of the
// patient.
func (d *Dossier) verdicts() []classify.Verdict {
	var out []classify.Verdict
	for _, e := range d.Entries {
		if e.IsScan() {
			out = append(out, classify.Verdict{Patient: e.Patient})
		} else {
			out = append(out, e.verdict)
		}
	}
	return out
}

// order sorts entries as the packet shows them and numbers the records: by
// group, newest first inside a group, papers without a date last.
func (d *Dossier) order() {
	sort.SliceStable(d.Entries, func(i, j int) bool {
		a, b := d.Entries[i], d.Entries[j]
		if a.Packed != b.Packed {
			return a.Packed
		}
		if x, y := a.Kind.Group().Order(), b.Kind.Group().Order(); x != y {
			return x < y
		}
		if a.AllMoved() != b.AllMoved() {
			return b.AllMoved() // they are "other papers", the last group
		}
		if c := a.Date.Compare(b.Date); c != 0 {
			return c > 0
		}
		if a.IsScan() != b.IsScan() {
			return a.IsScan()
		}
		return a.sortKey() < b.sortKey()
	})
	for i, e := range d.Entries {
		e.ID = fmt.Sprintf("R%03d", i+1)
	}
	inFiles := slices.Clone(d.Entries) // those of one file as they stand in it
	slices.SortStableFunc(inFiles, func(a, b *Entry) int { return a.starts() - b.starts() })
	for _, e := range inFiles {
		for _, it := range e.files() {
			it.Records = append(it.Records, e.ID)
		}
	}
}
