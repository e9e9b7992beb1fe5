package rendition

import "strings"

// Text is what blocks say as plain text, a line for each line: list items with
// a bullet, the cells of a table row with a tab between them.
func Text(blocks []Block) string { return text(blocks, "\t") }

func text(blocks []Block, between string) string {
	var b strings.Builder
	for _, x := range blocks {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		switch {
		case x.Kind == Table:
			for i, row := range x.Rows {
				if i > 0 {
					b.WriteByte('\n')
				}
				b.WriteString(strings.Join(row, between))
			}
		case x.Kind == ListItem && !x.Numbered:
			b.WriteString("• " + x.Text)
		default:
			b.WriteString(x.Text)
		}
	}
	return b.String()
}
