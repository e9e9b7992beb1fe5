package jpegls

// context is what the coder has learnt in one surrounding (A.2.1). n counts
// occurrences, a sums error magnitudes, b errors; c corrects the prediction.
type context struct{ a, b, c, n int }

// golomb is the parameter k of the code: the least for which n·2^k is not below a.
func golomb(n, a int) int {
	k := 0
	for n<<k < a && k < 24 {
		k++
	}
	return k
}

// unmap turns a coded number into an error (A.5.2), whose order is turned round
// where errors have lately been negative.
func (c *context) unmap(v, k, near int) int {
	if near == 0 && k == 0 && 2*c.b <= -c.n {
		v ^= 1
	}
	if v&1 == 0 {
		return v >> 1
	}
	return -(v >> 1) - 1
}

// update learns an error (A.6).
func (c *context) update(e int, q *parameters) {
	c.b += e * q.step
	c.a += max(e, -e)
	if c.n == q.reset {
		c.a >>= 1
		c.b >>= 1
		c.n >>= 1
	}
	c.n++
	switch {
	case c.b <= -c.n:
		c.b = max(c.b+c.n, 1-c.n)
		c.c = max(c.c-1, -128)
	case c.b > 0:
		c.b = min(c.b-c.n, 0)
		c.c = min(c.c+1, 127)
	}
}

// runContext is the context of samples that end a run; kind is RItype of A.7.2,
// negative counts Nn.
type runContext struct{ a, n, negative, kind int }

func (c *runContext) golomb() int {
	return golomb(c.n, c.a+c.n>>1*c.kind)
}

// unmap turns a coded number into an error (A.7.2.2).
func (c *runContext) unmap(v, k int) int {
	v += c.kind
	magnitude := (v + 1) >> 1
	likelyNegative := k != 0 || 2*c.negative >= c.n
	if likelyNegative == (v&1 == 1) {
		return -magnitude
	}
	return magnitude
}

func (c *runContext) update(e, coded int, q *parameters) {
	if e < 0 {
		c.negative++
	}
	c.a += (coded + 1 - c.kind) >> 1
	if c.n == q.reset {
		c.a >>= 1
		c.n >>= 1
		c.negative >>= 1
	}
	c.n++
}

// runOrder is the table J of A.2.1: bits of run length by run index.
var runOrder = [32]int{
	0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3,
	4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15,
}
