package document

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/keyring"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// readPDF reads a PDF through the engine: this process does not parse a byte of
// it before a bounded child has.
func (r *Reader) readPDF(ctx context.Context, f File) (*Document, error) {
	if r.Engine == nil {
		return nil, fmt.Errorf("%s: no engine to read PDF files with", f.Name)
	}
	var p *pdfium.Probe
	var read error
	err := r.Keys.Open(f.Name, func(passwords []string) (locked bool, err error) {
		p, read = r.Engine.Probe(ctx, f.Path, f.Name, passwords)
		return p != nil && p.Locked, ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	switch {
	case errors.Is(read, pdfium.ErrUnavailable), errors.Is(read, pdfium.ErrClosed):
		return nil, fmt.Errorf("%s: %w", f.Name, read)
	case p == nil:
		return nil, f.probeFailed(read)
	case p.Swamped:
		return nil, f.trouble(RuleTooLarge, clinical.SeverityError, "The PDF has far more parts than a document of pages needs, and was not read.", printAgain)
	case p.Locked:
		return nil, f.locked(len(r.Keys.Given(f.Name)) > 0)
	}
	doc, err := r.probed(ctx, f, p, read)
	if err != nil {
		return nil, err
	}
	doc.Troubles = append(doc.Troubles, f.openedByGuess(p.Password, r.Keys)...)
	if doc.Source != nil || len(doc.Parts) > 0 {
		return doc, nil
	}
	if read != nil {
		return nil, f.probeFailed(read)
	}
	if found, err := r.salvage(ctx, f); err != nil || found != nil {
		return found, err
	}
	if len(p.Pages) == 0 {
		return nil, f.trouble(RuleDamaged, clinical.SeverityError, "The PDF cannot be opened"+because(strings.TrimPrefix(p.Problem, pdfium.Unreadable)), askAgain)
	}
	return doc, nil
}

// probed makes a document of what was found in a PDF; read is what went wrong
// when PDFium read it, if anything. It has no Source where its pages cannot be
// had in any way.
func (r *Reader) probed(ctx context.Context, f File, p *pdfium.Probe, read error) (*Document, error) {
	doc := &Document{Title: p.Title, NoText: true, unsure: p.Disputed}
	for _, page := range p.Pages {
		doc.Pages = append(doc.Pages, page.Text)
		doc.NoText = doc.NoText && strings.TrimSpace(page.Text) == ""
	}
	if err := r.pagesOf(ctx, f, p, read, doc); err != nil {
		return nil, err
	}
	if read != nil {
		doc.Pages, doc.Original = make([]string, len(doc.Sizes)), nil
	} else if err := r.readScans(ctx, f, p, doc); err != nil {
		return nil, err
	} else if err := r.lookAtPDF(ctx, f, p, doc); err != nil {
		return nil, err
	}
	doc.Troubles = append(f.pdfTroubles(p, doc, read), f.textTroubles(p, doc, read)...)
	return doc, r.attached(ctx, f, p, doc)
}

// because adds a reason to a sentence.
func because(problem string) string {
	problem = strings.TrimRight(strings.TrimSpace(problem), ".")
	if problem == "" {
		return "."
	}
	return ": " + problem + "."
}

func (f File) probeFailed(err error) *Trouble {
	switch {
	case errors.Is(err, pdfium.ErrTimeout):
		return f.trouble(RuleTimeout, clinical.SeverityError, "Reading the PDF took too long and was stopped.", printAgain)
	case errors.Is(err, pdfium.ErrMemory), errors.Is(err, pdfium.ErrTooLarge):
		return f.trouble(RuleTooLarge, clinical.SeverityError, "The PDF needs more memory than is allowed and was not read.", printAgain)
	}
	return f.trouble(RuleDamaged, clinical.SeverityError, "The PDF is damaged: the reader gave up on it.", printAgain)
}

// textFailed says that the pages are there and their text is not.
func (f File) textFailed(err error) *Trouble {
	t := f.probeFailed(err)
	t.Severity, t.Message = clinical.SeverityWarning, "The text of the PDF could not be read: the reader gave up on it. Its pages are in the packet."
	t.Fix = "Check that the record is filed as what it is."
	return t
}

const printAgain = "Open the file, print it to a new PDF, and add that; or ask the hospital for a new copy."

func (f File) locked(tried bool) *Trouble {
	if tried {
		return f.trouble(RuleLocked, clinical.SeverityError, "The PDF is locked, and none of the passwords given opens it.",
			"Look in the letter or e-mail it came with for its password, and give that too. "+birthDateHint)
	}
	return f.trouble(RuleLocked, clinical.SeverityError, "The PDF is locked with a password.",
		"Write its password into a text file and run this again with --password-file FILE, or open it and save a copy without a password. "+birthDateHint)
}

const birthDateHint = "Hospitals often use the patient's birth date: where case.yaml states it, its usual forms are tried."

// openedByGuess says that nobody gave the password.
func (f File) openedByGuess(password string, keys *keyring.Ring) []Trouble {
	if !keys.Guessed(f.Name, password) {
		return nil
	}
	return []Trouble{*f.trouble(RuleUnlocked, clinical.SeverityInfo, "The PDF is locked, and opened with a password made of the patient's birth date, as hospitals do. Its copy in the packet is not locked; the original is.", "")}
}

// pdfTroubles says what does not travel into the packet, and why.
func (f File) pdfTroubles(p *pdfium.Probe, doc *Document, read error) []Trouble {
	var ts []Trouble
	add := func(rule string, s clinical.Severity, message, fix string) {
		ts = append(ts, *f.trouble(rule, s, message, fix))
	}
	switch {
	case doc.Source == nil:
		add(RuleDamaged, clinical.SeverityError, "The PDF is damaged and its pages cannot be copied; a page in its place says so"+because(p.Problem), printAgain)
	case p.Assemblable && p.Problem != "" && read == nil:
		add(RuleDamaged, clinical.SeverityWarning, "The PDF is damaged, but its pages could be copied"+because(p.Problem), "Look at its pages in the packet.")
	}
	ts = append(ts, f.rescueTroubles(doc, p)...)
	c := p.Check
	if n := len(c.Repairs); n > 0 {
		add(RuleRepaired, repairSeverity(c.Repairs), repairedSentence(n), "Look at its pages in the packet.")
	}
	if c.Signed {
		add(RuleSigned, clinical.SeverityInfo, "The PDF is signed electronically; its copy in the packet is not, the original is.", "")
	}
	if c.Scripts {
		add(RuleScripts, clinical.SeverityInfo, "The PDF holds scripts or actions; they do not travel into the packet.", "")
	}
	if c.ToRedact > 0 {
		add(RuleRedaction, clinical.SeverityWarning, "Something in the PDF is marked to be blacked out, but that was never carried out: the words are still there, in the packet too.",
			"If nobody is to read them, apply the redaction in the program that made the marks and add that file; or leave the file out.")
	}
	if isStandIn(p) {
		add(RuleUnsupported, clinical.SeverityError, "The PDF is a form of a kind (XFA) that only Adobe Reader shows. Its page in the packet is a stand-in: what was filled in is not on it.",
			"Open the file in Adobe Reader on a computer, print it to a new PDF, and add that.")
	}
	if doc.unshown > 0 {
		add(RuleCut, clinical.SeverityWarning, fmt.Sprintf("The PDF has %d notes or filled fields that the packet may not show.", doc.unshown), printAgain)
	}
	return ts
}

// repairedSentence counts what was mended. The reader's own words for it are
// about the insides of PDF and help no patient.
func repairedSentence(n int) string {
	if n == 1 {
		return "The PDF had a fault inside that was repaired."
	}
	return fmt.Sprintf("The PDF had %d faults inside that were repaired.", n)
}

// repairSeverity is a warning where the reader put an empty page in the place
// of a broken one.
func repairSeverity(repairs []string) clinical.Severity {
	for _, r := range repairs {
		if strings.Contains(r, "blank page") {
			return clinical.SeverityWarning
		}
	}
	return clinical.SeverityInfo
}

// textTroubles says what text is missing; read is what went wrong when PDFium
// read it.
func (f File) textTroubles(p *pdfium.Probe, doc *Document, read error) []Trouble {
	if read != nil {
		return []Trouble{*f.textFailed(read)}
	}
	var pictures []int
	for i, page := range p.Pages {
		if page.ImageOnly && !doc.recognized(i+1) {
			pictures = append(pictures, i+1)
		}
	}
	var ts []Trouble
	switch {
	case doc.NoText:
		ts = append(ts, *f.noText(clinical.SeverityWarning, "The pages are pictures: no text could be read from them.", doc))
	case len(pictures) > 0:
		t := f.noText(clinical.SeverityInfo, fmt.Sprintf("%s of %d: no text could be read from them.", pagesAre(pictures), len(p.Pages)), doc)
		t.Fix = strings.Replace(t.Fix, CheckFiling, "Read these pages by eye.", 1)
		ts = append(ts, *t)
	}
	ts = append(append(append(ts, f.garbledText(doc)...), f.foreign(doc)...), f.turned(doc)...)
	if p.TextCut {
		ts = append(ts, *f.trouble(RuleCut, clinical.SeverityInfo, "The text of the PDF is very long; its end was not searched. All pages are in the packet.", ""))
	}
	return ts
}

func pagesAre(pages []int) string {
	if len(pages) == 1 {
		return fmt.Sprintf("Page %d is a picture", pages[0])
	}
	return fmt.Sprintf("%d pages are pictures, the first is page %d", len(pages), pages[0])
}
