package jpegls

import (
	"bytes"
	"errors"
	"fmt"
)

// scan decodes the components of one scan, line by line.
type scan struct {
	parameters
	bits     bitReader
	width    int
	contexts [365]context
	runs     [2]runContext
	lines    []line
}

// line holds what one component of a scan keeps between its lines. current and
// above begin one sample before the picture and end one after it.
type line struct {
	place          int
	current, above []int
	runIndex       int
}

const (
	byPlane  = 0
	byLine   = 1
	bySample = 2
)

// readScan reads a scan header (C.2.3) and the data behind it.
func (d *decoder) readScan() error {
	h, err := d.segment()
	if err != nil {
		return err
	}
	if len(h) < 1 || len(h) < 4+2*int(h[0]) {
		return errShort
	}
	n := int(h[0])
	near, interleave, shift := int(h[1+2*n]), int(h[2+2*n]), h[3+2*n]&15
	switch {
	case n == 0 || interleave > bySample || interleave == byPlane && n != 1:
		return errors.New("a JPEG-LS scan header that is out of bounds")
	case shift != 0:
		return fmt.Errorf("%w: a point transform", ErrUnsupported)
	}
	s, err := d.newScan(near)
	if err != nil {
		return err
	}
	for i := range n {
		place := bytes.IndexByte(d.ids, h[1+2*i])
		if place < 0 || d.done[place] || h[2+2*i] != 0 {
			return errors.New("a JPEG-LS scan of a component that it cannot have")
		}
		d.done[place] = true
		s.lines = append(s.lines, line{place: place,
			current: make([]int, d.Width+2), above: make([]int, d.Width+2)})
	}
	err = s.decode(d, interleave == bySample && n > 1)
	d.pos = s.bits.pos
	return err
}

func (d *decoder) newScan(near int) (*scan, error) {
	q, err := newParameters(d.preset, d.Precision, near)
	if err != nil {
		return nil, err
	}
	s := &scan{parameters: q, width: d.Width, bits: bitReader{data: d.data, pos: d.pos}}
	a := max(2, (q.spread+32)>>6)
	for i := range s.contexts {
		s.contexts[i] = context{a: a, n: 1}
	}
	for i := range s.runs {
		s.runs[i] = runContext{a: a, n: 1, kind: i}
	}
	return s, nil
}

func (s *scan) decode(d *decoder, bySample bool) error {
	for y := range d.Height {
		for i := range s.lines {
			s.lines[i].next(s.width)
		}
		if bySample {
			s.decodeTogether()
		} else {
			for i := range s.lines {
				s.decodeLine(&s.lines[i])
			}
		}
		if s.bits.overrun() {
			return errShort
		}
		for i := range s.lines {
			s.lines[i].store(d, y)
		}
	}
	return nil
}

// next makes the current line the one above. Outside the picture a line goes on as
// A.2.1 says: on the left with the sample above, on the right with the last one.
func (l *line) next(width int) {
	l.current, l.above = l.above, l.current
	l.current[0] = l.above[1]
	l.above[width+1] = l.above[width]
}

func (l *line) store(d *decoder, y int) {
	out := d.samples[y*d.Width*d.Components:]
	for x, v := range l.current[1 : d.Width+1] {
		out[x*d.Components+l.place] = int32(v)
	}
}

// gradients are the quantized gradients round sample x, in one number (A.3); 0
// means that all are flat.
func (s *scan) gradients(l *line, x int) int {
	a, b, c, d := l.current[x-1], l.above[x], l.above[x-1], l.above[x+1]
	return 81*s.quantize(d-b) + 9*s.quantize(b-c) + s.quantize(c-a)
}

func (s *scan) decodeLine(l *line) {
	for x := 1; x <= s.width; {
		if g := s.gradients(l, x); g != 0 {
			l.current[x] = s.regular(l, x, g)
			x++
			continue
		}
		end := s.run(&l.runIndex, x)
		for ; x < end; x++ {
			l.current[x] = l.current[x-1]
		}
		if x <= s.width {
			s.endRun(l, x)
			l.runIndex = max(l.runIndex-1, 0)
			x++
		}
	}
}

// decodeTogether decodes a line of components that are interleaved by sample: runs
// are common to all (A.7 with annex B).
func (s *scan) decodeTogether() {
	index := &s.lines[0].runIndex
	for x := 1; x <= s.width; {
		var g [4]int
		flat := true
		for i := range s.lines {
			g[i] = s.gradients(&s.lines[i], x)
			flat = flat && g[i] == 0
		}
		if !flat {
			for i := range s.lines {
				s.lines[i].current[x] = s.regular(&s.lines[i], x, g[i])
			}
			x++
			continue
		}
		end := s.run(index, x)
		for ; x < end; x++ {
			for i := range s.lines {
				s.lines[i].current[x] = s.lines[i].current[x-1]
			}
		}
		if x <= s.width {
			for i := range s.lines {
				l := &s.lines[i]
				e := s.interruption(&s.runs[0], *index)
				l.current[x] = s.besideRun(l, x, e)
			}
			*index = max(*index-1, 0)
			x++
		}
	}
}

// regular decodes a sample by its context (A.4 to A.6).
func (s *scan) regular(l *line, x, gradients int) int {
	sign := 1
	if gradients < 0 {
		sign, gradients = -1, -gradients
	}
	c := &s.contexts[gradients]
	predicted := median(l.current[x-1], l.above[x], l.above[x-1]) + sign*c.c
	predicted = min(max(predicted, 0), s.maximum)
	k := golomb(c.n, c.a)
	e := c.unmap(s.bits.golomb(k, s.limit, s.valueBits), k, s.near)
	c.update(e, &s.parameters)
	return s.reconstruct(predicted, sign*e)
}

// median is the edge-detecting predictor (A.4.1).
func median(a, b, c int) int {
	switch {
	case c >= max(a, b):
		return min(a, b)
	case c <= min(a, b):
		return max(a, b)
	}
	return a + b - c
}

// run decodes a run that begins at x and returns the place behind it (A.7.1).
func (s *scan) run(index *int, x int) int {
	for s.bits.take(1) == 1 {
		length := 1 << runOrder[*index]
		if x+length > s.width+1 {
			return s.width + 1
		}
		x += length
		*index = min(*index+1, len(runOrder)-1)
		if x > s.width {
			return x
		}
	}
	return min(x+s.bits.take(runOrder[*index]), s.width)
}

// endRun decodes the sample that ends a run (A.7.2).
func (s *scan) endRun(l *line, x int) {
	a, b := l.current[x-1], l.above[x]
	if max(a-b, b-a) <= s.near {
		e := s.interruption(&s.runs[1], l.runIndex)
		l.current[x] = s.reconstruct(a, e)
		return
	}
	l.current[x] = s.besideRun(l, x, s.interruption(&s.runs[0], l.runIndex))
}

func (s *scan) interruption(c *runContext, index int) int {
	k := c.golomb()
	coded := s.bits.golomb(k, s.limit-runOrder[index]-1, s.valueBits)
	e := c.unmap(coded, k)
	c.update(e, coded, &s.parameters)
	return e
}

// besideRun predicts from above, turned round where that is darker than the run.
func (s *scan) besideRun(l *line, x, e int) int {
	a, b := l.current[x-1], l.above[x]
	if a > b {
		e = -e
	}
	return s.reconstruct(b, e)
}
