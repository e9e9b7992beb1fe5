package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// Limits bound one parse. A zero field means the default.
type Limits struct {
	Bytes int // of the file; default 64 MiB
	Depth int // of elements; default 200
	Nodes int // elements, attributes and texts together; default 2 million
}

// ErrTooLarge says that a file is beyond the limits.
var ErrTooLarge = errors.New("too large or too deeply nested")

// ErrMalformed says that a file is not well-formed XML. What stood before the
// fault is returned with it.
var ErrMalformed = errors.New("not well-formed XML")

// maxTag bounds one start tag: the decoder holds all attributes of a tag before
// anybody can count them.
const maxTag = 1 << 20

// Parse reads one document. With ErrMalformed and ErrTooLarge it returns the
// tree as far as it was read, or nil where there was no root element.
func Parse(data []byte, lim Limits) (*Node, error) {
	lim = lim.withDefaults()
	if len(data) > lim.Bytes {
		return nil, fmt.Errorf("%w: %d MB", ErrTooLarge, len(data)>>20)
	}
	src := &meter{r: bytes.NewReader(toUTF8(data))}
	d := xml.NewDecoder(src)
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	p := parser{lim: lim}
	for {
		src.mark()
		t, err := d.Token()
		if errors.Is(err, io.EOF) && p.root != nil {
			return p.root, nil
		}
		if err == nil {
			err = p.take(t)
		}
		if err != nil {
			return p.root, verdict(err)
		}
	}
}

// Stream reads one document element by element, for those that are too long to
// be held. Of each element begin is told, with its attributes and without its
// children; where it answers true the element is held whole and handed to take,
// which may end the reading by answering false. Nodes bound one such element.
func Stream(data []byte, lim Limits, begin func(*Node) bool, take func(*Node) bool) error {
	lim = lim.withDefaults()
	if len(data) > lim.Bytes {
		return fmt.Errorf("%w: %d MB", ErrTooLarge, len(data)>>20)
	}
	src := &meter{r: bytes.NewReader(toUTF8(data))}
	d := xml.NewDecoder(src)
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	p := parser{lim: lim}
	for depth := 0; ; {
		src.mark()
		t, err := d.Token()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			return verdict(err)
		}
		held := len(p.open) > 0
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > lim.Depth {
				return fmt.Errorf("%w: more than %d levels", ErrTooLarge, lim.Depth)
			}
			if !held && !begin(&Node{Space: t.Name.Space, Name: t.Name.Local, Attrs: t.Attr}) {
				continue
			}
		case xml.EndElement:
			depth--
		}
		if err := p.take(t); err != nil {
			return verdict(err)
		}
		if held && len(p.open) == 0 || p.root != nil && len(p.open) == 0 {
			root := p.root
			p = parser{lim: lim}
			if !take(root) {
				return nil
			}
		}
	}
}

func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 64 << 20
	}
	if l.Depth == 0 {
		l.Depth = 200
	}
	if l.Nodes == 0 {
		l.Nodes = 2_000_000
	}
	return l
}

func verdict(err error) error {
	if errors.Is(err, ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrMalformed, err)
}

type parser struct {
	lim   Limits
	root  *Node
	open  []*Node
	nodes int
}

func (p *parser) take(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return p.start(t)
	case xml.EndElement:
		if len(p.open) > 0 {
			p.open = p.open[:len(p.open)-1]
		}
	case xml.CharData:
		if len(p.open) == 0 {
			return nil
		}
		p.nodes++
		top := p.open[len(p.open)-1]
		top.Children = append(top.Children, &Node{Text: string(t)})
	}
	if p.nodes > p.lim.Nodes {
		return fmt.Errorf("%w: more than %d nodes", ErrTooLarge, p.lim.Nodes)
	}
	return nil
}

func (p *parser) start(t xml.StartElement) error {
	p.nodes += 1 + len(t.Attr)
	if p.nodes > p.lim.Nodes || len(p.open) >= p.lim.Depth {
		return fmt.Errorf("%w: more than %d nodes or %d levels", ErrTooLarge, p.lim.Nodes, p.lim.Depth)
	}
	n := &Node{Space: t.Name.Space, Name: t.Name.Local, Attrs: append([]xml.Attr(nil), t.Attr...)}
	switch {
	case len(p.open) > 0:
		top := p.open[len(p.open)-1]
		top.Children = append(top.Children, n)
	case p.root == nil:
		p.root = n
	default:
		return errors.New("a second root element")
	}
	p.open = append(p.open, n)
	return nil
}

// meter hands out bytes one by one and stops a tag that never ends. The decoder
// reads it directly, without a buffer of its own, because it is a ByteReader.
type meter struct {
	r     *bytes.Reader
	last  byte
	first [2]byte
	n     int
}

// mark says that a new token begins; the decoder may have peeked one byte.
func (m *meter) mark() {
	m.n, m.first = 0, [2]byte{}
	if m.last == '<' {
		m.n, m.first[0] = 1, '<'
	}
}

func (m *meter) ReadByte() (byte, error) {
	b, err := m.r.ReadByte()
	if err != nil {
		return 0, err
	}
	if m.n < 2 {
		m.first[m.n] = b
	}
	m.n++
	m.last = b
	if m.n > maxTag && m.first[0] == '<' && m.first[1] != '!' {
		return 0, fmt.Errorf("%w: a tag of more than 1 MB", ErrTooLarge)
	}
	return b, nil
}

func (m *meter) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := m.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}
