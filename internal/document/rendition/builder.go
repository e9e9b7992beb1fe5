package rendition

import (
	"strings"
	"unicode"
)

// Builder collects blocks in reading order. Inline text gathers in the open
// block until another block opens. What goes beyond the limits is left out, and
// Cut tells so.
type Builder struct {
	blocks []Block
	size   int
	cells  int // of all tables
	limit  int
	cut    bool
	full   bool // of blocks or cells: not of text, of which less may still fit

	open  Block
	text  strings.Builder
	space bool // a collapsed space waits for the next word
	fresh bool // the open block stands at the start of a line
}

// NewBuilder is an empty builder with a paragraph open.
func NewBuilder() *Builder { return &Builder{limit: maxText} }

// Cell is a builder for the content of one table cell; CellText closes it.
func (b *Builder) Cell() *Builder { return &Builder{limit: min(maxCell, b.limit)} }

// CellText is what a cell says, in one string with line breaks.
func (b *Builder) CellText(cell *Builder) string {
	s := text(cell.Blocks(), " | ")
	b.cut = b.cut || cell.cut
	return s
}

// Table adds the table that g has laid out; header tells that its first row names
// the columns. A table that says nothing leaves no trace.
func (b *Builder) Table(g *Grid, header bool) {
	b.cut = b.cut || g.cut
	if rows := g.Rows(); len(rows) > 0 {
		b.Add(Block{Kind: Table, Rows: rows, Header: header && len(rows) > 1, Spanned: g.spans})
	}
}

// Cut tells that something was left out because it was too much.
func (b *Builder) Cut() bool { return b.cut }

// Full tells that there are as many blocks, or cells of tables, as are kept.
func (b *Builder) Full() bool { return b.full }

// MarkCut notes that a reader left something out because it was too much.
func (b *Builder) MarkCut() { b.cut = true }

// Open ends the open block and begins another; an empty block leaves no trace.
func (b *Builder) Open(x Block) {
	b.flush()
	b.open = x
	if x.Text != "" {
		b.Inline(x.Text + " ")
	}
}

// Close ends the open block; a paragraph follows.
func (b *Builder) Close() { b.Open(Block{}) }

// Inline adds running text; white space of any kind counts as one space.
func (b *Builder) Inline(s string) {
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			b.space = true
		case unicode.IsControl(r):
		default:
			if b.space && !b.fresh && b.text.Len() > 0 {
				b.put(" ")
			}
			b.space, b.fresh = false, false
			b.put(string(r))
		}
	}
}

// Break adds a line break to the open block.
func (b *Builder) Break() {
	b.space, b.fresh = false, true
	if b.text.Len() > 0 {
		b.put("\n")
	}
}

// Pending is the text of the open block so far.
func (b *Builder) Pending() string { return b.text.String() }

// Power is to be called before text that stands raised is added: a mark keeps a
// power from reading as a digit more, for 10⁹/l is not 109/l.
func (b *Builder) Power(raised string) {
	before, raised := b.Pending(), strings.TrimSpace(raised)
	if b.space || before == "" || raised == "" || !isDigit(before[len(before)-1]) {
		return
	}
	if isDigit(raised[0]) || raised[0] == '-' || raised[0] == '+' || strings.HasPrefix(raised, "−") {
		b.put("^")
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// Discard drops the text of the open block.
func (b *Builder) Discard() { b.text.Reset() }

func (b *Builder) put(s string) {
	if b.size+b.text.Len()+len(s) > b.limit {
		b.cut = true
		return
	}
	b.text.WriteString(s)
}

// Add ends the open block and adds x whole, its text and cells cleaned and their
// line breaks kept. A block that says nothing leaves no trace.
func (b *Builder) Add(x Block) {
	b.flush()
	x.Text = cleanLines(x.Text, x.Kind == Preformatted)
	n := len(x.Text)
	for _, row := range x.Rows {
		for i, c := range row {
			row[i] = cleanLines(c, false)
			n += len(row[i]) + 1
		}
	}
	if strings.TrimSpace(x.Text) != "" || len(x.Rows) > 0 || x.Kind == PageBreak {
		b.append(x, n)
	}
}

func (b *Builder) append(x Block, n int) {
	cells := 0
	for _, row := range x.Rows {
		cells += len(row)
	}
	full := len(b.blocks) >= maxBlocks || b.cells+cells > maxCells
	if full || b.size+n > b.limit {
		b.cut, b.full = true, b.full || full
		return
	}
	b.size += n + 1
	b.cells += cells
	b.blocks = append(b.blocks, x)
}

func (b *Builder) flush() {
	x := b.open
	x.Text = strings.TrimSpace(b.text.String())
	b.text.Reset()
	b.space, b.fresh = false, false
	b.open = Block{}
	if x.Text != "" {
		b.append(x, len(x.Text))
	}
}

// Len ends the open block and counts the blocks so far.
func (b *Builder) Len() int {
	b.flush()
	return len(b.blocks)
}

// Blocks ends the open block and returns all of them.
func (b *Builder) Blocks() []Block {
	b.flush()
	return b.blocks
}

// cleanLines removes control characters, keeps line breaks, and trims the ends
// of lines; in preformatted text tabs become spaces up to the next eighth column.
func cleanLines(s string, preformatted bool) string {
	var out strings.Builder
	col := 0
	for _, r := range s {
		switch {
		case r == '\n':
			out.WriteByte('\n')
			col = 0
			continue
		case r == '\t' && preformatted:
			n := 8 - col%8
			out.WriteString(strings.Repeat(" ", n))
			col += n
			continue
		case r == '\t':
			r = ' '
		case unicode.IsControl(r):
			continue
		}
		out.WriteRune(r)
		col++
	}
	lines := strings.Split(out.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRightFunc(lines[i], unicode.IsSpace)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
