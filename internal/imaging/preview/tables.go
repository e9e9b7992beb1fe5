package preview

import (
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// addTables reads the lookup tables that imaging.Read leaves out.
func addTables(a *pixels.Attributes, h *dataset.Header) {
	item := func(sequence, macro uint32) *pixels.LUT {
		return tableOf(imaging.TableItem(h, sequence, macro), a.Signed, dataset.TagLUTDescriptor, dataset.TagLUTData)
	}
	a.ModalityLUT = item(dataset.TagModalityLUT, dataset.TagPixelTransformation)
	a.VOILUT = item(dataset.TagVOILUT, dataset.TagFrameVOI)
	a.ExtendedOffsets, a.ExtendedLengths = h.Uint64s(dataset.TagExtendedOffsets), h.Uint64s(dataset.TagExtendedLengths)
	var palette [3]pixels.LUT
	for i := range palette {
		descriptor := dataset.TagRedDescriptor + uint32(i)
		table := tableOf(h.Attributes, a.Signed, descriptor, dataset.TagRedData+uint32(i))
		if table == nil {
			table = segmentedOf(h.Attributes, a.Signed, descriptor, dataset.TagSegmentedRed+uint32(i))
		}
		if table == nil {
			return
		}
		palette[i] = *table
	}
	a.Palette = &palette
}

// descriptorOf reads the three values of a table's descriptor: an empty table with
// its first input value and its depth, and how many entries it must have.
func descriptorOf(a dataset.Attributes, signed bool, descriptor uint32) (t *pixels.LUT, count int) {
	d := a.Ints(descriptor)
	if len(d) < 3 {
		return nil, 0
	}
	if count = d[0] & 0xFFFF; count == 0 {
		count = 1 << 16
	}
	first := d[1]
	if signed && first > 0x7FFF && first <= 0xFFFF {
		first -= 0x10000
	}
	return &pixels.LUT{First: first, Bits: d[2]}, count
}

// tableOf reads a lookup table (PS3.3 C.11.1.1); nil where there is none.
func tableOf(a dataset.Attributes, signed bool, descriptor, data uint32) *pixels.LUT {
	t, count := descriptorOf(a, signed, descriptor)
	words := a.Words(data)
	if t == nil || len(words) == 0 {
		return nil
	}
	if t.Data = words; t.Bits == 8 && len(words) < count {
		t.Data = halves(words) // two entries of 8 bits in a word
	}
	t.Data = t.Data[:min(count, len(t.Data))]
	return t
}

// segmentedOf reads a palette that is written in segments (PS3.3 C.7.9.2); nil
// where there is none.
func segmentedOf(a dataset.Attributes, signed bool, descriptor, data uint32) *pixels.LUT {
	t, count := descriptorOf(a, signed, descriptor)
	words := a.Words(data)
	if t == nil || len(words) == 0 {
		return nil
	}
	width := 1
	if t.Bits == 8 {
		words, width = halves(words), 2
	}
	s := segments{words: words, offsetWords: 2 * width, most: count}
	s.expand(0, len(words), false)
	if len(s.out) == 0 {
		return nil
	}
	t.Data = s.out
	return t
}

func halves(words []uint16) []uint16 {
	out := make([]uint16, 0, 2*len(words))
	for _, w := range words {
		out = append(out, w&0xFF, w>>8)
	}
	return out
}

// segments are a palette in the making.
type segments struct {
	words []uint16
	// offsetWords is how many words the offset of an indirect segment takes.
	offsetWords int
	out         []uint16
	most, steps int
}

// maxSegments is more than a palette of 65,536 entries has; segments may be empty.
const maxSegments = 1 << 17

// expand works through at most count segments from words[at] on. It stops at what is no segment, with what it has.
func (s *segments) expand(at, count int, inner bool) {
	for n := 0; at+1 < len(s.words) && len(s.out) < s.most && n < count; n++ {
		if s.steps++; s.steps > maxSegments {
			return
		}
		length := int(s.words[at+1])
		switch s.words[at] {
		case 0: // discrete
			end := min(at+2+length, len(s.words))
			s.add(s.words[at+2 : end]...)
			at = end
		case 1: // linear, from the entry before
			if at+2 >= len(s.words) {
				return
			}
			s.ramp(length, int(s.words[at+2]))
			at += 3
		case 2: // indirect: segments that stand further up, once more
			if inner || at+2+s.offsetWords > len(s.words) {
				return
			}
			s.expand(s.offset(at+2), length, true)
			at += 2 + s.offsetWords
		default:
			return
		}
	}
}

// offset reads an offset of 32 bits, the least significant part first, which counts
// words, or bytes where the words are bytes.
func (s *segments) offset(at int) int {
	v, bits := 0, 32/s.offsetWords
	for i := range s.offsetWords {
		v |= int(s.words[at+i]) << (i * bits)
	}
	if s.offsetWords == 2 {
		v /= 2 // it counts bytes
	}
	return min(v, len(s.words))
}

func (s *segments) add(v ...uint16) {
	s.out = append(s.out, v[:min(len(v), s.most-len(s.out))]...)
}

// ramp goes from the last entry to the value to in length steps.
func (s *segments) ramp(length, to int) {
	from := to
	if n := len(s.out); n > 0 {
		from = int(s.out[n-1])
	}
	for i := range length {
		s.add(uint16((2*(from*length+(to-from)*(i+1)) + length) / (2 * length)))
	}
}
