package canvas

// betas and tcs are table 8-12.
var (
	betas = [52]int32{
		16: 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36,
		38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 60, 62, 64,
	}
	tcs = [54]int32{
		18: 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 13, 14, 16, 18, 20, 22, 24,
	}
)

// Deblock smooths the edges of blocks (8.7.2): upright ones all over the
// picture, then level ones.
func (p *Picture) Deblock() {
	for _, way := range [2]uint8{EdgeLeft, EdgeTop} {
		for row := range p.tall {
			for column := range p.wide {
				if at := row*p.wide + column; p.Flags[at]&way != 0 {
					p.smoothEdge(4*column, 4*row, at, way)
				}
			}
		}
	}
}

// edge is four pixels of an edge, or as many as fit in a plane of colour.
type edge struct {
	pix          []uint16
	at           int // the first pixel behind the edge
	across       int // the step over the edge
	along        int // the step along it
	lines        int
	tc, beta     int32
	most         int32
	keepP, keepQ bool
}

func (p *Picture) smoothEdge(x, y, at int, way uint8) {
	before := at - 1
	if way == EdgeTop {
		before = at - p.wide
	}
	s := p.Slices[p.SliceOf[y>>p.SPS.CTB*p.SPS.CTBsX+x>>p.SPS.CTB]]
	qp := (int(p.QP[before]) + int(p.QP[at]) + 1) >> 1
	for c := range p.Components() {
		sx, sy := p.Sub(c)
		e := edge{
			pix: p.Planes[c], at: y>>sy*p.Stride[c] + x>>sx, across: 1, along: p.Stride[c], lines: 4 >> sy, most: 1<<p.SPS.Depth[c] - 1,
			keepP: p.Flags[before]&Unfiltered != 0, keepQ: p.Flags[at]&Unfiltered != 0,
		}
		place := x >> sx
		if way == EdgeTop {
			e.across, e.along, e.lines, place = p.Stride[c], 1, 4>>sx, y>>sy
		}
		scale := int32(1) << (p.SPS.Depth[c] - 8)
		if c == 0 {
			e.beta = betas[min(max(qp+s.BetaOffset, 0), 51)] * scale
			e.tc = tcs[min(max(qp+2+s.TcOffset, 0), 53)] * scale
			e.luma()
			continue
		}
		if place&7 != 0 {
			continue
		}
		offset := [3]int{0, s.PPS.CbOffset, s.PPS.CrOffset}[c]
		e.tc = tcs[min(max(ChromaQP(p.SPS.Chroma, qp+offset)+2+s.TcOffset, 0), 53)] * scale
		e.colour()
	}
}

// luma smooths four lines (8.7.2.5.3, 8.7.2.5.7).
func (e *edge) luma() {
	get := func(line, i int) int32 { return int32(e.pix[e.at+line*e.along+i*e.across]) }
	bend := func(line, side int) int32 { // 0 for p, 1 for q
		if side == 0 {
			return Abs(get(line, -3) - 2*get(line, -2) + get(line, -1))
		}
		return Abs(get(line, 2) - 2*get(line, 1) + get(line, 0))
	}
	p0, p3, q0, q3 := bend(0, 0), bend(3, 0), bend(0, 1), bend(3, 1)
	if p0+p3+q0+q3 >= e.beta {
		return
	}
	strong := func(line int, bends int32) bool {
		return 2*bends < e.beta>>2 && Abs(get(line, -4)-get(line, -1))+Abs(get(line, 0)-get(line, 3)) < e.beta>>3 &&
			Abs(get(line, -1)-get(line, 0)) < (5*e.tc+1)>>1
	}
	side := (e.beta + e.beta>>1) >> 3
	if strong(0, p0+q0) && strong(3, p3+q3) {
		for line := range 4 {
			e.strong(line)
		}
		return
	}
	for line := range 4 {
		e.weak(line, p0+p3 < side, q0+q3 < side)
	}
}

func (e *edge) set(line, i int, v int32) {
	if i < 0 && e.keepP || i >= 0 && e.keepQ {
		return
	}
	e.pix[e.at+line*e.along+i*e.across] = uint16(Clip(v, 0, e.most))
}

func (e *edge) strong(line int) {
	var v [8]int32 // p3 to p0, q0 to q3
	for i := range v {
		v[i] = int32(e.pix[e.at+line*e.along+(i-4)*e.across])
	}
	p3, p2, p1, p0, q0, q1, q2, q3 := v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]
	near := func(was, is int32) int32 { return Clip(is, was-2*e.tc, was+2*e.tc) }
	e.set(line, -1, near(p0, (p2+2*p1+2*p0+2*q0+q1+4)>>3))
	e.set(line, -2, near(p1, (p2+p1+p0+q0+2)>>2))
	e.set(line, -3, near(p2, (2*p3+3*p2+p1+p0+q0+4)>>3))
	e.set(line, 0, near(q0, (p1+2*p0+2*q0+2*q1+q2+4)>>3))
	e.set(line, 1, near(q1, (p0+q0+q1+q2+2)>>2))
	e.set(line, 2, near(q2, (p0+q0+q1+3*q2+2*q3+4)>>3))
}

func (e *edge) weak(line int, alsoP, alsoQ bool) {
	get := func(i int) int32 { return int32(e.pix[e.at+line*e.along+i*e.across]) }
	p2, p1, p0, q0, q1, q2 := get(-3), get(-2), get(-1), get(0), get(1), get(2)
	delta := (9*(q0-p0) - 3*(q1-p1) + 8) >> 4
	if Abs(delta) >= 10*e.tc {
		return
	}
	delta = Clip(delta, -e.tc, e.tc)
	e.set(line, -1, p0+delta)
	e.set(line, 0, q0-delta)
	half := e.tc >> 1
	if alsoP {
		e.set(line, -2, p1+Clip(((p2+p0+1)>>1-p1+delta)>>1, -half, half))
	}
	if alsoQ {
		e.set(line, 1, q1+Clip(((q2+q0+1)>>1-q1-delta)>>1, -half, half))
	}
}

// colour smooths 8.7.2.5.8.
func (e *edge) colour() {
	for line := range e.lines {
		get := func(i int) int32 { return int32(e.pix[e.at+line*e.along+i*e.across]) }
		p1, p0, q0, q1 := get(-2), get(-1), get(0), get(1)
		delta := Clip(((q0-p0)<<2+p1-q1+4)>>3, -e.tc, e.tc)
		e.set(line, -1, p0+delta)
		e.set(line, 0, q0-delta)
	}
}

// Abs is how far v is from 0.
func Abs(v int32) int32 { return max(v, -v) }

// ChromaQP is table 8-10.
func ChromaQP(chroma, q int) int {
	switch {
	case chroma != 1:
		return min(q, 51)
	case q < 30:
		return q
	case q >= 43:
		return q - 6
	}
	return [13]int{29, 30, 31, 32, 33, 33, 34, 34, 35, 35, 36, 36, 37}[q-30]
}
