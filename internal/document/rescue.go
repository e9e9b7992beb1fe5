package document

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// Rescuer makes a PDF anew whose pages cannot be copied as they are, in a
// process of its own. *pdfium.Engine is one.
type Rescuer interface {
	Rescue(ctx context.Context, path, name, password string, rung pdfium.Rung, out string) (*pdfium.Rescued, error)
	Salvage(ctx context.Context, path, name, out string) error
}

// ladder are the rungs in the order in which they are tried. Appearances
// stands first, for files with fields or notes: it changes nothing else.
var ladder = []pdfium.Rung{pdfium.Appearances, pdfium.Import, pdfium.Copy, pdfium.Raster}

// rescuer is nil where nothing can be rescued: no work folder was given, or
// the engine only reads.
func (r *Reader) rescuer() Rescuer {
	if e, ok := r.Engine.(Rescuer); ok && r.Work != "" {
		return e
	}
	return nil
}

// pagesOf gives doc the pages of the PDF that p found: its own, or those of a
// file in the work folder that was made from it. doc has no Source afterwards
// where no rung helped. read is what went wrong when PDFium read it, if
// anything.
func (r *Reader) pagesOf(ctx context.Context, f File, p *pdfium.Probe, read error, doc *Document) error {
	own := pdf.Source{Name: f.Name, Path: f.Path, Password: p.Password, Format: pdf.FormatPDF}
	doc.fields, doc.Repaired = p.Check.Forms || p.Check.Unshown > 0, len(p.Check.Repairs) > 0
	if p.Opened || read != nil {
		doc.Original = &own
	}
	if p.Assemblable {
		doc.Source, doc.Sizes, doc.unshown = &own, p.Check.Pages, p.Check.Unshown
		if p.Opened && (p.Check.Unshown > 0 || p.Check.NeedsAppearances) {
			return r.drawFields(ctx, f, doc, p)
		}
		return nil
	}
	if doc.Original == nil {
		return nil
	}
	rungs := ladder[1:]
	switch {
	case p.Protected:
		rungs = []pdfium.Rung{pdfium.Copy, pdfium.Import, pdfium.Raster} // there is nothing broken to leave behind
	case read != nil:
		rungs = []pdfium.Rung{pdfium.Import, pdfium.Copy} // a page on which the reader dies is not drawn
	}
	return r.climb(ctx, f, doc, rungs, len(p.Pages))
}

// climb tries rungs until one gives at least so many pages.
func (r *Reader) climb(ctx context.Context, f File, doc *Document, rungs []pdfium.Rung, pages int) error {
	for _, rung := range rungs {
		got, path, err := r.rescue(ctx, f, doc.Original, rung)
		if err != nil {
			return err
		}
		if got == nil || len(got.Check.Pages) < max(pages, 1) {
			continue
		}
		doc.take(f, got, path)
		if got.Check.Unshown > 0 && rung != pdfium.Raster {
			return r.drawFieldsOf(ctx, f, doc, got.Check.Unshown, len(got.Check.Pages))
		}
		return nil
	}
	return nil
}

// drawFields has fields and notes without an appearance drawn into the pages.
// If that fails, or helps nothing, the pages stay as they are.
func (r *Reader) drawFields(ctx context.Context, f File, doc *Document, p *pdfium.Probe) error {
	unshown := p.Check.Unshown
	if p.Check.NeedsAppearances {
		unshown++ // drawing anew helps where every field has an appearance, too
	}
	return r.drawFieldsOf(ctx, f, doc, unshown, len(p.Check.Pages))
}

func (r *Reader) drawFieldsOf(ctx context.Context, f File, doc *Document, unshown, pages int) error {
	got, path, err := r.rescue(ctx, f, doc.Original, pdfium.Appearances)
	if err != nil || got == nil {
		return err
	}
	if len(got.Check.Pages) == pages && got.Check.Unshown < unshown {
		doc.take(f, got, path)
	}
	return nil
}

// take makes the pages of a rescued file those of the document.
func (d *Document) take(f File, got *pdfium.Rescued, path string) {
	d.Source = &pdf.Source{Name: f.Name, Path: path, Format: pdf.FormatPDF}
	d.Sizes, d.Rung, d.blank, d.unshown = got.Check.Pages, got.Rung, got.Lost, got.Check.Unshown
	d.Repaired = true
}

// rescue tries one rung. Nothing comes back where it does not help; the error
// is one of the run.
func (r *Reader) rescue(ctx context.Context, f File, from *pdf.Source, rung pdfium.Rung) (*pdfium.Rescued, string, error) {
	engine := r.rescuer()
	if engine == nil {
		return nil, "", nil
	}
	dir, err := os.MkdirTemp(r.Work, "rescued-")
	if err != nil {
		return nil, "", fmt.Errorf("cannot write into the work folder: %w", withoutPath(err))
	}
	path := filepath.Join(dir, string(rung)+".pdf")
	got, err := engine.Rescue(ctx, from.Path, f.Name, from.Password, rung, path)
	if err == nil {
		return got, path, nil
	}
	os.Remove(dir)
	return nil, "", runError(ctx, err)
}

