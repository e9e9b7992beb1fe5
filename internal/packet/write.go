package packet

import (
	"context"
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
)

// Write writes the whole packet as one PDF: the front pages, then every
// document with its running foot. The same layout gives the same bytes. An
// error names the document at which it happened.
func (l *Layout) Write(ctx context.Context, w io.Writer) error {
	return l.assemble(ctx, pdf.NewAssembler(w, l.total, l.info()))
}

// assembler is what the packet needs of pdf.Assembler.
type assembler interface {
	SetFeet(src pdf.Source) error
	Append(ctx context.Context, src pdf.Source, opt pdf.AppendOptions) (first, last int, err error)
	Inner(first int) []pdf.Bookmark
	Close(outline []pdf.Bookmark) error
}

func (l *Layout) info() pdf.Info {
	name := l.p.Case.Patient.Name()
	if name == "" {
		name = "name not stated"
	}
	return pdf.Info{
		Title:    l.draftWord() + "Records for a second opinion: " + typeset.Shorten(name, longestTitle),
		Author:   typeset.Shorten(l.p.Case.PreparedBy, longestTitle),
		Subject:  "Indexed medical records",
		Language: "en",
		Producer: l.p.Tool,
		Created:  l.p.Created,
	}
}

// draftWord leads the title of a draft.
func (l *Layout) draftWord() string {
	if l.p.Draft {
		return DraftMark + ": "
	}
	return ""
}

func (l *Layout) assemble(ctx context.Context, a assembler) error {
	feet, err := l.feet()
	if err != nil {
		return err
	}
	if err := a.SetFeet(drawn("running feet", feet)); err != nil {
		return err
	}
	if err := l.appendFront(ctx, a); err != nil {
		return err
	}
	for _, e := range l.entries {
		if !e.shown() {
			continue
		}
		if err := l.append(ctx, a, e); err != nil {
			return err
		}
	}
	if err := l.appendAppendix(ctx, a); err != nil {
		return err
	}
	return a.Close(l.outline(a.Inner))
}

// picturesAtOnce bounds the pictures that are held in memory while the front pages are
// drawn; twelve is what a study has.
const picturesAtOnce = 96

// appendFront writes the pages before the first document, with links as URIs
// "mb:<page>".
func (l *Layout) appendFront(ctx context.Context, a assembler) error {
	last := 0
	for _, pages := range typeset.Pieces(l.front, picturesAtOnce) {
		piece, err := typeset.Paint(pages)
		if err != nil {
			return err
		}
		if _, last, err = a.Append(ctx, drawn("front pages", piece), pdf.AppendOptions{OwnLinks: true}); err != nil {
			return err
		}
	}
	if last != len(l.front) {
		return fmt.Errorf("packet: the front ends on page %d, not %d", last, len(l.front))
	}
	return nil
}

func (l *Layout) append(ctx context.Context, a assembler, e *entry) error {
	first, last, err := a.Append(ctx, e.doc.Source, pdf.AppendOptions{Pages: e.doc.Take, Text: e.doc.Text, Turn: e.doc.Turn, Band: !e.doc.Own})
	for i := 0; err == nil && i < len(e.doc.More); i++ {
		_, last, err = a.Append(ctx, e.doc.More[i].Source, pdf.AppendOptions{Text: e.doc.More[i].Text, Turn: e.doc.More[i].Turn, Band: !e.doc.Own})
	}
	if err != nil {
		return err
	}
	if first != e.pages.First || last != e.pages.Last {
		return fmt.Errorf("packet: %s stands on pages %d to %d; the index says %d to %d",
			e.doc.Original, first, last, e.pages.First, e.pages.Last)
	}
	return nil
}

func drawn(name string, data []byte) pdf.Source {
	return pdf.Source{Name: name, Data: data, Format: pdf.FormatPDF}
}
