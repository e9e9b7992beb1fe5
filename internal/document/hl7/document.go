package hl7

import (
	"errors"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Document is what a structured document says.
type Document struct {
	Title, Facility, Author, Language string

	Patient clinical.Patient
	// Date is the date of service as far as the header tells it, else the date
	// on which the document was written.
	Date clinical.Date
	// Codes are, in order, the document's own type ("loinc"), its templates
	// ("template"), its resource types ("fhir") and its sections ("section",
	// LOINC codes that say what it holds, not what it is).
	Codes  []clinical.Code
	Blocks []rendition.Block
	// Sections are its parts; nil where the format does not tell them.
	Sections []Section
	// Papers are the files inside of which the document says what they are, in
	// their order.
	Papers []Paper
	// Elsewhere counts the papers that the document only says the address of.
	Elsewhere int
	// Embedded is the media type of a file inside that is the real document;
	// "" where there is none.
	Embedded string
	// Body is the file that stands in the place of a structured body; nil where
	// the document has one, or has text.
	Body *Body
	// Parts are pictures and other files that entries hold.
	Parts []rendition.Part
	// Losses says, a phrase each, what the file holds and Blocks does not.
	Losses []string
	// Cut tells that text is among them: Blocks does not hold all of it.
	Cut bool
	// Damaged says in a phrase where the file broke off.
	Damaged string
}

// Body is a file that is the real content of a document (CDA R2, 4.3.1.1:
// nonXMLBody; C-CDA Unstructured Document).
type Body struct {
	// Media is its declared type, a hint only.
	Media string
	Data  []byte
	// Damaged tells that Data is only what could be decoded.
	Damaged bool
	// Reference is where the file lies where it is not inside: a name beside
	// the document, or an address, which nobody follows.
	Reference string
}

// Paper is a file inside a document, with what the document says of it.
type Paper struct {
	rendition.Part
	Said Said
}

// Said is what a document says of a file inside it.
type Said struct {
	Title, Facility, Author string
	Codes                   []clinical.Code
	Patient                 clinical.Patient
	Date                    clinical.Date
}

// ErrDamaged says that a file is not what its format asks for, ErrTooLarge that
// it is beyond the limits of size or nesting.
var (
	ErrDamaged  = errors.New("damaged")
	ErrTooLarge = errors.New("too large")
)

// The systems of clinical.Code that this package uses.
const (
	systemLOINC    = "loinc"
	systemTemplate = "template"
	systemSection  = "section"
)

// AddCode adds a code once.
func (d *Document) AddCode(c clinical.Code) {
	if c.Value == "" || len(d.Codes) > 2000 {
		return
	}
	for _, x := range d.Codes {
		if x.System == c.System && x.Value == c.Value {
			return
		}
	}
	d.Codes = append(d.Codes, c)
}
