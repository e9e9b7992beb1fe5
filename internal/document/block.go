package document

import "github.com/medbundle/medbundle/internal/document/rendition"

// Block is one piece of a document that has no pages of its own, in reading
// order. The packet draws blocks as pages and says on them that they are a
// plain rendition.
type Block = rendition.Block

// BlockKind says how a block of a plain rendition is drawn.
type BlockKind = rendition.BlockKind

// The kinds of blocks.
const (
	Paragraph    = rendition.Paragraph
	Heading      = rendition.Heading
	ListItem     = rendition.ListItem
	Table        = rendition.Table
	Preformatted = rendition.Preformatted
	PageBreak    = rendition.PageBreak
)
