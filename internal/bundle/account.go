package bundle

import (
	"time"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier"
)

// account makes the account of the plan; files come when they are written.
func (p *Plan) account(files []manifest.File) manifest.Manifest {
	d := p.dossier
	m := manifest.Manifest{
		Schema: manifest.Schema, Tool: manifest.Tool{Name: p.opt.Tool, Version: p.opt.Version},
		Created: p.opt.Created.UTC().Format(time.RFC3339),
		Case:    manifest.CaseOf(d.Case), Packet: manifest.Packet{File: PacketName, Pages: p.Layout.Total(), Compared: p.opt.Fidelity.Compared()},
		Inputs: []manifest.Input{}, Records: []manifest.Record{}, Findings: []clinical.Finding{}, Files: files,
		Checklist: manifest.ChecklistOf(p.Checklist),
	}
	inputs := d.Inputs()
	m.Totals = manifest.Totals{Inputs: len(inputs), Fates: clinical.CountFates(inputs)}
	for _, it := range d.Items {
		in := manifest.InputOf(it.Input)
		in.File = p.places[it]
		m.Inputs = append(m.Inputs, in)
	}
	for _, e := range d.Entries {
		m.Records = append(m.Records, p.record(e))
	}
	m.Findings = append(m.Findings, p.Findings...)
	return m
}

func (p *Plan) record(e *dossier.Entry) manifest.Record {
	r := manifest.RecordOf(&e.Record)
	r.Files = append(r.Files, p.files[e]...)
	if pr := p.Layout.Pages(e.ID); e.Packed && pr.First > 0 {
		r.Pages = &manifest.Pages{First: pr.First, Last: pr.Last}
	}
	r.TextLayers = p.textLayers(e)
	if r.Study != nil && len(r.Files) > 0 {
		at := 0
		for i := range r.Study.Series {
			r.Study.Series[i].Folder = r.Files[at][:len(r.Files[at])-len("/IM000001")]
			at += r.Study.Series[i].Instances
		}
	}
	return r
}

// textLayers are the runs of the packet's pages over which words lie that were
// read from the pages of the record.
func (p *Plan) textLayers(e *dossier.Entry) (runs []manifest.Pages) {
	for i := range p.Packet.Documents {
		d := &p.Packet.Documents[i]
		if d.Record.ID != e.ID || d.Own {
			continue
		}
		layers, first := e.Document().Layers(), p.Layout.Pages(e.ID).First
		for at := range d.Sizes {
			page := at + 1
			if d.Take != nil {
				page = d.Take[at]
			}
			n := len(runs)
			switch {
			case layers[page] == nil:
			case n > 0 && runs[n-1].Last == first+at-1:
				runs[n-1].Last++
			default:
				runs = append(runs, manifest.Pages{First: first + at, Last: first + at})
			}
		}
	}
	return runs
}
