package text

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/ui"
)

// width is the width of a letter as plain text, in columns.
const width = 76

// Plain is the letter as text, with lines of at most 76 columns.
func Plain(blocks []Block) string {
	var b strings.Builder
	label := 0
	for _, x := range blocks {
		if x.Kind == Cells {
			label = max(label, min(ui.Len(x.Label), 30))
		}
	}
	for i, x := range blocks {
		if x.Apart || i > 0 && spaced(x) {
			b.WriteString("\n")
		}
		switch x.Kind {
		case AtRight:
			b.WriteString(strings.Repeat(" ", max(0, width-ui.Len(x.Text))) + x.Text + "\n")
		case Subject:
			lines(&b, "", "", strings.ToUpper(x.Text))
		case Cells:
			lines(&b, ui.Pad(x.Label+":", label+3), strings.Repeat(" ", label+3), x.Text)
		case Entry:
			n := fmt.Sprintf("%2d. ", x.Number)
			lines(&b, n, strings.Repeat(" ", len(n)), x.Text)
		case Under:
			lines(&b, "    - ", "      ", x.Text)
		case Blank:
			fills(&b, x.Fills)
		default:
			lines(&b, "", "", x.Text)
		}
	}
	return b.String()
}

// spaced tells the blocks that have room above them whatever the template says.
func spaced(x Block) bool { return x.Kind == Blank || x.Kind == Subject }

// fills writes lines to fill side by side, with what belongs on each below.
func fills(b *strings.Builder, labels []string) {
	const line, gap = 44, 4
	rules, below := strings.Repeat("_", line), ui.Wrap(labels[0], line)
	if len(labels) > 1 {
		rules += strings.Repeat(" ", gap) + strings.Repeat("_", width-line-gap)
		below[0] = ui.Pad(below[0], line+gap) + labels[1]
	}
	b.WriteString(rules + "\n" + strings.Join(below, "\n") + "\n")
}

func lines(b *strings.Builder, first, other, text string) {
	for i, l := range ui.Wrap(text, width-ui.Len(first)) {
		if i == 0 {
			b.WriteString(strings.TrimRight(first+l, " ") + "\n")
		} else {
			b.WriteString(other + l + "\n")
		}
	}
}
