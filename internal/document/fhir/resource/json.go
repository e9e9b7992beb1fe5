package resource

import (
	"bytes"
	"fmt"

	"github.com/medbundle/medbundle/internal/document/hl7"
)

// Limits of one resource: a value costs many times its bytes once it is read.
const (
	maxValues = 500_000
	maxDepth  = 100
)

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// jsonEnd is where the JSON value that begins at b[i] ends, or -1 where the file
// breaks off before that. It does not tell whether the value is well-formed.
func jsonEnd(b []byte, i int) int {
	open := 0
	for i < len(b) {
		switch c := b[i]; {
		case c == '"':
			if i = stringEnd(b, i); i < 0 {
				return -1
			}
			i--
		case c == '{', c == '[':
			open++
		case c == '}', c == ']':
			open--
		case c == ',' || c == ':' || blank(c):
		default:
			for i+1 < len(b) && bytes.IndexByte([]byte(",:{}[]\" \t\r\n"), b[i+1]) < 0 {
				i++
			}
		}
		i++
		if open <= 0 {
			return i
		}
	}
	return -1
}

// stringEnd is the place after the quote that closes the string which opens at
// b[i], or -1.
func stringEnd(b []byte, i int) int {
	for i++; i < len(b); i++ {
		n := bytes.IndexAny(b[i:], `"\`)
		if n < 0 {
			return -1
		}
		if i += n; b[i] == '"' {
			return i + 1
		}
		i++ // what is escaped
	}
	return -1
}

// members calls f for every field of the object, or value of the list, that
// begins at b[0], as far as the file goes; f may end it early.
func members(b []byte, f func(name string, value []byte) bool) {
	object := b[0] == '{'
	for i := 1; ; {
		for i < len(b) && (blank(b[i]) || b[i] == ',') {
			i++
		}
		if i >= len(b) || b[i] == '}' || b[i] == ']' {
			return
		}
		name := ""
		if object {
			end := i
			if b[i] == '"' {
				end = stringEnd(b, i)
			}
			if end <= i {
				return
			}
			name = string(b[i+1 : end-1])
			for i = end; i < len(b) && (blank(b[i]) || b[i] == ':'); {
				i++
			}
		}
		end := jsonEnd(b, i)
		if end < 0 || i >= len(b) {
			if i < len(b) {
				f(name, b[i:]) // what there is of it
			}
			return
		}
		if !f(name, b[i:end]) {
			return
		}
		i = end
	}
}

// parseJSON reads one resource.
func parseJSON(b []byte) (*Node, error) {
	left := maxValues
	n, _, err := jsonNode(b, 0, 0, &left)
	if err == nil && n.Fields == nil {
		err = fmt.Errorf("%w: no JSON object inside", hl7.ErrDamaged)
	}
	return n, err
}

// jsonNode reads the value that begins at b[i], and says where it ends.
func jsonNode(b []byte, i, depth int, left *int) (n *Node, end int, err error) {
	if *left--; *left < 0 || depth > maxDepth {
		return nil, 0, fmt.Errorf("%w: one entry holds more than %d values, or is more than %d deep", hl7.ErrTooLarge, maxValues, maxDepth)
	}
	if i >= len(b) {
		return nil, 0, errBroken
	}
	n = &Node{}
	switch b[i] {
	case '"':
		if end = stringEnd(b, i); end < 0 {
			return nil, 0, errBroken
		}
		n.How, n.Raw = JSONString, b[i+1:end-1]
	case '{', '[':
		end, err = n.inside(b, i, depth, left)
	default:
		if end = jsonEnd(b, i); end < 0 || end == i+1 && bytes.IndexByte([]byte(",:}]"), b[i]) >= 0 {
			return nil, 0, errBroken
		}
		if n.How, n.Raw = AsIs, b[i:end]; string(n.Raw) == "null" {
			n.Raw = nil
		}
	}
	return n, end, err
}

var errBroken = fmt.Errorf("%w: an entry breaks off", hl7.ErrDamaged)

// inside reads the fields of an object, or the values of a list.
func (n *Node) inside(b []byte, i, depth int, left *int) (end int, err error) {
	object := b[i] == '{'
	for i++; ; {
		for i < len(b) && (blank(b[i]) || b[i] == ',') {
			i++
		}
		if i >= len(b) {
			return 0, errBroken
		}
		if b[i] == '}' || b[i] == ']' {
			return i + 1, nil
		}
		name := ""
		if object {
			end := -1
			if b[i] == '"' {
				end = stringEnd(b, i)
			}
			if end < 0 {
				return 0, errBroken
			}
			name = string(b[i+1 : end-1])
			for i = end; i < len(b) && (blank(b[i]) || b[i] == ':'); {
				i++
			}
		}
		v, end, err := jsonNode(b, i, depth+1, left)
		if v != nil && object {
			n.Fields = append(n.Fields, Field{name, v})
		} else if v != nil {
			n.Items = append(n.Items, v)
		}
		if err != nil {
			return 0, err // with what stood before the fault
		}
		i = end
	}
}
