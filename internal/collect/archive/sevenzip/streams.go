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

type part struct {
	size int64
	sum  checksum
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
