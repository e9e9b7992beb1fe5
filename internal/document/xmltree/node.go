package xmltree

import (
	"encoding/xml"
	"strings"
)

// Node is an element, or a run of character data where Name is "".
type Node struct {
	// Space is the namespace URI, Name the local name.
	Space, Name string
	Attrs       []xml.Attr
	Children    []*Node
	Text        string
}

// Attr is the value of the attribute with the local name, "" where absent.
func (n *Node) Attr(local string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// Elements lists the child elements with the local name; "" lists all.
func (n *Node) Elements(local string) []*Node {
	if n == nil {
		return nil
	}
	var out []*Node
	for _, c := range n.Children {
		if c.Name != "" && (local == "" || c.Name == local) {
			out = append(out, c)
		}
	}
	return out
}

// First follows a path of local names, taking the first match at each step. It
// returns nil where the path does not exist.
func (n *Node) First(path ...string) *Node {
	for _, p := range path {
		if n == nil {
			return nil
		}
		var next *Node
		for _, c := range n.Children {
			if c.Name == p {
				next = c
				break
			}
		}
		n = next
	}
	return n
}

// Walk calls f for n and every node below it, in document order. Where f
// returns false the children of that node are skipped.
func (n *Node) Walk(f func(*Node) bool) {
	if n == nil || !f(n) {
		return
	}
	for _, c := range n.Children {
		c.Walk(f)
	}
}

// Words is all character data below n with white space collapsed.
func (n *Node) Words() string {
	var b strings.Builder
	n.Walk(func(c *Node) bool {
		b.WriteString(c.Text)
		if c.Name != "" {
			b.WriteByte(' ')
		}
		return true
	})
	return strings.Join(strings.Fields(b.String()), " ")
}
