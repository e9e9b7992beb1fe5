package rendition

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PlainText reads a text file: paragraphs at blank lines, lists, tables where
// lines are divided by tabs, and everything that is laid out with spaces as it
// stands.
func PlainText(data []byte) *Rendition {
	b := NewBuilder()
	data, b.cut = head(data, maxInput)
	g := grouping{done: func(lines []string) { addGroup(b, lines) }}
	for rest := Decode(data); rest != "" && !b.Full(); {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		for turned := true; turned && !b.Full(); {
			var part string
			part, line, turned = strings.Cut(line, "\f")
			if g.add(part); turned {
				g.end()
				b.Add(Block{Kind: PageBreak})
			}
		}
	}
	g.end()
	return b.Rendition()
}

// Rendition is the blocks and, where something was cut, the note that says so.
func (b *Builder) Rendition() *Rendition {
	r := &Rendition{Blocks: b.Blocks()}
	for len(r.Blocks) > 0 && r.Blocks[len(r.Blocks)-1].Kind == PageBreak {
		r.Blocks = r.Blocks[:len(r.Blocks)-1]
	}
	if r.Cut = b.cut; r.Cut {
		r.Losses = append(r.Losses, endIsCut)
	}
	return r
}

// maxGroup is how many lines are looked at together.
const maxGroup = 20_000

// grouping divides lines into runs that belong together: at blank lines, where
// tabbed lines begin or end, and where a run gets too long to be looked at as one.
type grouping struct {
	open []string
	done func(lines []string)
}

func (g *grouping) add(l string) {
	switch {
	case strings.TrimSpace(l) == "":
		g.end()
		return
	case len(g.open) == maxGroup, len(g.open) > 0 && tabbed(l) != tabbed(g.open[0]):
		g.end()
	}
	g.open = append(g.open, l)
}

// end ends the run; done must not keep its lines.
func (g *grouping) end() {
	if len(g.open) > 0 {
		g.done(g.open)
	}
	g.open = g.open[:0]
}

// tabbed tells whether tabs divide a line into cells; the last may be empty.
func tabbed(l string) bool { return strings.Contains(strings.TrimLeft(l, " \t"), "\t") }

var aligned = regexp.MustCompile(`\S {3,}\S|^ {4,}\S`)

func addGroup(b *Builder, lines []string) {
	switch {
	case tabbed(lines[0]) && len(lines) > 1:
		addTabbed(b, lines)
	case countAligned(lines)*3 > len(lines):
		b.Add(Block{Kind: Preformatted, Text: strings.Join(lines, "\n")})
	default:
		addLines(b, lines)
	}
}

func countAligned(lines []string) int {
	n := 0
	for _, l := range lines {
		if aligned.MatchString(l) {
			n++
		}
	}
	return n
}

func addTabbed(b *Builder, lines []string) {
	var g Grid
	for _, l := range lines {
		g.Row()
		for _, c := range strings.Split(l, "\t") {
			g.Cell(strings.Join(strings.Fields(c), " "), 1, 1)
		}
	}
	rows := g.Rows()
	b.cut = b.cut || g.cut
	if len(rows) > 0 && len(rows[0]) == 1 { // the tabs were only at the ends
		addLines(b, lines)
	} else if len(rows) > 0 {
		b.Add(Block{Kind: Table, Rows: rows, Header: len(rows) > 1 && NamesColumns(rows[0])})
	}
}

// NamesColumns tells whether a first row reads as column names: every cell
// filled, and no digit in any.
func NamesColumns(row []string) bool {
	for _, c := range row {
		if c == "" || strings.ContainsFunc(c, unicode.IsDigit) {
			return false
		}
	}
	return len(row) > 1
}

var (
	bullet   = regexp.MustCompile(`^\s*(?:[-*–·]\s+|[•‣▪]\s*)(\S.*)$`)
	numbered = regexp.MustCompile(`^\s*(\d{1,3}[.)]\s+\S.*)$`)
)

// addLines adds list items and paragraphs. A line break stays, unless the next
// line plainly continues a long one.
func addLines(b *Builder, lines []string) {
	last := ""
	for _, l := range lines {
		t := strings.TrimSpace(l)
		if item, ok := listItem(l); ok {
			b.Open(item)
		} else if last == "" {
			b.Open(Block{Text: t})
		} else {
			if !continues(last, t) {
				b.Break()
			}
			b.Inline(t + " ")
		}
		last = t
	}
	b.Close()
}

// listItem reads a line that begins with a bullet or a number. "-5" is a
// number below zero, and "- - -" a rule.
func listItem(l string) (Block, bool) {
	if m := bullet.FindStringSubmatch(l); m != nil && strings.ContainsFunc(m[1], isWord) {
		return Block{Kind: ListItem, Level: 1, Text: m[1]}, true
	}
	if m := numbered.FindStringSubmatch(l); m != nil {
		return Block{Kind: ListItem, Level: 1, Text: m[1], Numbered: true}, true
	}
	return Block{}, false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func continues(last, next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	return utf8.RuneCountInString(last) >= 50 && unicode.IsLower(r)
}
