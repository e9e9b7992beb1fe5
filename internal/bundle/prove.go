package bundle

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/medbundle/medbundle/internal/bundle/fidelity"
	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/packet"
)

// writePacket writes the packet and holds its pages against the papers. It is
// written again, with new front pages, as long as that changes something.
func (p *Plan) writePacket(ctx context.Context, w *writer) error {
	for {
		if err := w.create(PacketName, func(f io.Writer) error { return p.Layout.Write(ctx, f) }); err != nil {
			return err
		}
		outcomes, err := p.opt.Fidelity.Round(ctx, filepath.Join(w.root, PacketName), p.papers())
		if err != nil || len(outcomes) == 0 {
			return err
		}
		if err := p.heed(outcomes); err != nil {
			return err
		}
		if err := w.remove(PacketName); err != nil {
			return err
		}
	}
}

// papers are the documents whose own pages stand in the packet.
func (p *Plan) papers() (out []fidelity.Paper) {
	for _, d := range p.Packet.Documents {
		if e := p.entry(d.Record.ID); !d.Own && e.Document() != nil {
			out = append(out, fidelity.Paper{
				Record: e.ID, Name: e.Item.Key(), Document: p.shown(e), First: p.Layout.Pages(e.ID).First, Shown: d.Take,
				Moved: d.Appendix.Pages, FirstMoved: p.Layout.Appendix(e.ID).First,
			})
		}
	}
	return out
}

// shown is the document whose pages of the record stand in the packet.
func (p *Plan) shown(e *dossier.Entry) *document.Document {
	if doc := p.remade[e]; doc != nil {
		return doc
	}
	return e.Document()
}

func (p *Plan) entry(id string) *dossier.Entry {
	for _, e := range p.dossier.Entries {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// heed takes papers as they were made anew, adds findings, and lays the packet
// out again.
func (p *Plan) heed(outcomes []fidelity.Outcome) (err error) {
	for _, o := range outcomes {
		if o.Finding != nil {
			p.Findings = append(p.Findings, *o.Finding)
		}
		if o.Document == nil {
			continue
		}
		e := p.entry(o.Record)
		p.remade[e] = o.Document
		for i := range p.Packet.Documents {
			if d := &p.Packet.Documents[i]; d.Record.ID == o.Record {
				d.Source = *o.Document.Source
				d.Sizes = taken(o.Document.Sizes, d.Take)
				if d.Appendix.Pages != nil {
					d.Appendix.Sizes = taken(o.Document.Sizes, d.Appendix.Pages)
				}
			}
		}
	}
	clinical.SortFindings(p.Findings)
	p.Packet.Findings = p.Findings
	p.Layout, err = packet.Lay(p.Packet)
	return err
}

// remove takes back a file that is to be written again.
func (w *writer) remove(path string) error {
	if err := os.Remove(filepath.Join(w.root, filepath.FromSlash(path))); err != nil {
		return staging.Cause(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, f := range w.files {
		if f.Path == path {
			w.files = append(w.files[:i], w.files[i+1:]...)
			break
		}
	}
	return nil
}
