package ocr

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// word is one word as tesseract's table gives it.
type word struct {
	text string
	// confidence is from 0 to 100.
	confidence int
	// left, top, width and height of the word on the page, in pixels.
	left, top, width, height int
	// line names the word's block, paragraph and line.
	line [3]string
}

// Columns of tesseract's table (TSV).
const (
	colLevel = iota
	colPage
	colBlock
	colParagraph
	colLine
	colWord
	colLeft
	colTop
	colWidth
	colHeight
	colConfidence
	colText
	columns
)

const (
	// maxWords bounds the words of one page.
	maxWords = 20_000
	// maxWordRunes bounds one word; longer ones are ruled lines and stains.
	maxWordRunes = 80
)

// parseWords reads tesseract's table. A row that is no word is passed over.
func parseWords(table string) []word {
	var out []word
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.TrimRight(row, "\r\n"), "\t")
		if len(cells) != columns || cells[colLevel] != "5" || len(out) == maxWords {
			continue
		}
		text := strings.TrimSpace(strings.ToValidUTF8(cells[colText], ""))
		confidence, err := strconv.ParseFloat(cells[colConfidence], 64)
		if text == "" || utf8.RuneCountInString(text) > maxWordRunes || err != nil || !(confidence >= 0 && confidence <= 100) {
			continue
		}
		left, _ := strconv.Atoi(cells[colLeft])
		top, _ := strconv.Atoi(cells[colTop])
		width, _ := strconv.Atoi(cells[colWidth])
		height, _ := strconv.Atoi(cells[colHeight])
		out = append(out, word{
			text: text, confidence: int(confidence), left: clamped(left), top: clamped(top), width: clamped(width), height: clamped(height),
			line: [3]string{cells[colBlock], cells[colParagraph], cells[colLine]},
		})
	}
	return out
}

// clamped keeps a place within what a page can have.
func clamped(n int) int { return min(max(n, 0), maxSide) }

// lines cuts words into lines, and leaves out lines in which no word was read
// with any certainty: stamps, stains and pictures.
func lines(words []word) [][]word {
	var out [][]word
	for len(words) > 0 {
		n := 1
		for n < len(words) && words[n].line == words[0].line {
			n++
		}
		if slices.ContainsFunc(words[:n], legible) {
			out = append(out, words[:n])
		}
		words = words[n:]
	}
	return out
}

// minLegible is the confidence of a word that speaks for its line.
const minLegible = 40

func legible(w word) bool { return w.confidence >= minLegible && letters(w.text) > 0 }

// plainText writes lines as text, with an empty line between paragraphs and a
// tab where columns stand apart: in tables, and between fields of a letterhead.
func plainText(lines [][]word) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 && (line[0].line[0] != lines[i-1][0].line[0] || line[0].line[1] != lines[i-1][0].line[1]) {
			b.WriteByte('\n')
		}
		for j, w := range line {
			if j > 0 {
				b.WriteByte(space(line[j-1], w))
			}
			b.WriteString(w.text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// space is what stands between two words of a line. In justified print words
// stand up to their height apart.
func space(a, b word) byte {
	if b.left-a.left-a.width > 2*max(a.height, b.height) {
		return '\t'
	}
	return ' '
}

// sideways tells that most words stand higher than they are wide: tesseract
// read a page that lies on its side.
func sideways(words []word) bool {
	upright, lying := 0, 0
	for _, w := range words {
		switch {
		case letters(w.text) < 4:
		case w.height > w.width:
			lying++
		default:
			upright++
		}
	}
	return lying > upright
}
