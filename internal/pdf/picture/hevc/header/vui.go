package header

// parseVUI reads what the stream says of its colours and passes over the rest
// (E.2.1).
func parseVUI(r *BitReader, layers int) (c Colour) {
	if r.flag() && r.U(8) == 255 {
		r.skip(32)
	}
	if r.flag() {
		r.skip(1)
	}
	if r.flag() {
		r.skip(3)
		c = Colour{Known: true, FullRange: r.flag(), Matrix: 2}
		if r.flag() {
			r.skip(16)
			c.Matrix = r.U(8)
		}
	}
	if r.flag() {
		r.ue()
		r.ue()
	}
	r.skip(3)
	if r.flag() {
		for range 4 {
			r.ue()
		}
	}
	if r.flag() {
		r.skip(64)
		if r.flag() {
			r.ue()
		}
		if r.flag() {
			skipHRD(r, layers)
		}
	}
	if r.flag() {
		r.skip(3)
		for range 5 {
			r.ue()
		}
	}
	return c
}

// skipHRD passes over the parameters of a hypothetical decoder (E.2.2).
func skipHRD(r *BitReader, layers int) {
	nal, vcl := r.flag(), r.flag()
	parts := false
	if nal || vcl {
		if parts = r.flag(); parts {
			r.skip(19)
		}
		r.skip(8)
		if parts {
			r.skip(4)
		}
		r.skip(15)
	}
	for range layers + 1 {
		fixed := r.flag()
		if !fixed {
			fixed = r.flag()
		}
		low := false
		if fixed {
			r.ue()
		} else {
			low = r.flag()
		}
		count := 1
		if !low {
			count += r.atMost(31)
		}
		for range count * (b2i(nal) + b2i(vcl)) {
			r.ue()
			r.ue()
			if parts {
				r.ue()
				r.ue()
			}
			r.skip(1)
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
