package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/bluebutton"
	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/mail"
	"github.com/medbundle/medbundle/internal/document/office"
	"github.com/medbundle/medbundle/internal/document/office97"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/sheet"
	"github.com/medbundle/medbundle/internal/document/slides"
)

// plainReaders read the formats without pages of their own, and name them.
var plainReaders = map[string]struct {
	is   string
	read func([]byte) (*rendition.Rendition, error)
	head bool // its beginning is read, not all of it
}{
	mediaText:     {"a text file", always(rendition.PlainText), true},
	mediaMarkdown: {"a Markdown file", always(rendition.Markdown), true},
	mediaCSV:      {"a table (CSV)", always(rendition.CSV), true},
	mediaHTML:     {"a web page", always(rendition.HTML), true},
	mediaDOCX:     {"a Word file", office.DOCX, false},
	mediaDOC:      {"a Word file (.doc)", office97.Word, false},
	mediaXLSX:     {"an Excel sheet", sheet.XLSX, false},
	mediaXLS:      {"an Excel sheet (.xls)", sheet.XLS, false},
	mediaODS:      {"an OpenDocument sheet", sheet.ODS, false},
	mediaPPTX:     {"a PowerPoint file", slides.PPTX, false},
	mediaPPT:      {"a PowerPoint file (.ppt)", office97.Slides, false},
	mediaODP:      {"an OpenDocument presentation", slides.ODP, false},
	mediaODG:      {"an OpenDocument drawing", slides.ODP, false},
	mediaODT:      {"an OpenDocument text", office.ODT, false},
	mediaRTF:      {"an RTF file", office.RTF, false},
	mediaEmail:    {"an e-mail", mail.Message, false},
	mediaMSG:      {"an Outlook message", mail.Outlook, false},
}

func always(read func([]byte) *rendition.Rendition) func([]byte) (*rendition.Rendition, error) {
	return func(b []byte) (*rendition.Rendition, error) { return read(b), nil }
}

// load reads a whole file of a format that is read in memory.
func (f File) load() ([]byte, error) {
	if f.Size > rendition.MaxFile {
		return nil, f.trouble(RuleTooLarge, clinical.SeverityError,
			fmt.Sprintf("The file is too large to be drawn as pages (%d MB).", f.Size>>20), saveAsPDF)
	}
	b, err := os.ReadFile(f.Path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, withoutPath(err))
	}
	return b, nil
}

// loadHead reads what can be told of a file whose beginning is read.
func (f File) loadHead() ([]byte, error) {
	file, err := os.Open(f.Path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, withoutPath(err))
	}
	defer file.Close()
	b := make([]byte, min(f.Size, rendition.MaxHead))
	n, err := io.ReadFull(file, b)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("%s: %w", f.Name, withoutPath(err))
	}
	return b[:n], nil
}

func (r *Reader) readPlain(ctx context.Context, f File) (*Document, error) {
	d, err := r.draw(ctx, f)
	if convertible[f.Media] != "" {
		return r.readOffice(ctx, f, d, err)
	}
	return d.document(), err
}

// drawn is a document as its own reader draws it, with what matters where its
// pages are made by another program.
type drawn struct {
	Document
	damaged string
	hidden  []string
	clock   bool
	tracked bool
	shown   map[string]bool // the parts that stand on its pages, by their paths
}

func (d *drawn) document() *Document {
	if d == nil {
		return nil
	}
	return &d.Document
}

