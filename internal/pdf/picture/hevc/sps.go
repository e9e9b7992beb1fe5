package hevc

import "fmt"

// sps is a sequence parameter set (7.3.2.2), as far as stills need it.
type sps struct {
	chroma                int // chroma_format_idc; 0 also where planes are coded apart
	separate              bool
	width, height         int
	left, right, top, low int // conformance window, in luma samples
	depth                 [3]uint
	pocBits               int
	minCb, ctb            uint // log2
	minTb, maxTb          uint // log2
	intraDepth            int
	scaling               *scalingLists // nil where all factors are 16
	sao                   bool
	pcm                   bool
	pcmDepth              [3]uint
	minPCM, maxPCM        uint
	pcmUnfiltered         bool
	refSets               [][]int
	longTerm              bool
	longTermSets          int
	temporalMVP           bool
	strongSmoothing       bool
	noSmoothing           bool
	colour                Colour

	subX, subY   uint
	ctbsX, ctbsY int
}

func parseSPS(b []byte) (*sps, error) {
	r := &bitReader{b: b, at: 16}
	s := &sps{}
	r.skip(4)
	layers := r.u(3)
	r.skip(1)
	profileTierLevel(r, layers)
	r.atMost(15)
	s.chroma = r.atMost(3)
	if s.chroma == 3 {
		s.separate = r.flag()
	}
	s.width, s.height = r.ue(), r.ue()
	s.subX, s.subY = uint(min(s.chroma&3, 1)), 0
	if s.chroma == 3 {
		s.subX = 0
	}
	if s.chroma == 1 {
		s.subY = 1
	}
	if r.flag() {
		w := [4]int{}
		for i := range w {
			w[i] = r.atMost(1 << 16)
		}
		s.left, s.right = w[0]<<s.subX, w[1]<<s.subX
		s.top, s.low = w[2]<<s.subY, w[3]<<s.subY
	}
	luma := uint(8 + r.atMost(8))
	colour := uint(8 + r.atMost(8))
	s.depth = [3]uint{luma, colour, colour}
	s.pocBits = 4 + r.atMost(12)
	first := layers
	if r.flag() {
		first = 0
	}
	for i := first; i <= layers; i++ {
		r.ue()
		r.ue()
		r.ue()
	}
	s.blocks(r)
	if err := s.check(r); err != nil {
		return nil, err
	}
	s.tools(r)
	if err := s.extensions(r, layers); err != nil {
		return nil, err
	}
	if r.short {
		return nil, fmt.Errorf("%w: the sequence parameters are cut short or out of range", ErrDamaged)
	}
	if s.separate {
		return nil, fmt.Errorf("%w: colours in planes of their own", ErrUnsupported)
	}
	return s, nil
}

func (s *sps) blocks(r *bitReader) {
	s.minCb = uint(3 + r.atMost(3))
	s.ctb = s.minCb + uint(r.atMost(3))
	s.minTb = uint(2 + r.atMost(3))
	s.maxTb = s.minTb + uint(r.atMost(3))
	r.atMost(4)
	s.intraDepth = r.atMost(4)
}

// check holds sizes to what memory is taken for later (7.4.3.2.1).
func (s *sps) check(r *bitReader) error {
	switch {
	case r.short:
		return fmt.Errorf("%w: the sequence parameters are cut short or out of range", ErrDamaged)
	case s.width <= 0 || s.height <= 0 || s.width > 1<<16 || s.height > 1<<16 || s.width*s.height > MaxPixels:
		return fmt.Errorf("%w: a picture of %d by %d pixels", ErrDamaged, s.width, s.height)
	case s.ctb < 4 || s.ctb > 6 || s.maxTb > 5 || s.maxTb > s.ctb || s.minTb >= s.minCb:
		return fmt.Errorf("%w: blocks of sizes that do not fit", ErrDamaged)
	case s.width&(1<<s.minCb-1) != 0 || s.height&(1<<s.minCb-1) != 0:
		return fmt.Errorf("%w: a picture that is not made of whole blocks", ErrDamaged)
	case s.left+s.right >= s.width || s.top+s.low >= s.height:
		return fmt.Errorf("%w: nothing of the picture is shown", ErrDamaged)
	}
	s.ctbsX = (s.width + 1<<s.ctb - 1) >> s.ctb
	s.ctbsY = (s.height + 1<<s.ctb - 1) >> s.ctb
	return nil
}

func (s *sps) tools(r *bitReader) {
	if r.flag() {
		s.scaling = defaultScaling()
		if r.flag() {
			s.scaling = parseScaling(r)
		}
	}
	r.skip(1) // asymmetric motion partitions
	s.sao = r.flag()
	if s.pcm = r.flag(); s.pcm {
		luma, colour := uint(1+r.u(4)), uint(1+r.u(4))
		s.pcmDepth = [3]uint{luma, colour, colour}
		s.minPCM = uint(3 + r.atMost(2))
		s.maxPCM = s.minPCM + uint(r.atMost(2))
		s.pcmUnfiltered = r.flag()
		r.short = r.short || luma > s.depth[0] || colour > s.depth[1] || s.maxPCM > 5
	}
	for i := range r.atMost(64) {
		s.refSets = append(s.refSets, parseRefSet(r, i, s.refSets, false))
		if r.short {
			return
		}
	}
	if s.longTerm = r.flag(); s.longTerm {
		s.longTermSets = r.atMost(32)
		r.skip(s.longTermSets * (s.pocBits + 1))
	}
	s.temporalMVP = r.flag()
	s.strongSmoothing = r.flag()
}

func (s *sps) extensions(r *bitReader, layers int) error {
	if r.flag() {
		s.colour = parseVUI(r, layers)
	}
	if !r.flag() {
		return nil
	}
	ranged := r.flag()
	if other := r.u(7); other != 0 {
		return fmt.Errorf("%w: an extension of the sequence parameters", ErrUnsupported)
	}
	if !ranged {
		return nil
	}
	flags := r.u(9)
	s.noSmoothing = flags>>3&1 == 1
	if flags&^(1<<3) != 0 {
		return fmt.Errorf("%w: range extensions %#x", ErrUnsupported, flags)
	}
	return nil
}

// profileTierLevel skips 7.3.3.
func profileTierLevel(r *bitReader, layers int) {
	r.skip(96)
	var profile, level [8]bool
	for i := range layers {
		profile[i], level[i] = r.flag(), r.flag()
	}
	if layers > 0 {
		r.skip(2 * (8 - layers))
	}
	for i := range layers {
		if profile[i] {
			r.skip(88)
		}
		if level[i] {
			r.skip(8)
		}
	}
}

// parseRefSet reads a set of reference pictures (7.3.7), which a still has no
// use for but has to be passed over. It returns the distances of the pictures.
func parseRefSet(r *bitReader, index int, sets [][]int, inSlice bool) []int {
	if index > 0 && r.flag() {
		back := 1
		if inSlice {
			back += r.atMost(index - 1)
		}
		sign := r.bit()
		delta := (1 - 2*sign) * (1 + r.atMost(1<<15))
		from := append(append([]int{}, sets[index-back]...), 0)
		var out []int
		for _, d := range from {
			used := r.flag()
			if (used || r.flag()) && d+delta != 0 {
				out = append(out, d+delta)
			}
		}
		return out
	}
	negative, positive := r.atMost(16), r.atMost(16)
	var out []int
	for _, side := range [2]struct{ n, sign int }{{negative, -1}, {positive, 1}} {
		at := 0
		for range side.n {
			at += side.sign * (1 + r.atMost(1<<15))
			r.skip(1)
			out = append(out, at)
		}
	}
	return out
}
