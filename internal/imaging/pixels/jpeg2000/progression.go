package jpeg2000

import (
	"cmp"
	"slices"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000/ebcot"
)

// place is one precinct with what a progression goes by.
type place struct {
	component, resolution, index int
	precinct                     *precinct
	style                        ebcot.Style
}

// maxSteps bounds the walk through precincts and layers, most of which find their
// packet read already where progressions overlap.
const maxSteps = 1 << 26

// readPackets reads the packets of a tile in the order of its progressions (B.12).
func readPackets(components []*tileComponent, t *tilePart) error {
	changes := t.coding.changes
	if len(changes) == 0 {
		changes = []change{{toLayer: t.coding.layers, toResolution: 33, toComponent: 256,
			progression: t.coding.progression}}
	}
	p := &packets{data: t.packets}
	steps := 0
	for _, c := range changes {
		c.toLayer = min(c.toLayer, t.coding.layers)
		if err := c.read(p, places(components, c), &steps); err != nil {
			return err
		}
	}
	return nil
}

// places are the precincts that a progression covers.
func places(components []*tileComponent, c change) []place {
	var all []place
	for i, component := range components {
		if i < c.fromComponent || i >= c.toComponent {
			continue
		}
		for r, res := range component.resolutions {
			if r < c.fromResolution || r >= c.toResolution {
				continue
			}
			for k, p := range res.precincts {
				all = append(all, place{i, r, k, p, component.coding.style})
			}
		}
	}
	return all
}

func (c change) read(p *packets, all []place, steps *int) error {
	// Layers run outermost in the first progression, within one resolution in the
	// second, innermost in the others.
	slices.SortStableFunc(all, orders[c.progression])
	for len(all) > 0 {
		n := 1
		switch c.progression {
		case 0:
			n = len(all)
		case 1:
			for n < len(all) && all[n].resolution == all[0].resolution {
				n++
			}
		}
		if err := readLayers(p, all[:n], c.toLayer, steps); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// readLayers reads, layer by layer, the packets that have not been read yet.
func readLayers(p *packets, some []place, layers int, steps *int) error {
	for layer := range layers {
		for _, at := range some {
			if *steps++; *steps > maxSteps {
				return errBounds
			}
			if layer < at.precinct.layer {
				continue
			}
			if err := p.read(at.precinct, layer, at.style); err != nil {
				return err
			}
			at.precinct.layer = layer + 1
		}
	}
	return nil
}

func byPosition(a, b place) int {
	return cmp.Or(cmp.Compare(a.precinct.y, b.precinct.y), cmp.Compare(a.precinct.x, b.precinct.x))
}

func byResolution(a, b place) int { return cmp.Compare(a.resolution, b.resolution) }

func byComponent(a, b place) int {
	return cmp.Or(cmp.Compare(a.component, b.component), cmp.Compare(a.index, b.index))
}

// orders are the progressions LRCP, RLCP, RPCL, PCRL and CPRL without their layers.
var orders = [5]func(a, b place) int{
	func(a, b place) int { return cmp.Or(byResolution(a, b), byComponent(a, b)) },
	func(a, b place) int { return cmp.Or(byResolution(a, b), byComponent(a, b)) },
	func(a, b place) int { return cmp.Or(byResolution(a, b), byPosition(a, b), byComponent(a, b)) },
	func(a, b place) int {
		return cmp.Or(byPosition(a, b), cmp.Compare(a.component, b.component), byResolution(a, b), byComponent(a, b))
	},
	func(a, b place) int {
		return cmp.Or(cmp.Compare(a.component, b.component), byPosition(a, b), byResolution(a, b), byComponent(a, b))
	},
}
