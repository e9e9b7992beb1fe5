package document

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// Attacher takes the files that lie inside a PDF out of it, in a process of
// its own. *pdfium.Engine is one.
type Attacher interface {
	Parts(ctx context.Context, path, name, password string, byPDFium bool, dir string) (*pdfium.Parts, error)
}

// attached gives doc the files inside the PDF that p found. The error is one of
// the run.
func (r *Reader) attached(ctx context.Context, f File, p *pdfium.Probe, doc *Document) error {
	checked := len(p.Check.Pages) > 0
	if checked && !p.Check.HasAttachments || !checked && !p.Opened {
		return nil
	}
	parts, err := r.takeOut(ctx, f, p.Password, !checked)
	if err != nil {
		return err
	}
	if parts == nil {
		if checked {
			doc.Troubles = append(doc.Troubles, *f.notTakenOut("Files are attached inside the PDF, and they could not be taken out."))
		}
		return nil
	}
	for _, part := range parts.Files {
		doc.Parts = append(doc.Parts, Part{Name: part.Name, Path: part.Path, Size: part.Size})
	}
	doc.Wrapper = parts.Portfolio && len(doc.Parts) > 0 && isCover(p.Pages)
	doc.Troubles = append(doc.Troubles, f.attachedTroubles(parts, doc.Wrapper)...)
	return nil
}

// takeOut returns nil where nothing can be taken out: there is no work folder,
// or the file is the trouble.
func (r *Reader) takeOut(ctx context.Context, f File, password string, byPDFium bool) (*pdfium.Parts, error) {
	engine, ok := r.Engine.(Attacher)
	if !ok || r.Work == "" {
		return nil, nil
	}
	dir, err := os.MkdirTemp(r.Work, "attached-")
	if err != nil {
		return nil, fmt.Errorf("cannot write into the work folder: %w", withoutPath(err))
	}
	parts, err := engine.Parts(ctx, f.Path, f.Name, password, byPDFium, dir)
	if errors.Is(err, pdfium.ErrUnavailable) && byPDFium {
		return nil, nil
	}
	if err := runError(ctx, err); err != nil {
		return nil, err
	}
	return parts, nil
}

// aboutViewers are the words of covers that programs put before a portfolio,
// for viewers that cannot show it.
var aboutViewers = regexp.MustCompile(`(?i)\b(adobe|acrobat|pdf[- ]?(portfolio|package|portefeuille|paket))\b`)

// maxCover bounds the text of such a cover, in bytes.
const maxCover = 2000

// isCover tells whether pages are the cover of a portfolio and not a paper.
func isCover(pages []pdfium.Page) bool {
	if len(pages) != 1 {
		return false
	}
	text := strings.TrimSpace(pages[0].Text)
	return text == "" && pages[0].Images == 0 || len(text) < maxCover && aboutViewers.MatchString(text)
}

func (f File) attachedTroubles(parts *pdfium.Parts, wrapper bool) (ts []Trouble) {
	n := len(parts.Files)
	inside := fmt.Sprintf("%d files lie", n)
	if n == 1 {
		inside = "One file lies"
	}
	switch {
	case wrapper:
		ts = append(ts, *f.trouble(RuleAttached, clinical.SeverityInfo, "The PDF is a portfolio. "+inside+" inside, and its own page is only a wrapper. Each file inside is listed on its own.", ""))
	case n > 0:
		ts = append(ts, *f.trouble(RuleAttached, clinical.SeverityInfo, inside+" inside the PDF as an attachment; each is listed on its own.", ""))
	}
	if n := parts.Lost; n > 0 {
		what := fmt.Sprintf("%d files that are attached inside the PDF could not be taken out, or not whole", n)
		if n == 1 {
			what = "A file that is attached inside the PDF could not be taken out, or not whole"
		}
		ts = append(ts, *f.notTakenOut(what + because(parts.Problem)))
	} else if parts.More {
		ts = append(ts, *f.notTakenOut("More files are attached inside the PDF than are taken out."))
	}
	return ts
}

func (f File) notTakenOut(message string) *Trouble {
	return f.trouble(RuleUnsupported, clinical.SeverityWarning, message, "Open the PDF, save its attachments as files, and add them.")
}
