package sheet

import (
	"encoding/binary"
	"fmt"
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
