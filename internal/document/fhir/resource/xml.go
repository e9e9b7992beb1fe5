package resource

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/medbundle/medbundle/internal/document/hl7"
)

// maxFields bounds the fields of one element: no type of FHIR has a hundred.
const maxFields = 2000

func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// tag is a start or end tag of an XML file. FHIR writes everything but its
// narrative in tags and attributes (FHIR R4, 2.1.4), so that no more of XML
// needs to be known: no document types, no entities but those of characters.
type tag struct {
	name        string // without prefix
	attrs       []byte
	start, end  int  // of the tag in the file
	closes, own bool // an end tag; a start tag that is its own end
}

// nextTag finds the next tag from b[i] on. ok is false at the end of the file.
func nextTag(b []byte, i int) (t tag, ok bool) {
	for {
		n := bytes.IndexByte(b[min(i, len(b)):], '<')
		if n < 0 {
			return tag{}, false
		}
		i += n
		rest := b[i:]
		var close string
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			close = "-->"
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			close = "]]>"
		case bytes.HasPrefix(rest, []byte("<?")):
			close = "?>"
		case bytes.HasPrefix(rest, []byte("<!")):
			close = ">"
		default:
			return readTag(b, i)
		}
		n = bytes.Index(rest, []byte(close))
		if n < 0 {
			return tag{}, false
		}
		i += n + len(close)
	}
}

func readTag(b []byte, start int) (t tag, ok bool) {
	quote := byte(0)
	for i := start + 1; i < len(b); i++ {
		switch c := b[i]; {
		case quote != 0:
			n := bytes.IndexByte(b[i:], quote)
			if n < 0 {
				return tag{}, false
			}
			i += n
			quote = 0
		case c == '"', c == '\'':
			quote = c
		case c == '>':
			t = tag{start: start, end: i + 1}
			in := b[start+1 : i]
			if t.closes = bytes.HasPrefix(in, []byte("/")); t.closes {
				in = in[1:]
			}
			if t.own = bytes.HasSuffix(in, []byte("/")); t.own {
				in = in[:len(in)-1]
			}
			n := bytes.IndexAny(in, " \t\r\n")
			if n < 0 {
				n = len(in)
			}
			t.name, t.attrs = string(in[:n]), in[n:]
			t.name = t.name[strings.LastIndexByte(t.name, ':')+1:]
			return t, true
		}
	}
	return tag{}, false
}

// attribute calls f for each attribute of a tag.
func (t tag) attributes(f func(name string, value []byte)) {
	for in := bytes.TrimSpace(t.attrs); len(in) > 0; in = bytes.TrimSpace(in) {
		eq := bytes.IndexByte(in, '=')
		if eq < 0 {
			return
		}
		name := string(bytes.TrimSpace(in[:eq]))
		in = bytes.TrimSpace(in[eq+1:])
		if len(in) < 2 || in[0] != '"' && in[0] != '\'' {
			return
		}
		end := bytes.IndexByte(in[1:], in[0])
		if end < 0 {
			return
		}
		f(name, in[1:1+end])
		in = in[end+2:]
	}
}

// elementEnd is the place after the end tag of an element whose start tag is t,
// or -1 where the file breaks off before that.
func elementEnd(b []byte, t tag) int {
	open := 1
	if t.own {
		open = 0
	}
	at := t.end
	for open > 0 {
		next, ok := nextTag(b, at)
		switch {
		case !ok:
			return -1
		case next.closes:
			open--
		case !next.own:
			open++
		}
		at = next.end
	}
	return at
}

// parseXML reads one resource into the tree that JSON would have given.
func parseXML(b []byte) (*Node, error) {
	t, ok := nextTag(b, 0)
	if !ok || t.closes {
		return nil, fmt.Errorf("%w: no element inside", hl7.ErrDamaged)
	}
	left := maxValues
	n, _, err := xmlNode(b, t, 0, &left)
	if err == nil {
		n.Fields = append([]Field{{"resourceType", &Node{How: XMLValue, Raw: []byte(t.name)}}}, n.Fields...)
	}
	return n, err
}

// xmlNode reads the element whose start tag is t, and says where it ends.
func xmlNode(b []byte, t tag, depth int, left *int) (n *Node, end int, err error) {
	if *left--; *left < 0 || depth > maxDepth {
		return nil, 0, fmt.Errorf("%w: one entry holds more than %d values, or is more than %d deep", hl7.ErrTooLarge, maxValues, maxDepth)
	}
	n = &Node{}
	t.attributes(func(name string, value []byte) {
		switch v := (&Node{How: XMLValue, Raw: value}); name {
		case "value":
			n.How, n.Raw = XMLValue, value
		case "url", "id":
			n.Fields = append(n.Fields, Field{name, v})
		}
	})
	if t.name == "div" {
		if end = elementEnd(b, t); end < 0 {
			return n, 0, fmt.Errorf("%w: a narrative breaks off", hl7.ErrDamaged)
		}
		return &Node{How: Markup, Raw: b[t.start:end]}, end, nil
	}
	for at := t.end; !t.own; {
		next, ok := nextTag(b, at)
		if !ok {
			return n, 0, fmt.Errorf("%w: an entry breaks off", hl7.ErrDamaged)
		}
		if next.closes {
			return n, next.end, nil
		}
		v, end, err := xmlNode(b, next, depth+1, left)
		if err != nil {
			return n, 0, err
		}
		if n.add(next.name, v); len(n.Fields) > maxFields {
			return nil, 0, fmt.Errorf("%w: one entry has more than %d fields", hl7.ErrTooLarge, maxFields)
		}
		at = end
	}
	return n, t.end, nil
}

// add adds a field; one that repeats becomes a list. What holds a resource, such
// as "contained", has it as its only child, which is named for its type.
func (n *Node) add(name string, v *Node) {
	if len(v.Fields) == 1 && (name == "contained" || name == "resource") {
		inner := v.Fields[0]
		inner.Value.Fields = append([]Field{{"resourceType", &Node{How: XMLValue, Raw: []byte(inner.Name)}}}, inner.Value.Fields...)
		v = inner.Value
	}
	for i, f := range n.Fields {
		if f.Name != name {
			continue
		}
		if f.Value.How == NotScalar && f.Value.Fields == nil && len(f.Value.Items) > 0 {
			f.Value.Items = append(f.Value.Items, v)
		} else {
			n.Fields[i].Value = &Node{Items: []*Node{f.Value, v}}
		}
		return
	}
	n.Fields = append(n.Fields, Field{name, v})
}
