package rendition

// BlockKind says how a block of a plain rendition is drawn.
type BlockKind int

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	Table
	// Preformatted keeps its line breaks and spaces.
	Preformatted
	// PageBreak starts a new page where the source had one.
	PageBreak
)

// Block is one piece of a document that has no pages of its own (a text file, a
// C-CDA document, an office letter), in reading order. The packet draws blocks
// as pages and says on them that they are a plain rendition.
type Block struct {
	Kind  BlockKind
	Level int // headings: 1 is the largest; list items: depth from 1
	// Text is UTF-8 without control characters except "\n", which is a line
	// break wherever it stands (in table cells too). Tables have no Text.
	Text string
	// Numbered tells of a list item that its text begins with its own number,
	// so that no bullet is drawn.
	Numbered bool
	// Rows are the cells of a table; Header tells that the first row names the
	// columns. Rows need not be equally long.
	Rows   [][]string
	Header bool
	// Spanned tells of a table that some cell reaches over several columns or
	// rows: an empty cell may stand for what is above it or before it.
	Spanned bool
	// Aside tells that the block is not of the document: it says where something
	// stands that is not shown here.
	Aside bool
}
