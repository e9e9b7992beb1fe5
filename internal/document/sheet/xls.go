package sheet

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/office97"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Records of a workbook that are read (MS-XLS 2.3).
const (
	recFormula, recEOF, recNote        = 0x0006, 0x000a, 0x001c
	recDateMode, recLocked, recChart   = 0x0022, 0x002f, 0x1002
	recContinue, recCodepage, recCol   = 0x003c, 0x0042, 0x007d
	recSheet, recMulRK, recRichText    = 0x0085, 0x00bd, 0x00d6
	recXF, recDrawing, recStrings      = 0x00e0, 0x00eb, 0x00fc
	recSharedCell, recText, recNumber  = 0x00fd, 0x01b6, 0x0203
	recLabel, recBool, recResult       = 0x0204, 0x0205, 0x0207
	recRow, recRK, recFormat, recBegin = 0x0208, 0x027e, 0x041e, 0x0809
	biff5, biff8                       = 0x0500, 0x0600
	maxRecords                         = 20_000_000
)

// XLS reads a workbook of Excel 5 to 2003 (MS-XLS): cells as their formats ask,
// formulas as the results that were saved. The error is rendition.ErrLocked where
// it has a password, rendition.ErrVersion where it is older.
func XLS(data []byte) (*rendition.Rendition, error) {
	f, err := compound.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", rendition.ErrDamaged, err)
	}
	stream := f.Root.Stream("Workbook")
	if stream == nil {
		stream = f.Root.Stream("Book")
	}
	x := xls{all: stream, book: newBook(), own: map[int]string{}, codepage: 1252}
	if err := x.globals(); err != nil {
		return nil, err
	}
	for _, s := range x.sheets {
		if s.kind == 0 && x.book.sheets < maxSheets { // charts, macros and modules are no tables
			x.sheet(s)
		} else if s.kind == 2 {
			x.charts++
		}
	}
	r := x.book.rendition()
	var parts rendition.Parts
	office97.AddPictures(&parts, x.drawings)
	for _, s := range f.Root.Storages {
		if strings.HasPrefix(s.Name, "MBD") {
			if p, ok := compound.Object(s, parts.Room()); ok {
				parts.Add(p)
			}
		}
	}
	r.Parts, r.Losses = parts.List, append(r.Losses, parts.Losses()...)
	if x.charts > 0 {
		r.Losses = append(r.Losses, fmt.Sprintf("charts are not drawn (%d)", x.charts))
	}
	if x.notes {
		r.Hidden = append(r.Hidden, "comments on cells are not shown")
	}
	if x.cut {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

type xls struct {
	all      []byte
	book     *book
	version  uint16
	codepage int
	from1904 bool
	own      map[int]string // number formats of the file
	xfs      []int
	strings  []string
	sheets   []sheetOf
	drawings []byte
	charts   int
	notes    bool
	cut      bool
	records  int // of all sheets, which may lie on one another

	page    *page
	waiting struct{ row, column int } // the formula whose text comes next
	waits   bool
	box     int // characters of the text box whose text comes next
	depth   int // of the charts that lie in the sheet
}

type sheetOf struct {
	name   string
	at     uint32
	hidden bool
	kind   byte
}

// record is one record, with those that go on after it. The places where they
// are joined matter to texts alone.
type record struct {
	id    uint16
	data  []byte
	joins []int
}

// next reads the record at a place, and where the one after it is.
func (x *xls) next(at int) (r record, after int, ok bool) {
	if at < 0 || at+4 > len(x.all) {
		return r, at, false
	}
	r.id = binary.LittleEndian.Uint16(x.all[at:])
	size := int(binary.LittleEndian.Uint16(x.all[at+2:]))
	if at+4+size > len(x.all) {
		x.cut = true
		return r, at, false
	}
	r.data = x.all[at+4 : at+4+size : at+4+size]
	at += 4 + size
	if r.id != recStrings && r.id != recDrawing {
		return r, at, true
	}
	for at+4 <= len(x.all) {
		id, n := binary.LittleEndian.Uint16(x.all[at:]), int(binary.LittleEndian.Uint16(x.all[at+2:]))
		if id != recContinue && id != r.id || at+4+n > len(x.all) {
			break
		}
		r.joins = append(r.joins, len(r.data))
		r.data = append(r.data, x.all[at+4:at+4+n]...)
		at += 4 + n
	}
	return r, at, true
}

// globals reads what all sheets share, up to its end (2.1.7.20.3).
func (x *xls) globals() error {
	first, at, ok := x.next(0)
	if !ok || first.id != recBegin || len(first.data) < 4 {
		if len(x.all) > 4 && x.all[0] == 9 { // Excel 2 to 4
			return rendition.ErrVersion
		}
		return fmt.Errorf("%w: no workbook", rendition.ErrDamaged)
	}
	x.version = binary.LittleEndian.Uint16(first.data)
	if x.version != biff5 && x.version != biff8 {
		return rendition.ErrVersion
	}
	for {
		r, after, ok := x.next(at)
		if !ok || r.id == recEOF {
			return nil
		}
		at = after
		if r.id == recLocked {
			return rendition.ErrLocked
		}
		x.global(r)
	}
}

func (x *xls) global(r record) {
	d := r.data
	switch {
	case r.id == recCodepage && len(d) >= 2:
		x.codepage = int(binary.LittleEndian.Uint16(d))
	case r.id == recDateMode && len(d) >= 2:
		x.from1904 = d[0] == 1
	case r.id == recFormat && len(d) >= 4:
		x.own[int(binary.LittleEndian.Uint16(d))] = x.long(d[2:], 1)
	case r.id == recXF && len(d) >= 4:
		x.xfs = append(x.xfs, int(binary.LittleEndian.Uint16(d[2:])))
	case r.id == recSheet && len(d) >= 8:
		s := sheetOf{at: binary.LittleEndian.Uint32(d), hidden: d[4]&3 != 0, kind: d[5]}
		s.name = x.short(d[6:])
		x.sheets = append(x.sheets, s)
	case r.id == recStrings && len(d) >= 8:
		x.strings = sharedStrings(r)
	case r.id == recDrawing:
		x.drawings = append(x.drawings, d...)
	}
}

func (x *xls) sheet(s sheetOf) {
	x.page, x.waits, x.depth = newPage(s.name), false, 0
	at := int(s.at)
	for x.records < maxRecords {
		x.records++
		r, after, ok := x.next(at)
		if !ok {
			break
		}
		at = after
		if r.id == recBegin {
			x.depth++
		}
		if r.id == recEOF {
			if x.depth--; x.depth <= 0 {
				break
			}
		}
		if x.depth > 1 { // a chart that lies in the sheet
			if r.id == recChart {
				x.charts++
			}
			continue
		}
		x.cell(r)
	}
	x.book.add(x.page, s.hidden)
}

// cell takes one record of a sheet.
func (x *xls) cell(r record) {
	d := r.data
	switch {
	case r.id == recRow && len(d) >= 14:
		if d[12]&0x20 != 0 {
			x.page.hideRow[int(binary.LittleEndian.Uint16(d))] = true
		}
		return
	case r.id == recCol && len(d) >= 10:
		if d[8]&1 != 0 {
			for c := int(binary.LittleEndian.Uint16(d)); c <= min(int(binary.LittleEndian.Uint16(d[2:])), 255); c++ {
				x.page.hideCol[c] = true
			}
		}
		return
	case r.id == recNote:
		x.notes = true
		return
	case r.id == recText && len(d) >= 12:
		x.box = int(binary.LittleEndian.Uint16(d[10:]))
		return
	case r.id == recContinue && x.box > 0 && len(d) > 1:
		if t := strings.TrimSpace(characters(d[1:], x.box, d[0]&1 != 0)); t != "" && len(x.page.texts) < 1000 {
			x.page.texts = append(x.page.texts, t)
		}
		x.box = 0
		return
	case r.id == recResult && x.waits:
		x.page.set(x.waiting.row, x.waiting.column, x.long(d, 2))
		x.waits = false
		return
	}
	if len(d) < 6 {
		return
	}
	row, column, xf := int(binary.LittleEndian.Uint16(d)), int(binary.LittleEndian.Uint16(d[2:])), int(binary.LittleEndian.Uint16(d[4:]))
	v := d[6:]
	switch {
	case r.id == recSharedCell && len(v) >= 4:
		if i := binary.LittleEndian.Uint32(v); uint64(i) < uint64(len(x.strings)) {
			x.page.set(row, column, x.strings[i])
		}
	case r.id == recNumber && len(v) >= 8:
		x.number(row, column, xf, math.Float64frombits(binary.LittleEndian.Uint64(v)))
	case r.id == recRK && len(v) >= 4:
		x.number(row, column, xf, rk(binary.LittleEndian.Uint32(v)))
	case r.id == recMulRK:
		for b := d[4:]; len(b) >= 8; b = b[6:] {
			x.number(row, column, int(binary.LittleEndian.Uint16(b)), rk(binary.LittleEndian.Uint32(b[2:])))
			column++
		}
	case r.id == recLabel, r.id == recRichText:
		x.page.set(row, column, x.long(v, 2))
	case r.id == recBool && len(v) >= 2:
		x.page.set(row, column, truth(v[0], v[1] != 0))
	case r.id == recFormula && len(v) >= 8:
		x.formula(row, column, xf, v)
	}
}

func (x *xls) formula(row, column, xf int, v []byte) {
	x.waits = false
	if len(v) > 16 && asksClock(v[16:]) {
		x.book.clock = true
	}
	if v[6] != 0xff || v[7] != 0xff {
		x.number(row, column, xf, math.Float64frombits(binary.LittleEndian.Uint64(v)))
		return
	}
	switch v[0] {
	case 0:
		x.waiting.row, x.waiting.column, x.waits = row, column, true
	case 1:
		x.page.set(row, column, truth(v[2], false))
	case 2:
		x.page.set(row, column, truth(v[2], true))
	}
}

// asksClock looks for the functions NOW and TODAY in a formula (2.5.198.62). A
// number that looks like one does no harm: the plain rendition is kept then.
func asksClock(b []byte) bool {
	for i := 0; i+2 < len(b); i++ {
		if (b[i] == 0x21 || b[i] == 0x41 || b[i] == 0x61) && b[i+2] == 0 && (b[i+1] == 74 || b[i+1] == 221) {
			return true
		}
	}
	return false
}

func (x *xls) number(row, column, xf int, v float64) {
	code := ""
	if xf < len(x.xfs) {
		id := x.xfs[xf]
		var own bool
		if code, own = x.own[id]; !own {
			code = builtin[id]
		} else if id == 14 || id == 22 { // what follows the country of the writer
			code = builtin[id]
		}
	}
	x.page.set(row, column, display(v, code, x.from1904))
}

// rk is a number in four bytes (2.5.217).
func rk(v uint32) float64 {
	var f float64
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

func truth(v byte, isError bool) string {
	switch {
	case isError:
		names := map[byte]string{0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
		return names[v]
	case v != 0:
		return "TRUE"
	}
	return "FALSE"
}
