package text

import "strings"

// Kind says what a line of a letter is.
type Kind int

// The kinds of blocks, by the mark at the beginning of their line.
const (
	Paragraph Kind = iota // no mark; lines run on until an empty one
	Head                  // "= " the name at the head of the letter
	Address               // "> " a line of an address
	AtRight               // "@ " a line at the right
	Subject               // "# "
	Cells                 // "| label | value"
	Entry                 // "+ " numbered
	Under                 // "- " under an entry
	Blank                 // "_ label | label" lines to fill by hand
	Small                 // "~ " small print
)

var marks = map[byte]Kind{'=': Head, '>': Address, '@': AtRight, '#': Subject, '|': Cells, '+': Entry, '-': Under, '_': Blank, '~': Small}

// Block is one piece of a letter.
type Block struct {
	Kind Kind
	Text string
	// Label is the first cell of Cells.
	Label string
	// Fills are what belongs on the lines of a Blank.
	Fills []string
	// Number counts entries from 1.
	Number int
	// Apart tells that an empty line stands before it.
	Apart bool
}

// mostBlocks bounds the pieces of one letter.
const mostBlocks = 4000

// Blocks reads a filled template. Every text is a letter: a line without a mark
// is a paragraph.
func Blocks(filled string) []Block {
	var out []Block
	apart, entries := false, 0
	for _, line := range strings.Split(filled, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			apart = len(out) > 0
			continue
		}
		b := blockOf(line)
		if b.Text == "" && b.Kind != Cells {
			continue
		}
		b.Apart = apart
		switch {
		case b.Kind == Paragraph && !apart && len(out) > 0 && out[len(out)-1].Kind == Paragraph:
			out[len(out)-1].Text += " " + b.Text
			continue
		case b.Kind == Entry:
			entries++
			b.Number = entries
		}
		apart = false
		if len(out) == mostBlocks {
			break
		}
		out = append(out, b)
	}
	return out
}

func blockOf(line string) Block {
	kind, marked := marks[line[0]]
	if !marked || len(line) > 1 && line[1] != ' ' {
		return Block{Text: line}
	}
	rest := strings.TrimSpace(line[1:])
	if kind == Cells {
		label, value, _ := strings.Cut(rest, "|")
		return Block{Kind: Cells, Label: strings.TrimSpace(label), Text: strings.TrimSpace(value)}
	}
	if kind == Blank {
		b := Block{Kind: Blank, Text: rest}
		for _, f := range strings.SplitN(rest, "|", maxFills) {
			b.Fills = append(b.Fills, strings.TrimSpace(f))
		}
		return b
	}
	return Block{Kind: kind, Text: rest}
}
