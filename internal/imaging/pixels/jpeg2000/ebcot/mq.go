package ebcot

// mqState is one row of the probability table (table C.2): the estimate, the next
// states after a more and a less probable symbol, and whether the latter turns
// the sense of the symbol round.
type mqState struct {
	estimate   uint32
	more, less uint8
	turn       uint8
}

var mqStates = [47]mqState{
	{0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0},
	{0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
	{0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
	{0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
	{0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
	{0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
	{0x1C01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
	{0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0},
	{0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02A1, 36, 33, 0},
	{0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
	{0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
	{0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0},
}

// The contexts of table D.1 to D.4 by number.
const (
	contextSign      = 9
	contextRefine    = 14
	contextRun       = 17
	contextUniform   = 18
	numberOfContexts = 19
)

// mqContext is the state of one context and its more probable symbol.
type mqContext struct{ state, symbol uint8 }

// mqDecoder is the arithmetic decoder of Annex C, and the reader of the bits that
// bypass it.
type mqDecoder struct {
	data     []byte
	pos      int
	c, a     uint32
	count    int
	raw      byte
	contexts [numberOfContexts]mqContext
}

func (m *mqDecoder) resetContexts() {
	m.contexts = [numberOfContexts]mqContext{}
	m.contexts[0].state = 4
	m.contexts[contextRun].state = 3
	m.contexts[contextUniform].state = 46
}

// at is a byte of the segment; behind its end lies a marker.
func (m *mqDecoder) at(i int) byte {
	if i < len(m.data) {
		return m.data[i]
	}
	return 0xFF
}

// start begins a codeword segment (figure C.10).
func (m *mqDecoder) start(data []byte) {
	m.data, m.pos = data, 0
	m.c = uint32(m.at(0)) << 16
	m.byteIn()
	m.c <<= 7
	m.count -= 7
	m.a = 0x8000
}

// byteIn is figure C.19.
func (m *mqDecoder) byteIn() {
	next := m.at(m.pos + 1)
	switch {
	case m.at(m.pos) != 0xFF:
		m.pos++
		m.c += uint32(next) << 8
		m.count = 8
	case next > 0x8F:
		m.c += 0xFF00
		m.count = 8
	default:
		m.pos++
		m.c += uint32(next) << 9
		m.count = 7
	}
}

// decode decodes a decision in a context (figure C.15).
func (m *mqDecoder) decode(context uint8) uint8 {
	x := &m.contexts[context]
	s := &mqStates[x.state]
	symbol := x.symbol
	m.a -= s.estimate
	if m.c>>16 < s.estimate {
		if m.a < s.estimate {
			x.state = s.more
		} else {
			symbol ^= 1
			x.symbol ^= s.turn
			x.state = s.less
		}
		m.a = s.estimate
	} else {
		m.c -= s.estimate << 16
		if m.a&0x8000 != 0 {
			return symbol
		}
		if m.a < s.estimate {
			symbol ^= 1
			x.symbol ^= s.turn
			x.state = s.less
		} else {
			x.state = s.more
		}
	}
	for {
		if m.count == 0 {
			m.byteIn()
		}
		m.a <<= 1
		m.c <<= 1
		m.count--
		if m.a&0x8000 != 0 {
			return symbol
		}
	}
}

// startRaw begins a segment of bypassed bits (D.6).
func (m *mqDecoder) startRaw(data []byte) {
	m.data, m.pos, m.count, m.raw = data, 0, 0, 0
}

func (m *mqDecoder) rawBit() uint8 {
	if m.count == 0 {
		m.count = 8
		if m.raw == 0xFF {
			m.count = 7
		}
		m.raw = m.at(m.pos)
		m.pos++
	}
	m.count--
	return m.raw >> m.count & 1
}
