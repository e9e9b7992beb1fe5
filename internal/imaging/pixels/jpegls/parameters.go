package jpegls

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
)

// preset holds the coding parameters of an LSE segment; 0 means the default
// (T.87 C.2.4.1.1).
type preset struct{ maximum, t1, t2, t3, reset int }

func (p *preset) read(s []byte) error {
	switch {
	case len(s) < 1:
		return errShort
	case s[0] != 1:
		return fmt.Errorf("%w: mapping tables", ErrUnsupported)
	case len(s) < 11:
		return errShort
	}
	at := func(i int) int { return int(binary.BigEndian.Uint16(s[i:])) }
	*p = preset{at(1), at(3), at(5), at(7), at(9)}
	return nil
}

// parameters are what a scan is coded with, by the names of T.87.
type parameters struct {
	maximum, near, t1, t2, t3, reset int
	// spread is RANGE, valueBits qbpp, limit LIMIT, step 2·NEAR+1.
	spread, valueBits, limit, step int
}

func newParameters(p preset, precision, near int) (parameters, error) {
	q := parameters{maximum: p.maximum, near: near, reset: p.reset, step: 2*near + 1}
	if q.maximum == 0 {
		q.maximum = 1<<precision - 1
	}
	if q.reset == 0 {
		q.reset = 64
	}
	if q.maximum >= 1<<precision || near > min(255, q.maximum/2) || q.reset < 3 {
		return q, errors.New("JPEG-LS coding parameters that are out of bounds")
	}
	q.setThresholds(p)
	if !(near < q.t1 && q.t1 <= q.t2 && q.t2 <= q.t3 && q.t3 <= q.maximum) {
		return q, errors.New("JPEG-LS thresholds that are out of bounds")
	}
	q.spread = (q.maximum+2*near)/q.step + 1
	q.valueBits = bits.Len(uint(q.spread - 1))
	depth := max(2, bits.Len(uint(q.maximum)))
	q.limit = 2 * (depth + max(8, depth))
	return q, nil
}

// setThresholds takes the preset thresholds or works out the defaults
// (C.2.4.1.1.1).
func (q *parameters) setThresholds(p preset) {
	near, top := q.near, q.maximum
	clamp := func(v, low int) int {
		if v > top || v < low {
			return low
		}
		return v
	}
	var t1, t2, t3 int
	if top >= 128 {
		factor := (min(top, 4095) + 128) >> 8
		t1, t2, t3 = factor+2, factor*4+3, factor*17+4
		t1, t2, t3 = t1+3*near, t2+5*near, t3+7*near
	} else {
		factor := 256 / (top + 1)
		t1 = max(2, 3/factor+3*near)
		t2 = max(3, 7/factor+5*near)
		t3 = max(4, 21/factor+7*near)
	}
	q.t1 = clamp(t1, near+1)
	q.t2 = clamp(t2, q.t1)
	q.t3 = clamp(t3, q.t2)
	if p.t1 != 0 {
		q.t1 = p.t1
	}
	if p.t2 != 0 {
		q.t2 = p.t2
	}
	if p.t3 != 0 {
		q.t3 = p.t3
	}
}

// quantize is the region of a local gradient, -4 to 4 (A.3.3).
func (q *parameters) quantize(d int) int {
	switch {
	case d <= -q.t3:
		return -4
	case d <= -q.t2:
		return -3
	case d <= -q.t1:
		return -2
	case d < -q.near:
		return -1
	case d <= q.near:
		return 0
	case d < q.t1:
		return 1
	case d < q.t2:
		return 2
	case d < q.t3:
		return 3
	}
	return 4
}

// reconstruct adds an error to a prediction, modulo the range (A.4.5).
func (q *parameters) reconstruct(predicted, e int) int {
	v := predicted + e*q.step
	switch {
	case v < -q.near:
		v += q.spread * q.step
	case v > q.maximum+q.near:
		v -= q.spread * q.step
	}
	return min(max(v, 0), q.maximum)
}
