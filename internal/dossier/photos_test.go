package dossier

import (
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/pdf"
)

func photoOf(path, text string) *collect.Item {
	return &collect.Item{
		Input: clinical.Input{Path: path, Size: 1000, SHA256: path, Media: "image/jpeg"}, Local: path,
		Document: &document.Document{
			Media: "image/jpeg", Pages: []string{text}, Sizes: make([]pdf.PageSize, 1), Source: &pdf.Source{Name: path},
			Recognized: []document.Recognized{{Page: 1, Confidence: 95, Top: 95}},
		},
	}
}

func TestPhotosOfOneLetterAreOneRecord(t *testing.T) {
	first, second := discharge+"Page 1 of 2", "Discharge medications: none. She will be seen again.\nPage 2 of 2"
	for _, tc := range []struct {
		name  string
		word  map[string]collect.CaseWord
		items []*collect.Item
		want  []string
	}{
		{"pages that count themselves", nil, []*collect.Item{photoOf("IMG_9.jpg", first), photoOf("IMG_10.jpg", second)}, []string{"IMG_9.jpg and 1 more"}},
		{"in another folder", nil, []*collect.Item{photoOf("a/IMG_9.jpg", first), photoOf("b/IMG_10.jpg", second)}, []string{"a/IMG_9.jpg", "b/IMG_10.jpg"}},
		{"of another length", nil, []*collect.Item{photoOf("IMG_9.jpg", first), photoOf("IMG_10.jpg", "Page 2 of 3")}, []string{"IMG_10.jpg", "IMG_9.jpg"}},
		{"a page is missing", nil, []*collect.Item{photoOf("IMG_9.jpg", discharge+"Page 1 of 3"), photoOf("IMG_10.jpg", "Page 3 of 3")}, []string{"IMG_10.jpg", "IMG_9.jpg"}},
		{"another photo between", nil, []*collect.Item{photoOf("IMG_9.jpg", first), photoOf("IMG_10.jpg", labs), photoOf("IMG_11.jpg", second)}, []string{"IMG_10.jpg", "IMG_11.jpg", "IMG_9.jpg"}},
		{"another person's second page", nil, []*collect.Item{photoOf("IMG_9.jpg", first), photoOf("IMG_10.jpg", other+"Page 2 of 2")}, []string{"IMG_10.jpg", "IMG_9.jpg"}},
		{"names that count pages", nil, []*collect.Item{photoOf("letter p1.jpg", discharge), photoOf("letter p2.jpg", "She is well."), photoOf("other p1.jpg", labs)}, []string{"letter p1.jpg and 1 more", "other p1.jpg"}},
		{"names that count photos", nil, []*collect.Item{photoOf("IMG_1.jpg", discharge), photoOf("IMG_2.jpg", "She is well.")}, []string{"IMG_1.jpg", "IMG_2.jpg"}},
		{"names that count results", nil, []*collect.Item{photoOf("results1.jpg", discharge), photoOf("results2.jpg", "She is well.")}, []string{"results1.jpg", "results2.jpg"}},
		{"a person says so", map[string]collect.CaseWord{"x/IMG_1.jpg": {With: []string{"IMG_7.jpg"}}}, []*collect.Item{photoOf("x/IMG_1.jpg", discharge), photoOf("x/IMG_7.jpg", "She is well.")}, []string{"x/IMG_1.jpg and 1 more"}},
		{"a person names a file that is not here", map[string]collect.CaseWord{"IMG_1.jpg": {With: []string{"IMG_8.jpg"}}}, []*collect.Item{photoOf("IMG_1.jpg", discharge)}, []string{"IMG_1.jpg"}},
	} {
		d := sortItems(t, tc.word, tc.items...)
		var got []string
		pages := 0
		for _, e := range d.Entries {
			got = append(got, e.where())
			pages += len(e.Document().Pages)
		}
		slices.Sort(got)
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
		if pages != len(tc.items) {
			t.Errorf("%s: %d pages of %d photos", tc.name, pages, len(tc.items))
		}
		told := slices.ContainsFunc(d.Findings, func(f clinical.Finding) bool { return f.Rule == "case-file" })
		if told != (tc.name == "a person names a file that is not here") {
			t.Errorf("%s: findings %+v", tc.name, d.Findings)
		}
	}
}
