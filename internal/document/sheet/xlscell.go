package sheet

import (
	"encoding/binary"
	"math"
	"strings"
)

// cell takes one record of a sheet.
func (x *xls) cell(r record) {
	d := r.data
	if x.beside(r) {
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

// beside takes the records of a sheet that are no cells: what is hidden, notes,
// text boxes, and the texts of formulas.
func (x *xls) beside(r record) bool {
	d := r.data
	switch {
	case r.id == recRow && len(d) >= 14:
		if d[12]&0x20 != 0 {
			x.page.hideRow[int(binary.LittleEndian.Uint16(d))] = true
		}
	case r.id == recCol && len(d) >= 10:
		if d[8]&1 != 0 {
			for c := int(binary.LittleEndian.Uint16(d)); c <= min(int(binary.LittleEndian.Uint16(d[2:])), 255); c++ {
				x.page.hideCol[c] = true
			}
		}
	case r.id == recNote:
		x.notes = true
	case r.id == recText && len(d) >= 12:
		x.box = int(binary.LittleEndian.Uint16(d[10:]))
	case r.id == recContinue && x.box > 0 && len(d) > 1:
		if t := strings.TrimSpace(characters(d[1:], x.box, d[0]&1 != 0)); t != "" && len(x.page.texts) < 1000 {
			x.page.texts = append(x.page.texts, t)
		}
		x.box = 0
	case r.id == recResult && x.waits:
		x.page.set(x.waiting.row, x.waiting.column, x.long(d, 2))
		x.waits = false
	default:
		return false
	}
	return true
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
