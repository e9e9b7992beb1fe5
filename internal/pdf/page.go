package pdf

import (
	"bytes"
	"maps"
	"slices"
	"sort"
	"strconv"

	"github.com/medbundle/medbundle/internal/pdf/cos"
	"github.com/medbundle/medbundle/internal/pdf/picture"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

// draft is a page on its way into the packet.
type draft struct {
	size PageSize // without the band
	// own and ownRotate are the page's box and rotation in its source. box, rotate and unit are those of the
	// packet's page, the band included.
	own       cos.Rect
	ownRotate int

	box    cos.Rect
	rotate int
	unit   float64

	// before and after are drawn around the page's own content.
	before, after []byte
	contents      []int
	resources     []entry
	// xobjects are what this program adds to the page, with what the page had.
	xobjects []entry
	group    []byte
	links    []int
	// sealed tells that nothing may follow the page's own content, because it
	// cannot be unpacked and read.
	sealed bool
}

// entry is a spelt entry of a dictionary.
type entry struct {
	key   string
	value []byte
}

// resourceKinds are the entries of a resource dictionary (table 33).
var resourceKinds = []string{"ColorSpace", "ExtGState", "Font", "Pattern", "ProcSet", "Properties", "Shading"}

// copyDraft prepares a page of a PDF.
func (a *Assembler) copyDraft(c *copier, p *cos.Page, turn int, opt AppendOptions) *draft {
	d := newDraft(p.Box, p.Rotate, turn, p.Unit, opt.Band)
	d.addResources(c, p)
	d.enclose(p.Box, d.addContents(c, p))
	if group := c.doc.Dict(p.Dict["Group"]); group != nil {
		d.group = cos.Spell(nil, group, c.ref)
	}
	if opt.OwnLinks {
		d.links = a.ownLinks(c.doc, p)
		return d
	}
	d.drawAnnotations(c, p)
	return d
}

// addContents carries the page's content, streams as they are where they make
// sense, and tells what it leaves open.
func (d *draft) addContents(c *copier, p *cos.Page) cos.Balance {
	content, err := c.doc.Content(p)
	d.sealed = err != nil
	balance, sound := cos.Weigh(content)
	if !sound && !d.sealed {
		content = cos.Tidy(content)
		balance, _ = cos.Weigh(content)
		d.contents = []int{c.w.Once([]byte("/Filter/FlateDecode"), cos.Deflate(content), true)}
		return balance
	}
	for _, ref := range c.doc.ContentStreams(p) {
		if n := c.ref(ref); n != 0 {
			d.contents = append(d.contents, n)
		}
	}
	return balance
}

// newDraft begins a page; turn is by how many degrees, clockwise, it is turned
// beyond what its own rotation says.
func newDraft(box cos.Rect, rotate, turn int, unit float64, band bool) *draft {
	d := &draft{own: box, ownRotate: rotate, box: box, unit: unit}
	rotate = (rotate + turn) % 360
	d.rotate = rotate
	d.size.Width, d.size.Height = (&cos.Page{Box: box, Rotate: rotate, Unit: unit}).Size()
	if band {
		d.box = cos.Grown(box, rotate, unit, FootBand)
	}
	return d
}

func (d *draft) addResources(c *copier, p *cos.Page) {
	resources := c.doc.Dict(p.Resources)
	for _, kind := range resourceKinds {
		if o := resources[kind]; o != nil {
			d.resources = append(d.resources, entry{kind, cos.Spell(nil, o, c.ref)})
		}
	}
	xobjects := c.doc.Dict(resources["XObject"])
	for _, name := range slices.Sorted(maps.Keys(xobjects)) {
		d.xobjects = append(d.xobjects, entry{name, cos.Spell(nil, xobjects[name], c.ref)})
	}
}

// enclose keeps the page's content inside its box, and its settings (dashes,
// colours, a turned coordinate system) away from what is drawn after it, however
// many q, Q, BT or BMC it leaves open.
func (d *draft) enclose(box cos.Rect, b cos.Balance) {
	clip := clipTo(box)
	if d.sealed {
		d.before = clip
		return
	}
	d.before = append(append([]byte("q "), clip...), bytes.Repeat([]byte("q\n"), b.Missing+1)...)
	d.after = append(d.after, '\n')
	if b.InText {
		d.after = append(d.after, "ET\n"...)
	}
	d.after = append(d.after, bytes.Repeat([]byte("EMC\n"), b.Marked)...)
	d.after = append(d.after, bytes.Repeat([]byte("Q\n"), b.Open+1)...)
}

func clipTo(r cos.Rect) []byte {
	var b []byte
	for _, f := range [4]float64{r.X0, r.Y0, r.X1 - r.X0, r.Y1 - r.Y0} {
		b = append(cos.SpellNumber(b, f), ' ')
	}
	return append(b, "re W n\n"...)
}

// draw adds an XObject to the page, on top of its content, and below where
// nothing may follow that.
func (d *draft) draw(number int, m cos.Matrix) {
	name := d.freeName()
	d.xobjects = append(d.xobjects, entry{name, cos.SpellRef(nil, number)})
	b := append(m.Spell([]byte("q ")), "cm "...)
	b = append(cos.SpellName(b, name), " Do Q\n"...)
	if d.sealed {
		d.before = append(b, d.before...)
	} else {
		d.after = append(d.after, b...)
	}
}

// layText lays invisible words over the page. The page's own content comes
// first, so that what it says is read first.
func (d *draft) layText(w *cos.Writer, text *textlayer.Layer) {
	if text == nil {
		return
	}
	if n := text.Write(w); n != 0 {
		width, height := (&cos.Page{Box: d.own, Rotate: d.ownRotate, Unit: d.unit}).Size()
		d.draw(n, text.Matrix(width, height, cos.Upright(d.own, d.ownRotate, d.unit)))
	}
}

// freeName is a resource name that the page does not use.
func (d *draft) freeName() string {
	for i := len(d.xobjects); ; i++ {
		name := "MB" + strconv.Itoa(i)
		if !slices.ContainsFunc(d.xobjects, func(e entry) bool { return e.key == name }) {
			return name
		}
	}
}

// pictureDraft prepares a page with one picture.
func (a *Assembler) pictureDraft(p picture.Page, turn int, opt AppendOptions) *draft {
	box := cos.Rect{X1: p.Width, Y1: p.Height}
	d := newDraft(box, 0, turn, 1, opt.Band)
	d.enclose(box, cos.Balance{})
	d.draw(a.w.Once(p.Image.Dictionary(), p.Image.Data, true), cos.Matrix(p.Matrix))
	return d
}

// writePage gives the draft its foot and writes it as the next page.
func (a *Assembler) writePage(d *draft) {
	if !d.sealed {
		d.after = append(d.after, "Q\n"...)
	}
	a.drawFoot(d)
	number := a.pageNumbers[a.done]
	b := cos.SpellRef([]byte("<</Type/Page/Parent "), a.pageNodes[a.done/nodeWidth])
	b = cos.SpellRect(append(b, "/MediaBox"...), d.box)
	if d.rotate != 0 {
		b = append(b, "/Rotate "+strconv.Itoa(d.rotate)...)
	}
	if d.unit != 1 {
		b = cos.SpellNumber(append(b, "/UserUnit "...), d.unit)
	}
	b = append(d.spellResources(append(b, "/Resources"...)), "/Contents"...)
	contents := append([]int{a.w.Once(nil, d.before, true)}, d.contents...)
	if len(d.after) > 0 {
		contents = append(contents, a.w.Once(nil, d.after, true))
	}
	b = spellRefs(b, contents)
	if d.group != nil {
		b = append(append(b, "/Group"...), d.group...)
	}
	if d.links != nil {
		b = spellRefs(append(b, "/Annots"...), d.links)
	}
	a.w.Object(number, append(b, ">>"...))
	a.sizes = append(a.sizes, d.size)
	a.tops = append(a.tops, d.topLeft())
	a.done++
}

func (d *draft) spellResources(b []byte) []byte {
	sort.Slice(d.xobjects, func(i, j int) bool { return d.xobjects[i].key < d.xobjects[j].key })
	return spellEntries(b, append(d.resources, entry{"XObject", spellEntries(nil, d.xobjects)}))
}

func spellEntries(b []byte, entries []entry) []byte {
	b = append(b, "<<"...)
	for _, e := range entries {
		b = append(append(cos.SpellName(b, e.key), ' '), e.value...)
	}
	return append(b, ">>"...)
}
