package sandbox

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
)

// MaxPages is how many pages a file may have; maxFailures is how often the
// sandbox may fail on one file.
const (
	MaxPages    = 20_000
	maxFailures = 8
)

// Page is what PDFium found on one page.
type Page struct {
	// Text is in the order of the page's content, lines end in \n; hyphens at
	// line ends that only cut a word are gone and ligatures are spelt out. What
	// was typed into form fields and free text stands after it.
	Text string
	// Width and Height are in points, upright and cropped; UserUnit is not
	// applied (pdf.PageSize applies it).
	Width, Height float64
	// ImageOnly: no text, and its images cover more than 80 % of the page.
	ImageOnly bool
	// Images counts images, in forms too. Beside text only the first 200
	// objects of a page are looked at, else the first 4,000.
	Images int
	// Unreadable: PDFium could not load the page; the other fields are empty.
	Unreadable bool
}

// Reading is what PDFium said of one file.
type Reading struct {
	// Opened: PDFium could open the file and found at least one page.
	Opened bool
	// Locked: no password fits.
	Locked bool
	// Problem says why it was not opened, in words that go on after a colon.
	Problem string
	// Password is the one that fits; "" where none was needed.
	Password string
	Title    string
	Producer string
	Pages    []Page
	// TextCut: the text is over 16 MiB, or a page over 200,000 characters, and
	// what is beyond was left out.
	TextCut bool
}

// Read reads every page of file, which has size bytes, with the empty password
// or the first of passwords that fits. What goes wrong stands in the Reading. A
// page on which the sandbox fails is left out, and the file is opened again for
// the next one.
func (l *Library) Read(file io.ReadSeeker, size int64, passwords []string) (out Reading) {
	doc, err := l.openDocument(file, size, passwords)
	if err != nil {
		return Reading{Locked: errors.Is(err, ErrLocked), Problem: openProblem(err)}
	}
	defer func() { doc.close() }()
	if doc.pages > MaxPages {
		return Reading{Problem: fmt.Sprintf("it has more pages than the %d that are read", MaxPages)}
	}
	if doc.pages == 0 {
		return Reading{Problem: "no page can be found in it"}
	}
	out = Reading{Opened: true, Password: doc.password}
	out.Title, _ = doc.info("Title")
	out.Producer, _ = doc.info("Producer")
	reader := pageReader{pages: make([]Page, doc.pages), objects: maxObjectsPerFile, tidy: newTidy()}
	for next := 0; next < len(reader.pages); {
		if next, err = reader.readFrom(doc, next); err == nil {
			break
		}
		doc.close()
		if doc, err = l.openDocument(file, size, []string{out.Password}); err != nil {
			break
		}
	}
	out.Pages, out.TextCut = reader.finish(), reader.cut
	return out
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// openProblem says in plain words why PDFium did not open a file.
func openProblem(err error) string {
	switch {
	case errors.Is(err, ErrLocked):
		return "it is locked with a password"
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return "it is protected in a way that cannot be read"
	case isTrap(err):
		return "it is damaged so badly that the reader failed"
	}
	return "it is not a PDF, or damaged beyond reading"
}

// pageReader reads the pages of one document and counts what is bounded over
// all of them.
type pageReader struct {
	pages     []Page
	read      int // pages read to their end, or given up
	objects   int // page objects that may still be looked at
	textBytes int
	cut       bool
	failures  int
	tidy      tidy
}

// readFrom reads pages from index on, until the end or until the sandbox
// fails; then it returns the page to go on with and an error. After too many
// failures it gives up on the rest.
func (r *pageReader) readFrom(doc *document, index int) (next int, err error) {
	for ; index < len(r.pages); index++ {
		page, err := r.page(doc, index)
		r.pages[index], r.read = page, index+1
		r.tidy.up()
		if isTrap(err) {
			if r.failures++; r.failures > maxFailures {
				return len(r.pages), nil
			}
			return index + 1, err
		}
	}
	return index, nil
}

// finish marks the pages that were never reached.
func (r *pageReader) finish() []Page {
	for i := r.read; i < len(r.pages); i++ {
		r.pages[i].Unreadable = true
	}
	return r.pages
}

func (r *pageReader) page(doc *document, index int) (page Page, err error) {
	defer recoverInto(&err, "reading a page")
	page = Page{Unreadable: true} // until it was read to its end
	loaded, err := doc.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc.ref, Index: index})
	if err != nil {
		return page, err
	}
	defer func() { _, _ = doc.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) }()
	size, err := doc.instance.GetPageSize(&requests.GetPageSize{Page: requests.Page{ByReference: &loaded.Page}})
	if err != nil {
		return page, err
	}
	text, cut, err := doc.text(loaded.Page)
	if err != nil {
		return page, err
	}
	typed, err := doc.annotationText(loaded.Page)
	if err != nil {
		return page, err
	}
	text = strings.Trim(text+"\n"+typed, "\n")
	images, full, err := doc.pictures(loaded.Page, objectsFor(text), &r.objects)
	if err != nil {
		return page, err
	}
	page = Page{Images: images, ImageOnly: text == "" && full}
	if finite(size.Width) && finite(size.Height) {
		page.Width, page.Height = size.Width, size.Height
	}
	page.Text = r.keep(text, cut)
	return page, nil
}

// objectsFor is how many objects of a page are looked at: beside text, images
// are only counted.
func objectsFor(text string) int {
	if text != "" {
		return maxObjectsBesideText
	}
	return maxObjectsPerPage
}

// keep returns text until the document has had its share.
func (r *pageReader) keep(text string, cut bool) string {
	if r.textBytes+len(text) > maxDocumentText {
		r.cut = true
		return ""
	}
	r.cut = r.cut || cut
	r.textBytes += len(text)
	return text
}
