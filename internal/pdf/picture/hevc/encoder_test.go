package hevc

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/entropy"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"
)

// bitWriter writes syntax elements.
type bitWriter struct {
	b []byte
	n int
}

func (w *bitWriter) u(n int, v int) {
	for i := n - 1; i >= 0; i-- {
		if w.n%8 == 0 {
			w.b = append(w.b, 0)
		}
		w.b[w.n/8] |= byte(v>>i&1) << (7 - w.n%8)
		w.n++
	}
}

func (w *bitWriter) ue(v int) {
	n := 0
	for v+1 >= 2<<n {
		n++
	}
	w.u(n, 0)
	w.u(n+1, v+1)
}

func (w *bitWriter) se(v int) {
	if v > 0 {
		w.ue(2*v - 1)
	} else {
		w.ue(-2 * v)
	}
}

func (w *bitWriter) stop() {
	w.u(1, 1)
	for w.n%8 != 0 {
		w.u(1, 0)
	}
}

// escaped is a NAL unit of that type.
func escaped(kind int, body []byte) []byte {
	out := []byte{byte(kind << 1), 1}
	zeros := 0
	for _, c := range body {
		if zeros >= 2 && c <= 3 {
			out, zeros = append(out, 3), 0
		}
		if zeros++; c != 0 {
			zeros = 0
		}
		out = append(out, c)
	}
	return out
}

// arithmetic is the arithmetic encoder (9.3.5).
type arithmetic struct {
	w           *bitWriter
	low, span   uint32
	outstanding int
	first       bool
	states      [entropy.Contexts]uint8
}

func (a *arithmetic) begin(w *bitWriter) {
	a.w, a.low, a.span, a.outstanding, a.first = w, 0, 510, 0, true
}

func (a *arithmetic) put(b int) {
	if a.first {
		a.first = false
	} else {
		a.w.u(1, b)
	}
	for ; a.outstanding > 0; a.outstanding-- {
		a.w.u(1, 1-b)
	}
}

func (a *arithmetic) renorm() {
	for a.span < 256 {
		switch {
		case a.low < 256:
			a.put(0)
		case a.low >= 512:
			a.low -= 512
			a.put(1)
		default:
			a.low -= 256
			a.outstanding++
		}
		a.low <<= 1
		a.span <<= 1
	}
}

func (a *arithmetic) bin(context, v int) {
	s := a.states[context]
	least := uint32(entropy.RangeLPS[s>>1][a.span>>6&3])
	a.span -= least
	if v != int(s&1) {
		a.low += a.span
		a.span = least
		if s>>1 == 0 {
			s ^= 1
		}
		s = entropy.AfterLPS[s>>1]<<1 | s&1
	} else if s>>1 < 62 {
		s += 2
	}
	a.states[context] = s
	a.renorm()
}

// terminate writes a terminating bin, and after a 1 the bits that end the data.
func (a *arithmetic) terminate(v bool) {
	a.span -= 2
	if !v {
		a.renorm()
		return
	}
	a.low += a.span
	a.span = 2
	a.renorm()
	a.put(int(a.low >> 9 & 1))
	a.w.u(2, int(a.low>>7&3)|1)
	for a.w.n%8 != 0 {
		a.w.u(1, 0)
	}
}

// made says how rawPicture cuts a picture up.
type made struct {
	width, height int
	chroma        int
	columns, rows int  // tiles
	sync          bool // each row of blocks starts anew
	perSlice      int  // blocks in a slice; 0 for all
	dependent     bool // slices but the first depend on it
}

