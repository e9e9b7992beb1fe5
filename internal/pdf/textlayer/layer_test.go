package textlayer

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// shown reads the literal strings of a content stream back (7.3.4.2).
func shown(t *testing.T, content []byte) (words []string) {
	t.Helper()
	for i := 0; i < len(content); i++ {
		if content[i] != '(' {
			continue
		}
		var raw []byte
		for i++; content[i] != ')'; i++ {
			if content[i] == '\\' {
				if i++; content[i] == 'r' {
					raw = append(raw, '\r')
					continue
				}
			}
			raw = append(raw, content[i])
		}
		var units []uint16
		for ; len(raw) > 1; raw = raw[2:] {
			units = append(units, binary.BigEndian.Uint16(raw))
		}
		words = append(words, string(utf16.Decode(units)))
	}
	return words
}

func FuzzContent(f *testing.F) {
	f.Add("Größe (17\\2) čĨŜ", uint16(100), uint16(20))
	f.Add("\x00\r\n) Tj ET\U0001F600\uFFFF", uint16(1), uint16(65535))
	f.Fuzz(func(t *testing.T, text string, width, size uint16) {
		l := &Layer{Words: []Word{{Text: text, Left: 5, Base: 9, Width: width, Size: size}}}
		content, box := l.content()
		letters := string(basic(text))
		if width == 0 || size == 0 || letters == "" {
			if content != nil {
				t.Errorf("%q", content)
			}
			return
		}
		if got := shown(t, content); len(got) != 1 || got[0] != letters+" " {
			t.Errorf("%q reads %q", text, got)
		}
		if box.X1 < 5+float64(width) || box.Y0 > -9 || bytes.Count(content, []byte("BT")) < 1 {
			t.Errorf("%v around a word of %d", box, width)
		}
	})
}

// TestOneFontForAllPages writes a thousand words on each of many pages.
func TestOneFontForAllPages(t *testing.T) {
	var out bytes.Buffer
	w := cos.NewWriter(&out)
	text := strings.Fields(strings.Repeat("The specimen was sent to pathology for careful examination ", 60))
	size := 0
	for page := range 10 {
		l := &Layer{Place: [6]float64{1.0 / 1500, 0, 0, 1.0 / 2100, 0, 0}}
		for i, word := range text {
			l.Words = append(l.Words, Word{Text: word, Left: uint16(90 + i%12*110 + page), Base: uint16(100 + i/12*40 + i%3), Width: uint16(14*len(word) + i%5), Size: 28})
		}
		if l.Write(w) == 0 {
			t.Fatal("nothing was written")
		}
		if page == 0 {
			size = out.Len()
		}
	}
	if err := w.Finish([]byte("")); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out.Bytes(), []byte("/Length1")); n != 1 {
		t.Errorf("%d font programs", n)
	}
	if a := (out.Len() - size) / 9; a > 8000 {
		t.Errorf("%d bytes a page of %d words", a, len(text))
	}
	if (&Layer{Words: []Word{{Text: " "}}}).Write(w) != 0 {
		t.Error("a layer of nothing was written")
	}
}

func TestFontProgram(t *testing.T) {
	font := fontProgram()
	if sum := checksum(font); sum != 0xB1B0AFBA {
		t.Errorf("the sum over the font is %X", sum)
	}
	tables := int(binary.BigEndian.Uint16(font[4:]))
	for i := range tables {
		entry := font[12+16*i:][:16]
		at, n := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		if int(at+n) > len(font) || at%4 != 0 {
			t.Errorf("%s lies at %d to %d of %d", entry[:4], at, at+n, len(font))
		}
		if string(entry[:4]) == "head" && binary.BigEndian.Uint32(font[at+12:]) != 0x5F0F3CF5 {
			t.Error("head has no magic number")
		}
	}
}
