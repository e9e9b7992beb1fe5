package document

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/libreoffice"
)

// Converter makes PDF files of office files. *libreoffice.Engine is one.
type Converter interface {
	Convert(ctx context.Context, files []libreoffice.File) ([]libreoffice.Result, error)
}

// RulePlain is the rule of an office file that is shown as a plain rendition,
// though its pages were asked for as its program would show them.
const RulePlain = "plain-rendition"

// convertible are the formats that a Converter is given, and how it has to be
// told. Web pages are not among them, for they draw their look from elsewhere;
// nor are sheets, of which a printed page cuts what is wider than its column
// (decision 0014).
var convertible = map[string]string{
	mediaDOCX: ".docx", mediaDOC: ".doc", mediaODT: ".odt", mediaRTF: ".rtf",
	mediaPPTX: ".pptx", mediaPPT: ".ppt", mediaODP: ".odp", mediaODG: ".odg",
}

// Of what is made of one file.
const (
	maxMade = 1000 // pages
	// enoughShown is how much of the words of a file its pages have to show, in
	// percent, lest something is lost on the way.
	enoughShown = 85
)

// Prepare has pages made of all office files among a batch, in one run of the
// program that makes them. It is called before the files of the batch are read.
// The error is one of the run; a file that no pages can be made of is drawn
// plainly.
func (r *Reader) Prepare(ctx context.Context, batch []File) error {
	if r.Converter == nil {
		return nil
	}
	var files []libreoffice.File
	for _, f := range batch {
		if ext := convertible[f.Media]; ext != "" && f.Size > 0 && f.Size <= rendition.MaxFile {
			files = append(files, libreoffice.File{Path: f.Path, Extension: ext})
		}
	}
	if len(files) == 0 {
		return nil
	}
	results, err := r.Converter.Convert(ctx, files)
	if errors.Is(err, libreoffice.ErrNotInstalled) {
		return nil
	}
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.made == nil {
		r.made = map[string]libreoffice.Result{}
	}
	for i, f := range files {
		r.made[f.Path] = results[i]
	}
	return nil
}

// readOffice reads an office file: drawn plainly, or with the pages that were
// made of it. plain and err are what reading it here gave.
func (r *Reader) readOffice(ctx context.Context, f File, plain *drawn, err error) (*Document, error) {
	r.mu.Lock()
	made, asked := r.made[f.Path]
	r.mu.Unlock()
	var t *Trouble
	if err != nil && (!errors.As(err, &t) || t.Rule == RuleLocked || t.Rule == RuleTooLarge) {
		return nil, err
	}
	why := ""
	switch {
	case !asked:
		return plain.document(), err
	case made.Err != nil:
		why = whyNot(made.Err)
	case plain != nil && plain.clock:
		why = "It asks for the day on which it is opened, which would put a wrong date onto its pages"
	case plain != nil && plain.tracked:
		why = "Changes in it were tracked, and what was deleted would be printed too"
	case plain != nil && plain.TextCut:
		why = "It is too long to be laid out"
	}
	if why == "" {
		doc, lost, perr := r.madePages(ctx, f, made.PDF, plain)
		if perr != nil {
			return nil, perr
		}
		if doc != nil {
			if t != nil && t.Rule == RuleDamaged {
				t.Severity, t.Message, t.Fix = clinical.SeverityWarning, "The file is damaged; LibreOffice could open it, and its pages are in the packet.", "Look at its pages; if something is missing, ask for a new copy."
				doc.Troubles = append([]Trouble{*t}, doc.Troubles...)
			}
			return doc, nil
		}
		why = lost
	}
	if plain == nil {
		return nil, err
	}
	doc := plain.document()
	doc.Troubles = append(doc.Troubles, *f.trouble(RulePlain, clinical.SeverityInfo,
		why+", so the packet shows its text without its layout.", "If the layout matters, open it, save or print it as PDF, and add the PDF."))
	return doc, nil
}

func whyNot(err error) string {
	if errors.Is(err, libreoffice.ErrTimeout) {
		return "LibreOffice took too long over the file"
	}
	return "LibreOffice could not lay it out"
}

// madePages reads the pages that were made of an office file. There is no
// document where they are no use, and lost says why. The error is one of the run.
func (r *Reader) madePages(ctx context.Context, f File, pdf string, plain *drawn) (doc *Document, lost string, err error) {
	doc, err = r.readPDF(ctx, File{Path: pdf, Name: f.Name, Media: mediaPDF})
	var t *Trouble
	switch {
	case errors.As(err, &t), err == nil && doc.Source == nil:
		return nil, "The pages that LibreOffice made of it cannot be read", nil
	case err != nil:
		return nil, "", err
	case len(doc.Sizes) > maxMade:
		return nil, "It would take up very many pages", nil
	}
	troubles := doc.Troubles
	doc.Troubles = nil
	for _, t := range troubles { // of what the program wrote, only this is the file's
		if t.Rule == RuleNoText || t.Rule == RuleTurned {
			doc.Troubles = append(doc.Troubles, t)
		}
	}
	doc.LaidOut = true
	if plain == nil {
		return doc, "", nil
	}
	if !shows(doc, plain.Pages) {
		return nil, "LibreOffice left out some of its text", nil
	}
	doc.Title, doc.Language = plain.Title, plain.Language
	for _, p := range plain.Parts {
		if !plain.shown[p.Path] {
			doc.Parts = append(doc.Parts, p)
		}
	}
	doc.lost(f, plain.damaged, plain.hidden)
	return doc, "", nil
}

// shows tells whether the pages that were made show the words of a file. Pages
// that are pictures may say more, and hardly less.
func shows(made *Document, plain []string) bool {
	want, have := distinct(plain), distinct(made.Pages)
	missing := 0
	for w := range want {
		if !have[w] {
			missing++
		}
	}
	return missing*100 <= len(want)*(100-enoughShown)
}

// pictureMark is what a plain rendition says in the place of a picture.
var pictureMark = regexp.MustCompile(`\[picture: [^\]\n]*\]`)

// distinct are the different words of a text, without what may be set in another
// way on a page: short ones, and the hyphens of lines.
func distinct(pages []string) map[string]bool {
	out := map[string]bool{}
	for _, p := range pages {
		p = pictureMark.ReplaceAllString(p, " ")
		for _, w := range strings.FieldsFunc(strings.ToLower(p), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len(w) > 2 {
				out[w] = true
			}
		}
	}
	return out
}
