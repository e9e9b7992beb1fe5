package dossier

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/document/ink"
	"github.com/medbundle/medbundle/internal/pdf"
)

func TestIsBlank(t *testing.T) {
	number := ink.Band{Top: 0.95, Bottom: 0.96, Height: 3, Width: 8}
	remark := ink.Band{Top: 0.5, Bottom: 0.51, Height: 4, Width: 80}
	for _, c := range []struct {
		name, text string
		read       bool
		bands      []ink.Band
		want       bool
	}{
		{"nothing", "", false, nil, true},
		{"a letter read from a speck", "i.", true, nil, true},
		{"one letter of its own that does not show", "X", false, nil, false},
		{"a number", "Page 3", false, []ink.Band{number}, true},
		{"the remark", "This page intentionally left blank", false, []ink.Band{remark}, true},
		{"remark and number", "This page intentionally left blank\n3", false, []ink.Band{remark, number}, true},
		{"a signature", "", false, []ink.Band{{Top: 0.8, Bottom: 0.82, Height: 6, Width: 40}}, false},
		{"a number and a signature", "Page 3", false, []ink.Band{remark, number}, false},
		{"a number in a stamp", "3", false, []ink.Band{{Top: 0.02, Bottom: 0.1, Height: 22, Width: 4}}, false},
		{"a number in the middle", "3", false, []ink.Band{{Top: 0.5, Bottom: 0.51, Height: 3, Width: 3}}, false},
		{"a number, and writing beside it", "3", false, []ink.Band{{Top: 0.95, Bottom: 0.96, Height: 3, Width: 60}}, false},
		{"a word", "Seen.", false, []ink.Band{number}, false},
	} {
		doc := &document.Document{Pages: []string{c.text}, Traces: map[int]ink.Traces{1: {Bands: c.bands}}}
		if c.read {
			doc.Recognized = []document.Recognized{{Page: 1}}
		}
		if got := isBlank(doc, 1); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if isBlank(&document.Document{Pages: []string{""}, Traces: map[int]ink.Traces{}}, 1) {
		t.Error("a page that could not be drawn is blank")
	}
}

// TestTidyLeavesAlone covers records whose pages stay, and what becomes of one
// that says nothing.
func TestTidyLeavesAlone(t *testing.T) {
	entry := func() *Entry {
		e := &Entry{Packed: true, Item: &collect.Item{Document: &document.Document{
			Source: &pdf.Source{}, Pages: []string{"", "Page 2 of 2"}, Sizes: make([]pdf.PageSize, 2),
			Traces: map[int]ink.Traces{1: {}, 2: {}},
		}}}
		e.Kind, e.Confidence, e.Inside = clinical.PathologyReport, clinical.Likely, []clinical.Kind{clinical.LabResults}
		return e
	}
	for name, c := range map[string]struct {
		change func(e *Entry)
		moved  int
	}{
		"both are blank":          {func(*Entry) {}, 2},
		"one is the record's":     {func(e *Entry) { e.OriginalPages = []int{2} }, 1},
		"one says something":      {func(e *Entry) { e.Item.Document.Pages[1] = "Seen by me." }, 1},
		"nobody asked":            {func(e *Entry) { e.Item.Document.Traces = nil }, 0},
		"to be kept":              {func(e *Entry) { e.word.KeepPages = true }, 0},
		"somebody knows the kind": {func(e *Entry) { e.word.Kind = clinical.PathologyReport }, 0},
		"set aside":               {func(e *Entry) { e.Packed = false }, 0},
		"a placeholder":           {func(e *Entry) { e.Unreadable = true }, 0},
	} {
		e := entry()
		c.change(e)
		(&Dossier{Entries: []*Entry{e}}).tidy()
		if len(e.Moved) != c.moved {
			t.Errorf("%s: %v", name, e.Moved)
		}
		if whole := e.AllMoved(); whole != (e.Kind == clinical.Other) || whole && (len(e.Inside) > 0 || e.Title == "") {
			t.Errorf("%s: %+v", name, e.Record)
		}
	}
}
