package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"golang.org/x/image/ccitt"

	"github.com/medbundle/medbundle/internal/sample/draw"
)

// The code words of runs of white and of black pixels (ITU-T T.4, tables 2 and
// 3a): of 0 to 63 pixels, then of 64, 128 and so on to 1728.
var (
	whiteRuns = strings.Fields(`00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011
		110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100
		0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000
		00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100
		01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100
		11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010
		011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000 010011001
		010011010 011000 010011011`)
	blackRuns = strings.Fields(`0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100
		00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000
		00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000 000001101001
		000001101010 000001101011 000011010010 000011010011 000011010100 000011010101 000011010110 000011010111
		000001101100 000001101101 000011011010 000011011011 000001010100 000001010101 000001010110 000001010111
		000001100100 000001100101 000001010010 000001010011 000000100100 000000110111 000000111000 000000100111
		000000101000 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111
		0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100
		0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011
		0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011 0000001010100
		0000001010101 0000001011010 0000001011011 0000001100100 0000001100101`)
	// verticals are the modes in which a run ends 3 pixels before to 3 pixels
	// behind the one above (T.6, table 1).
	verticals = strings.Fields("0000010 000010 010 1 011 000011 0000011")
)

const (
	passMode       = "0001"
	horizontalMode = "001"
	endOfPage      = "000000000001000000000001"
)

// faxCode packs rows of width pixels, eight to a byte, white 1, as Group 4 fax
// does (T.6). Width is at most 1791.
type faxCode struct {
	out    []byte
	filled int // bits of the last byte
}

func (f *faxCode) put(bits string) {
	for _, b := range bits {
		if f.filled == 0 {
			f.out = append(f.out, 0)
		}
		if b == '1' {
			f.out[len(f.out)-1] |= 0x80 >> f.filled
		}
		f.filled = (f.filled + 1) % 8
	}
}

func (f *faxCode) run(n int, black bool) {
	words := whiteRuns
	if black {
		words = blackRuns
	}
	if n >= 64 {
		f.put(words[63+n/64])
	}
	f.put(words[n%64])
}

// groupFour packs a page.
func groupFour(bits []byte, width, height int) []byte {
	f, stride := &faxCode{}, (width+7)/8
	above := changes(bytes.Repeat([]byte{0xFF}, stride), width)
	for y := range height {
		line := changes(bits[y*stride:(y+1)*stride], width)
		f.line(line, above, width)
		above = line
	}
	f.put(endOfPage)
	return f.out
}

// changes are the places of a row at which the colour changes, the first from
// white to black.
func changes(row []byte, width int) (out []int) {
	white := true
	for x := range width {
		if is := row[x/8]&(0x80>>(x%8)) != 0; is != white {
			out, white = append(out, x), is
		}
	}
	return out
}

// at is the i-th change, or the end of the row.
func at(changes []int, i, width int) int {
	if i < len(changes) {
		return changes[i]
	}
	return width
}

func (f *faxCode) line(line, above []int, width int) {
	from, black, next, up := -1, false, 0, 0
	for from < width {
		for up > 0 && at(above, up-1, width) > from {
			up--
		}
		for up < len(above) && (above[up] <= from || up%2 == 1 != black) {
			up++
		}
		a1, b1, b2 := at(line, next, width), at(above, up, width), at(above, up+1, width)
		switch {
		case b2 < a1:
			f.put(passMode)
			from = b2
		case a1-b1 >= -3 && a1-b1 <= 3:
			f.put(verticals[a1-b1+3])
			from, black, next = a1, !black, next+1
		default:
			a2 := at(line, next+1, width)
			f.put(horizontalMode)
			f.run(a1-max(from, 0), black)
			f.run(a2-a1, !black)
			from, next = a2, next+2
		}
	}
}

func TestFaxCodeIsReadBack(t *testing.T) {
	const width, height = 1728, 400
	pages := map[string]func(x, y int) bool{
		"white":           func(_, _ int) bool { return true },
		"black":           func(_, _ int) bool { return false },
		"every run":       func(x, y int) bool { return x < y*4 || x > 1728-y },
		"black runs":      func(x, y int) bool { return x >= y*5 },
		"specks":          func(x, y int) bool { return draw.Grain(x, y, 1) > 20 },
		"like the above":  func(x, y int) bool { return (x+y%7)/90%2 == 0 },
		"ends that shift": func(x, y int) bool { return (x+draw.Grain(0, y, 2)/40)/23%3 != 0 },
	}
	for name, white := range pages {
		bits := make([]byte, width/8*height)
		for i := range width * height {
			if white(i%width, i/width) {
				bits[i/8] |= 0x80 >> (i % 8)
			}
		}
		r := ccitt.NewReader(bytes.NewReader(groupFour(bits, width, height)), ccitt.MSB, ccitt.Group4, width, height, &ccitt.Options{})
		got, err := io.ReadAll(r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !bytes.Equal(got, bits) {
			t.Errorf("%s: another picture comes back", name)
		}
	}
}
