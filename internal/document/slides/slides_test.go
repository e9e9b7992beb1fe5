package slides

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

func pack(files ...string) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// told is a presentation in one line.
func told(r *rendition.Rendition, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	var out []string
	for _, b := range r.Blocks {
		s := b.Text
		switch b.Kind {
		case rendition.Heading:
			s = fmt.Sprintf("H%d %s", b.Level, s)
		case rendition.ListItem:
			s = fmt.Sprintf("L%d %s", b.Level, s)
		}
		for _, row := range b.Rows {
			s += "[" + strings.Join(row, "|") + "]"
		}
		out = append(out, s)
	}
	for _, l := range append(append(r.Losses, r.Hidden...), r.Damaged) {
		if l != "" {
			out = append(out, "! "+l)
		}
	}
	return strings.ReplaceAll(strings.Join(out, " ¶ "), "\n", " / ")
}

func pptx(first string, more ...string) []byte {
	slide := func(s, attr string) string {
		return `<p:sld xmlns:p="p" xmlns:a="a"` + attr + `><p:cSld><p:spTree>` + s + `</p:spTree></p:cSld></p:sld>`
	}
	return pack(append([]string{
		"ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://x/relationships"><p:sldIdLst><p:sldId id="256" r:id="r9"/><p:sldId id="257" r:id="r1"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="r1" Type="x/slide" Target="slides/slide1.xml"/><Relationship Id="r9" Type="x/slide" Target="slides/slide2.xml"/></Relationships>`,
		"ppt/slides/slide2.xml", slide(first, ""), "ppt/slides/slide1.xml", slide(`<p:sp><p:txBody><a:p><a:r><a:t>unseen</a:t></a:r></a:p></p:txBody></p:sp>`, ` show="0"`),
	}, more...)...)
}

func TestPPTX(t *testing.T) {
	para := func(s string) string { return `<a:p><a:r><a:t>` + s + `</a:t></a:r></a:p>` }
	first := `<p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody>` + para("Tumour board") + `</p:txBody></p:sp>` +
		`<p:grpSp><p:sp><p:txBody><a:p><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p><a:p><a:pPr lvl="1"/><a:r><a:t>deeper</a:t></a:r></a:p></p:txBody></p:sp></p:grpSp>` +
		`<p:sp><p:nvSpPr><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr><p:txBody>` + para("7") + `</p:txBody></p:sp>` +
		`<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody>` + para("Drug") + `</a:txBody></a:tc><a:tc><a:txBody>` + para("Dose") + `</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>` +
		`<p:sp><p:txBody><a:p><a:fld type="datetime1"><a:t>3/5/2026</a:t></a:fld></a:p></p:txBody></p:sp>`
	r, err := PPTX(pptx(first, "ppt/slides/_rels/slide2.xml.rels", `<Relationships><Relationship Id="r1" Type="x/notesSlide" Target="../notesSlides/n1.xml"/></Relationships>`,
		"ppt/notesSlides/n1.xml", `<n><cSld><spTree><sp><nvSpPr><nvPr><ph type="body"/></nvPr></nvSpPr><txBody><p>say this</p></txBody></sp></spTree></cSld></n>`,
		"ppt/media/image1.png", strings.Repeat("x", 20<<10)))
	want := "H2 Slide 1 ¶ H3 Tumour board ¶ one / two ¶ L1 deeper ¶ [Drug|Dose] ¶ 3/5/2026 ¶ ! hidden slides are not shown (1) ¶ ! the speaker's notes are not shown"
	if got := told(r, err); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if !r.Clock || len(r.Parts) != 1 || !r.Parts[0].Shown || r.Parts[0].Aside != "" {
		t.Errorf("clock %v, parts %+v", r.Clock, len(r.Parts))
	}
	if got := told(PPTX(pack("x", "y"))); !strings.HasPrefix(got, "error: "+rendition.ErrDamaged.Error()) {
		t.Errorf("no presentation: %s", got)
	}
}

func TestODP(t *testing.T) {
	content := `<d xmlns:p="p"><automatic-styles><style name="h"><drawing-page-properties visibility="hidden"/></style></automatic-styles><body><presentation>` +
		`<page><frame p:class="title"><text-box><p>Board</p></text-box></frame><frame><text-box><list><list-item><p>one<s/>two</p></list-item></list></text-box></frame>` +
		`<frame><table><table-row><table-cell><p>a</p></table-cell><table-cell><p>b</p></table-cell></table-row></table></frame><custom-shape><p>shape <date fixed="true">3 May</date></p></custom-shape><notes><p>x</p></notes></page>` +
		`<page style-name="h"><p>unseen</p></page></presentation></body></d>`
	want := "H2 Slide 1 ¶ H3 Board ¶ L1 one two ¶ [a|b] ¶ shape 3 May ¶ ! hidden slides are not shown (1) ¶ ! the speaker's notes are not shown"
	r, err := ODP(pack("content.xml", content))
	if got := told(r, err); got != want || r.Clock {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func FuzzPPTX(f *testing.F) {
	f.Add(`<p:sp><p:txBody><a:p><a:r><a:t>x</a:t></a:r></a:p></p:txBody></p:sp>`)
	f.Fuzz(func(t *testing.T, s string) {
		if r, err := PPTX(pptx(s)); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
		if r, err := ODP(pack("content.xml", "<d><body><p>"+s+"</p></body></d>")); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
	})
}