// salvage looks for pages in a file whose pages no reader gives. It returns nil
// where there are none.
func (r *Reader) salvage(ctx context.Context, f File) (*Document, error) {
	engine := r.rescuer()
	if engine == nil {
		return nil, nil
	}
	dir, err := os.MkdirTemp(r.Work, "rescued-")
	if err != nil {
		return nil, fmt.Errorf("cannot write into the work folder: %w", withoutPath(err))
	}
	made := File{Path: filepath.Join(dir, "salvaged.pdf"), Name: f.Name, Media: f.Media}
	if err := engine.Salvage(ctx, f.Path, f.Name, made.Path); err != nil {
		os.Remove(dir)
		return nil, runError(ctx, err)
	}
	p, err := r.Engine.Probe(ctx, made.Path, f.Name, nil)
	if err != nil || p.Locked || len(p.Pages) == 0 {
		return nil, runError(ctx, err)
	}
	doc, err := r.probed(ctx, made, p, nil)
	if err != nil || doc.Source == nil {
		return nil, err
	}
	doc.Repaired = true
	doc.Troubles = append([]Trouble{*f.wasSalvaged(len(doc.Sizes))}, doc.Troubles...)
	return doc, nil
}

// runError is nil where err is trouble with the file.
func runError(ctx context.Context, err error) error {
	if err == nil || rungFailed(err) && ctx.Err() == nil {
		return nil
	}
	return err
}

// rungFailed tells that the next rung may help: the file is the trouble, and
// not the run.
func rungFailed(err error) bool {
	return slices.ContainsFunc([]error{
		pdfium.ErrRefused, pdfium.ErrNoPage, pdfium.ErrTimeout, pdfium.ErrMemory, pdfium.ErrCrash, pdfium.ErrTooLarge,
		pdf.ErrLocked, fs.ErrNotExist,
	}, func(e error) bool { return errors.Is(err, e) })
}

// NextRung makes the pages of a PDF anew in the next way of the ladder, for a
// document whose pages in the packet do not look like the original. It returns
// nil where none is left, or the document is no PDF that can be drawn; doc
// itself stays as it is.
func (r *Reader) NextRung(ctx context.Context, f File, doc *Document) (*Document, error) {
	if doc.Original == nil || doc.Source == nil {
		return nil, nil
	}
	next := *doc
	rungs := ladder[slices.Index(ladder, doc.Rung)+1:] // all of it where there was none
	if doc.Rung == "" && !doc.fields {
		rungs = ladder[1:]
	}
	for _, rung := range rungs {
		got, path, err := r.rescue(ctx, f, doc.Original, rung)
		if err != nil {
			return nil, err
		}
		if got != nil && len(got.Check.Pages) == len(doc.Sizes) {
			next.take(f, got, path)
			next.standUpright()
			return &next, nil
		}
	}
	return nil, nil
}

// wasSalvaged is an error, for nothing tells how many pages are lost.
func (f File) wasSalvaged(pages int) *Trouble {
	what := "The page that could be found is in the packet, and others"
	if pages > 1 {
		what = fmt.Sprintf("The %d pages that could be found are in the packet, and others", pages)
	}
	return f.trouble(RuleDamaged, clinical.SeverityError,
		"The PDF is not whole: its end is missing or damaged, as when a download is cut short. "+what+" may be missing. The original goes along untouched.", askAgain)
}

const lookAtPages = "Look at its pages in the packet; if one is missing or looks wrong, ask the hospital for a new copy."

// rescueTroubles says how the pages were made anew, and what that cost.
func (f File) rescueTroubles(doc *Document, p *pdfium.Probe) (ts []Trouble) {
	const original = " The original goes along untouched."
	add := func(s clinical.Severity, message, fix string) {
		ts = append(ts, *f.trouble(RuleRepaired, s, message+original, fix))
	}
	switch doc.Rung {
	case pdfium.Appearances:
		if p.Assemblable {
			add(clinical.SeverityInfo, fieldsWere(p.Check.Unshown-doc.unshown), "")
			break
		}
		fallthrough
	case pdfium.Import, pdfium.Copy:
		if p.Protected {
			add(clinical.SeverityInfo, "The PDF is locked in a way that is not often used: its pages were opened with the password and taken over into a new file.", "")
			break
		}
		add(clinical.SeverityWarning, "The PDF is damaged, or stored in an unusual way: its pages were taken over into a new file, which can be read.", lookAtPages)
	case pdfium.Raster:
		add(clinical.SeverityWarning, "The PDF is damaged: pictures of its pages stand in the packet, in which words cannot be searched or copied."+blankPages(doc.blank), lookAtPages)
	}
	if n := unreadPages(p); n > 0 && doc.Rung != pdfium.Raster && !p.Assemblable {
		ts = append(ts, *f.trouble(RuleDamaged, clinical.SeverityWarning, fmt.Sprintf("%d of the PDF's %d pages could not be read and may be blank in the packet.", n, len(p.Pages)), lookAtPages))
	}
	return ts
}

func fieldsWere(n int) string {
	switch {
	case n <= 0:
		return "The PDF is a form whose fields each program draws anew; they were drawn into its pages as a PDF reader shows them."
	case n == 1:
		return "A note or filled field of the PDF had no picture of its own; it was drawn into its page as a PDF reader shows it."
	}
	return fmt.Sprintf("%d notes or filled fields of the PDF had no picture of their own; they were drawn into its pages as a PDF reader shows them.", n)
}

func blankPages(lost []int) string {
	switch len(lost) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(" Its page %d could not be drawn and is blank.", lost[0])
	}
	return fmt.Sprintf(" %d of its pages could not be drawn and are blank, the first is page %d.", len(lost), lost[0])
}

func unreadPages(p *pdfium.Probe) (n int) {
	for _, page := range p.Pages {
		if page.Unreadable {
			n++
		}
	}
	return n
}
