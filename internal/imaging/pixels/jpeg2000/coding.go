package jpeg2000

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000/ebcot"
)

// coding is how a tile is coded: the COD, COC, QCD, QCC, RGN and POC segments that
// hold for it (A.6).
type coding struct {
	layers      int
	progression int
	transformed bool
	components  []componentCoding
	changes     []change
}

// componentCoding is how one component of a tile is coded. codFrom and qcdFrom are
// ranks: a segment for a tile or a component overrules a more general one.
type componentCoding struct {
	levels         int
	blockX, blockY int
	style          ebcot.Style
	reversible     bool
	precincts      [33]precinctSize
	codFrom        rank

	derived bool
	guard   int
	steps   []step
	qcdFrom rank

	regionShift int
}

// precinctSize holds the exponents PPx and PPy.
type precinctSize struct{ x, y uint8 }

// step is a quantization step: exponent and mantissa (E.1).
type step struct{ exponent, mantissa int }

// rank orders segments that say the same thing (A.6.1).
type rank int

const (
	rankMain rank = iota + 1
	rankMainComponent
	rankTile
	rankTileComponent
)

func newCoding(components int) *coding {
	return &coding{components: make([]componentCoding, components)}
}

// clone is the copy that a tile may change.
func (c *coding) clone() *coding {
	copied := *c
	copied.components = slices.Clone(c.components)
	copied.changes = slices.Clone(c.changes)
	return &copied
}

// complete says whether every component knows its coding and quantization.
func (c *coding) complete() bool {
	for _, p := range c.components {
		if p.codFrom == 0 || p.qcdFrom == 0 {
			return false
		}
	}
	return c.layers > 0
}

// readCOD reads the default coding style.
func (c *coding) readCOD(r *reader, from rank) error {
	style := r.u8()
	c.progression, c.layers = r.u8(), r.u16()
	c.transformed = r.u8() == 1
	parameters, err := readCodingStyle(r, style&1 != 0)
	if err != nil {
		return err
	}
	if c.progression > 4 || c.layers == 0 {
		return errBounds
	}
	for i := range c.components {
		c.components[i].setCoding(parameters, from)
	}
	return nil
}

// readCOC reads the coding style of one component.
func (c *coding) readCOC(r *reader, from rank) error {
	component := r.u8()
	style := r.u8()
	parameters, err := readCodingStyle(r, style&1 != 0)
	if err != nil {
		return err
	}
	if component >= len(c.components) {
		return errBounds
	}
	c.components[component].setCoding(parameters, from)
	return nil
}

func (c *componentCoding) setCoding(p componentCoding, from rank) {
	if from < c.codFrom {
		return
	}
	c.levels, c.blockX, c.blockY, c.style = p.levels, p.blockX, p.blockY, p.style
	c.reversible, c.precincts, c.codFrom = p.reversible, p.precincts, from
}

// readCodingStyle reads what COD and COC have in common (table A.20).
func readCodingStyle(r *reader, ownPrecincts bool) (c componentCoding, err error) {
	c.levels = r.u8()
	c.blockX, c.blockY, c.style = r.u8()+2, r.u8()+2, ebcot.Style(r.u8())
	c.reversible = r.u8() == 1
	switch {
	case r.short:
		return c, errShort
	case c.levels > 32 || c.blockX > 10 || c.blockY > 10 || c.blockX+c.blockY > 12:
		return c, errBounds
	case c.style&ebcot.HT != 0:
		return c, fmt.Errorf("%w: High-Throughput JPEG 2000", ErrUnsupported)
	}
	for i := range c.precincts {
		c.precincts[i] = precinctSize{15, 15}
	}
	for i := range c.levels + 1 {
		if !ownPrecincts {
			break
		}
		v := r.u8()
		c.precincts[i] = precinctSize{uint8(v & 15), uint8(v >> 4)}
		if i > 0 && (v&15 == 0 || v>>4 == 0) {
			return c, errBounds
		}
	}
	if r.short {
		return c, errShort
	}
	return c, nil
}

// readQCD reads the default quantization.
func (c *coding) readQCD(r *reader, from rank) error {
	q, err := readQuantization(r)
	if err != nil {
		return err
	}
	for i := range c.components {
		c.components[i].setQuantization(q, from)
	}
	return nil
}

// readQCC reads the quantization of one component.
func (c *coding) readQCC(r *reader, from rank) error {
	component := r.u8()
	q, err := readQuantization(r)
	if err != nil {
		return err
	}
	if component >= len(c.components) {
		return errBounds
	}
	c.components[component].setQuantization(q, from)
	return nil
}

func (c *componentCoding) setQuantization(q componentCoding, from rank) {
	if from < c.qcdFrom {
		return
	}
	c.derived, c.guard, c.steps, c.qcdFrom = q.derived, q.guard, q.steps, from
}

// readQuantization reads what QCD and QCC have in common (table A.28).
func readQuantization(r *reader) (c componentCoding, err error) {
	style := r.u8()
	c.guard = style >> 5
	switch style & 31 {
	case 0:
		for len(r.data) > 0 {
			c.steps = append(c.steps, step{exponent: r.u8() >> 3})
		}
	case 1, 2:
		c.derived = style&31 == 1
		for len(r.data) > 1 {
			v := r.u16()
			c.steps = append(c.steps, step{v >> 11, v & 0x7FF})
		}
	default:
		return c, errBounds
	}
	if len(c.steps) == 0 {
		return c, errShort
	}
	return c, nil
}

// step is the quantization step of a band; bands count from the lowest, three to a
// resolution (E.1.1).
func (c *componentCoding) step(band int) (step, error) {
	if c.derived {
		s := c.steps[0]
		if band > 0 {
			s.exponent = max(0, s.exponent-(band-1)/3)
		}
		return s, nil
	}
	if band >= len(c.steps) {
		return step{}, errShort
	}
	return c.steps[band], nil
}

// readRGN reads a region of interest (A.6.3).
func (c *coding) readRGN(r *reader) error {
	component, style, shift := r.u8(), r.u8(), r.u8()
	if r.short || component >= len(c.components) || style != 0 || shift > 30 {
		return errBounds
	}
	c.components[component].regionShift = shift
	return nil
}

// change is one progression of a POC segment (A.6.6): the resolutions, components
// and layers up to which it goes, exclusively.
type change struct {
	fromResolution, fromComponent      int
	toLayer, toResolution, toComponent int
	progression                        int
}

func (c *coding) readPOC(r *reader) error {
	for len(r.data) >= 7 {
		p := change{fromResolution: r.u8(), fromComponent: r.u8(), toLayer: r.u16(),
			toResolution: r.u8(), toComponent: r.u8(), progression: r.u8()}
		if p.toComponent == 0 {
			p.toComponent = 256
		}
		if p.progression > 4 || len(c.changes) >= 256 {
			return errBounds
		}
		c.changes = append(c.changes, p)
	}
	return nil
}
