package bundle

import (
	"context"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/check"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/packet"
	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/pdf"
)

// compose fills the packet and lays it out.
func (p *Plan) compose(ctx context.Context) error {
	d := p.dossier
	inputs := d.Inputs()
	p.Packet = packet.Packet{
		Case: d.Case, Created: p.opt.Created, Draft: p.opt.Draft, Tool: p.opt.Tool + " " + p.opt.Version,
		Checklist: p.Checklist, Inputs: len(inputs), Totals: clinical.CountFates(inputs),
		LeftOut: p.leftOut(),
	}
	if x := d.Deidentified; x != nil {
		p.Packet.Nameless = dateWords[x.Dates]
	}
	papers := d.Papers()
	reports := check.PairPapers(papers)
	p.Packet.Timeline = timeline.Gather(d.Case, papers, reports)
	for i, e := range d.Entries {
		if !e.Packed {
			continue
		}
		p.number = i + 1 // those that are packed come first
		if e.IsScan() {
			s, err := p.scan(ctx, e, reports[e.ID])
			if err != nil {
				return err
			}
			p.Packet.Scans = append(p.Packet.Scans, s)
			continue
		}
		doc, err := p.document(e)
		if err != nil {
			return err
		}
		p.Packet.Documents = append(p.Packet.Documents, doc)
	}
	p.Findings = append(p.Findings, p.repeats.Findings()...)
	for _, e := range d.Entries {
		if e.Packed && e.Document() != nil && e.Document().NoText && !e.AllMoved() {
			p.Packet.Unread = append(p.Packet.Unread, e.ID)
		}
	}
	p.Packet.Findings = p.Findings
	l, err := packet.Lay(p.Packet)
	if err != nil {
		return err
	}
	p.Layout = l
	p.reportUnshown(l.Unshown)
	return nil
}

// reportUnshown raises one finding for all texts in scripts that the fonts of
// the front pages do not carry.
func (p *Plan) reportUnshown(texts []string) {
	if len(texts) == 0 {
		return
	}
	p.Findings = append(p.Findings, clinical.Finding{
		Rule: "script", Severity: clinical.SeverityWarning,
		Message: fmt.Sprintf("%s in a script that the front pages and renditions cannot show yet, for instance “%s”; the originals show it",
			manifest.Count(len(texts), "text is", "texts are"), texts[0]),
		Fix: "Nothing is lost. Where a name matters, write it in Latin letters in case.yaml as well.",
	})
}

// document gives a record its pages: its own, drawn ones, or a placeholder.
func (p *Plan) document(e *dossier.Entry) (packet.Document, error) {
	doc := packet.Document{Record: &e.Record, File: p.places[e.Item], Original: e.Item.Base()}
	if !e.Unreadable && e.Document().Source != nil {
		doc.Source, doc.Text, doc.Turn = *e.Document().Source, e.Item.Document.Layers(), e.Item.Document.Turns()
		doc.Take, doc.Appendix = appendixOf(e)
		doc.Sizes = taken(e.Document().Sizes, doc.Take)
		for _, it := range e.More {
			doc.More = append(doc.More, packet.Pages{Source: *it.Document.Source, Text: it.Document.Layers(), Turn: it.Document.Turns()})
		}
		return doc, nil
	}
	sheets, err := p.drawn(e)
	if err != nil {
		return doc, fmt.Errorf("%s: %w", e.Item.Key(), err)
	}
	p.reportUnshown(sheets.Unshown)
	p.reportCut(e, sheets)
	doc.Own = true
	doc.Source = pdf.Source{Name: e.Item.Key(), Data: sheets.PDF, Format: pdf.FormatPDF}
	doc.Sizes, doc.Words = sheets.Sizes, sheets.Words
	return doc, nil
}

// reportCut says where a rendition stops short of its document.
func (p *Plan) reportCut(e *dossier.Entry, sheets packet.Sheets) {
	if sheets.Cut {
		p.Findings = append(p.Findings, clinical.Finding{
			Rule: document.RuleCut, Severity: clinical.SeverityWarning, Record: e.ID, Path: e.Item.Key(),
			Message: fmt.Sprintf("This is too long to be shown whole; the packet shows its first %d pages", len(sheets.Sizes)),
			Fix:     "Nothing is lost: the file itself goes along whole.",
		})
	}
}

// taken are the sizes of the given pages, from 1; of all where none is given.
func taken(sizes []pdf.PageSize, pages []int) []pdf.PageSize {
	if pages == nil {
		return sizes
	}
	var out []pdf.PageSize
	for _, n := range pages {
		out = append(out, sizes[n-1])
	}
	return out
}

func (p *Plan) drawn(e *dossier.Entry) (packet.Sheets, error) {
	if e.Unreadable {
		return packet.Placeholder(e.Item.Base(), p.placeholderLines(e))
	}
	note := e.Document().Note
	if file := p.places[e.Item]; file != "" && len(e.More) > 0 {
		note = strings.TrimSpace(note + " The first of the originals is " + file + ".")
	} else if file != "" {
		note = strings.TrimSpace(note + " The original is " + file + ".")
	}
	if e.OriginalLines != nil {
		note = strings.TrimSpace(note + " It holds other records too.")
	}
	if !e.Document().Structured || e.InScan() {
		return packet.Typeset(e.Title, note, e.Blocks())
	}
	return p.repeats.Typeset(e, p.number, note)
}

// placeholderLines say what the file is, why it is not shown and where the
// original is. What the sender can do about it is not the reader's business.
func (p *Plan) placeholderLines(e *dossier.Entry) []string {
	var lines []string
	if t := e.Item.Trouble; t != nil {
		lines = append(lines, t.Message)
	} else {
		lines = append(lines, "The pages of this file cannot be shown in this packet.")
		for _, t := range e.Item.Document.Troubles {
			lines = append(lines, t.Message)
		}
	}
	if file := p.places[e.Item]; file != "" {
		lines = append(lines, "The original goes along unchanged as "+file+" (received as “"+e.Item.Base()+"”).")
	} else {
		lines = append(lines, "Received as “"+e.Item.Base()+"”; there is nothing in it to send along.")
	}
	return lines
}

// leftOut lists what the packet must own up to: set aside or not readable. It
// never names another person, not even by a file name.
func (p *Plan) leftOut() []packet.LeftOut {
	var out []packet.LeftOut
	others := packet.LeftOut{What: "Papers of another person", Why: "they are not about this patient"}
	for _, e := range p.dossier.Entries {
		switch {
		case e.Match == clinical.MatchConflict:
			others.Count++
		case !e.Packed:
			out = append(out, packet.LeftOut{What: e.Item.Base(), Why: e.Aside, Count: 1})
		case e.Unreadable:
			lo := packet.LeftOut{What: e.Item.Base(), Why: "cannot be shown", Count: 1}
			if t := e.Item.Trouble; t != nil {
				lo.Why = lowerFirst(strings.TrimSuffix(t.Message, "."))
			}
			out = append(out, lo)
		}
	}
	for _, it := range p.dossier.Loose {
		out = append(out, packet.LeftOut{What: it.Base(), Why: "a scan file that cannot be read", Count: 1})
	}
	if p.dossier.Deidentified != nil {
		return append(out, p.asideByReason()...)
	}
	for _, it := range p.dossier.Items {
		if it.Fate == clinical.FateSetAside && len(it.Records) == 0 {
			out = append(out, packet.LeftOut{What: it.Base(), Why: it.Reason, Count: 1})
		}
	}
	if others.Count > 0 {
		out = append(out, others)
	}
	return out
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
