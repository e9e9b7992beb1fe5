package office97

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Word reads a Word document (MS-DOC): the text of the body, of headers and
// footers, notes and text boxes. Deleted and hidden text is left out, and of
// fields the result is shown. The error is rendition.ErrLocked where it has a
// password, rendition.ErrVersion where it is of before 1997.
func Word(data []byte) (*rendition.Rendition, error) {
	f, err := compound.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", rendition.ErrDamaged, err)
	}
	d := document{main: f.Root.Stream("WordDocument")}
	if err := d.readFIB(f.Root); err != nil {
		return nil, err
	}
	d.readPieces()
	if len(d.pieces) == 0 {
		return nil, fmt.Errorf("%w: no text table", rendition.ErrDamaged)
	}
	d.runs, d.paras = d.readRuns(), d.readParas()
	t := typist{doc: &d, b: rendition.NewBuilder()}
	t.all()
	r := t.b.Rendition()
	r.Clock = t.clock
	r.Tracked = slices.ContainsFunc(d.runs, func(f format) bool { return f.deleted })
	if t.comments {
		r.Hidden = append(r.Hidden, "comments in the margin are not shown")
	}
	parts := d.parts(f)
	if n := t.pictures - pictures(parts.List); n > 0 {
		r.Losses = append(r.Losses, rendition.PicturesNotDrawn(n))
	}
	r.Parts = parts.List
	r.Losses = append(r.Losses, parts.Losses()...)
	if d.cut {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

// document is the tables of a Word document.
type document struct {
	main, table []byte
	counts      [8]int // characters of the parts of the text, in their order
	pieces      []piece
	runs, paras []format
	cut         bool
}

// The parts of the text, in their order (MS-DOC 2.3).
const (
	partBody = iota
	partFootnotes
	partHeaders
	partMacros
	partComments
	partEndnotes
	partBoxes
	partHeaderBoxes
)

// Places in the header (MS-DOC 2.5.1, 2.5.6), and the version of Word 97.
const (
	fibIdent    = 0xa5ec
	fibWord97   = 0x00c1
	fibCounts   = 76
	fibTables   = 154
	tableHdd    = 11
	tableChpx   = 12
	tablePapx   = 13
	tableClx    = 33
	flagLocked  = 0x0100
	flagTable1  = 0x0200
	maxTextCP   = 32 << 20 // characters of one document
	maxFormats  = 2_000_000
	pageOfRuns  = 512
	bytesPerPCD = 8
)

func (d *document) readFIB(root *compound.Storage) error {
	if len(d.main) < fibTables+8*(tableClx+1) {
		if len(d.main) >= 4 && binary.LittleEndian.Uint16(d.main[2:]) < fibWord97 {
			return rendition.ErrVersion
		}
		return fmt.Errorf("%w: no header", rendition.ErrDamaged)
	}
	version, flags := binary.LittleEndian.Uint16(d.main[2:]), binary.LittleEndian.Uint16(d.main[10:])
	switch {
	case version < 0x0065 || binary.LittleEndian.Uint16(d.main) != fibIdent:
		return rendition.ErrVersion // Word 6 and 95 have another header
	case flags&flagLocked != 0:
		return rendition.ErrLocked
	}
	name := "0Table"
	if flags&flagTable1 != 0 {
		name = "1Table"
	}
	d.table = root.Stream(name)
	for i := range d.counts {
		d.counts[i] = int(min(binary.LittleEndian.Uint32(d.main[fibCounts+4*i:]), maxTextCP))
	}
	return nil
}

// lookUp is one of the tables that the header names.
func (d *document) lookUp(n int) []byte {
	from, size := uint64(binary.LittleEndian.Uint32(d.main[fibTables+8*n:])), uint64(binary.LittleEndian.Uint32(d.main[fibTables+8*n+4:]))
	if from > uint64(len(d.table)) {
		return nil
	}
	return d.table[from:min(from+size, uint64(len(d.table)))]
}

// piece is a run of text that stands in one place of the file.
type piece struct {
	from, to int // characters
	at       int // byte of the main stream
	wide     bool
}

// readPieces reads the piece table (MS-DOC 2.8.35, 2.9.38).
func (d *document) readPieces() {
	b := d.lookUp(tableClx)
	for len(b) >= 3 && b[0] == 1 {
		n := 3 + int(binary.LittleEndian.Uint16(b[1:]))
		b = b[min(n, len(b)):]
	}
	if len(b) < 5 || b[0] != 2 {
		return
	}
	size := binary.LittleEndian.Uint32(b[1:])
	b = b[5:]
	if uint64(size) < uint64(len(b)) {
		b = b[:size]
	}
	n := (len(b) - 4) / (4 + bytesPerPCD)
	last := 0
	for i := range max(n, 0) {
		from, to := int(binary.LittleEndian.Uint32(b[4*i:])), int(binary.LittleEndian.Uint32(b[4*i+4:]))
		place := binary.LittleEndian.Uint32(b[4*(n+1)+bytesPerPCD*i+2:])
		if from != last || to < from || to > maxTextCP {
			d.cut = true
			return
		}
		last = to
		p := piece{from: from, to: to, at: int(place & 0x3fffffff), wide: place&0x40000000 == 0}
		if !p.wide {
			p.at /= 2
		}
		d.pieces = append(d.pieces, p)
	}
}

// each calls f for the characters from one to another, with the byte at which
// each stands.
func (d *document) each(from, to int, f func(c uint16, at int)) {
	for _, p := range d.pieces {
		for cp := max(from, p.from); cp < min(to, p.to); cp++ {
			at := p.at + cp - p.from
			if p.wide {
				at += cp - p.from
			}
			switch {
			case at+1 >= len(d.main) && (p.wide || at >= len(d.main)):
				d.cut = true
				return
			case p.wide:
				f(binary.LittleEndian.Uint16(d.main[at:]), at)
			default:
				f(narrow(d.main[at]), at)
			}
		}
	}
}

// narrow is a character of a piece of one byte each (MS-DOC 2.9.73):
// Windows-1252, in which the control characters stand for themselves.
func narrow(c byte) uint16 {
	if c >= 0x80 && c < 0xa0 {
		for _, r := range rendition.Windows1252(c) {
			return uint16(r)
		}
	}
	return uint16(c)
}

// parts are the pictures and the files inside.
func (d *document) parts(f *compound.File) *rendition.Parts {
	var parts rendition.Parts
	for _, data := range [][]byte{f.Root.Stream("Data"), d.main} {
		AddPictures(&parts, data)
	}
	if pool := f.Root.Storage("ObjectPool"); pool != nil {
		for _, s := range pool.Storages {
			if p, ok := compound.Object(s, parts.Room()); ok {
				parts.Add(p)
			}
		}
	}
	return &parts
}

func pictures(parts []rendition.Part) (n int) {
	for _, p := range parts {
		if strings.HasPrefix(p.Media, "image/") {
			n++
		}
	}
	return n
}
