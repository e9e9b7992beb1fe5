package jpeg2000

import "github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000/ebcot"

// rectangle is a part of some grid; x1 and y1 lie outside.
type rectangle struct{ x0, y0, x1, y1 int }

func (r rectangle) width() int  { return max(r.x1-r.x0, 0) }
func (r rectangle) height() int { return max(r.y1-r.y0, 0) }
func (r rectangle) empty() bool { return r.x1 <= r.x0 || r.y1 <= r.y0 }

func (r rectangle) intersect(o rectangle) rectangle {
	return rectangle{max(r.x0, o.x0), max(r.y0, o.y0), min(r.x1, o.x1), min(r.y1, o.y1)}
}

// tileComponent is one component of a tile with its resolutions from the lowest
// (B.3, B.5).
type tileComponent struct {
	rectangle
	size        componentSize
	coding      *componentCoding
	resolutions []*resolution
	// coefficients are laid out as the wavelet transform wants them: the lower
	// resolutions in the upper left. One of the two is used.
	integers []int32
	reals    []float32
}

type resolution struct {
	rectangle
	level     int
	precinct  precinctSize
	across    int
	down      int
	bands     []*band
	precincts []*precinct
}

// band is one subband; x and y are where its coefficients begin in the layout.
type band struct {
	rectangle
	orientation ebcot.Orientation
	x, y        int
	planes      int
	stepSize    float32
}

// precinct holds the code-blocks of one precinct, by band. x and y are where its
// packets come up in progressions by position, on the reference grid.
type precinct struct {
	x, y   int64
	blocks []*blockGroup
	layer  int
}

// blockGroup is the code-blocks of a precinct in one band, row by row.
type blockGroup struct {
	band       *band
	across     int
	blocks     []codeBlock
	inclusion  *tagTree
	zeroPlanes *tagTree
}

// codeBlock is one code-block, in coordinates of its band.
type codeBlock struct {
	rectangle
	included bool
	planes   int
	lengths  int
	passes   int
	// room is how many more passes the last segment takes.
	room     int
	segments []ebcot.Segment
}

// maxBlocks bounds the precincts and code-blocks of a picture. The largest
// pictures have some hundred thousand.
const maxBlocks = 1 << 21

// spend counts precincts and code-blocks against the bound before they are made.
func (d *decoder) spend(across, down int) error {
	if across < 0 || down < 0 || int64(across)*int64(down) > int64(maxBlocks-d.spent) {
		return errBounds
	}
	d.spent += across * down
	return nil
}

// tileBounds is the part of the reference grid that a tile covers (B.3).
func (g *grid) tileBounds(i int) rectangle {
	p, q := i%g.tilesAcross, i/g.tilesAcross
	x, y := g.tileX+p*g.tileWidth, g.tileY+q*g.tileHeight
	return rectangle{x, y, x + g.tileWidth, y + g.tileHeight}.
		intersect(rectangle{g.x0, g.y0, g.x1, g.y1})
}