// rawPicture codes a picture whose blocks of 16 by 16 are stored as they are
// (pcm_flag); every second one is split into four.
func rawPicture(m made, sample func(c, x, y int) int) [][]byte {
	nals := [][]byte{escaped(header.NALSPS, m.sps()), escaped(header.NALPPS, m.pps())}
	p := &header.PPS{SPS: &header.SPS{CTBsX: (m.width + 15) / 16, CTBsY: (m.height + 15) / 16}}
	p.Columns = header.Borders(p.SPS.CTBsX, m.columns, nil, true)
	p.Rows = header.Borders(p.SPS.CTBsY, m.rows, nil, true)
	p.Number()
	total := len(p.ToRaster)
	per := m.perSlice
	if per == 0 {
		per = total
	}
	for from := 0; from < total; from += per {
		nals = append(nals, escaped(header.NALIDR, m.slice(p, from, min(from+per, total), sample)))
	}
	return nals
}

func (m made) sps() []byte {
	w := &bitWriter{}
	w.u(4, 0)
	w.u(3, 0)
	w.u(1, 1)
	w.u(32, 0x03700000) // general profile, with room for what is skipped
	w.u(32, 0)
	w.u(32, 0)
	w.ue(0)
	w.ue(m.chroma)
	if m.chroma == 3 {
		w.u(1, 0)
	}
	w.ue((m.width + 7) / 8 * 8)
	w.ue((m.height + 7) / 8 * 8)
	w.u(1, 0)
	for _, v := range []int{0, 0, 0} {
		w.ue(v)
	}
	w.u(1, 1)
	for _, v := range []int{0, 0, 0, 0, 1, 0, 2, 0, 0} {
		w.ue(v)
	}
	w.u(4, 1) // no lists, no asymmetric partitions, no offsets, raw blocks
	w.u(4, 7)
	w.u(4, 7)
	w.ue(0)
	w.ue(1)
	w.u(1, 1)
	w.ue(0)
	w.u(5, 0)
	w.stop()
	return w.b
}

func (m made) pps() []byte {
	w := &bitWriter{}
	w.ue(0)
	w.ue(0)
	w.u(1, btoi(m.dependent))
	w.u(6, 0)
	w.ue(0)
	w.ue(0)
	w.se(0)
	w.u(3, 0)
	w.se(0)
	w.se(0)
	w.u(4, 0)
	tiled := m.columns*m.rows > 1
	w.u(1, btoi(tiled))
	w.u(1, btoi(m.sync))
	if tiled {
		w.ue(m.columns - 1)
		w.ue(m.rows - 1)
		w.u(2, 2)
	}
	w.u(4, 0)
	w.ue(0)
	w.u(2, 0)
	w.stop()
	return w.b
}

func btoi(b bool) int { return b2i(b) }

func (m made) slice(p *header.PPS, from, to int, sample func(c, x, y int) int) []byte {
	w := &bitWriter{}
	w.u(1, btoi(from == 0))
	w.u(1, 0)
	w.ue(0)
	depends := m.dependent && from > 0
	if from > 0 {
		if m.dependent {
			w.u(1, 1)
		}
		w.u(header.BitsFor(len(p.ToRaster)), p.ToRaster[from])
	}
	if !depends {
		w.ue(header.SliceI)
		w.se(0)
	}
	var body bitWriter
	entries := m.blocks(p, from, to, &body, sample)
	if m.columns*m.rows > 1 || m.sync {
		w.ue(len(entries))
		if len(entries) > 0 {
			w.ue(31)
			for _, n := range entries {
				w.u(32, n-1)
			}
		}
	}
	w.stop()
	return append(w.b, body.b...)
}

// blocks codes coding tree blocks and returns how long each part is.
func (m made) blocks(p *header.PPS, from, to int, w *bitWriter, sample func(c, x, y int) int) (entries []int) {
	var a arithmetic
	fresh := func() {
		var c entropy.Decoder
		c.Reset(26)
		a.states = c.States
	}
	a.begin(w)
	fresh()
	if m.dependent && from > 0 {
		a.states = lastStates
	}
	var synced [entropy.Contexts]uint8
	last := 0
	for at := from; at < to; at++ {
		ctb := p.ToRaster[at]
		x, y := ctb%p.SPS.CTBsX, ctb/p.SPS.CTBsX
		newTile := at > from && p.TileOf[ctb] != p.TileOf[p.ToRaster[at-1]]
		if newTile || at > from && m.sync && x == 0 {
			a.terminate(true)
			entries, last = append(entries, len(w.b)-last), len(w.b)
			a.begin(w)
			fresh()
			if m.sync && !newTile && p.SPS.CTBsX > 1 && ctb-p.SPS.CTBsX+1 >= p.ToRaster[from] {
				a.states = synced
			}
		}
		m.block(&a, x*16, y*16, (x+y)%2 == 1, sample)
		if x == 1 {
			synced = a.states
		}
		a.terminate(at == to-1)
	}
	lastStates = a.states
	return entries
}

