package office

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/officezip"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// pack makes a zip of name, content, name, content …
func pack(t testing.TB, files ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const (
	wordOpen  = `<w:document xmlns:w="w" xmlns:mc="mc"><w:body>`
	wordClose = `</w:body></w:document>`
)

func docx(t testing.TB, body string, more ...string) []byte {
	return pack(t, append([]string{"[Content_Types].xml", "<Types/>", "word/document.xml", wordOpen + body + wordClose}, more...)...)
}

// show writes blocks as one line each, so that tables of tests stay readable.
func show(blocks []rendition.Block) string {
	var out []string
	for _, b := range blocks {
		switch b.Kind {
		case rendition.Paragraph:
			out = append(out, "P "+b.Text)
		case rendition.Heading:
			out = append(out, fmt.Sprintf("H%d %s", b.Level, b.Text))
		case rendition.ListItem:
			mark := "L"
			if b.Numbered {
				mark = "N"
			}
			out = append(out, fmt.Sprintf("%s%d %s", mark, b.Level, b.Text))
		case rendition.Preformatted:
			out = append(out, "M "+b.Text)
		case rendition.PageBreak:
			out = append(out, "--")
		case rendition.Table:
			head := "T"
			if b.Header {
				head = "TH"
			}
			for _, r := range b.Rows {
				head += " [" + strings.Join(r, "|") + "]"
			}
			out = append(out, head)
		}
	}
	return strings.ReplaceAll(strings.Join(out, "\n"), "\n", " ¶ ")
}

func TestDOCX(t *testing.T) {
	numbering := `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`
	styles := `<w:styles xmlns:w="w"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>`
	item := func(level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	cases := []struct{ name, body, want string }{
		{"runs", `<w:p><w:r><w:t>one </w:t></w:r><w:r><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>`, "P one two ¶ three"},
		{"heading", `<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>`, "H1 Plan"},
		{"numbers", item("0", "a") + item("1", "b") + item("0", "c"), "N1 1. a ¶ N2 a) b ¶ N1 2. c"},
		{"tracked", `<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>`, "P new"},
		{"table", `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p><w:p><w:r><w:t>more</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "TH [A|B] [wide ¶ more|]"},
		{"text box once", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>text</w:t></w:r></w:p>`, "P text ¶ P box"},
		{"content control", `<w:sdt><w:sdtContent><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:sdtContent></w:sdt>`, "P kept"},
		{"power", `<w:p><w:r><w:t>5.2 x 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>/l, the 1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>st</w:t></w:r></w:p>`, "P 5.2 x 10^9/l, the 1st"},
		{"page break", `<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>`, "P a ¶ -- ¶ P b"},
	}
	for _, c := range cases {
		r, err := DOCX(docx(t, c.body, "word/styles.xml", styles, "word/numbering.xml", numbering))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := show(r.Blocks); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestDOCXMargins(t *testing.T) {
	header := `<w:hdr xmlns:w="w"><w:p><w:r><w:t>HOSPITAL</w:t></w:r></w:p></w:hdr>`
	footer := `<w:ftr xmlns:w="w"><w:p><w:r><w:t>Page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:r><w:t>MRN 1</w:t></w:r></w:p></w:ftr>`
	notes := `<w:footnotes xmlns:w="w"><w:footnote w:id="1"><w:p><w:r><w:t>unused</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>see below</w:t></w:r></w:p></w:footnote></w:footnotes>`
	r, err := DOCX(docx(t, `<w:p><w:r><w:t>body</w:t><w:footnoteReference w:id="2"/><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>`,
		"word/header1.xml", header, "word/header2.xml", header, "word/footer1.xml", footer, "word/footnotes.xml", notes,
		"word/comments.xml", "<x/>", "docProps/core.xml", `<c xmlns:d="d"><d:title>Letter</d:title></c>`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(r.Blocks), "P HOSPITAL ¶ P body[2] ¶ P [2] ¶ P see below ¶ P MRN 1"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if r.Title != "Letter" || strings.Join(append(r.Losses, r.Hidden...), "; ") != "1 picture is not drawn; comments in the margin are not shown" {
		t.Errorf("title %q, losses %q", r.Title, r.Losses)
	}
}

func pngOf(w, h int) string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		panic(err)
	}
	return b.String()
}

// Pictures and files inside are parts, whatever the format.
func TestPartsInside(t *testing.T) {
	scan, logo := pngOf(800, 1000), pngOf(60, 60)
	rels := `<Relationships><Relationship Id="r1" Type="http://x/image" Target="media/scan.png"/><Relationship Id="r2" Type="http://x/image" Target="media/logo.png"/><Relationship Id="r3" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/></Relationships>`
	blip := func(id string) string {
		return `<w:drawing><a:blip xmlns:a="a" xmlns:r="r" r:embed="` + id + `"/></w:drawing>`
	}
	object := compound.Write(map[string][]byte{"\x01Ole10Native": append([]byte("\x00\x00\x00\x00\x02\x00Lab\x00lab.pdf\x00\x00\x00\x03\x00\x02\x00\x00\x00x\x00\x04\x00\x00\x00"), "%PDF"...)})
	word := docx(t, `<w:p><w:r><w:t>see</w:t>`+blip("r1")+blip("r2")+blip("r3")+`</w:r></w:p>`, "word/_rels/document.xml.rels", rels,
		"word/media/scan.png", scan, "word/media/logo.png", logo, "word/embeddings/oleObject1.bin", string(object))
	writer := pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<o:document-content xmlns:o="o" xmlns:text="t" xmlns:draw="d" xmlns:x="x"><o:body><o:text><text:p>see<draw:frame><draw:image x:href="Pictures/a.png"/></draw:frame></text:p></o:text></o:body></o:document-content>`, "Pictures/a.png", scan)
	rich := `{\rtf1\ansi\pard see{\*\shppict{\pict\pngblip\picw9 ` + hex.EncodeToString([]byte(scan)) + `}}{\nonshppict{\pict\wmetafile8 00}}{\pict\pngblip ` + hex.EncodeToString([]byte(logo)) + `}\par}`
	for _, c := range []struct {
		name string
		read func([]byte) (*rendition.Rendition, error)
		data []byte
		want string
	}{
		{"Word", DOCX, word, "P see [picture: scan.png] + lab.pdf + logo.png aside + scan.png shown ! 1 picture is not drawn"},
		{"OpenDocument", ODT, writer, "P see + a.png shown"},
		{"RTF", RTF, []byte(rich), "P see [picture: picture 1.png] + picture 1.png shown + picture 2.png aside"},
	} {
		r, err := c.read(c.data)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := show(r.Blocks)
		for _, p := range r.Parts {
			got += " + " + p.Name
			if p.Aside != "" {
				got += " aside"
			} else if p.Shown {
				got += " shown"
			}
		}
		for _, l := range r.Losses {
			got += " ! " + l
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A file that asks for the day says so: its program would show another.
func TestClock(t *testing.T) {
	field := `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \@ "d.M.yyyy" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3.5.2026</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
	odt := func(attr string) []byte {
		return pack(t, "content.xml", `<d xmlns:text="t"><body><text><text:p><text:date `+attr+`>3 May</text:date></text:p></text></body></d>`)
	}
	for name, c := range map[string]struct {
		read func([]byte) (*rendition.Rendition, error)
		data []byte
		want bool
	}{
		"Word":         {DOCX, docx(t, field), true},
		"Word, simple": {DOCX, docx(t, `<w:p><w:fldSimple w:instr=" TIME "><w:r><w:t>9:00</w:t></w:r></w:fldSimple></w:p>`), true},
		"no date":      {DOCX, docx(t, strings.Replace(field, "DATE", "SAVEDATE", 1)), false},
		"OpenDocument": {ODT, odt(""), true},
		"fixed":        {ODT, odt(`text:fixed="true"`), false},
		"RTF":          {RTF, []byte(`{\rtf1{\field{\*\fldinst DATE \\@ "d"}{\fldrslt 3 May}}}`), true},
	} {
		r, err := c.read(c.data)
		if err != nil || r.Clock != c.want || len(r.Blocks) != 1 {
			t.Errorf("%s: %v %+v", name, err, r)
		}
	}
}

func TestODT(t *testing.T) {
	body := `<text:h text:outline-level="2">Plan</text:h><text:p>10<text:span text:style-name="T1">9</text:span>/l</text:p><text:p>one<text:s text:c="3"/>two<text:line-break/>three<text:note><text:note-body><text:p>below</text:p></text:note-body></text:note></text:p>` +
		`<text:list text:style-name="L"><text:list-item><text:p>a</text:p><text:p>again</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>` +
		`<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>D</text:p></table:table-cell></table:table-row></table:table>` +
		`<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><draw:frame><draw:image/></draw:frame>`
	content := `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:draw="d" xmlns:style="s"><office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
	r, err := ODT(pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content))
	if err != nil {
		t.Fatal(err)
	}
	want := "H2 Plan ¶ P 10^9/l ¶ P one two ¶ three[1] ¶ P below ¶ N1 1. a ¶ L1 again ¶ N1 2. b ¶ T [A|D]"
	if got := show(r.Blocks); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if len(r.Losses) != 1 {
		t.Errorf("losses %q", r.Losses)
	}
	if _, err := ODT(pack(t, "META-INF/manifest.xml", "<encryption-data/>", "content.xml", "x")); !errors.Is(err, rendition.ErrLocked) {
		t.Errorf("locked: %v", err)
	}
}

func TestOfficeHostile(t *testing.T) {
	bomb := docx(t, `<w:p><w:r><w:t>`+strings.Repeat(" ", 100<<20)+`</w:t></w:r></w:p>`)
	var many []string
	for range officezip.MaxEntries + 1 {
		many = append(many, "x", "")
	}
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"bomb", bomb, rendition.ErrTooLarge},
		{"deep", docx(t, strings.Repeat("<w:sdt>", 10_000)), rendition.ErrTooLarge},
		{"many", pack(t, many...), rendition.ErrTooLarge},
		{"no document", pack(t, "a", "b"), rendition.ErrDamaged},
		{"no zip", []byte("PK\x03\x04 nonsense"), rendition.ErrDamaged},
		{"not xml", pack(t, "word/document.xml", "hello"), rendition.ErrDamaged},
		{"entity", pack(t, "word/document.xml", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;`), rendition.ErrDamaged},
	}
	for _, c := range cases {
		if _, err := DOCX(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	whole := docx(t, `<w:p><w:r><w:t>start</w:t></w:r></w:p>`)
	cut := pack(t, "word/document.xml", wordOpen+`<w:p><w:r><w:t>start</w:t></w:r></w:p><w:p><w:r><w:t>then`)
	if r, err := DOCX(cut); err != nil || r.Damaged == "" || show(r.Blocks) != "P start ¶ P then" {
		t.Errorf("cut: %v", err)
	}
	if r, err := DOCX(whole); err != nil || r.Damaged != "" {
		t.Errorf("whole: %v", err)
	}
}

func TestRTF(t *testing.T) {
	head := `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}{\info{\title Letter}{\author X}}`
	cases := []struct{ in, want string }{
		{head + `\pard one \b two\b0\par three\line four}`, "P one two ¶ P three ¶ four"},
		{head + `\pard M\'fcller \u8364?5 \f1\'b3\'f3d\'9f\par}`, "P Müller €5 łódź"},
		{head + `\pard\outlinelevel0 Title\par\pard body\par}`, "H1 Title ¶ P body"},
		{head + `\trowd\pard\intbl A\cell B\cell\row\trowd\intbl 1\cell 2\cell\row\pard after\par}`, "T [A|B] [1|2] ¶ P after"},
		{head + `\pard{\listtext\'b7\tab}item\par{\listtext 2.\tab}next\par\pard end}`, "L1 item ¶ N1 2. next ¶ P end"},
		{head + `{\header Hospital X\par}{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 3}} of ward 7\par}\pard body\par}`, "P Hospital X ¶ P body ¶ P Page of ward 7"},
		{head + `\pard seen{\v unseen}{\deleted gone}{\*\unknown x}{\pict\wmetafile8 0102}\par}`, "P seen"},
		{`{\rtf1\ansi\ansicpg932{\info{\title Letter}}\pard \'90\'66\'92\'66\par}`, "P 診断"},
		{`{\rtf1\mac{\info{\title Letter}}\pard M\'9fller\par}`, "P Müller"},
		{`{\rtf1\ansi\ansicpg1251{\info{\title Letter}}\pard \'d0\'e0\'ea\par}`, "P Рак"},
		{head + `\pard \uc1\u322?\u243\'f3 \uc0\u8364 5\par}`, "P łó €5"},
		{head + `\pard 5.2 x 10{\super 9}/l and 10\super -3\nosupersub /l, CO{\sub 2}, 1{\super st}\par}`, "P 5.2 x 10^9/l and 10^-3/l, CO2, 1st"},
		{head + `\pard a\page b}`, "P a ¶ -- ¶ P b"},
		{head + `\pard a\\b \{c\} \bin3 }}}d\par}`, `P a\b {c} d`},
	}
	for _, c := range cases {
		r, err := RTF([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if got := show(r.Blocks); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.in, got, c.want)
		}
		if r.Title != "Letter" || r.Damaged != "" {
			t.Errorf("%s: title %q, damaged %q", c.in, r.Title, r.Damaged)
		}
	}
	if _, err := RTF([]byte(`{\rtf1` + strings.Repeat("{", 1_000_000))); err == nil {
		t.Error("a million open braces were accepted")
	}
	if r, err := RTF([]byte(head + `\pard cut`)); err != nil || r.Damaged == "" || show(r.Blocks) != "P cut" {
		t.Errorf("cut file: %v", err)
	}
}
