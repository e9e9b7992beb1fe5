// Package cos is the object layer of PDF (Carousel Object System, ISO 32000-1,
// 7.2 to 7.7): it opens a file within limits, resolves references, decodes
// content, walks the page tree and spells objects. It owns pdfcpu, whose reader
// it runs, and imports nothing of ours.
//
// Everything it reads is hostile: panics of the library become errors, sizes
// are checked before memory is spent, and every walk is bounded.
package cos

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// The objects of a PDF file. Strings come in two spellings, Literal (between
// parentheses, escapes kept as written) and Hex.
type (
	Object  = types.Object
	Dict    = types.Dict
	Array   = types.Array
	Name    = types.Name
	Integer = types.Integer
	Real    = types.Float
	Boolean = types.Boolean
	Literal = types.StringLiteral
	Hex     = types.HexLiteral
	Ref     = types.IndirectRef
	Stream  = types.StreamDict
)
