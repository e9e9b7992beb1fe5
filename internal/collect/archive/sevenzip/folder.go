package sevenzip

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
