package text

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// allowed are the functions that a template may call, with how many values each
// takes at least. What prints with a width of its own, calls or escapes is not
// among them.
var allowed = map[string]int{"and": 1, "or": 1, "not": 1, "eq": 2, "ne": 2, "lt": 2, "le": 2, "gt": 2, "ge": 2, "len": 1, "join": 2}

// What a template may hold: lists inside lists multiply.
const (
	maxNesting = 40
	maxRanges  = 60
	maxInside  = 2 // ranges inside one another
)

var (
	boolType   = reflect.TypeOf(false)
	intType    = reflect.TypeOf(0)
	stringType = reflect.TypeOf("")
)

// checker walks a template before it is ever used and holds every field
// against the type of the data, also in branches that this letter does not take.
type checker struct {
	tree   *parse.Tree
	ranges int
	err    error
}

// scope is what the dot, the dollar and the variables mean.
type scope struct {
	dot, root reflect.Type
	vars      map[string]reflect.Type
	inside    int // of how many ranges
}

func (s scope) with(dot reflect.Type) scope {
	s.dot, s.vars = dot, maps.Clone(s.vars)
	return s
}

func (c *checker) fail(n parse.Node, format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%s%s", lineOf(c.tree, n), fmt.Sprintf(format, args...))
	}
}

func (c *checker) list(l *parse.ListNode, s scope, depth int) {
	if l == nil {
		return
	}
	if depth > maxNesting {
		c.fail(l, "it is nested too deeply")
		return
	}
	for _, n := range l.Nodes {
		if c.err != nil {
			return
		}
		switch n := n.(type) {
		case *parse.TextNode, *parse.CommentNode, *parse.BreakNode, *parse.ContinueNode:
		case *parse.ActionNode:
			c.pipe(n.Pipe, s)
		case *parse.IfNode:
			inner := s.with(s.dot)
			c.pipe(n.Pipe, inner)
			c.list(n.List, inner, depth+1)
			c.list(n.ElseList, inner, depth+1)
		case *parse.WithNode:
			inner := s.with(s.dot)
			t := c.pipe(n.Pipe, inner)
			c.list(n.List, inner.with(t), depth+1)
			c.list(n.ElseList, inner, depth+1)
		case *parse.RangeNode:
			c.each(n, s, depth)
		default:
			c.fail(n, "this cannot be used in a letter: %s", oneWord(n))
		}
	}
}

// each checks a range, which goes over lists of the data only: not over numbers,
// and not deep inside other ranges.
func (c *checker) each(n *parse.RangeNode, s scope, depth int) {
	inner := s.with(s.dot)
	decl := n.Pipe.Decl
	n.Pipe.Decl = nil
	t := c.pipe(n.Pipe, inner)
	n.Pipe.Decl = decl
	if c.err != nil {
		return
	}
	if t.Kind() != reflect.Slice {
		c.fail(n, "range goes over a list; %s is none", n.Pipe)
		return
	}
	if c.ranges++; c.ranges > maxRanges || s.inside >= maxInside {
		c.fail(n, "there are too many ranges, or too many inside one another")
		return
	}
	for i, v := range decl {
		inner.vars[v.Ident[0]] = t.Elem()
		if len(decl) == 2 && i == 0 {
			inner.vars[v.Ident[0]] = intType
		}
	}
	body := inner.with(t.Elem())
	body.inside++
	c.list(n.List, body, depth+1)
	c.list(n.ElseList, inner, depth+1)
}

// pipe is the type of what a pipeline makes.
func (c *checker) pipe(p *parse.PipeNode, s scope) reflect.Type {
	t := stringType
	for i, cmd := range p.Cmds {
		if t = c.command(cmd, s, i > 0); c.err != nil {
			return stringType
		}
	}
	for _, v := range p.Decl {
		s.vars[v.Ident[0]] = t
	}
	return t
}

func (c *checker) command(cmd *parse.CommandNode, s scope, piped bool) reflect.Type {
	id, isCall := cmd.Args[0].(*parse.IdentifierNode)
	if !isCall {
		if len(cmd.Args) > 1 || piped {
			c.fail(cmd, "%s is no function", cmd.Args[0])
		}
		return c.value(cmd.Args[0], s)
	}
	least, ok := allowed[id.Ident]
	if !ok {
		c.fail(cmd, "the function %q cannot be used; there are %s", id.Ident, strings.Join(slices.Sorted(maps.Keys(allowed)), ", "))
		return stringType
	}
	given := len(cmd.Args) - 1
	if piped {
		given++
	}
	if given < least {
		c.fail(cmd, "%s takes more than that", id.Ident)
	}
	first := stringType
	for i, a := range cmd.Args[1:] {
		if t := c.value(a, s); i == 0 {
			first = t
		}
	}
	switch id.Ident {
	case "and", "or":
		return first
	case "len":
		return intType
	case "join":
		return stringType
	}
	return boolType
}

func (c *checker) value(n parse.Node, s scope) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return c.fields(n, s.dot, n.Ident)
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return c.fields(n, s.root, n.Ident[1:])
		}
		t, ok := s.vars[n.Ident[0]]
		if !ok {
			c.fail(n, "%s is not known here", n.Ident[0])
			return stringType
		}
		return c.fields(n, t, n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(n, c.value(n.Node, s), n.Field)
	case *parse.PipeNode:
		return c.pipe(n, s)
	case *parse.BoolNode:
		return boolType
	case *parse.NumberNode:
		return intType
	case *parse.StringNode:
		return stringType
	}
	c.fail(n, "this cannot be used in a letter: %s", oneWord(n))
	return stringType
}

// fields follows names into a type.
func (c *checker) fields(n parse.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t.Kind() != reflect.Struct {
			c.fail(n, "there is no field %s here: it stands behind something that has none", name)
			return stringType
		}
		f, ok := t.FieldByName(name)
		if !ok {
			c.fail(n, "there is no field %s here; there are %s", name, fieldNames(t))
			return stringType
		}
		t = f.Type
	}
	return t
}

func fieldNames(t reflect.Type) string {
	var out []string
	for i := range t.NumField() {
		out = append(out, t.Field(i).Name)
	}
	return strings.Join(out, ", ")
}

func oneWord(n parse.Node) string {
	s := strings.Join(strings.Fields(n.String()), " ")
	if len(s) > 60 {
		s = s[:60] + "…"
	}
	return s
}
