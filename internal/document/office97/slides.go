package office97

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Records of PowerPoint that are read (MS-PPT 2.13.24).
const (
	recSlideList                = 0x0ff0 // of slides, masters and notes, by its instance
	recSlideMark                = 0x03f3
	recText, recBytes, recTitle = 0x0fa0, 0x0fa8, 0x0f9f
	recEdit, recPersist         = 0x0ff5, 0x1772
	maxRecordDepth              = 20
	maxEdits, maxSlides         = 1000, 5000
)

// Slides reads a PowerPoint presentation (MS-PPT): the texts of its slides, with
// a heading for each, as they were saved last. Pictures become parts.
func Slides(data []byte) (*rendition.Rendition, error) {
	f, err := compound.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", rendition.ErrDamaged, err)
	}
	user := f.Root.Stream("Current User")
	if len(user) >= 16 && binary.LittleEndian.Uint32(user[12:]) == 0xf3d1c4df {
		return nil, rendition.ErrLocked
	}
	s := slides{b: rendition.NewBuilder(), all: f.Root.Stream("PowerPoint Document"), places: map[uint32]uint32{}}
	if len(user) >= 20 {
		s.edits(binary.LittleEndian.Uint32(user[16:]))
	}
	s.records(record(s.all, s.places[s.document]), 0, false)
	s.slide()
	r := s.b.Rendition()
	var parts rendition.Parts
	AddPictures(&parts, f.Root.Stream("Pictures"))
	r.Parts, r.Losses = parts.List, append(r.Losses, parts.Losses()...)
	if s.number == 0 {
		r.Damaged = "no slides were found in it"
	}
	return r, nil
}

type slides struct {
	b        *rendition.Builder
	all      []byte
	places   map[uint32]uint32 // of objects, by their number
	document uint32
	number   int
	open     uint32 // the number of the slide whose texts come
	title    bool
}

// record is one record with its header.
func record(b []byte, at uint32) []byte {
	if uint64(at)+8 > uint64(len(b)) {
		return nil
	}
	b = b[at:]
	return b[:min(int64(binary.LittleEndian.Uint32(b[4:]))+8, int64(len(b)))]
}

// edits follows the edits from the last to the first; each names the places of
// the objects that it wrote (2.3.3 to 2.3.5).
func (s *slides) edits(at uint32) {
	for range maxEdits {
		e := record(s.all, at)
		if len(e) < 28 || binary.LittleEndian.Uint16(e[2:]) != recEdit {
			return
		}
		if s.document == 0 {
			s.document = binary.LittleEndian.Uint32(e[24:])
		}
		s.persist(record(s.all, binary.LittleEndian.Uint32(e[20:])))
		if at = binary.LittleEndian.Uint32(e[16:]); at == 0 {
			return
		}
	}
}

func (s *slides) persist(b []byte) {
	if len(b) < 8 || binary.LittleEndian.Uint16(b[2:]) != recPersist {
		return
	}
	for b = b[8:]; len(b) >= 4; {
		head := binary.LittleEndian.Uint32(b)
		b = b[4:]
		for i := uint32(0); i < head>>20 && len(b) >= 4; i++ {
			if _, newer := s.places[head&0xfffff+i]; !newer {
				s.places[head&0xfffff+i] = binary.LittleEndian.Uint32(b)
			}
			b = b[4:]
		}
	}
}

// records walks the records of the document or of a slide.
func (s *slides) records(b []byte, depth int, inSlide bool) {
	for len(b) >= 8 && depth < maxRecordDepth {
		head, kind := binary.LittleEndian.Uint16(b), binary.LittleEndian.Uint16(b[2:])
		size := min(int64(binary.LittleEndian.Uint32(b[4:])), int64(len(b)-8))
		body := b[8 : 8+size]
		b = b[8+size:]
		switch {
		case kind == recSlideList && head>>4 != 0: // masters and notes
		case kind == recSlideMark && !inSlide && len(body) >= 4 && s.number < maxSlides:
			s.slide()
			s.number++
			s.open = binary.LittleEndian.Uint32(body)
			s.b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: fmt.Sprintf("Slide %d", s.number)})
		case kind == recTitle && len(body) >= 4:
			k := binary.LittleEndian.Uint32(body)
			s.title = k == 0 || k == 6
		case kind == recText:
			s.text(utf16Text(body))
		case kind == recBytes:
			s.text(latin(body))
		case head&0xf == 0xf && (inSlide || depth == 0 || kind == recSlideList): // a container
			s.records(body, depth+1, inSlide)
		}
	}
}

// slide adds the texts that stand in the open slide itself and not in the
// outline of the document.
func (s *slides) slide() {
	if s.open != 0 {
		s.records(record(s.all, s.places[s.open]), 0, true)
	}
	s.open = 0
}

func (s *slides) text(text string) {
	for i, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\r' || r == '\n' }) {
		line = strings.ReplaceAll(line, "\v", "\n")
		x := rendition.Block{Text: line}
		if s.title && i == 0 {
			x.Kind, x.Level = rendition.Heading, 3
		}
		s.b.Add(x)
	}
	s.title = false
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// latin is text of one byte for each character: the low halves of UTF-16.
func latin(b []byte) string {
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}
