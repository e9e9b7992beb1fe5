package attached

import (
	"errors"
	"maps"
	"slices"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// maxSteps bounds the walk, in values looked at; maxTree the nodes of the list
// of embedded files and maxDepth how deep it goes.
const (
	maxSteps = 20_000_000
	maxDepth = 50
)

var errSteps = errors.New("it has more objects than a document of pages needs")

func (s *search) run() error {
	catalog := s.doc.Catalog()
	names := s.doc.Dict(s.doc.Dict(catalog["Names"])["EmbeddedFiles"])
	if err := s.names(names, 0); err != nil {
		return err
	}
	return s.walk(catalog)
}

// names hands out the files of a name tree (7.9.6).
func (s *search) names(node cos.Dict, depth int) error {
	if node == nil || depth > maxDepth {
		return nil
	}
	list := s.doc.Array(node["Names"])
	for i := 0; i+1 < len(list); i += 2 {
		if err := s.step(); err != nil {
			return err
		}
		if spec := s.doc.Dict(list[i+1]); spec != nil && s.first(list[i+1]) {
			if err := s.file(spec, s.doc.Text(list[i])); err != nil {
				return err
			}
		}
	}
	for _, kid := range s.doc.Array(node["Kids"]) {
		if err := s.step(); err != nil {
			return err
		}
		if !s.first(kid) {
			continue
		}
		if err := s.names(s.doc.Dict(kid), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// first tells whether o is met for the first time; what is no reference always is.
func (s *search) first(o cos.Object) bool {
	ref, ok := o.(cos.Ref)
	if !ok {
		return true
	}
	n := int(ref.ObjectNumber)
	was := s.seen[n]
	s.seen[n] = true
	return !was
}

// step counts one value.
func (s *search) step() error {
	if s.steps++; s.steps > maxSteps {
		return errSteps
	}
	if s.steps%4096 == 0 {
		return s.ctx.Err()
	}
	return nil
}

// walk visits all that can be reached from o, depth first and in a fixed
// order. It keeps its own stack: a list of a hundred thousand objects that each
// name the next is nothing unusual.
func (s *search) walk(o cos.Object) error {
	for stack := []cos.Object{o}; len(stack) > 0; {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if err := s.step(); err != nil {
			return err
		}
		if !s.first(o) {
			continue
		}
		switch o := s.doc.Resolve(o).(type) {
		case cos.Dict:
			if err := s.file(o, ""); err != nil {
				return err
			}
			stack = pushed(stack, o)
		case cos.Stream:
			stack = pushed(stack, o.Dict)
		case cos.Array:
			for i := len(o) - 1; i >= 0; i-- {
				if nested(o[i]) {
					stack = append(stack, o[i])
				}
			}
		}
	}
	return nil
}

func pushed(stack []cos.Object, d cos.Dict) []cos.Object {
	keys := slices.Sorted(maps.Keys(d))
	for _, key := range slices.Backward(keys) {
		if nested(d[key]) {
			stack = append(stack, d[key])
		}
	}
	return stack
}

// nested tells whether more can lie inside o.
func nested(o cos.Object) bool {
	switch o.(type) {
	case cos.Ref, cos.Dict, cos.Array, cos.Stream:
		return true
	}
	return false
}