// draw reads a file in memory.
func (r *Reader) draw(ctx context.Context, f File) (*drawn, error) {
	kind := plainReaders[f.Media]
	load := f.load
	if kind.head {
		load = f.loadHead
	}
	data, err := load()
	if err != nil {
		return nil, err
	}
	if f.Media == mediaText && bluebutton.Is(data) {
		doc, err := r.structured(ctx, f, "a Blue Button file", bluebutton.Read(data))
		if err != nil {
			return nil, err
		}
		return &drawn{Document: *doc}, nil
	}
	got, err := kind.read(data)
	if err != nil {
		return nil, f.failed(kind.is, err)
	}
	d := &drawn{
		Document: Document{
			Title: got.Title, Language: got.Language, Blocks: got.Blocks, TextCut: got.Cut,
			Note: "Plain rendition of " + kind.is + ".",
		},
		damaged: got.Damaged, hidden: got.Hidden, clock: got.Clock, tracked: got.Tracked, shown: map[string]bool{},
	}
	d.Pages = []string{rendition.Text(got.Blocks)}
	d.lost(f, got.Damaged, append(got.Losses, got.Hidden...))
	if strings.TrimSpace(d.Pages[0]) == "" {
		if !holdsRecords(got.Parts) {
			return nil, f.noWords(kind.is, append(got.Losses, got.Hidden...))
		}
		d.Blocks = []Block{{Text: "No text is written in the file itself. The files inside it are papers of their own."}}
	}
	for _, part := range got.Parts {
		kept, err := r.keep(part, Said{})
		if err != nil {
			return nil, err
		}
		d.Parts = append(d.Parts, kept)
		d.shown[kept.Path] = part.Shown
	}
	if t := f.standIn(&d.Document, data); t != nil {
		return nil, t
	}
	return d, nil
}

// holdsRecords tells whether any part may be a record.
func holdsRecords(parts []rendition.Part) bool {
	return slices.ContainsFunc(parts, func(p rendition.Part) bool { return p.Aside == "" })
}

// noWords is the trouble of a file in which nothing can be read: it holds
// pictures only, or nothing.
func (f File) noWords(is string, losses []string) *Trouble {
	if len(losses) > 0 {
		return f.trouble(RuleUnsupported, clinical.SeverityError,
			"The file is "+is+" without any text: "+strings.Join(losses, "; ")+".", saveAsPDF)
	}
	return f.trouble(RuleEmpty, clinical.SeverityError, "The file is "+is+" in which nothing is written.", askAgain)
}

var passwordField = regexp.MustCompile(`(?i)type\s*=\s*["']?password`)

// standIn refuses a page that a portal sent in the place of a record.
func (f File) standIn(doc *Document, data []byte) *Trouble {
	page := f.Media == mediaHTML
	if !promised(f) || !page && f.Media != mediaText {
		return nil
	}
	signIn := page && passwordField.Match(data)
	what, yes := standsIn(doc.Title, doc.Pages[0], signIn)
	if !yes {
		return nil
	}
	if !page {
		what = "a text file of a few words"
	}
	return f.trouble(RuleMisnamed, clinical.SeverityError, "The file is named "+f.extension()+" but is "+what+", not the record.",
		"Sign in to the portal and download it again.")
}

// failed turns an error of a format's reader into a trouble.
func (f File) failed(is string, err error) *Trouble {
	switch {
	case errors.Is(err, rendition.ErrLocked):
		return f.trouble(RuleLocked, clinical.SeverityError, "The file is "+is+" that is locked with a password.",
			"Open it with the password and save it as PDF without one.")
	case errors.Is(err, rendition.ErrSealed):
		return f.trouble(RuleLocked, clinical.SeverityError, "The file is "+is+" that is encrypted: only the mailbox that it was sent to can open it.",
			"Open it in that mail program, print it as PDF and save what is attached to it as files, then add those.")
	case errors.Is(err, rendition.ErrVersion):
		return f.trouble(RuleUnsupported, clinical.SeverityError, "The file is "+is+" in a version that is not read.", saveAsPDF)
	case errors.Is(err, rendition.ErrTooLarge), errors.Is(err, hl7.ErrTooLarge):
		return f.trouble(RuleTooLarge, clinical.SeverityError, "The file is "+is+" that unpacks to more than is read.", saveAsPDF)
	}
	return f.trouble(RuleDamaged, clinical.SeverityError, "The file is "+is+" that is damaged and cannot be read.", askAgain)
}

// lost notes what a rendition left out.
func (d *Document) lost(f File, damaged string, losses []string) {
	if damaged != "" {
		d.Troubles = append(d.Troubles, *f.trouble(RuleDamaged, clinical.SeverityError,
			"The file is damaged: "+damaged+". What could be read is shown.", askAgain))
	}
	for _, l := range losses {
		d.Troubles = append(d.Troubles, *f.trouble(RuleCut, clinical.SeverityWarning,
			"Not all of the file is on its pages: "+l+".", "The whole file is among the originals."))
	}
}