// lastStates are the contexts at the end of the last slice.
var lastStates [entropy.Contexts]uint8

func (m made) block(a *arithmetic, x, y int, split bool, sample func(c, x, y int) int) {
	whole := x+16 <= m.width && y+16 <= m.height
	split = split && m.splits()
	if whole {
		a.bin(entropy.CtxSplitCU+m.deeper(x, y), btoi(split))
	}
	if whole && !split {
		m.raw(a, x, y, 16, sample)
		return
	}
	for i := range 4 {
		cx, cy := x+i%2*8, y+i/2*8
		if cx < m.width && cy < m.height {
			a.bin(entropy.CtxPart, 1)
			m.raw(a, cx, cy, 8, sample)
		}
	}
}

// splits tells whether blocks are split: none where slices or tiles hide some
// of them from others.
func (m made) splits() bool { return m.columns*m.rows == 1 && (m.perSlice == 0 || m.dependent) }

// deeper is how many of the blocks on the left and above are split.
func (m made) deeper(x, y int) int {
	if !m.splits() {
		return 0
	}
	split := func(x, y int) int {
		if x < 0 || y < 0 {
			return 0
		}
		return (x/16 + y/16) % 2
	}
	return split(x-16, y) + split(x, y-16)
}

func (m made) raw(a *arithmetic, x, y, size int, sample func(c, x, y int) int) {
	a.terminate(true)
	for c := range 3 {
		sx, sy := 0, 0
		if c > 0 {
			if m.chroma == 0 {
				break
			}
			sx, sy = btoi(m.chroma < 3), btoi(m.chroma == 1)
		}
		for py := y >> sy; py < (y+size)>>sy; py++ {
			for px := x >> sx; px < (x+size)>>sx; px++ {
				a.w.u(8, sample(c, px, py))
			}
		}
	}
	a.begin(a.w)
}

func noise(c, x, y int) int { return (x*x*7 + y*31 + x*y*3 + c*77) & 255 }

// Blocks that are stored as they are come out as they went in, however the
// picture is cut into tiles, rows and slices.
func TestPartsOfAPicture(t *testing.T) {
	for name, m := range map[string]made{
		"whole":            {width: 48, height: 40, chroma: 1, columns: 1, rows: 1},
		"grey":             {width: 48, height: 40, chroma: 0, columns: 1, rows: 1},
		"full colour":      {width: 40, height: 48, chroma: 3, columns: 1, rows: 1},
		"half colour":      {width: 40, height: 48, chroma: 2, columns: 1, rows: 1},
		"tiles":            {width: 64, height: 48, chroma: 1, columns: 2, rows: 3},
		"rows":             {width: 64, height: 64, chroma: 1, columns: 1, rows: 1, sync: true},
		"rows of one":      {width: 16, height: 64, chroma: 1, columns: 1, rows: 1, sync: true},
		"slices":           {width: 64, height: 48, chroma: 1, columns: 1, rows: 1, perSlice: 5},
		"dependent slices": {width: 64, height: 48, chroma: 1, columns: 1, rows: 1, perSlice: 5, dependent: true},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Decode(t.Context(), rawPicture(m, noise))
			if err != nil {
				t.Fatal(err)
			}
			if f.Width != m.width || f.Height != m.height {
				t.Fatalf("it is %d by %d", f.Width, f.Height)
			}
			for c := range f.Planes {
				w, h := f.Width, f.Height
				if c > 0 {
					w, h = w>>f.SubX, h>>f.SubY
				}
				for y := range h {
					for x := range w {
						if got := int(f.Planes[c][y*f.Stride[c]+x]); got != noise(c, x, y) {
							t.Fatalf("plane %d at %d, %d: %d, not %d", c, x, y, got, noise(c, x, y))
						}
					}
				}
			}
		})
	}
}

