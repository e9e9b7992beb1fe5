// Package strictyaml reads YAML that people write by hand: unknown keys are
// errors, errors name the line and the column, and their words are for someone
// who has never heard of Go types.
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// MaxSize bounds a file in bytes: nobody writes more by hand.
const MaxSize = 1 << 20

// ErrEmpty tells that there is nothing in the file but comments.
var ErrEmpty = errors.New("the file is empty")

// ErrSecond tells that a line of three dashes begins a second document.
var ErrSecond = errors.New("there is a second part after a line of dashes (---), which would not be read")

// ErrTooLarge tells that the file is larger than MaxSize.
var ErrTooLarge = errors.New("larger than 1 MB, which nobody writes by hand")

// Read reads one document from r into the value that into points to.
func Read(r io.Reader, into any) error {
	p, err := Parse(r)
	if err != nil {
		return err
	}
	return p.Decode(into)
}

// Part is a document or a part of one, which knows where it stands.
type Part struct{ node *yaml.Node }

// Parse reads one document from r and keeps where everything stands. The zero
// Part comes with an error only.
func Parse(r io.Reader) (Part, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return Part{}, err
	}
	if len(b) > MaxSize {
		return Part{}, ErrTooLarge
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	var n yaml.Node
	if err := dec.Decode(&n); errors.Is(err, io.EOF) {
		return Part{}, ErrEmpty
	} else if err != nil {
		return Part{}, errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return Part{}, ErrSecond
	}
	if n.Kind != yaml.DocumentNode || len(n.Content) == 0 {
		return Part{}, ErrEmpty
	}
	if root := n.Content[0]; root.Kind == yaml.ScalarNode && root.Tag == "!!null" && root.Value == "" {
		return Part{}, ErrEmpty
	}
	return Part{n.Content[0]}, nil
}

// Decode reads the part into the value that into points to. Keys of the value
// that the part does not name keep what they hold, so that a part may be laid
// over another.
func (p Part) Decode(into any) error {
	w := walker{}
	w.value(p.node, typeBehind(into), 0)
	if len(w.troubles) > 0 {
		return errors.New(strings.Join(w.troubles, "; "))
	}
	if err := p.node.Decode(into); err != nil {
		return p.Wrap(errors.New(plain(err.Error())))
	}
	return nil
}

// At is the part under a path of keys (strings) and places (ints, from 0); ok
// is false where there is none. The deepest part that there is comes back then.
func (p Part) At(path ...any) (part Part, ok bool) {
	for _, step := range path {
		next := child(p.node, step)
		if next == nil {
			return p, false
		}
		p = Part{next}
	}
	return p, true
}

// Items are the parts of a list, in order; none for what is no list.
func (p Part) Items() []Part {
	n := behind(p.node)
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	out := make([]Part, len(n.Content))
	for i, c := range n.Content {
		out[i] = Part{c}
	}
	return out
}

// Text is the text of a single value; "" for a list or a table.
func (p Part) Text() string {
	if n := behind(p.node); n != nil && n.Kind == yaml.ScalarNode {
		return n.Value
	}
	return ""
}

// Wrap says where the part stands before what is wrong with it.
func (p Part) Wrap(err error) error {
	if p.node == nil || p.node.Line == 0 {
		return err
	}
	return fmt.Errorf("line %d, column %d: %w", p.node.Line, p.node.Column, err)
}

// Locate says where that stands which an error is about. The error's text names
// it by a path of keys before a colon, as in "patient.birth_date: …" or
// "files: a.txt: …"; it stays as it is where nothing of that is found.
func (p Part) Locate(err error) error {
	if err == nil || strings.HasPrefix(err.Error(), "line ") {
		return err
	}
	at, found := p, false
	for _, word := range strings.Split(err.Error(), ": ") {
		next, ok := at.named(word)
		if !ok {
			break
		}
		at, found = next, true
	}
	if !found {
		return err
	}
	return at.Wrap(err)
}

// named finds what a word of an error's path means: a key, keys with dots
// between them, or "questions, number 3".
func (p Part) named(word string) (Part, bool) {
	if next, ok := p.At(word); ok {
		return next, true
	}
	if key, number, ok := strings.Cut(word, ", number "); ok {
		n := 0
		if _, err := fmt.Sscanf(number, "%d", &n); err == nil && n > 0 {
			return p.At(key, n-1)
		}
	}
	steps := []any{}
	for _, k := range strings.Split(word, ".") {
		steps = append(steps, k)
	}
	if next, ok := p.At(steps...); ok && len(steps) > 1 {
		return next, true
	}
	return p, false
}

func child(n *yaml.Node, step any) *yaml.Node {
	n = behind(n)
	if n == nil {
		return nil
	}
	switch s := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && s >= 0 && s < len(n.Content) {
			return n.Content[s]
		}
	case string:
		if n.Kind != yaml.MappingNode {
			return nil
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == s {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

// behind follows aliases, which may not go round.
func behind(n *yaml.Node) *yaml.Node {
	for hops := 0; n != nil && n.Kind == yaml.AliasNode; hops++ {
		if hops > 8 {
			return nil
		}
		n = n.Alias
	}
	return n
}
