package header

import "fmt"

// SPS is a sequence parameter set (7.3.2.2), as far as stills need it.
type SPS struct {
	Chroma                int // chroma_format_idc; 0 also where planes are coded apart
	separate              bool
	Width, Height         int
	Left, Right, Top, Low int // conformance window, in luma samples
	Depth                 [3]uint
	pocBits               int
	MinCb, CTB            uint // log2
	MinTb, MaxTb          uint // log2
	IntraDepth            int
	scaling               *scalingLists // nil where all factors are 16
	SAO                   bool
	PCM                   bool
	PCMDepth              [3]uint
	MinPCM, MaxPCM        uint
	PCMUnfiltered         bool
	refSets               [][]int
	longTerm              bool
	longTermSets          int
	temporalMVP           bool
	StrongSmoothing       bool
	NoSmoothing           bool
	Colour                Colour

	SubX, SubY   uint
	CTBsX, CTBsY int
}

// ParseSPS reads a sequence parameter set, as a NAL unit without escapes.
func ParseSPS(b []byte) (*SPS, error) {
	r := &BitReader{B: b, At: 16}
	s := &SPS{}
	r.skip(4)
	layers := r.U(3)
	r.skip(1)
	profileTierLevel(r, layers)
	r.atMost(15)
	s.Chroma = r.atMost(3)
	if s.Chroma == 3 {
		s.separate = r.flag()
	}
	s.Width, s.Height = r.ue(), r.ue()
	s.SubX, s.SubY = uint(min(s.Chroma&3, 1)), 0
	if s.Chroma == 3 {
		s.SubX = 0
	}
	if s.Chroma == 1 {
		s.SubY = 1
	}
	if r.flag() {
		w := [4]int{}
		for i := range w {
			w[i] = r.atMost(1 << 16)
		}
		s.Left, s.Right = w[0]<<s.SubX, w[1]<<s.SubX
		s.Top, s.Low = w[2]<<s.SubY, w[3]<<s.SubY
	}
	luma := uint(8 + r.atMost(8))
	colour := uint(8 + r.atMost(8))
	s.Depth = [3]uint{luma, colour, colour}
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
	if r.Short {
		return nil, fmt.Errorf("%w: the sequence parameters are cut short or out of range", ErrDamaged)
	}
	if s.separate {
		return nil, fmt.Errorf("%w: colours in planes of their own", ErrUnsupported)
	}
	return s, nil
}

func (s *SPS) blocks(r *BitReader) {
	s.MinCb = uint(3 + r.atMost(3))
	s.CTB = s.MinCb + uint(r.atMost(3))
	s.MinTb = uint(2 + r.atMost(3))
	s.MaxTb = s.MinTb + uint(r.atMost(3))
	r.atMost(4)
	s.IntraDepth = r.atMost(4)
}

// check holds sizes to what memory is taken for later (7.4.3.2.1).
func (s *SPS) check(r *BitReader) error {
	switch {
	case r.Short:
		return fmt.Errorf("%w: the sequence parameters are cut short or out of range", ErrDamaged)
	case s.Width <= 0 || s.Height <= 0 || s.Width > 1<<16 || s.Height > 1<<16 || s.Width*s.Height > MaxPixels:
		return fmt.Errorf("%w: a picture of %d by %d pixels", ErrDamaged, s.Width, s.Height)
	case s.CTB < 4 || s.CTB > 6 || s.MaxTb > 5 || s.MaxTb > s.CTB || s.MinTb >= s.MinCb:
		return fmt.Errorf("%w: blocks of sizes that do not fit", ErrDamaged)
	case s.Width&(1<<s.MinCb-1) != 0 || s.Height&(1<<s.MinCb-1) != 0:
		return fmt.Errorf("%w: a picture that is not made of whole blocks", ErrDamaged)
	case s.Left+s.Right >= s.Width || s.Top+s.Low >= s.Height:
		return fmt.Errorf("%w: nothing of the picture is shown", ErrDamaged)
	}
	s.CTBsX = (s.Width + 1<<s.CTB - 1) >> s.CTB
	s.CTBsY = (s.Height + 1<<s.CTB - 1) >> s.CTB
	return nil
}

func (s *SPS) tools(r *BitReader) {
	if r.flag() {
		s.scaling = defaultScaling()
		if r.flag() {
			s.scaling = parseScaling(r)
		}
	}
	r.skip(1) // asymmetric motion partitions
	s.SAO = r.flag()
	if s.PCM = r.flag(); s.PCM {
		luma, colour := uint(1+r.U(4)), uint(1+r.U(4))
		s.PCMDepth = [3]uint{luma, colour, colour}
		s.MinPCM = uint(3 + r.atMost(2))
		s.MaxPCM = s.MinPCM + uint(r.atMost(2))
		s.PCMUnfiltered = r.flag()
		r.Short = r.Short || luma > s.Depth[0] || colour > s.Depth[1] || s.MaxPCM > 5
	}
	for i := range r.atMost(64) {
		s.refSets = append(s.refSets, parseRefSet(r, i, s.refSets, false))
		if r.Short {
			return
		}
	}
	if s.longTerm = r.flag(); s.longTerm {
		s.longTermSets = r.atMost(32)
		r.skip(s.longTermSets * (s.pocBits + 1))
	}
	s.temporalMVP = r.flag()
	s.StrongSmoothing = r.flag()
}

func (s *SPS) extensions(r *BitReader, layers int) error {
	if r.flag() {
		s.Colour = parseVUI(r, layers)
	}
	if !r.flag() {
		return nil
	}
	ranged := r.flag()
	if other := r.U(7); other != 0 {
		return fmt.Errorf("%w: an extension of the sequence parameters", ErrUnsupported)
	}
	if !ranged {
		return nil
	}
	flags := r.U(9)
	s.NoSmoothing = flags>>3&1 == 1
	if flags&^(1<<3) != 0 {
		return fmt.Errorf("%w: range extensions %#x", ErrUnsupported, flags)
	}
	return nil
}

// profileTierLevel skips 7.3.3.
func profileTierLevel(r *BitReader, layers int) {
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
func parseRefSet(r *BitReader, index int, sets [][]int, inSlice bool) []int {
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

// Memory is for the planes twice, two bytes a sample, and half a byte for each
// pixel of what is remembered of blocks.
func (s *SPS) Memory() int64 {
	n := int64(s.Width) * int64(s.Height)
	planes := n
	if s.Chroma > 0 {
		planes += 2 * (n >> s.SubX >> s.SubY)
	}
	return 4*planes + n/2
}
