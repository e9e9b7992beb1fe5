package pdfium

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// Page is what PDFium found on one page.
type Page = sandbox.Page

// Probe is what was learned of one PDF file.
type Probe struct {
	// Pages are those that PDFium counts. Where it cannot open the file, or
	// cannot read as many as Check counts, there is one for each of Check's.
	Pages []Page
	// Password is the one that opened the file; "" where none was needed.
	Password string
	// Locked: the file needs a password that was not given.
	Locked bool
	// Swamped: the file has so many objects that no reader opened it, and none is
	// to try again.
	Swamped bool
	// Protected: PDFium opened the file and pdf.Check could not, for its lock or
	// for the letters of its password. Nothing says that it is damaged.
	Protected bool
	// Assemblable: pdf.Check read the file whole, so its pages can be copied
	// with Password, and PDFium reads no more pages than it counts.
	Assemblable bool
	// Problem says in a sentence what is wrong; "" where nothing is. It can
	// stand beside Assemblable, when only the text could not be read.
	Problem string
	// Check is pdf.Check's result; empty unless it read the file whole.
	Check pdf.CheckResult
	Title string
	// Producer is the program that wrote the file, as the file has it.
	Producer string
	// Opened: PDFium could open the file and found at least one page.
	Opened bool
	// Disputed: the two readers count its pages differently, so that page n of
	// one need not be page n of the other.
	Disputed bool
	// TextCut: the text is over 16 MiB, or a page over 200,000 characters, and
	// what is beyond was left out.
	TextCut bool
}

// judge puts together what the two readers said. A nil read means that PDFium
// was never heard.
func judge(check checkReport, read *sandbox.Reading) *Probe {
	p := &Probe{Assemblable: check.OK, Password: check.Password, Swamped: check.Swamped}
	if check.OK {
		p.Check = check.Result
	}
	if read != nil {
		p.Opened, p.Pages, p.TextCut = read.Opened, read.Pages, read.TextCut
		p.Title, p.Producer = read.Title, read.Producer
		if !check.OK {
			p.Password = read.Password
		}
	}
	if !p.Opened {
		p.Pages = blankPages(p.Check.Pages)
	}
	p.Locked = !check.OK && !p.Opened && (check.Locked || read != nil && read.Locked)
	p.Protected = p.Opened && check.Locked
	p.Problem = p.problem(check, read)
	if p.Opened && check.OK && len(p.Pages) != len(p.Check.Pages) {
		p.reconcile()
	}
	return p
}

// reconcile decides for the reader that has more pages to show: nothing is to
// be lost. Pages that are counted and cannot be read are none.
func (p *Probe) reconcile() {
	p.Disputed = true
	readable := slices.DeleteFunc(slices.Clone(p.Pages), func(page Page) bool { return page.Unreadable })
	sizes := p.Check.Pages
	if p.Assemblable = len(readable) <= len(sizes); p.Assemblable {
		p.Pages = slices.Concat(readable, blankPages(sizes[len(readable):]))
	}
}

func blankPages(sizes []pdf.PageSize) []Page {
	var pages []Page
	for _, size := range sizes {
		pages = append(pages, Page{Width: size.Width, Height: size.Height})
	}
	return pages
}

// Unreadable begins a Problem of a file that neither reader opened.
const Unreadable = "The file cannot be read: "

func (p *Probe) problem(check checkReport, read *sandbox.Reading) string {
	switch {
	case p.Locked:
		return "The file is locked with a password."
	case check.OK && p.Opened && len(p.Pages) != len(p.Check.Pages):
		return fmt.Sprintf("Two readers disagree on the number of pages: one counts %d, the other %d.", len(p.Check.Pages), len(p.Pages))
	case check.OK && p.Opened:
		return p.pageProblem()
	case check.OK && read == nil:
		return "Its text could not be read."
	case check.OK:
		return sentence("Its text could not be read: ", read.Problem)
	case check.Locked:
		return "Its pages cannot be copied: it is protected in a way that cannot be read."
	case p.Opened:
		return sentence("Its pages cannot be copied: ", check.Problem)
	case read != nil && read.Problem != "":
		return sentence(Unreadable, read.Problem)
	}
	return sentence(Unreadable, check.Problem)
}

func (p *Probe) pageProblem() string {
	var bad []string
	for i, page := range p.Pages {
		if page.Unreadable {
			bad = append(bad, fmt.Sprint(i+1))
		}
	}
	switch n := len(bad); {
	case n == 0:
		return ""
	case n == 1:
		return "Page " + bad[0] + " could not be read."
	case n > 5:
		return fmt.Sprintf("%d of its %d pages could not be read.", n, len(p.Pages))
	default:
		return "Pages " + strings.Join(bad[:n-1], ", ") + " and " + bad[n-1] + " could not be read."
	}
}

func sentence(before, reason string) string {
	if reason == "" {
		reason = "no reason was given"
	}
	return before + strings.TrimRight(reason, ". ") + "."
}
