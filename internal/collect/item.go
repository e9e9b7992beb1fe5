package collect

import (
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/imaging"
)

// Item is one file found, and what its format's reader made of it. One of
// Document, Trouble and Instance is set for a file that is not settled. A scan file
// that is to be read as a paper too, such as a structured report, has an Instance
// and besides it a Document or, where that failed, a Trouble; settled items (system files, duplicates, containers, links) carry their fate
// already.
type Item struct {
	clinical.Input
	// Local is where the bytes are on this disk: the file itself, or the copy
	// of a container's member in the work folder. "" where there are none to read.
	Local string

	Document *document.Document
	// Trouble is why the file could not be read as a document or a scan.
	Trouble  *document.Trouble
	Instance *imaging.Instance
	// Listing is what a disc's table of contents (DICOMDIR) says is on the disc.
	Listing []imaging.Reference

	// Derived is what goes into the bundle in the file's place; nil where the file does.
	Derived *Derived

	// Twin is the item that this one repeats byte for byte.
	Twin *Item
	// Said is what the document around it says of a file that lies inside one.
	Said document.Said

	depth int // how many files it lies inside of
}

// Derived is a file of our own that was made of one that was received.
type Derived struct {
	// Local is where its bytes are, Size how many there are.
	Local, SHA256 string
	Size          int64
}

// Settled tells whether the item already has its fate.
func (it *Item) Settled() bool { return it.Fate != "" }

// wasRead tells whether a reader has had the file.
func (it *Item) wasRead() bool { return it.Document != nil || it.Trouble != nil || it.Instance != nil }

// Base is the file's own name.
func (it *Item) Base() string { return path.Base(it.Path) }

// Ext is the file's extension in lower case, without the dot.
func (it *Item) Ext() string { return strings.TrimPrefix(strings.ToLower(path.Ext(it.Path)), ".") }

func (it *Item) settle(f clinical.Fate, reason string) { it.Fate, it.Reason = f, reason }

// Inventory is everything that was found, in a stable order.
type Inventory struct {
	Items    []*Item
	Findings []clinical.Finding
	CaseFile *CaseFile

	folders []string // under which names the folders that are sources are listed
	files   []string // and the single files
}

func (inv *Inventory) find(rule string, sev clinical.Severity, it *Item, message, fix string) {
	inv.Findings = append(inv.Findings, clinical.Finding{
		Rule: rule, Severity: sev, Path: it.Key(), Message: message, Fix: fix,
	})
}
