package bundle

import (
	"time"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

// account makes the account of the plan; files come when they are written.
func (p *Plan) account(files []manifest.File) manifest.Manifest {
	d := p.dossier
	m := manifest.Manifest{
		Schema: manifest.Schema, Tool: manifest.Tool{Name: p.opt.Tool, Version: p.opt.Version},
		Created: p.opt.Created.UTC().Format(time.RFC3339), Draft: p.opt.Draft,
		Case: manifest.CaseOf(d.Case), Packet: manifest.Packet{File: PacketName, Pages: p.Layout.Total(), Compared: p.opt.Fidelity.Compared(), Front: p.front()},
		Inputs: []manifest.Input{}, Records: []manifest.Record{}, Findings: []clinical.Finding{}, Files: files,
		Checklist: manifest.ChecklistOf(p.Checklist), Media: p.media(), DicomdirInvented: p.invented,
	}
	for i, page := range p.Layout.StatedPages() {
		m.Case.Stated[i].PacketPage = page
	}
	for i, page := range p.Layout.ListedPages() {
		m.Case.Listed[i].PacketPage = page
	}
	inputs := d.Inputs()
	m.Totals = manifest.Totals{Inputs: len(inputs), Fates: clinical.CountFates(inputs)}
	changed := map[string]string{}
	for _, c := range p.Copies {
		changed[c.Path] = c.Changed
	}
	for _, it := range d.Items {
		in := manifest.InputOf(it.Input)
		in.File = p.places[it]
		in.Changed = changed[in.File]
		m.Inputs = append(m.Inputs, in)
	}
	for _, e := range d.Entries {
		m.Records = append(m.Records, p.record(e))
	}
	m.Timeline = p.timeline()
	m.Findings = append(m.Findings, p.Findings...)
	if x := d.Deidentified; x != nil {
		m.Deidentified = &manifest.Deidentification{
			Profile: manifest.Profile, Person: x.Person, Dates: x.Dates, Kept: append([]string{}, x.Kept...), Codes: append([]string{}, x.Codes...),
		}
	}
	return m
}

// front lists the parts of the packet that are no records.
func (p *Plan) front() (parts []manifest.Part) {
	for _, x := range p.Layout.Parts() {
		parts = append(parts, manifest.Part(x))
	}
	return parts
}

func (p *Plan) record(e *dossier.Entry) manifest.Record {
	r := manifest.RecordOf(&e.Record)
	r.Files = append(r.Files, p.files[e]...)
	if pr := p.Layout.Pages(e.ID); e.Packed && pr.First > 0 && !e.AllMoved() {
		r.Pages = &manifest.Pages{First: pr.First, Last: pr.Last}
	}
	if pr := p.Layout.Appendix(e.ID); pr.First > 0 {
		for n := pr.First; n <= pr.Last; n++ {
			r.AppendixPages = append(r.AppendixPages, n)
		}
	}
	r.TextLayers = p.textLayers(e)
	if r.Study != nil && len(r.Files) > 0 {
		at := 0
		for i := range r.Study.Series {
			r.Study.Series[i].Folder = r.Files[at][:len(r.Files[at])-len("/IM000001")]
			at += r.Study.Series[i].Instances
		}
		r.Study.Previews = p.previewsOf(e.ID)
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
		take := d.Take
		if take == nil {
			for at := range d.Sizes {
				take = append(take, at+1)
			}
		}
		layers := e.Document().Layers()
		runs = append(runs, layered(layers, take, p.Layout.Pages(e.ID).First)...)
		runs = append(runs, layered(layers, d.Appendix.Pages, p.Layout.Appendix(e.ID).First)...)
	}
	return runs
}

// layered are the runs of pages with a layer among those that stand in the packet
// from first on.
func layered(layers map[int]*textlayer.Layer, pages []int, first int) (runs []manifest.Pages) {
	for at, page := range pages {
		n := len(runs)
		switch {
		case layers[page] == nil:
		case n > 0 && runs[n-1].Last == first+at-1:
			runs[n-1].Last++
		default:
			runs = append(runs, manifest.Pages{First: first + at, Last: first + at})
		}
	}
	return runs
}

// previewsOf are the previews of a study's record.
func (p *Plan) previewsOf(id string) []manifest.Preview {
	for i := range p.Packet.Scans {
		if p.Packet.Scans[i].Record.ID == id {
			return previews(i, &p.Packet.Scans[i])
		}
	}
	return nil
}
