package strictyaml

import (
	"encoding"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// walker holds a document against a Go type and collects what does not fit.
type walker struct {
	troubles []string
	visits   int
}

// What a document may be, counted with its aliases followed.
const (
	maxTroubles = 5
	maxDepth    = 60
	maxVisits   = 200_000
)

func (w *walker) find(n *yaml.Node, format string, args ...any) {
	if len(w.troubles) < maxTroubles {
		w.troubles = append(w.troubles, fmt.Sprintf("line %d, column %d: ", n.Line, n.Column)+fmt.Sprintf(format, args...))
	}
}

var (
	textual   = reflect.TypeFor[encoding.TextUnmarshaler]()
	yamlOwned = reflect.TypeFor[yaml.Unmarshaler]()
)

func (w *walker) value(n *yaml.Node, t reflect.Type, depth int) {
	if w.visits++; w.visits > maxVisits || depth > maxDepth {
		if len(w.troubles) == 0 {
			w.find(n, "the file is nested too deeply, or refers to itself too often")
		}
		return
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	at := n
	if n = behind(n); n == nil {
		w.find(at, "this refers to itself")
		return
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return
	}
	switch {
	case t.Kind() == reflect.Interface:
		w.within(n, t, depth)
	case reflect.PointerTo(t).Implements(yamlOwned) || reflect.PointerTo(t).Implements(textual):
		w.scalar(n, t)
	case t.Kind() == reflect.Struct:
		w.table(n, t, depth)
	case t.Kind() == reflect.Map:
		w.entries(n, t, depth)
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Array:
		if n.Kind != yaml.SequenceNode {
			w.find(n, "this value is of the wrong form: a list is wanted, as in [one, two]")
			return
		}
		for _, c := range n.Content {
			w.value(c, t.Elem(), depth+1)
		}
	default:
		w.scalar(n, t)
	}
}

// within counts what lies in a value of any form.
func (w *walker) within(n *yaml.Node, t reflect.Type, depth int) {
	for _, c := range n.Content {
		w.value(c, t, depth+1)
	}
}

func (w *walker) scalar(n *yaml.Node, t reflect.Type) {
	if n.Kind != yaml.ScalarNode && !reflect.PointerTo(t).Implements(yamlOwned) {
		w.find(n, "this value is of the wrong form: %s is wanted, not a list or a table", wanted(t))
		return
	}
	if err := n.Decode(reflect.New(t).Interface()); err != nil {
		if p := reflect.PointerTo(t); p.Implements(textual) || p.Implements(yamlOwned) {
			w.find(n, "%s", plain(err.Error())) // the type knows what is wrong, and what may be quoted
			return
		}
		w.find(n, "this value is of the wrong form: `%s`; %s is wanted", n.Value, wanted(t))
	}
}

func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Float64:
		return "a number"
	}
	return "a word or a line of text"
}

func (w *walker) entries(n *yaml.Node, t reflect.Type, depth int) {
	if n.Kind != yaml.MappingNode {
		w.find(n, "this value is of the wrong form: names with values are wanted, as in {name: value}")
		return
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if !w.again(seen, key) {
			w.value(key, t.Key(), depth+1)
		}
		w.value(n.Content[i+1], t.Elem(), depth+1)
	}
}

// table holds a mapping against the fields of a struct.
func (w *walker) table(n *yaml.Node, t reflect.Type, depth int) {
	if n.Kind != yaml.MappingNode {
		w.find(n, "this value is of the wrong form: keys with values are wanted, as in {%s: …}", strings.Join(first(keysOf(t), 2), ": …, "))
		return
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		if key.Tag == "!!merge" {
			w.value(val, t, depth+1)
			continue
		}
		if w.again(seen, key) {
			continue
		}
		if f, ok := field(t, key.Value); ok {
			w.value(val, f, depth+1)
		} else {
			w.find(key, "there is no key %q here%s", key.Value, meant(key.Value, keysOf(t)))
		}
	}
}

func (w *walker) again(seen map[string]*yaml.Node, key *yaml.Node) bool {
	if was := seen[key.Value]; was != nil {
		w.find(key, "the key %q is already defined at line %d", key.Value, was.Line)
		return true
	}
	seen[key.Value] = key
	return false
}

// field is the type of the field that a key means.
func field(t reflect.Type, key string) (reflect.Type, bool) {
	for f := range fields(t) {
		if f.name == key {
			return f.typ, true
		}
	}
	return nil, false
}

type namedField struct {
	name string
	typ  reflect.Type
}

// fields are those that YAML may set, by the name in their tag.
func fields(t reflect.Type) func(func(namedField) bool) {
	return func(yield func(namedField) bool) {
		for i := range t.NumField() {
			f := t.Field(i)
			name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			switch {
			case !f.IsExported() || name == "-":
			case strings.Contains(options, "inline"):
				for inner := range fields(f.Type) {
					if !yield(inner) {
						return
					}
				}
			default:
				if name == "" {
					name = strings.ToLower(f.Name)
				}
				if !yield(namedField{name, f.Type}) {
					return
				}
			}
		}
	}
}

func keysOf(t reflect.Type) (keys []string) {
	for f := range fields(t) {
		keys = append(keys, f.name)
	}
	return keys
}

func first(words []string, n int) []string { return words[:min(n, len(words))] }

// meant guesses the key that was meant, for a slip of the pen.
func meant(word string, keys []string) string {
	if k := Nearest(word, keys); k != "" {
		return fmt.Sprintf(" (did you mean %q?)", k)
	}
	return ""
}

// Nearest is the one of words that differs from word by a slip or two; "" where
// none is that near.
func Nearest(word string, words []string) string {
	best, most := "", 1+min(len(word), 60)/5
	for _, k := range slices.Sorted(slices.Values(words)) {
		if d := distance(strings.ToLower(word), k); d <= most {
			best, most = k, d-1
		}
	}
	return best
}

// distance counts the letters to change, add, drop or swap with the next.
func distance(a, b string) int {
	if len(a) > 60 || len(b) > 60 {
		return 60
	}
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			same := 1
			if x[i-1] == y[j-1] {
				same = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+same)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}

func typeBehind(into any) reflect.Type {
	if t := reflect.TypeOf(into); t != nil && t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return reflect.TypeFor[any]()
}

func plain(s string) string {
	s = strings.TrimPrefix(s, "yaml: unmarshal errors:\n  ")
	s = strings.TrimPrefix(s, "yaml: ")
	s = strings.ReplaceAll(s, "\n  ", "; ")
	return cannotUnmarshal.ReplaceAllString(s, "this value is of the wrong form: $1")
}

var cannotUnmarshal = regexp.MustCompile("cannot unmarshal !!\\w+ (`[^`]*`|\\S+)? ?into \\S+")
