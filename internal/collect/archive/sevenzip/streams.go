package sevenzip

const (
	maxCoders = 8       // in the chain of one folder; four are the most in use
	maxParts  = 1 << 20 // files, folders and packed streams, each
)

// streams says where content lies and how it is packed.
type streams struct {
	offset  int64   // of the first packed stream, behind the signature header
	packed  []int64 // sizes
	folders []folder
	inside  [][]part // by folder; nil where each holds one file
}

// folder is one chain of coders, which unpacks to one or more files.
type folder struct {
	coders []coder
	binds  []bind
	inputs []int // of coders, by packed stream
	sizes  []int64
	sum    checksum
	first  int   // index of its first packed stream
	at     int64 // its offset behind streams.offset
}

type coder struct {
	id      string
	in, out int
	props   []byte
}

// bind joins the output of one coder to the input of another.
type bind struct{ in, out int }

type part struct {
	size int64
	sum  checksum
}

// main is the output that no other coder takes.
func (f folder) main() int {
	for out := len(f.sizes) - 1; out >= 0; out-- {
		bound := false
		for _, b := range f.binds {
			bound = bound || b.out == out
		}
		if !bound {
			return out
		}
	}
	return 0
}

// size is what the folder unpacks to, in bytes.
func (f folder) size() int64 {
	if len(f.sizes) == 0 {
		return 0
	}
	return f.sizes[f.main()]
}

func (f folder) encrypted() bool {
	for _, c := range f.coders {
		if c.id == methodAES {
			return true
		}
	}
	return false
}

// parts are the files in a folder.
func (s *streams) parts(i int) []part {
	if s.inside == nil {
		return []part{{s.folders[i].size(), s.folders[i].sum}}
	}
	return s.inside[i]
}

func parseStreams(h *fields) (s streams, err error) {
	for h.err == nil {
		switch h.byte() {
		case idEnd:
			if h.err == nil {
				h.err = s.locate()
			}
			return s, h.err
		case idPackInfo:
			s.packInfo(h)
		case idUnpackInfo:
			s.unpackInfo(h)
		case idSubStreams:
			s.subStreams(h)
		default:
			h.fail(ErrDamaged)
		}
	}
	return s, h.err
}

func (s *streams) packInfo(h *fields) {
	s.offset = h.length()
	n := h.count(1)
	if n > maxParts {
		h.fail(ErrTooMany)
	}
	for h.err == nil {
		switch h.byte() {
		case idEnd:
			return
		case idSize:
			s.packed = make([]int64, n)
			for i := range s.packed {
				s.packed[i] = h.length()
			}
		case idCRC:
			h.checksums(n)
		default:
			h.fail(ErrDamaged)
		}
	}
}

func (s *streams) unpackInfo(h *fields) {
	h.expect(idFolder)
	n := h.count(1)
	h.expect(0) // not elsewhere
	if n > maxParts {
		h.fail(ErrTooMany)
		return
	}
	s.folders = make([]folder, n)
	for i := range s.folders {
		s.folders[i].parse(h)
	}
	h.expect(idUnpackSizes)
	for i := range s.folders {
		for j := range s.folders[i].sizes {
			s.folders[i].sizes[j] = h.length()
		}
	}
	id := h.byte()
	if id == idCRC {
		for i, c := range h.checksums(n) {
			s.folders[i].sum = c
		}
		id = h.byte()
	}
	if id != idEnd {
		h.fail(ErrDamaged)
	}
}

func (f *folder) parse(h *fields) {
	n := h.number()
	if n == 0 || n > maxCoders {
		h.fail(ErrDamaged)
		return
	}
	in, out := 0, 0
	for range n {
		c := parseCoder(h)
		in, out = in+c.in, out+c.out
		f.coders = append(f.coders, c)
	}
	if h.err != nil || in < out-1 {
		h.fail(ErrDamaged)
		return
	}
	f.sizes = make([]int64, out)
	for range out - 1 {
		f.binds = append(f.binds, bind{h.index(in), h.index(out)})
	}
	if packed := in - len(f.binds); packed == 1 {
		f.inputs = []int{f.free(in)}
	} else {
		for range packed {
			f.inputs = append(f.inputs, h.index(in))
		}
	}
}

// index is a number below n.
func (h *fields) index(n int) int {
	v := h.number()
	if v >= uint64(n) {
		h.fail(ErrDamaged)
		return 0
	}
	return int(v)
}

// free is the input that no output is bound to.
func (f *folder) free(inputs int) int {
	for i := range inputs {
		bound := false
		for _, b := range f.binds {
			bound = bound || b.in == i
		}
		if !bound {
			return i
		}
	}
	return 0
}

func parseCoder(h *fields) coder {
	flags := h.byte()
	c := coder{id: string(h.take(uint64(flags & 0x0f))), in: 1, out: 1}
	if flags&0x10 != 0 {
		in, out := h.number(), h.number()
		if in == 0 || in > maxCoders || out == 0 || out > maxCoders {
			h.fail(ErrDamaged)
			return c
		}
		c.in, c.out = int(in), int(out)
	}
	if flags&0x20 != 0 {
		c.props = h.take(h.number())
	}
	if flags&0xc0 != 0 {
		h.fail(ErrDamaged)
	}
	return c
}

// subStreams tells the files in each folder. The last one's size is what the
// others leave; a checksum that the folder has already is not repeated.
func (s *streams) subStreams(h *fields) {
	counts := make([]int, len(s.folders))
	for i := range counts {
		counts[i] = 1
	}
	id := h.byte()
	if id == idNumStreams {
		total := 0
		for i := range counts {
			counts[i] = h.count(8)
			if total += counts[i]; total > maxParts {
				h.fail(ErrDamaged)
				return
			}
		}
		id = h.byte()
	}
	s.inside = make([][]part, len(s.folders))
	for i, n := range counts {
		s.inside[i] = s.split(h, i, n, id == idSize)
	}
	if id == idSize {
		id = h.byte()
	}
	for ; id != idEnd && h.err == nil; id = h.byte() {
		if id != idCRC {
			h.fail(ErrDamaged)
			return
		}
		s.subChecksums(h)
	}
}

func (s *streams) split(h *fields, folder, n int, sized bool) []part {
	if n == 0 || h.err != nil {
		return nil
	}
	if n > 1 && (!sized || n-1 > len(h.b)) {
		h.fail(ErrDamaged)
		return nil
	}
	parts := make([]part, n)
	left := s.folders[folder].size()
	for i := range parts[:n-1] {
		parts[i].size = h.length()
		if left -= parts[i].size; left < 0 {
			h.fail(ErrDamaged)
			return nil
		}
	}
	parts[n-1].size = left
	if n == 1 {
		parts[0].sum = s.folders[folder].sum
	}
	return parts
}

func (s *streams) subChecksums(h *fields) {
	var open []*checksum
	for _, parts := range s.inside {
		for i := range parts {
			if len(parts) > 1 || !parts[i].sum.known {
				open = append(open, &parts[i].sum)
			}
		}
	}
	for i, c := range h.checksums(len(open)) {
		*open[i] = c
	}
}

// locate finds where each folder's packed streams begin.
func (s *streams) locate() error {
	first, at := 0, int64(0)
	for i := range s.folders {
		f := &s.folders[i]
		f.first, f.at = first, at
		for range f.inputs {
			if first >= len(s.packed) || at > 1<<50 {
				return ErrDamaged
			}
			at += s.packed[first]
			first++
		}
	}
	return nil
}
