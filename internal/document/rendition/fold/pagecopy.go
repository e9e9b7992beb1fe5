package fold

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// pageLine is a line of a page: a row of a table, or a paragraph, in letters only.
type pageLine struct {
	text    string
	row     bool
	heading bool
}

func linesOf(blocks []rendition.Block) (out []pageLine) {
	for _, b := range blocks {
		if b.Kind == rendition.Table {
			for _, r := range b.Rows {
				out = append(out, pageLine{text: rowLetters(r), row: true})
			}
			continue
		}
		if s := letters(b.Text); s != "" {
			out = append(out, pageLine{text: s, heading: b.Kind == rendition.Heading})
		}
	}
	return out
}

// rowLetters keeps the cells of a row apart.
func rowLetters(row []string) string {
	cells := make([]string, 0, len(row))
	for _, c := range row {
		if s := letters(c); s != "" {
			cells = append(cells, s)
		}
	}
	return strings.Join(cells, "\t")
}

// letters drops white space and bullets.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '•' {
			return -1
		}
		return r
	}, s)
}

// What a page may say beside the document: how its head and its foot tell whose
// it is and who made it, in lines.
const (
	longestHead = 60
	longestFoot = 5
)

// SaysNoMore tells whether a page is a document as a browser shows it: it has
// the document's sections, and from the first of them on every row of a table is
// one of the document's and every line stands in it. Only its head, and a few
// lines at its foot, may be others.
func SaysNoMore(pageBlocks, blocks []rendition.Block) bool {
	page := linesOf(pageBlocks)
	text := letters(rendition.Text(blocks))
	rows, headings := map[string]bool{}, map[string]bool{}
	for _, l := range linesOf(blocks) {
		rows[l.text] = rows[l.text] || l.row
		if l.heading {
			headings[l.text] = true
		}
	}
	from, to := -1, -1
	found := map[string]bool{}
	for i, l := range page {
		known := l.row && rows[l.text] || !l.row && strings.Contains(text, l.text)
		if l.heading && headings[l.text] {
			found[l.text] = true
			if from < 0 {
				from = i
			}
		}
		if from >= 0 && known {
			if to >= 0 && to < i-1 { // something else stood in between
				return false
			}
			to = i
		}
	}
	if from < 0 || from > longestHead || len(page)-to-1 > longestFoot || len(found)*10 < (len(headings)-1)*8 {
		return false
	}
	for _, l := range page[to+1:] {
		if l.row {
			return false
		}
	}
	return to > from
}
