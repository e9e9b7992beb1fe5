package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/compound"
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

// told is a workbook in one line.
func told(r *rendition.Rendition, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	var out []string
	for _, b := range r.Blocks {
		s := map[rendition.BlockKind]string{rendition.Heading: "# "}[b.Kind] + b.Text
		for _, row := range b.Rows {
			s += "[" + strings.Join(row, "|") + "]"
		}
		if b.Header {
			s = "header " + s
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

func TestDisplay(t *testing.T) {
	cases := []struct {
		v    float64
		code string
		want string
	}{
		{12.1, "", "12.1"}, {12, "General", "12"}, {0.1 + 0.2, "", "0.3"}, {1234567890123, "", "1234567890123"}, {1e20, "", "1E+20"},
		{12.345, "0.00", "12.35"}, {12.3, "0.##", "12.3"}, {12, "0.##", "12"}, {1234.5, "#,##0.00", "1234.50"}, {7, "00000", "00007"},
		{0.256, "0%", "26%"}, {0.256, "0.0%", "25.6%"}, {123456, "0.00E+00", "1.23E+05"}, {0.5, "# ?/?", "0.5"},
		{5.5, `0.0" mg/L"`, "5.5 mg/L"}, {-3, "0;[Red]-0", "-3"}, {-3, "0;(0)", "(3)"}, {0, `0;-0;"none"`, "none"}, {5, "[$€-407] 0.00", "€ 5.00"}, {2.675, "0.00", "2.68"},
		{46085, "dd/mm/yyyy", "2026-03-04"}, {46085, "m/d/yy", "2026-03-04"}, {46085.5, "dd.mm.yyyy hh:mm", "2026-03-04 12:00"}, {46085.5, "[$-409]d-mmm-yy;@", "2026-03-04"},
		{46085, "mmm yy", "Mar 2026"}, {46085, "yyyy", "2026"}, {0.75, "h:mm", "18:00"}, {0.75, "h:mm AM/PM", "18:00"}, {1.5, "[h]:mm", "36:00"}, {0.75 + 5./86400, "hh:mm:ss", "18:00:05"},
		{60, "yyyy-mm-dd", "1900-02-28"}, {1, "yyyy-mm-dd", "1900-01-01"}, {46085, `dd\.mm\.yyyy`, "2026-03-04"}, {46085, `yyyy"年"m"月"d"日"`, "2026-03-04"},
		{1e300, "yyyy", "1E+300"}, {math.NaN(), "0", ""}, {-1, "yyyy-mm-dd", "-1"}, {5, `"done"`, "done"}, {3, "General;-General", "3"},
	}
	for _, c := range cases {
		if got := display(c.v, c.code, false); got != c.want {
			t.Errorf("%v as %q: %q, want %q", c.v, c.code, got, c.want)
		}
	}
	if got := display(44623, "yyyy-mm-dd", true); got != "2026-03-04" {
		t.Errorf("since 1904: %s", got)
	}
}

const workbook = `<workbook xmlns:r="http://x/relationships"><sheets><sheet name="Labs" sheetId="1" r:id="r1"/><sheet name="Secret" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>`
const rels = `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`

func xlsxOf(sheet string, more ...string) []byte {
	return pack(append([]string{
		"xl/workbook.xml", workbook, "xl/_rels/workbook.xml.rels", rels,
		"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml", `<sst><si><t>Test</t></si><si><r><t>Val</t></r><r><t>ue</t></r><rPh><t>x</t></rPh></si><si><t>Hb</t></si></sst>`,
		"xl/worksheets/sheet1.xml", sheet, "xl/worksheets/sheet2.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
	}, more...)...)
}

func TestXLSX(t *testing.T) {
	sheet := `<worksheet><cols><col min="4" max="4" hidden="1"/></cols><sheetData>` +
		`<row r="1"><c r="A1" t="inlineStr"><is><t>Results</t></is></c></row>` +
		`<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="str"><v>Date</v></c><c r="D3"><v>9</v></c></row>` +
		`<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4" s="2"><f>A1*2</f><v>12.06</v></c><c r="C4" s="1"><v>46085</v></c></row>` +
		`<row r="5" hidden="1"><c r="A5"><v>5</v></c></row>` +
		`<row r="6"><c r="A6" t="b"><v>1</v></c><c r="B6" t="e"><v>#N/A</v></c><c r="C6" t="d"><v>2026-03-04T00:00:00</v></c></row>` +
		`</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells></worksheet>`
	r, err := XLSX(xlsxOf(sheet, "xl/comments1.xml", "<c/>", "xl/charts/chart1.xml", "<c/>",
		"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="r1" Type="http://x/drawing" Target="../drawings/drawing1.xml"/></Relationships>`,
		"xl/drawings/drawing1.xml", `<d><sp><txBody><p><r><t>see </t></r><r><t>below</t></r></p></txBody></sp></d>`))
	want := "# Labs ¶ Results ¶ header [Test|Value|Date][Hb|12.1|2026-03-04][TRUE|#N/A|2026-03-04] ¶ see below ¶ ! charts are not drawn (1) ¶ ! hidden sheets are not shown (“Secret”) ¶ ! hidden rows are not shown (1) ¶ ! hidden columns are not shown (1) ¶ ! comments on cells are not shown"
	if got := told(r, err); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	r, err = XLSX(xlsxOf(`<worksheet><sheetData><row><c><f>TODAY()</f><v>46085</v></c><c><v>2</v></c></row></sheetData></worksheet>`))
	if err != nil || !r.Clock || r.Blocks[1].Rows[0][1] != "2" {
		t.Errorf("%v %+v", err, r)
	}
	var rows strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d"><v>1</v></c></row>`, i+1, i+1, i, i+1)
	}
	r, err = XLSX(xlsxOf("<worksheet><sheetData>" + rows.String() + "</sheetData></worksheet>"))
	if err != nil || !r.Cut || len(r.Blocks[1].Rows) != maxRows || !strings.Contains(r.Losses[0], "first 500 of 10000 rows of “Labs”") || !strings.Contains(r.Blocks[2].Text, "9500 more rows") {
		t.Errorf("%v %d rows, %q, %+v", err, len(r.Blocks[1].Rows), r.Losses, r.Blocks[2])
	}
}

func TestHostile(t *testing.T) {
	bomb := xlsxOf(`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>` + strings.Repeat(" ", 60<<20) + `</worksheet>`)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a row far down":        {xlsxOf(`<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`), "# Labs ¶ 1 "},
		"rows below zero":       {xlsxOf(`<worksheet><sheetData><row r="-5"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`), "# Labs ¶ 1 "},
		"breaks off":            {xlsxOf(`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row`), "# Labs ¶ 1 ¶ ! hidden sheets are not shown (“Secret”) ¶ ! the file breaks off"},
		"unpacks to much":       {bomb, ""},
		"a thousand columns":    {xlsxOf(`<worksheet><cols><col min="1" max="999999999" hidden="1"/></cols></worksheet>`), "! hidden"},
		"binary":                {pack("xl/workbook.bin", "x"), "error: " + rendition.ErrVersion.Error()},
		"no workbook":           {pack("x", "y"), "error: "},
		"no zip":                {[]byte("PK nothing"), "error: "},
		"strings that are none": {xlsxOf(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c><c r="ZZZZZZZ1"><v>2</v></c></row></sheetData></worksheet>`), ""},
	} {
		if got := told(XLSX(c.data)); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestODS(t *testing.T) {
	content := `<d xmlns:t="t" xmlns:x="x"><automatic-styles><style name="ta2" family="table"><table-properties display="false"/></style></automatic-styles><body><spreadsheet>` +
		`<t:table t:name="Werte"><t:table-column t:number-columns-repeated="2"/><t:table-column t:visibility="collapse"/>` +
		`<t:table-row><t:table-cell><x:p>Test</x:p></t:table-cell><t:table-cell><x:p>W<x:span>er</x:span>t</x:p></t:table-cell><t:table-cell><x:p>no</x:p></t:table-cell></t:table-row>` +
		`<t:table-row><t:table-cell t:value-type="date" t:date-value="2026-03-04T00:00:00"><x:p>04/03/26</x:p></t:table-cell><t:table-cell t:value-type="float" t:value="12.06"><x:p>12,1</x:p></t:table-cell></t:table-row>` +
		`<t:table-row t:visibility="filter"><t:table-cell><x:p>gone</x:p></t:table-cell></t:table-row>` +
		`<t:table-row t:number-rows-repeated="1048570"><t:table-cell t:number-columns-repeated="1024"/></t:table-row></t:table>` +
		`<t:table t:name="X" t:style-name="ta2"><t:table-row><t:table-cell t:formula="of:=TODAY()"><x:p>1</x:p></t:table-cell></t:table-row></t:table></spreadsheet></body></d>`
	r, err := ODS(pack("content.xml", content))
	want := "# Werte ¶ header [Test|Wert][2026-03-04|12,1] ¶ ! hidden sheets are not shown (“X”) ¶ ! hidden rows are not shown (1) ¶ ! hidden columns are not shown (1)"
	if got := told(r, err); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if !r.Clock {
		t.Error("TODAY() is not seen")
	}
	if _, err := ODS(pack("content.xml", "x", "META-INF/manifest.xml", "encryption-data")); !errors.Is(err, rendition.ErrLocked) {
		t.Errorf("%v", err)
	}
}

// rec writes one record.
func rec(id uint16, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	b := binary.LittleEndian.AppendUint16(nil, id)
	return append(binary.LittleEndian.AppendUint16(b, uint16(len(body))), body...)
}

func u16(v ...int) (b []byte) {
	for _, x := range v {
		b = binary.LittleEndian.AppendUint16(b, uint16(x))
	}
	return b
}

func u32(v uint32) []byte { return binary.LittleEndian.AppendUint32(nil, v) }

func f64(v float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)) }

func wide(s string) []byte {
	b := u16(len([]rune(s)))
	b = append(b, 1)
	for _, r := range s {
		b = append(b, u16(int(r))...)
	}
	return b
}

// xlsOf writes a workbook of one shown and one hidden sheet.
func xlsOf(version int, globals, sheet []byte) []byte {
	build := func(at, hidden int) []byte {
		name := append([]byte{4, 0}, "Labs"...)
		if version == biff5 {
			name = append([]byte{4}, "Labs"...)
		}
		return bytes.Join([][]byte{
			rec(recBegin, u16(version, 5), make([]byte, 12)), globals,
			rec(recSheet, u32(uint32(at)), []byte{0, 0}, name), rec(recSheet, u32(uint32(hidden)), []byte{1, 0}, name), rec(recEOF),
		}, nil)
	}
	n := len(build(0, 0))
	body := bytes.Join([][]byte{rec(recBegin, u16(version, 16), make([]byte, 12)), sheet, rec(recEOF)}, nil)
	stream := append(append(build(n, n+len(body)), body...), body...)
	name := "Workbook"
	if version == biff5 {
		name = "Book"
	}
	return compound.Write(map[string][]byte{name: stream})
}

func TestXLS(t *testing.T) {
	half := wide("Hämoglobin")
	// The third text goes on in the next record, in narrow characters there.
	shared := append(rec(recStrings, u32(3), u32(3), u16(4), []byte{0}, []byte("Test"), wide("żółć"), half[:3+2*2]),
		rec(recContinue, append([]byte{0}, "moglobin"...))...)
	globals := bytes.Join([][]byte{rec(recFormat, u16(164), u16(3), []byte{0}, []byte("0.0")), rec(recXF, u16(0, 0)), rec(recXF, u16(0, 14)), rec(recXF, u16(0, 164)), shared}, nil)
	sheet := bytes.Join([][]byte{
		rec(recCol, u16(5, 5, 0, 0, 1)), rec(recRow, u16(3, 0, 1, 0, 0, 0), u32(0x20)),
		rec(recSharedCell, u16(0, 0, 0), u32(0)), rec(recSharedCell, u16(0, 1, 0), u32(1)),
		rec(recSharedCell, u16(1, 0, 0), u32(2)), rec(recNumber, u16(1, 1, 2), f64(12.06)), rec(recNumber, u16(1, 5, 0), f64(1)),
		rec(recMulRK, u16(2, 0, 1), u32(uint32(46085<<2|2)), u16(2), u32(uint32(1206<<2|3)), u16(1)),
		rec(recNumber, u16(3, 0, 0), f64(77)),
		rec(recFormula, u16(4, 0, 0), []byte{0, 0, 0, 0, 0, 0, 0xff, 0xff}, make([]byte, 6), u16(0)), rec(recResult, u16(4), []byte{0}, []byte("text")),
		rec(recFormula, u16(4, 1, 1), f64(46085), make([]byte, 6), u16(3), []byte{0x42, 221, 0}),
		rec(recFormula, u16(5, 0, 0), []byte{2, 0, 42, 0, 0, 0, 0xff, 0xff}), rec(recBool, u16(5, 1, 0), []byte{1, 0}),
		rec(recText, u16(0, 0, 0, 0, 0, 4)), rec(recContinue, append([]byte{0}, "note"...)),
		rec(recBegin, u16(biff8, 0x20)), rec(recChart), rec(recNumber, u16(9, 9, 0), f64(9)), rec(recEOF),
		rec(recLabel, u16(6, 0, 0), u16(3), []byte{0}, []byte("end")),
	}, nil)
	want := "# Labs ¶ header [Test|żółć][Hämoglobin|12.1][2026-03-04|12.1][text|2026-03-04][#N/A|TRUE][end] ¶ note ¶ ! charts are not drawn (2) ¶ ! hidden sheets are not shown (“Labs”) ¶ ! hidden rows are not shown (1) ¶ ! hidden columns are not shown (1)"
	r, err := XLS(xlsOf(biff8, globals, sheet))
	if got := told(r, err); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	old := bytes.Join([][]byte{rec(recLabel, u16(0, 0, 0), u16(2), []byte("\xb3\xf3")), rec(recNumber, u16(0, 1, 0), f64(5))}, nil)
	if got, want := told(XLS(xlsOf(biff5, rec(recCodepage, u16(1250)), old))), "# Labs ¶ [łó|5] ¶ ! hidden sheets are not shown (“Labs”)"; got != want {
		t.Errorf("Excel 5: got %s\nwant %s", got, want)
	}
	if _, err := XLS(xlsOf(biff8, rec(recLocked, u16(1)), nil)); !errors.Is(err, rendition.ErrLocked) {
		t.Errorf("locked: %v", err)
	}
	if _, err := XLS(compound.Write(map[string][]byte{"Book": {9, 0, 4, 0, 0, 4, 0, 0}})); !errors.Is(err, rendition.ErrVersion) {
		t.Errorf("old: %v", err)
	}
}

func FuzzXLS(f *testing.F) {
	f.Add(rec(recStrings, u32(1), u32(1), wide("a")), rec(recSharedCell, u16(0, 0, 0), u32(0)))
	f.Add([]byte{}, rec(recFormula, u16(4, 0, 0), []byte{0, 0, 0, 0, 0, 0, 0xff, 0xff}, make([]byte, 8)))
	f.Fuzz(func(t *testing.T, globals, sheet []byte) {
		for _, version := range []int{biff5, biff8} {
			if r, err := XLS(xlsOf(version, globals, sheet)); (r == nil) == (err == nil) {
				t.Fatalf("%v %v", r, err)
			}
		}
	})
}

func FuzzXLSX(f *testing.F) {
	f.Add(`<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="2"><c r="B2" s="1" t="n"><v>1</v></c></row></sheetData></worksheet>`, "yyyy")
	f.Fuzz(func(t *testing.T, sheet, code string) {
		if r, err := XLSX(xlsxOf(sheet)); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
		for _, v := range []float64{0, -1.5, 46085.25, 1e17} {
			display(v, code, false)
		}
	})
}

func FuzzODS(f *testing.F) {
	f.Add(`<table name="a"><table-row number-rows-repeated="5"><table-cell number-columns-repeated="9"><p>x</p></table-cell></table-row></table>`)
	f.Fuzz(func(t *testing.T, content string) {
		if r, err := ODS(pack("content.xml", "<d>"+content+"</d>")); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
	})
}
