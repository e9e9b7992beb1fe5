package sr

import (
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// Item is one item of the content tree (PS3.3 C.17.3).
type Item struct {
	// Relation is what it is to the item above it ("CONTAINS"), Type its value type
	// ("TEXT"); Type is "" where the item only points to another one.
	Relation, Type string
	Name           Code
	// Text is the value of TEXT, DATE, TIME, DATETIME, PNAME and UIDREF, as it is
	// written in the file, decoded.
	Text string
	// Code is the value of CODE.
	Code Code
	// Numbers are the values of NUM. One that could not be measured has none, and
	// Qualifier says why.
	Numbers   []Number
	Qualifier Code
	// References are the instances of COMPOSITE, IMAGE and WAVEFORM.
	References []Reference
	// Shape is the graphic type of SCOORD and SCOORD3D, or the range type of TCOORD.
	Shape string
	// Target is the place of the item that this one points to: ordinals from 1, the
	// first of which is the root's (PS3.3 C.17.3.2.5); nil where it points to none.
	Target []int
	// Observed is when it was observed, a DT value; "" for as the document.
	Observed string
	// Running tells of a CONTAINER that its items are read as one text.
	Running  bool
	Children []Item
}

// Number is a numeric value, as it is written in the file, and its unit.
type Number struct {
	Value string
	Unit  Code
}

// Reference is an instance that an item is about.
type Reference struct {
	Class, Instance string
	Frames          []int // from 1; nil for all
}

// itemOf reads an item and those below it. The nesting is bounded by the scanner.
func itemOf(a dataset.Attributes) Item {
	it := Item{
		Relation: a.String(dataset.TagRelationship), Type: strings.ToUpper(a.String(dataset.TagValueType)),
		Name:   codeOf(a.First(dataset.TagConceptName)),
		Target: a.Ints(dataset.TagRefContentItem), Observed: a.String(dataset.TagObservationDateTime),
		Running: a.String(dataset.TagContinuity) == "CONTINUOUS",
	}
	it.readValue(a)
	for _, child := range a.Items(dataset.TagContent) {
		it.Children = append(it.Children, itemOf(child))
	}
	return it
}

// textTags hold the values of those types that are one text.
var textTags = map[string]uint32{
	"TEXT": dataset.TagTextValue, "DATE": dataset.TagDateValue, "TIME": dataset.TagTimeValue,
	"DATETIME": dataset.TagDateTimeValue, "PNAME": dataset.TagPersonNameValue, "UIDREF": dataset.TagUIDValue,
}

func (it *Item) readValue(a dataset.Attributes) {
	switch it.Type {
	case "CODE":
		it.Code = codeOf(a.First(dataset.TagConceptCode))
	case "NUM":
		for _, n := range a.Items(dataset.TagMeasuredValue) {
			it.Numbers = append(it.Numbers, Number{Value: n.String(dataset.TagNumericValue), Unit: codeOf(n.First(dataset.TagUnits))})
		}
		it.Qualifier = codeOf(a.First(dataset.TagNumericQualifier))
	case "COMPOSITE", "IMAGE", "WAVEFORM":
		for _, r := range a.Items(dataset.TagRefSOP) {
			it.References = append(it.References, Reference{
				Class: r.String(dataset.TagRefSOPClassUID), Instance: r.String(dataset.TagRefSOPInstanceUID), Frames: r.Ints(dataset.TagRefFrames),
			})
		}
	case "SCOORD", "SCOORD3D":
		it.Shape = a.String(dataset.TagGraphicType)
	case "TCOORD":
		it.Shape = a.String(dataset.TagTemporalRange)
	default:
		if t, ok := textTags[it.Type]; ok {
			it.Text = a.String(t)
		}
	}
}

// At is the item at a place as Target names it, nil where there is none.
func (d *Document) At(place []int) *Item {
	if len(place) == 0 || place[0] != 1 {
		return nil
	}
	it := &d.Root
	for _, n := range place[1:] {
		if n < 1 || n > len(it.Children) {
			return nil
		}
		it = &it.Children[n-1]
	}
	return it
}