// layOut works out the geometry of a tile's component.
func (d *decoder) layOut(tile rectangle, size componentSize, coding *componentCoding) (*tileComponent, error) {
	c := &tileComponent{size: size, coding: coding, rectangle: rectangle{
		ceilDiv(tile.x0, size.dx), ceilDiv(tile.y0, size.dy),
		ceilDiv(tile.x1, size.dx), ceilDiv(tile.y1, size.dy)}}
	for r := range coding.levels + 1 {
		res := &resolution{level: r, precinct: coding.precincts[r]}
		res.rectangle = c.reduced(coding.levels-r, 0, 0)
		if err := d.addBands(c, res); err != nil {
			return nil, err
		}
		c.resolutions = append(c.resolutions, res)
		if err := d.addPrecincts(c, res, tile); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// reduced is the component halved so many times, of which the last with the
// high-pass filter where right or below is 1 (equation B-15).
func (c *tileComponent) reduced(times, right, below int) rectangle {
	shift := func(v, high int) int {
		at := int64(v)
		if high == 1 {
			at -= 1 << (times - 1)
		}
		return int(ceilShift(at, times))
	}
	return rectangle{shift(c.x0, right), shift(c.y0, below), shift(c.x1, right), shift(c.y1, below)}
}

func (d *decoder) addBands(c *tileComponent, res *resolution) error {
	orientations := []ebcot.Orientation{ebcot.HL, ebcot.LH, ebcot.HH}
	var low rectangle
	times := c.coding.levels - res.level + 1
	if res.level == 0 {
		orientations = []ebcot.Orientation{ebcot.LL}
		times = c.coding.levels
	} else {
		low = c.resolutions[res.level-1].rectangle
	}
	for i, o := range orientations {
		right, below := int(o&1), int(o>>1)
		b := &band{orientation: o, rectangle: c.reduced(times, right, below)}
		b.x, b.y = low.width()*right, low.height()*below
		index := i
		if res.level > 0 {
			index = 3*res.level - 2 + i
		}
		s, err := c.coding.step(index)
		if err != nil {
			return err
		}
		b.quantize(s, c)
		if b.planes > ebcot.MaxPlanes {
			return errBounds
		}
		res.bands = append(res.bands, b)
	}
	return nil
}

// addPrecincts divides a resolution into precincts and code-blocks (B.6, B.7).
func (d *decoder) addPrecincts(c *tileComponent, res *resolution, tile rectangle) error {
	if res.empty() {
		return nil
	}
	px, py := res.precinct.x, res.precinct.y
	left, top := res.x0>>px, res.y0>>py
	res.across, res.down = (res.x1-1)>>px-left+1, (res.y1-1)>>py-top+1
	if err := d.spend(res.across, res.down); err != nil {
		return err
	}
	for j := range res.down {
		for i := range res.across {
			area := rectangle{(left + i) << px, (top + j) << py, (left + i + 1) << px, (top + j + 1) << py}
			p := &precinct{}
			p.x = position(area.x0, res.x0, tile.x0, c.coding.levels-res.level, c.size.dx)
			p.y = position(area.y0, res.y0, tile.y0, c.coding.levels-res.level, c.size.dy)
			if err := d.addBlocks(c, res, p, area); err != nil {
				return err
			}
			res.precincts = append(res.precincts, p)
		}
	}
	return nil
}

// position is where a precinct comes up on one axis of the reference grid: at its
// own begin, or at the tile's where that cuts it (B.12.1.3).
func position(start, resolutionStart, tileStart, times, step int) int64 {
	if start < resolutionStart {
		return int64(tileStart)
	}
	return int64(start) << times * int64(step)
}

func (d *decoder) addBlocks(c *tileComponent, res *resolution, p *precinct, area rectangle) error {
	width, height := int(res.precinct.x), int(res.precinct.y)
	if res.level > 0 {
		area = rectangle{area.x0 / 2, area.y0 / 2, area.x1 / 2, area.y1 / 2}
		width, height = width-1, height-1
	}
	width, height = min(width, c.coding.blockX), min(height, c.coding.blockY)
	for _, b := range res.bands {
		g := &blockGroup{band: b}
		p.blocks = append(p.blocks, g)
		in := area.intersect(b.rectangle)
		if in.empty() {
			continue
		}
		left, top := in.x0>>width, in.y0>>height
		g.across = (in.x1-1)>>width - left + 1
		down := (in.y1-1)>>height - top + 1
		if err := d.spend(g.across, down); err != nil {
			return err
		}
		g.blocks = make([]codeBlock, g.across*down)
		for i := range g.blocks {
			x, y := (left+i%g.across)<<width, (top+i/g.across)<<height
			g.blocks[i] = codeBlock{lengths: 3,
				rectangle: rectangle{x, y, x + 1<<width, y + 1<<height}.intersect(in)}
		}
		g.inclusion, g.zeroPlanes = newTagTree(g.across, down), newTagTree(g.across, down)
	}
	return nil
}
