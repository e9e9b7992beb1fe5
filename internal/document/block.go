package document

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
	Level int    // headings: 1 is the largest; list items: depth from 1
	Text  string // every kind but Table
	// Rows are the cells of a table; Header tells that the first row names the columns.
	Rows   [][]string
	Header bool
}
