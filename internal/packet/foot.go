package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
)

// DraftMark stands on every page of a packet that is not final.
const DraftMark = "DRAFT"

// feet draws the running foot of every page of the packet: a PDF in which page
// k is as wide as page k of the packet and as high as the foot band.
func (l *Layout) feet() ([]byte, error) {
	sp := &typeset.Speller{Longest: longest}
	foot := l.footPatient(sp)
	pages := make([]*typeset.Page, 0, l.total)
	add := func(width typeset.Length, source string) {
		foot.Number, foot.Source = len(pages)+1, source
		pages = append(pages, foot.Page(width))
	}
	for _, pg := range l.front {
		add(pg.Width, pg.Section)
	}
	for _, e := range l.entries {
		if !e.shown() {
			continue
		}
		source := sp.Show(l.footSource(e))
		foot.See, foot.SeePage = l.seeScan(e)
		for _, size := range e.doc.Sizes {
			add(footWidth(size), source)
		}
	}
	foot.See, foot.SeePage = "", 0
	for _, e := range l.inAppendix() {
		for i, size := range e.doc.Appendix.Sizes {
			add(footWidth(size), sp.Show(e.appendixSource(i)))
		}
	}
	return typeset.Paint(pages)
}

// footPatient is a foot that says whose papers they are.
func (l *Layout) footPatient(sp *typeset.Speller) typeset.Foot {
	pt := l.p.Case.Patient
	foot := typeset.Foot{Name: sp.Show(pt.Name()), Total: l.total}
	if l.p.Draft {
		foot.Mark = DraftMark
	}
	if foot.Name == "" {
		foot.Name = "Name not stated"
	}
	if !pt.BirthDate.IsZero() {
		foot.Born = " · born " + pt.BirthDate.Human()
	}
	return foot
}

// seeScan leads from a report to the first scan that it is about; page 0 for none.
func (l *Layout) seeScan(e *entry) (words string, page int) {
	scans := l.scansOf[e.record.ID]
	if len(scans) == 0 {
		return "", 0
	}
	return scans[0].place(), scans[0].pages.First
}

// footSource names the document at the foot of its pages.
func (l *Layout) footSource(e *entry) string {
	parts := []string{fmt.Sprintf("No %d", e.number), e.record.Kind.Title()}
	if e.record.Kind == clinical.Other || e.record.Kind == clinical.Unknown {
		parts[1] = e.title()
	}
	if name := e.source(); name != "" {
		parts = append(parts, name)
	}
	return strings.Join(parts, " · ")
}

// footWidth is the width of a page, kept within what a foot can be drawn on.
func footWidth(size pdf.PageSize) typeset.Length {
	if !(size.Width >= 1) { // not a number, too
		return typeset.Point
	}
	return typeset.Length(min(size.Width, 1e5)*1000 + 0.5)
}
