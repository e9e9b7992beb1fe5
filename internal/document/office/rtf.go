package office

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// RTF reads Rich Text Format (Microsoft, version 1.9.1): paragraphs, headings by
// outline level, lists, tables, headers and footers. Deleted and hidden text and
// embedded objects are left out; pictures are counted.
func RTF(data []byte) (*rendition.Rendition, error) {
	start := bytes.Index(data[:min(len(data), 64)], []byte(`{\rtf`))
	if start < 0 {
		return nil, fmt.Errorf("%w: no RTF header", rendition.ErrDamaged)
	}
	d := &rtf{in: data[start:], main: rendition.NewBuilder(), foot: rendition.NewBuilder(), title: rendition.NewBuilder()}
	d.b = d.main
	d.fonts, d.group = map[int]string{}, rtfGroup{codepage: "windows-1252", skipChars: 1}
	d.run()
	if errors.Is(d.err, rendition.ErrTooLarge) {
		return nil, d.err
	}
	d.endTable()
	for _, x := range d.foot.Blocks() {
		d.main.Add(x)
	}
	r := d.main.Rendition()
	r.Title = rendition.Text(d.title.Blocks())
	r.Parts, r.Losses, r.Clock = d.inside.List, append(r.Losses, d.inside.Losses()...), d.clock
	r.Tracked = d.tracked
	if d.objects > 0 {
		r.Losses = append(r.Losses, fmt.Sprintf("files that were put into it are not taken out (%d)", d.objects))
	}
	if d.pictures > 0 {
		r.Losses = append(r.Losses, rendition.PicturesNotDrawn(d.pictures))
	}
	if d.err != nil {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

type rtf struct {
	in    []byte
	pos   int
	stack []rtfGroup
	group rtfGroup
	err   error

	main, foot, title *rendition.Builder
	b                 *rendition.Builder // where text goes now
	bytes             []byte             // text in the code page of the font, not decoded yet
	ignore            int                // characters that stand in for the last \u
	starred           bool               // \* came just now
	fonts             map[int]string
	font              int // that the font table is describing
	codepage          string
	pictures          int // that are not taken out
	objects           int
	picture           picture
	inside            rendition.Parts
	clock, tracked    bool

	para  rendition.Block // how the open paragraph is drawn
	begun bool            // its block is open
	inTab bool            // it belongs to a table
	grid  *rendition.Grid
	row   bool // a row of grid is open
	cell  *rendition.Builder
}

// rtfGroup is what a brace saves and restores.
type rtfGroup struct {
	dest      string // "", "skip", "fonttbl", "title", "label", "instr", "foot", "head", "pict"
	codepage  string
	skipChars int // \uc
	hidden    bool
	raised    bool   // \super
	instr     string // of the field that the group is, from its \fldinst
}

// maxGroups bounds the nesting of braces.
const maxGroups = 1000

func (d *rtf) run() {
	for d.pos < len(d.in) && d.err == nil {
		c := d.in[d.pos]
		d.pos++
		switch c {
		case '{':
			d.push()
		case '}':
			if d.pop(); len(d.stack) == 0 {
				return
			}
		case '\\':
			d.control()
		case '\r', '\n', 0:
		default:
			d.char(c)
		}
	}
	if len(d.stack) > 0 && d.err == nil {
		d.err = rendition.ErrDamaged
	}
	d.flush()
}

func (d *rtf) push() {
	d.flush()
	if len(d.stack) >= maxGroups {
		d.err = fmt.Errorf("%w: braces nested more than %d deep", rendition.ErrTooLarge, maxGroups)
		return
	}
	d.stack = append(d.stack, d.group)
	d.group.instr = ""
	d.ignore = 0
}

func (d *rtf) pop() {
	d.flush()
	if len(d.stack) == 0 {
		return
	}
	closed := d.group
	d.group = d.stack[len(d.stack)-1]
	d.stack = d.stack[:len(d.stack)-1]
	d.ignore = 0
	switch {
	case closed.dest == "pict" && d.group.dest != "pict":
		d.endPicture()
	case closed.dest == "instr":
		d.clock = d.clock || rendition.AsksClock(closed.instr)
		d.group.instr = closed.instr
		if len(d.stack) > 0 { // \fldinst and \fldrslt are siblings
			d.stack[len(d.stack)-1].instr = closed.instr
		}
	case closed.dest == "foot" && d.group.dest != "foot":
		d.paragraph()
		d.b = d.main
	case closed.dest == "head" && d.group.dest != "head":
		d.paragraph()
	case closed.dest == "title":
		d.title.Close()
	}
}

// control reads one control word or symbol and acts on it.
func (d *rtf) control() {
	if d.pos >= len(d.in) {
		return
	}
	c := d.in[d.pos]
	if !isASCIILetter(c) {
		d.pos++
		d.symbol(c)
		return
	}
	from := d.pos
	for d.pos < len(d.in) && isASCIILetter(d.in[d.pos]) && d.pos-from < 32 {
		d.pos++
	}
	name := string(d.in[from:d.pos])
	arg, given := d.argument()
	starred := d.starred
	d.starred = false
	d.word(name, arg, given, starred)
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func (d *rtf) argument() (arg int, given bool) {
	sign := 1
	if d.pos+1 < len(d.in) && d.in[d.pos] == '-' && isDigit(d.in[d.pos+1]) {
		sign = -1
		d.pos++
	}
	for n := 0; d.pos < len(d.in) && isDigit(d.in[d.pos]) && n < 10; n++ {
		arg, given = arg*10+int(d.in[d.pos]-'0'), true
		d.pos++
	}
	if d.pos < len(d.in) && d.in[d.pos] == ' ' {
		d.pos++
	}
	return sign * arg, given
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (d *rtf) symbol(c byte) {
	switch c {
	case '\'':
		if d.pos+2 <= len(d.in) {
			d.char(unhex(d.in[d.pos])<<4 | unhex(d.in[d.pos+1]))
			d.pos += 2
		}
	case '*':
		d.starred = true
	case '~':
		d.text(" ")
	case '_':
		d.text("-")
	case '\n', '\r':
		d.word("par", 0, false, false)
	case '\\', '{', '}':
		d.char(c)
	}
}

func unhex(c byte) byte {
	switch {
	case isDigit(c):
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0
}

// char adds one byte in the code page of the font.
func (d *rtf) char(c byte) {
	if d.ignore > 0 {
		d.ignore--
		return
	}
	if d.group.dest == "pict" {
		d.picture.add(c)
		return
	}
	if d.group.dest != "skip" && d.group.dest != "fonttbl" {
		d.bytes = append(d.bytes, c)
	}
}

func (d *rtf) flush() {
	if len(d.bytes) > 0 {
		s := decodeCodepage(d.bytes, d.group.codepage)
		d.bytes = d.bytes[:0]
		d.text(s)
	}
}

// text adds decoded text to where the group's text goes.
func (d *rtf) text(s string) {
	if len(d.bytes) > 0 {
		d.flush()
	}
	switch {
	case d.group.hidden, d.group.dest == "skip", d.group.dest == "fonttbl", d.group.dest == "pict":
	case d.group.dest == "title":
		d.title.Inline(s)
	case d.group.dest == "instr":
		if len(d.group.instr) < maxLabel {
			d.group.instr += s
		}
	case d.group.dest == "label":
		d.label(s)
	default:
		if d.group.raised {
			d.target().Power(s)
		}
		d.target().Inline(s)
	}
}

// countable tells a number or letter from a bullet.
func countable(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// label takes the bullet or number of a list item.
func (d *rtf) label(s string) {
	if d.inTab {
		d.target().Inline(s)
		return
	}
	d.para.Kind, d.para.Level = rendition.ListItem, max(d.para.Level, 1)
	if t := strings.TrimSpace(s); strings.ContainsFunc(t, countable) && len(d.para.Text) < maxLabel && len(t) < maxLabel {
		d.para.Numbered = true
		d.para.Text += t
	}
}
