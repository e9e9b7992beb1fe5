// Package entropy is the arithmetic decoder of HEVC, with the contexts that
// intra pictures use (H.265, 9.3).
package entropy

// Decoder is the arithmetic decoder (9.3.4.3). value holds the offset and spare
// bits below it.
type Decoder struct {
	B      []byte
	at     int // the next byte
	value  uint64
	spare  int
	span   uint64 // ivlCurrRange
	States [Contexts]uint8
}

// Start begins at byte at (9.3.2.5).
func (c *Decoder) Start(at int) {
	c.at, c.value, c.spare, c.span = at, 0, -9, 510
	c.fill()
}

// fill takes in bytes until there are bits for the longest step; behind the
// end there are zeros.
func (c *Decoder) fill() {
	for c.spare <= 40 {
		c.value <<= 8
		if c.at < len(c.B) {
			c.value |= uint64(c.B[c.at])
		}
		c.at++
		c.spare += 8
	}
}

// Over tells that more was read than there is.
func (c *Decoder) Over() bool { return c.at-c.spare/8 > len(c.B)+2 }

// Next is the byte where raw data begins after a terminating bin (9.3.2.5).
func (c *Decoder) Next() int { return (8*c.at - c.spare + 7) / 8 }

// RangeLPS is table 9-52.
var RangeLPS = [64][4]uint8{
	{128, 176, 208, 240}, {128, 167, 197, 227}, {128, 158, 187, 216}, {123, 150, 178, 205}, {116, 142, 169, 195}, {111, 135, 160, 185},
	{105, 128, 152, 175}, {100, 122, 144, 166}, {95, 116, 137, 158}, {90, 110, 130, 150}, {85, 104, 123, 142}, {81, 99, 117, 135},
	{77, 94, 111, 128}, {73, 89, 105, 122}, {69, 85, 100, 116}, {66, 80, 95, 110}, {62, 76, 90, 104}, {59, 72, 86, 99},
	{56, 69, 81, 94}, {53, 65, 77, 89}, {51, 62, 73, 85}, {48, 59, 69, 80}, {46, 56, 66, 76}, {43, 53, 63, 72},
	{41, 50, 59, 69}, {39, 48, 56, 65}, {37, 45, 54, 62}, {35, 43, 51, 59}, {33, 41, 48, 56}, {32, 39, 46, 53},
	{30, 37, 43, 50}, {29, 35, 41, 48}, {27, 33, 39, 45}, {26, 31, 37, 43}, {24, 30, 35, 41}, {23, 28, 33, 39},
	{22, 27, 32, 37}, {21, 26, 30, 35}, {20, 24, 29, 33}, {19, 23, 27, 31}, {18, 22, 26, 30}, {17, 21, 25, 28},
	{16, 20, 23, 27}, {15, 19, 22, 25}, {14, 18, 21, 24}, {14, 17, 20, 23}, {13, 16, 19, 22}, {12, 15, 18, 21},
	{12, 14, 17, 20}, {11, 14, 16, 19}, {11, 13, 15, 18}, {10, 12, 15, 17}, {10, 12, 14, 16}, {9, 11, 13, 15},
	{9, 11, 12, 14}, {8, 10, 12, 14}, {8, 9, 11, 13}, {7, 9, 11, 12}, {7, 9, 10, 12}, {7, 8, 10, 11},
	{6, 8, 9, 11}, {6, 7, 9, 10}, {6, 7, 8, 9}, {2, 2, 2, 2},
}

// AfterLPS is transIdxLps of table 9-53.
var AfterLPS = [64]uint8{
	0, 0, 1, 2, 2, 4, 4, 5, 6, 7, 8, 9, 9, 11, 11, 12, 13, 13, 15, 15, 16, 16, 18, 18, 19, 19, 21, 21, 22, 22, 23, 24,
	24, 25, 26, 26, 27, 27, 28, 29, 29, 30, 30, 30, 31, 32, 32, 33, 33, 33, 34, 34, 35, 35, 35, 36, 36, 36, 37, 37, 37, 38, 38, 63,
}

