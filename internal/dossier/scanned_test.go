package dossier

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

func TestWhatWasReadFromPicturesIsLessCertain(t *testing.T) {
	title := func(page int) clinical.Evidence {
		return clinical.Evidence{Claim: clinical.ClaimKind, Source: "title", Page: page}
	}
	term := clinical.Evidence{Claim: clinical.ClaimKind, Source: "term", Page: 1}
	folder := clinical.Evidence{Claim: clinical.ClaimKind, Source: "folder name"}
	date := clinical.Evidence{Claim: clinical.ClaimDate, Source: "label", Page: 2}
	clear, dim := document.Recognized{Page: 1, Top: 95}, document.Recognized{Page: 1, Top: 70}
	cases := []struct {
		name  string
		was   clinical.Confidence
		pages []document.Recognized
		told  []clinical.Evidence
		want  clinical.Confidence
	}{
		{"a file of its own text", clinical.Certain, nil, []clinical.Evidence{title(1)}, clinical.Certain},
		{"a clear title", clinical.Certain, []document.Recognized{clear}, []clinical.Evidence{term, title(1)}, clinical.Certain},
		{"a dim title", clinical.Certain, []document.Recognized{dim}, []clinical.Evidence{title(1)}, clinical.Likely},
		{"words only, read clearly", clinical.Certain, []document.Recognized{clear}, []clinical.Evidence{term}, clinical.Likely},
		{"a title on a page of its own text", clinical.Certain, []document.Recognized{dim}, []clinical.Evidence{title(2)}, clinical.Certain},
		{"a date on such a page", clinical.Certain, []document.Recognized{dim}, []clinical.Evidence{term, date}, clinical.Likely},
		{"the folder says so", clinical.Certain, []document.Recognized{dim}, []clinical.Evidence{folder}, clinical.Certain},
		{"likely", clinical.Likely, []document.Recognized{dim}, []clinical.Evidence{title(1)}, clinical.Likely},
		{"unsure", clinical.Unsure, []document.Recognized{dim}, nil, clinical.Unsure},
	}
	for _, c := range cases {
		e := &Entry{Item: &collect.Item{Document: &document.Document{Pages: make([]string, 2), Recognized: c.pages}}}
		e.Confidence, e.Evidence = c.was, c.told
		if e.doubtReading(); e.Confidence != c.want {
			t.Errorf("%s: %s, want %s", c.name, e.Confidence, c.want)
		}
	}
	e := &Entry{Item: &collect.Item{}}
	e.doubtReading() // a file that was not read at all
}

func TestReadingRemark(t *testing.T) {
	for want, doc := range map[string]document.Document{
		"":                                    {Pages: make([]string, 2)},
		"picture only, its text was not read": {Pages: make([]string, 2), NoText: true},
		"laid out by LibreOffice":             {Pages: make([]string, 1), LaidOut: true},
		"scanned, read by OCR":                {Pages: make([]string, 1), Recognized: []document.Recognized{{Page: 1}}},
		"its text was read anew by OCR":       {Pages: make([]string, 2), Recognized: []document.Recognized{{Page: 2, Anew: true}}},
		"page 2 scanned, read by OCR":         {Pages: make([]string, 3), Recognized: []document.Recognized{{Page: 2}}},
		"2 of 3 pages scanned, read by OCR":   {Pages: make([]string, 3), Recognized: []document.Recognized{{Page: 2}, {Page: 3}}},
	} {
		if got := (&Entry{Item: &collect.Item{Document: &doc}}).readingRemark(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
