package office97

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// wordFile writes a Word document of one narrow and one wide piece. Paragraph
// formats go by the bytes of their marks.
type wordFile struct {
	narrow  string // in Windows-1252
	wide    string
	flags   uint16
	version uint16
	runs    []run // of the narrow piece
	paras   []run
	counts  [8]int // 0: all of it is body
	hdd     []uint32
}

type run struct {
	from, to int
	grpprl   []byte
	style    int
}

const textAt = 1536

func le32(v ...uint32) (b []byte) {
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

func (w wordFile) bytes() []byte {
	units := utf16.Encode([]rune(w.wide))
	main := make([]byte, textAt)
	main = append(main, w.narrow...)
	for len(main)%2 != 0 {
		main = append(main, 0)
	}
	wideAt := len(main)
	for _, u := range units {
		main = binary.LittleEndian.AppendUint16(main, u)
	}
	for len(main)%512 != 0 {
		main = append(main, 0)
	}
	version := w.version
	if version == 0 {
		version = fibWord97
	}
	binary.LittleEndian.PutUint16(main, fibIdent)
	binary.LittleEndian.PutUint16(main[2:], version)
	binary.LittleEndian.PutUint16(main[10:], w.flags|flagTable1)
	n, k := uint32(len(w.narrow)), uint32(len(units))
	if w.counts == [8]int{} {
		w.counts[0] = int(n + k)
	}
	for i, c := range w.counts {
		binary.LittleEndian.PutUint32(main[fibCounts+4*i:], uint32(c))
	}
	var table []byte
	put := func(at int, b []byte) {
		binary.LittleEndian.PutUint32(main[fibTables+8*at:], uint32(len(table)))
		binary.LittleEndian.PutUint32(main[fibTables+8*at+4:], uint32(len(b)))
		table = append(table, b...)
	}
	plc := le32(0, n, n+k)
	plc = append(plc, 0, 0)
	plc = append(plc, le32(textAt*2|0x40000000)...)
	plc = append(plc, 0, 0, 0, 0)
	plc = append(plc, le32(uint32(wideAt))...)
	plc = append(plc, 0, 0)
	put(tableClx, append(append([]byte{2}, le32(uint32(len(plc)))...), plc...))
	put(tableHdd, le32(w.hdd...))
	binary.LittleEndian.PutUint32(main[fibTables+8*tableChpx:], uint32(len(table)))
	for at, p := range map[int][]byte{tableChpx: page(w.runs, 1), tablePapx: page(w.paras, 13)} {
		number := uint32(len(main) / 512)
		main = append(main, p...)
		put(at, append(le32(0, 1<<30), le32(number)...))
	}
	return compound.Write(map[string][]byte{"WordDocument": main, "1Table": table})
}

// page writes one page of formatting.
func page(runs []run, entry int) []byte {
	p := make([]byte, 512)
	p[511] = byte(len(runs))
	end := 510
	for i, r := range runs {
		binary.LittleEndian.PutUint32(p[4*i:], uint32(textAt+r.from))
		binary.LittleEndian.PutUint32(p[4*i+4:], uint32(textAt+r.to))
		body := r.grpprl
		size := byte(len(body))
		if entry == 13 {
			body = append(binary.LittleEndian.AppendUint16(nil, uint16(r.style)), body...)
			if len(body)%2 == 0 {
				body = append(body, 0)
			}
			size = byte((len(body) + 1) / 2)
		}
		end = (end - len(body) - 1) &^ 1
		p[end] = size
		copy(p[end+1:], body)
		p[4*(len(runs)+1)+entry*i] = byte(end / 2)
	}
	return p
}

// marks makes paragraph formats of a text, each from its start to its mark.
func marks(text string, format func(paragraph string, mark byte) run) (out []run) {
	start := 0
	for i := range len(text) {
		if text[i] == '\r' || text[i] == 7 {
			r := format(text[start:i], text[i])
			r.from, r.to = start, i+1
			out = append(out, r)
			start = i + 1
		}
	}
	return out
}

func show(t *testing.T, r *rendition.Rendition, err error) string {
	t.Helper()
	if err != nil {
		return "error: " + err.Error()
	}
	var out []string
	for _, b := range r.Blocks {
		s := map[rendition.BlockKind]string{rendition.Heading: "H ", rendition.ListItem: "L ", rendition.Table: "T ", rendition.PageBreak: "--"}[b.Kind] + b.Text
		for _, row := range b.Rows {
			s += "[" + strings.Join(row, "|") + "]"
		}
		out = append(out, s)
	}
	return strings.ReplaceAll(strings.Join(append(append(out, r.Losses...), r.Hidden...), " ¶ "), "\n", " / ")
}

var inTable, rowEnd = []byte{0x16, 0x24, 1}, []byte{0x16, 0x24, 1, 0x17, 0x24, 1}

func TestWord(t *testing.T) {
	table := "before\rA\x07B\x07\x07c\rd\x07e\x07\x07after\r"
	field := "see \x13 HYPERLINK \"http://x\" \x14the letter\x15 of \x13 DATE \\@ d \x141 May\x15\rPage \x13 PAGE \x143\x15 of \x13 NUMPAGES \x149\x15\r"
	cases := []struct {
		name string
		file wordFile
		want string
	}{
		{"both kinds of pieces", wordFile{narrow: "Gr\xfc\xdfe \x96 ok\r", wide: "żółć\r"}, "Grüße – ok ¶ żółć"},
		{"breaks and hyphens", wordFile{narrow: "a\x0bb\x1ec\x1fd\x0ce\r"}, "a / b-cd ¶ -- ¶ e"},
		{"headings and lists", wordFile{narrow: "Plan\rone\r", paras: marks("Plan\rone\r", func(s string, _ byte) run {
			if s == "Plan" {
				return run{style: 2}
			}
			return run{grpprl: []byte{0x0b, 0x46, 1, 0}}
		})}, "H Plan ¶ L one"},
		{"a table", wordFile{narrow: table, paras: marks(table, func(s string, mark byte) run {
			switch {
			case s == "before" || s == "after":
				return run{}
			case s == "" && mark == 7:
				return run{grpprl: rowEnd}
			}
			return run{grpprl: inTable}
		})}, "before ¶ T [A|B][c / d|e] ¶ after"},
		{"fields", wordFile{narrow: field}, "see the letter of 1 May"},
		{"deleted and hidden", wordFile{narrow: "keep gone hidden\r", runs: []run{{5, 9, []byte{0x00, 0x08, 1}, 0}, {9, 16, []byte{0x3c, 0x08, 1}, 0}}}, "keep"},
		{"locked", wordFile{narrow: "x\r", flags: flagLocked}, "error: " + rendition.ErrLocked.Error()},
		{"Word 6", wordFile{narrow: "x\r", version: 0x64}, "error: " + rendition.ErrVersion.Error()},
		{"headers, footers and notes", wordFile{narrow: "body\rnote\rHOSPITAL\rfoot\r", counts: [8]int{5, 5, 14},
			hdd: []uint32{0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 14}}, "HOSPITAL ¶ body ¶ note ¶ foot"},
		{"comments", wordFile{narrow: "body\rremark\r", counts: [8]int{5, 0, 0, 0, 7}}, "body ¶ comments in the margin are not shown"},
	}
	for _, c := range cases {
		r, err := Word(c.file.bytes())
		got := show(t, r, err)
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if r != nil && r.Clock != strings.Contains(c.name, "fields") {
			t.Errorf("%s: clock %v", c.name, r.Clock)
		}
	}
	if _, err := Word([]byte("no file")); !errors.Is(err, rendition.ErrDamaged) {
		t.Errorf("no file: %v", err)
	}
	whole := wordFile{narrow: strings.Repeat("word ", 2000) + "\r"}.bytes()
	r, err := Word(whole[:6000])
	if err == nil && r.Damaged == "" {
		t.Errorf("cut: %v", show(t, r, err))
	}
}

func FuzzWord(f *testing.F) {
	f.Add("a\x07\x13 PAGE \x141\x15\r", "ż\r", []byte{2, 0, 0}, []byte{0x16, 0x24, 1})
	f.Fuzz(func(t *testing.T, narrow, wide string, table, grpprl []byte) {
		if len(narrow) > 4000 || len(grpprl) > 100 {
			return
		}
		w := wordFile{narrow: narrow, wide: wide, runs: []run{{0, 5, grpprl, 0}}, paras: []run{{0, len(narrow), grpprl, 3}}, counts: [8]int{len(narrow), 5, 5, 5, 5}, hdd: []uint32{0, 0, 0, 0, 0, 0, 0, 5}}
		if r, err := Word(w.bytes()); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
		d := document{main: append(make([]byte, fibTables), table...), table: table}
		d.main = append(d.main, make([]byte, 512)...)
		d.readPieces()
		(&typist{doc: &d, b: rendition.NewBuilder()}).part(0, 1000)
	})
}

// FuzzWordFile varies the file as a whole.
func FuzzWordFile(f *testing.F) {
	f.Add(wordFile{narrow: "a\x07b\r", paras: []run{{0, 4, inTable, 1}}}.bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := Word(b); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
		if r, err := Slides(b); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
	})
}