func TestRefusedPictures(t *testing.T) {
	m := made{width: 64, height: 48, chroma: 1, columns: 1, rows: 1, perSlice: 5}
	nals := rawPicture(m, noise)
	missing := append(append([][]byte{}, nals[:3]...), nals[4:]...)
	for name, c := range map[string]struct {
		nals [][]byte
		want error
	}{
		"nothing":             {nil, header.ErrDamaged},
		"no slices":           {nals[:2], header.ErrDamaged},
		"the end is missing":  {nals[:4], header.ErrDamaged},
		"a slice is missing":  {missing, header.ErrDamaged},
		"no parameters":       {nals[2:], header.ErrDamaged},
		"a cut slice":         {append(append([][]byte{}, nals[:2]...), nals[2][:40]), header.ErrDamaged},
		"predicted pictures":  {append(append([][]byte{}, nals[:2]...), []byte{1 << 1, 1, 0x80, 0}), header.ErrUnsupported},
		"far too many pixels": {[][]byte{escaped(header.NALSPS, made{width: 1 << 16, height: 1 << 16, chroma: 1}.sps())}, header.ErrDamaged},
	} {
		if _, err := Decode(t.Context(), c.nals); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w, h, memory, err := Size(nals)
	if w != 64 || h != 48 || memory < 64*48*6 || err != nil {
		t.Errorf("%d by %d, %d bytes, %v", w, h, memory, err)
	}
}

// The basis of each transform is as good as orthogonal (8.6.4.2), which a wrong
// magnitude or sign would show.
func TestTransformsAreOrthogonal(t *testing.T) {
	check := func(name string, basis []int32, n int) {
		for a := range n {
			for b := range n {
				dot := 0
				for i := range n {
					dot += int(basis[a*n+i]) * int(basis[b*n+i])
				}
				want := 0
				if a == b {
					want = 64 * 64 * n
				}
				if d := max(dot-want, want-dot); d > 64*n {
					t.Errorf("%s: rows %d and %d give %d", name, a, b, dot)
				}
			}
		}
	}
	for size, basis := range cosines {
		check(fmt.Sprint(4<<size), basis, 4<<size)
	}
	check("sines", sines[:], 4)
}

// FuzzDecode: data is NAL units with their lengths in front.
func FuzzDecode(f *testing.F) {
	for _, m := range []made{
		{width: 48, height: 40, chroma: 1, columns: 1, rows: 1},
		{width: 64, height: 48, chroma: 2, columns: 2, rows: 3},
		{width: 64, height: 48, chroma: 1, columns: 1, rows: 1, perSlice: 5, dependent: true},
	} {
		var b []byte
		for _, nal := range rawPicture(m, noise) {
			b = append(binary.BigEndian.AppendUint16(b, uint16(len(nal))), nal...)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var nals [][]byte
		for len(data) >= 2 {
			n := min(int(binary.BigEndian.Uint16(data)), len(data)-2)
			nals, data = append(nals, bytes.Clone(data[2:2+n])), data[2+n:]
		}
		if _, _, memory, err := Size(nals); err != nil || memory > 4<<20 {
			return
		}
		f, err := Decode(context.Background(), nals)
		if err != nil && !errors.Is(err, header.ErrDamaged) && !errors.Is(err, header.ErrUnsupported) {
			t.Errorf("the error is %v", err)
		}
		if err == nil && (f.Width < 1 || f.Height < 1 || len(f.Planes[0]) < f.Stride[0]*(f.Height-1)+f.Width) {
			t.Errorf("a picture of %d by %d", f.Width, f.Height)
		}
	})
}