// Bin decodes a bin with a context: its state is pStateIdx twice, and valMps.
func (c *Decoder) Bin(context int) int {
	state := c.States[context]
	least := uint64(RangeLPS[state>>1][c.span>>6&3])
	c.span -= least
	mps := int(state & 1)
	if scaled := c.span << uint(c.spare); c.value >= scaled {
		c.value -= scaled
		c.span = least
		if state>>1 == 0 {
			state ^= 1
		}
		c.States[context] = AfterLPS[state>>1]<<1 | state&1
		mps ^= 1
		for c.span < 256 {
			c.span <<= 1
			c.spare--
		}
	} else {
		if state>>1 < 62 {
			c.States[context] = state + 2
		}
		if c.span < 256 {
			c.span <<= 1
			c.spare--
		}
	}
	if c.spare < 16 {
		c.fill()
	}
	return mps
}

// Bypass decodes a bin of even odds (9.3.4.3.4).
func (c *Decoder) Bypass() int {
	if c.spare < 16 {
		c.fill()
	}
	c.spare--
	if scaled := c.span << uint(c.spare); c.value >= scaled {
		c.value -= scaled
		return 1
	}
	return 0
}

// BypassBits decodes n bins of even odds.
func (c *Decoder) BypassBits(n int) (v int) {
	for range n {
		v = v<<1 | c.Bypass()
	}
	return v
}

// Terminate decodes a bin that says whether something ends (9.3.4.3.5).
func (c *Decoder) Terminate() bool {
	c.span -= 2
	if c.value >= c.span<<uint(c.spare) {
		return true
	}
	if c.span < 256 {
		c.span <<= 1
		c.spare--
	}
	if c.spare < 16 {
		c.fill()
	}
	return false
}

// Where the contexts of each syntax element begin.
const (
	CtxSAOMerge       = 0
	CtxSAOType        = CtxSAOMerge + 1
	CtxSplitCU        = CtxSAOType + 1
	CtxBypass         = CtxSplitCU + 3
	CtxPart           = CtxBypass + 1
	CtxPrevIntra      = CtxPart + 1
	CtxChromaMode     = CtxPrevIntra + 1
	CtxSplitTransform = CtxChromaMode + 1
	CtxCbfLuma        = CtxSplitTransform + 3
	CtxCbfChroma      = CtxCbfLuma + 2
	CtxQPDelta        = CtxCbfChroma + 5
	CtxTransformSkip  = CtxQPDelta + 2
	CtxLastX          = CtxTransformSkip + 2
	CtxLastY          = CtxLastX + 18
	CtxGroup          = CtxLastY + 18
	CtxSignificant    = CtxGroup + 4
	CtxGreater1       = CtxSignificant + 42
	CtxGreater2       = CtxGreater1 + 24
	Contexts          = CtxGreater2 + 6
)

// initValues are those of intra slices (tables 9-5 to 9-37), in the order above.
var initValues = [Contexts]uint8{
	153, 200, 139, 141, 157, 154, 184, 184, 63,
	153, 138, 138, 111, 141, 94, 138, 182, 154, 154, 154, 154, 139, 139,
	110, 110, 124, 125, 140, 153, 125, 127, 140, 109, 111, 143, 127, 111, 79, 108, 123, 63,
	110, 110, 124, 125, 140, 153, 125, 127, 140, 109, 111, 143, 127, 111, 79, 108, 123, 63,
	91, 171, 134, 141,
	111, 111, 125, 110, 110, 94, 124, 108, 124, 107, 125, 141, 179, 153, 125, 107, 125, 141, 179, 153, 125,
	107, 125, 141, 179, 153, 125, 140, 139, 182, 182, 152, 136, 152, 136, 153, 136, 139, 111, 136, 139, 111,
	140, 92, 137, 138, 140, 152, 138, 139, 153, 74, 149, 92, 139, 107, 122, 152, 140, 179, 166, 182, 140, 227, 122, 197,
	138, 153, 136, 167, 152, 152,
}

// Reset sets all contexts for a slice of that quantiser (9.3.2.2).
func (c *Decoder) Reset(qp int) {
	qp = min(max(qp, 0), 51)
	for i, v := range initValues {
		slope, offset := int(v>>4)*5-45, int(v&15)<<3-16
		pre := min(max(slope*qp>>4+offset, 1), 126)
		if pre > 63 {
			c.States[i] = uint8(pre-64)<<1 | 1
		} else {
			c.States[i] = uint8(63-pre) << 1
		}
	}
}
