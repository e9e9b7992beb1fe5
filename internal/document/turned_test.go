package document

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf"
)

func TestPagesThatWereReadSurelyStandUpright(t *testing.T) {
	letter := strings.Repeat("Discharge summary of the patient. ", 5)
	for name, tc := range map[string]struct {
		got  ocr.Reading
		want bool
	}{
		"on its side":        {ocr.Reading{Text: letter, Confidence: 90, Turn: 90}, true},
		"upside down":        {ocr.Reading{Text: letter, Confidence: 90, Turn: 180}, true},
		"upright":            {ocr.Reading{Text: letter, Confidence: 90}, false},
		"hardly read":        {ocr.Reading{Text: letter, Confidence: 60, Turn: 180}, false},
		"a stamp on a chart": {ocr.Reading{Text: "21 Nov 2026", Confidence: 95, Turn: 90}, false},
	} {
		if turnsUpright(tc.got) != tc.want {
			t.Errorf("%s: turned %v", name, !tc.want)
		}
	}
	doc := &Document{
		Pages: make([]string, 3), Sizes: []pdf.PageSize{{Width: 10, Height: 20}, {Width: 10, Height: 20}, {Width: 10, Height: 20}},
		Recognized: []Recognized{{Page: 1, Turn: 90, Upright: true}, {Page: 2, Turn: 180, Upright: true}, {Page: 3, Turn: 90}},
	}
	sizes := doc.Sizes
	doc.standUpright()
	if doc.Sizes[0] != (pdf.PageSize{Width: 20, Height: 10}) || doc.Sizes[1] != sizes[1] || doc.Sizes[2] != sizes[2] || sizes[0].Width != 10 {
		t.Errorf("sizes %v, of the file %v", doc.Sizes, sizes)
	}
	if got := rules(File{Name: "scan.pdf"}.turned(doc)); got != "turned info, turned info" {
		t.Error(got)
	}
}
