package resource

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Node is one value of a resource, whether it was written in JSON or in XML: an
// object with its fields in their order, a list, or a scalar. A nil node is a
// value that is not there, and every method takes it.
type Node struct {
	Fields []Field
	Items  []*Node
	Raw    []byte // of a scalar: the bytes of the file
	How    spelling
	Drawn  bool // what it says stands on the pages
}

type Field struct {
	Name  string
	Value *Node
}

// spelling is how the bytes of a scalar are to be read.
type spelling uint8

const (
	NotScalar  spelling = iota
	AsIs                // a number, true, false
	JSONString          // between quotes, which are left out
	XMLValue            // with the entities of XML
	Markup              // XHTML, as it stands
)

// Text is what a scalar says, without white space around it.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	switch n.How {
	case JSONString:
		if bytes.IndexByte(n.Raw, '\\') < 0 {
			return strings.TrimSpace(string(n.Raw))
		}
		var s string
		if json.Unmarshal(append(append([]byte{'"'}, n.Raw...), '"'), &s) != nil {
			s = string(n.Raw)
		}
		return strings.TrimSpace(s)
	case XMLValue:
		return strings.TrimSpace(unescape(string(n.Raw)))
	}
	return strings.TrimSpace(string(n.Raw))
}

// Get follows a path of field names; of a list it takes the first.
func (n *Node) Get(path ...string) *Node {
	for _, p := range path {
		n = n.Field(p)
		if n != nil && len(n.Items) > 0 {
			n = n.Items[0]
		}
	}
	return n
}

// Field is the value of a field, or nil.
func (n *Node) Field(name string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// All is every value of a field, which may be one or a list.
func (n *Node) All(name string) []*Node {
	v := n.Field(name)
	switch {
	case v == nil:
		return nil
	case v.How == NotScalar && v.Fields == nil:
		return v.Items
	}
	return []*Node{v}
}

// Str is the text of the scalar at the path.
func (n *Node) Str(path ...string) string { return n.Get(path...).Text() }

// Choice finds the field of a type choice: choice("value") finds valueQuantity.
func (n *Node) Choice(name string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if rest, ok := strings.CutPrefix(f.Name, name); ok && (rest == "" || rest[0] >= 'A' && rest[0] <= 'Z') {
			return f.Value
		}
	}
	return nil
}

// Mark notes that a value and all below it stand on the pages.
func (n *Node) Mark() *Node {
	if n != nil {
		n.Drawn = true
		for _, f := range n.Fields {
			f.Value.Mark()
		}
		for _, c := range n.Items {
			c.Mark()
		}
	}
	return n
}

// Kind is the type of a resource.
func (n *Node) Kind() string { return n.Str("resourceType") }
