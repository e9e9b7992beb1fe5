package pdf

import (
	"errors"
	"slices"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// copier carries what the pages of one source draw with into the packet:
// fonts, pictures, forms, patterns. Nothing that acts, leads elsewhere or
// holds other files comes along.
type copier struct {
	doc *cos.Document
	w   *cos.Writer
	// numbers are the packet's numbers of objects that were carried.
	numbers map[int]int
	// open are objects on the way from the page to the present one; the value
	// is the number reserved for an object that refers to itself, else 0.
	open   map[int]int
	layers *layers
	err    error
}

// maxNesting bounds how deep resources may refer to each other.
const maxNesting = 500

var errNesting = errors.New("its resources are nested too deep")

func newCopier(doc *cos.Document, w *cos.Writer, groups *layerGroups) *copier {
	c := &copier{doc: doc, w: w, numbers: map[int]int{}, open: map[int]int{}}
	c.layers = readLayers(doc, w, groups)
	return c
}

// ref carries the object that r names and returns its number in the packet;
// 0 for what does not travel.
func (c *copier) ref(r cos.Ref) int {
	source := int(r.ObjectNumber)
	if n, ok := c.numbers[source]; ok {
		return n
	}
	if reserved, ok := c.open[source]; ok {
		if reserved == 0 {
			reserved = c.w.Reserve()
			c.open[source] = reserved
		}
		return reserved
	}
	if len(c.open) >= maxNesting {
		c.err = errNesting
		return 0
	}
	c.open[source] = 0
	n := c.carry(source, c.doc.Resolve(r))
	delete(c.open, source)
	c.numbers[source] = n
	return n
}

// carry writes one object after all that it refers to.
func (c *copier) carry(source int, o cos.Object) int {
	var body, raw []byte
	_, isStream := o.(cos.Stream)
	switch o := o.(type) {
	case nil:
		return 0
	case cos.Dict:
		if n := c.layers.number(source); n != 0 {
			return n
		}
		if !travels(c.doc, o) {
			return 0
		}
		body = cos.Spell(nil, o, c.ref)
	case cos.Stream:
		if !travels(c.doc, o.Dict) {
			return 0
		}
		body, raw = c.streamDict(o.Dict), c.doc.Mended(o)
	case cos.Array, cos.Name, cos.Literal, cos.Hex, cos.Integer, cos.Real, cos.Boolean:
		body = cos.Spell(nil, o, c.ref)
	default:
		return 0
	}
	reserved := c.open[source]
	switch {
	case reserved == 0:
		return c.w.Once(body, raw, isStream)
	case isStream:
		c.w.Stream(reserved, body, raw)
	default:
		c.w.Object(reserved, body)
	}
	return reserved
}

// leftBehind are entries of streams that say nothing about how they look:
// metadata, an editor's private data, structure, files elsewhere.
var leftBehind = []string{
	"AF", "Alternates", "DL", "F", "FDecodeParms", "FFilter", "LastModified", "Length",
	"Measure", "Metadata", "OPI", "PieceInfo", "PtData", "Ref", "StructParent", "StructParents",
}

// streamDict spells the dictionary of a stream without brackets and /Length.
func (c *copier) streamDict(d cos.Dict) []byte {
	kept := cos.Dict{}
	for k, v := range d {
		if !slices.Contains(leftBehind, k) {
			kept[k] = v
		}
	}
	c.dropCrypt(kept)
	b := cos.Spell(nil, kept, c.ref)
	return b[2 : len(b)-2]
}

// dropCrypt takes the filter out that decryption has undone (7.4.10).
func (c *copier) dropCrypt(d cos.Dict) {
	if c.doc.Name(d["Filter"]) == "Crypt" {
		delete(d, "Filter")
		delete(d, "DecodeParms")
		return
	}
	filters, parms := c.doc.Array(d["Filter"]), c.doc.Array(d["DecodeParms"])
	i := slices.IndexFunc(filters, func(o cos.Object) bool { return c.doc.Name(o) == "Crypt" })
	if i < 0 {
		return
	}
	d["Filter"] = slices.Delete(slices.Clone(filters), i, i+1)
	if i < len(parms) {
		d["DecodeParms"] = slices.Delete(slices.Clone(parms), i, i+1)
	}
}

// stays are the types of dictionaries that never travel, whatever refers to them.
var stays = map[string]bool{
	"Page": true, "Pages": true, "Catalog": true, "Annot": true, "Action": true, "Filespec": true, "F": true,
	"EmbeddedFile": true, "Metadata": true, "Outlines": true, "StructElem": true, "StructTreeRoot": true,
	"Sig": true, "ObjStm": true, "XRef": true, "Thread": true, "Bead": true,
}

// actions are the kinds of actions (12.6.4.1).
var actions = map[string]bool{
	"GoTo": true, "GoToR": true, "GoToE": true, "Launch": true, "Thread": true, "URI": true, "Sound": true,
	"Movie": true, "Hide": true, "Named": true, "SubmitForm": true, "ResetForm": true, "ImportData": true,
	"JavaScript": true, "SetOCGState": true, "Rendition": true, "Trans": true, "GoTo3DView": true,
	"RichMediaExecute": true,
}

// travels tells whether a dictionary may be part of how a page looks.
func travels(doc *cos.Document, d cos.Dict) bool {
	return !stays[doc.Name(d["Type"])] && !actions[doc.Name(d["S"])]
}
