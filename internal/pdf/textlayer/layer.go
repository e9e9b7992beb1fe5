// Package textlayer spells the invisible text that lies over the picture of a
// page, so that its words can be searched, selected and copied: the glyphs of a
// font without outlines (ISO 32000-1, 9.7), in text rendering mode 3 (table 106).
package textlayer

import (
	"strconv"
	"unicode/utf16"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// Word is one word in a frame of its page: x runs along the lines, y down the
// page, in units of the frame.
type Word struct {
	Text string
	// Left is where the word begins, Base its base line, Width its extent along
	// that, and Size the size of its letters from line to line.
	Left, Base, Width, Size uint16
}

// Layer is the text of one page.
type Layer struct {
	// Words stand in reading order.
	Words []Word
	// Place maps the words' frame onto the page as a reader sees it: 0, 0 is
	// its top left and 1, 1 its bottom right corner.
	Place [6]float64
}

// Matrix maps the space in which Content draws onto the user space of a page.
// upright maps points of the page as a reader sees it, counted from its bottom
// left, into that user space; width and height are that page's size.
func (l *Layer) Matrix(width, height float64, upright cos.Matrix) cos.Matrix {
	up := cos.Matrix{1, 0, 0, -1, 0, 0} // the frame's y runs down, the drawing's runs up
	page := cos.Matrix{width, 0, 0, -height, 0, height}
	return up.Then(cos.Matrix(l.Place)).Then(page).Then(upright)
}

// Write writes the layer as a form XObject, and its font unless that is there,
// and returns the form's number; 0 where there is nothing to write.
func (l *Layer) Write(w *cos.Writer) int {
	content, box := l.content()
	if content == nil {
		return 0
	}
	b := cos.SpellRect([]byte("/Type/XObject/Subtype/Form/BBox"), box)
	b = cos.SpellRef(append(b, "/Resources<</Font<</F "...), writeFont(w))
	return w.Once(append(b, ">>>>/Filter/FlateDecode"...), cos.Deflate(content), true)
}

// content is the form's content and the box around its words. Every word gets
// a matrix that gives it its width: all letters of the font have the same. The
// space behind it tells words apart for those who copy.
func (l *Layer) content() ([]byte, cos.Rect) {
	var b []byte
	var box cos.Rect
	for _, word := range l.Words {
		units := utf16.Encode(basic(word.Text))
		if len(units) == 0 || word.Width == 0 || word.Size == 0 {
			continue
		}
		if b == nil {
			b = append(b, "BT 3 Tr/F 1 Tf\n"...)
		}
		across := float64(word.Width) * 1000 / float64(len(units)*advance)
		b = append(strconv.AppendFloat(b, across, 'f', 1, 64), " 0 0 "...)
		for _, n := range []int{int(word.Size), int(word.Left), -int(word.Base)} {
			b = append(strconv.AppendInt(b, int64(n), 10), ' ')
		}
		b = append(appendString(append(b, "Tm"...), append(units, ' ')), "Tj\n"...)
		x, y, size := float64(word.Left), -float64(word.Base), float64(word.Size)
		box.X0, box.Y0 = min(box.X0, x), min(box.Y0, y-size)
		box.X1, box.Y1 = max(box.X1, x+float64(word.Width)+size), max(box.Y1, y+size)
	}
	if b != nil {
		b = append(b, "ET"...)
	}
	return b, box
}

// basic are the letters of a word that the font has: those of the basic
// multilingual plane.
func basic(text string) []rune {
	var out []rune
	for _, r := range text {
		if r > ' ' && r < 0xFFFE && (r < 0x7F || r > 0x9F) {
			out = append(out, r)
		}
	}
	return out
}

// appendString appends codes of two bytes as a literal string (7.3.4.2), which
// packs better than digits do.
func appendString(b []byte, units []uint16) []byte {
	b = append(b, '(')
	for _, u := range units {
		for _, c := range [2]byte{byte(u >> 8), byte(u)} {
			switch c {
			case '(', ')', '\\':
				b = append(b, '\\', c)
			case '\r':
				b = append(b, "\\r"...) // as it stands it would read as a line feed
			default:
				b = append(b, c)
			}
		}
	}
	return append(b, ')')
}
