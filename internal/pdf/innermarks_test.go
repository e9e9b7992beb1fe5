package pdf

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

// outlined is a PDF of three pages (objects 3 to 5) whose outline begins at object 7;
// the catalog may hold more.
func outlined(catalog string, items ...string) []byte {
	return made(append([]string{
		"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R" + catalog + ">>",
		"<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]/MediaBox[0 0 200 300]>>",
		"<</Type/Page/Parent 2 0 R>>", "<</Type/Page/Parent 2 0 R>>", "<</Type/Page/Parent 2 0 R>>",
		"<</Type/Outlines/First 7 0 R>>",
	}, items...)...)
}

// innerOf appends pages of a source after one other page and returns what it brought along.
func innerOf(t testing.TB, data []byte, pages ...int) []Bookmark {
	t.Helper()
	a := NewAssembler(io.Discard, 1+max(len(pages), 3), Info{})
	if _, _, err := a.Append(context.Background(), Source{Name: "first", Data: madePage("", "/MediaBox[0 0 9 9]", ""), Format: FormatPDF}, AppendOptions{}); err != nil {
		t.Fatal(err)
	}
	first, _, err := a.Append(context.Background(), Source{Name: "outlined", Data: data, Format: FormatPDF}, AppendOptions{Pages: pages})
	if err != nil {
		return nil
	}
	return a.Inner(first)
}

func spellMarks(marks []Bookmark) string {
	var out []string
	for _, m := range marks {
		s := fmt.Sprintf("%s@%d", m.Title, m.Page)
		if len(m.Children) > 0 {
			s += "(" + spellMarks(m.Children) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestBookmarksOfASourceStayBelowIt(t *testing.T) {
	for _, c := range []struct {
		name, catalog string
		items         []string
		pages         []int
		want          string
	}{
		{name: "nested", items: []string{
			"<</Title(History)/Dest[3 0 R/Fit]/First 9 0 R/Next 8 0 R>>", "<</Title(Results)/Dest[5 0 R/XYZ 0 0 0]>>",
			"<</Title(Family)/A<</S/GoTo/D[4 0 R/Fit]>>>>",
		}, want: "History@2(Family@3) Results@4"},
		{name: "named in the catalog", catalog: "/Dests<</two[4 0 R/Fit]/three<</D[5 0 R/Fit]>>>>",
			items: []string{"<</Title(Two)/Dest/two/Next 8 0 R>>", "<</Title(Three)/A<</S/GoTo/D/three>>>>"}, want: "Two@3 Three@4"},
		{name: "named in a tree", catalog: "/Names<</Dests<</Kids[<</Names[(a)[3 0 R/Fit](b)<</D[5 0 R/Fit]>>]>>]>>>>",
			items: []string{"<</Title(B)/Dest(b)/Next 8 0 R>>", "<</Title(A)/Dest(a)>>"}, want: "B@4 A@2"},
		{name: "by number", items: []string{"<</Title(Second)/Dest[1/Fit]>>"}, want: "Second@3"},
		{name: "pages that stay behind lift what is below", pages: []int{3, 1}, items: []string{
			"<</Title(Gone)/Dest[4 0 R/Fit]/First 8 0 R/Next 9 0 R>>", "<</Title(Kept)/Dest[5 0 R/Fit]>>", "<</Title(Last)/Dest[3 0 R/Fit]>>",
		}, want: "Kept@2 Last@3"},
		{name: "other documents, scripts and nothing", items: []string{
			"<</Title(Web)/A<</S/URI/URI(http://example.org)>>/Next 8 0 R>>", "<</Title(Run)/A<</S/JavaScript/JS(x)>>/Next 9 0 R>>",
			"<</Title(Else)/A<</S/GoToR/F(x.pdf)/D[0/Fit]>>/Next 10 0 R>>", "<</Title()/Dest[3 0 R/Fit]>>",
		}, want: ""},
		{name: "circle", items: []string{
			"<</Title(One)/Dest[3 0 R/Fit]/First 7 0 R/Next 8 0 R>>", "<</Title(Two)/Dest[4 0 R/Fit]/Next 7 0 R>>",
		}, want: "One@2 Two@3"},
		{name: "names in a circle", catalog: "/Dests<</a/b/b/a>>", items: []string{"<</Title(A)/Dest/a>>"}, want: ""},
		{name: "a title of two lines in UTF-16", items: []string{"<</Title<FEFF00C40072007A000D0074006500>/Dest[3 0 R/Fit]>>"}, want: "Ärz te@2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := spellMarks(innerOf(t, outlined(c.catalog, c.items...), c.pages...)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestBookmarksOfASourceAreBounded(t *testing.T) {
	var items []string
	for i := range maxInnerMarks + 500 {
		items = append(items, fmt.Sprintf("<</Title(%d)/Dest[3 0 R/Fit]/Next %d 0 R>>", i, 8+i))
	}
	if n := strings.Count(spellMarks(innerOf(t, outlined("", items...))), "@"); n != maxInnerMarks {
		t.Errorf("%d bookmarks", n)
	}
	items = nil
	for i := range 100 {
		items = append(items, fmt.Sprintf("<</Title(%d)/Dest[3 0 R/Fit]/First %d 0 R>>", i, 8+i))
	}
	if n := strings.Count(spellMarks(innerOf(t, outlined("", items...))), "@"); n != maxInnerDepth {
		t.Errorf("%d levels", n)
	}
}

func FuzzInnerBookmarks(f *testing.F) {
	f.Add("/Dests<</two[4 0 R/Fit]>>", "<</Title(Two)/Dest/two/Next 8 0 R>>", "<</Title(x)/A<</S/GoTo/D[0/Fit]>>/First 7 0 R>>")
	f.Fuzz(func(t *testing.T, catalog, one, two string) {
		var walk func(marks []Bookmark)
		walk = func(marks []Bookmark) {
			for _, m := range marks {
				if m.Page < 2 || m.Page > 4 || m.Title == "" {
					t.Errorf("%q leads to page %d", m.Title, m.Page)
				}
				walk(m.Children)
			}
		}
		walk(innerOf(t, outlined(catalog, one, two)))
	})
}
