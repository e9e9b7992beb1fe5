// Package text makes the text of letters: templates, which a user can replace,
// the marks at the beginning of their lines, and the letter as plain text and as
// PDF, with the same words. It knows nothing about medicine or law.
package text

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

//go:embed templates/*.tmpl
var builtin embed.FS

// records are the templates of letters that ask for records: each is an opening,
// what the law says, and a closing.
var records = []string{"us", "uk", "eu", "in", "generic"}

// Slides names the template of the letter that asks for slides and blocks.
const Slides = "slides"

// Names lists the built-in templates.
func Names() []string { return append(slices.Clone(records), Slides) }

// Source is the text of a built-in template. The error names those that exist.
func Source(name string) (string, error) {
	parts := []string{"opening", name, "closing"}
	if name == Slides {
		parts = []string{name}
	} else if !slices.Contains(records, name) {
		return "", fmt.Errorf("there is no letter template %q; built in: %s", name, strings.Join(Names(), ", "))
	}
	var b strings.Builder
	for _, p := range parts {
		text, err := builtin.ReadFile("templates/" + p + ".tmpl")
		if err != nil {
			return "", err
		}
		b.Write(text)
	}
	return b.String(), nil
}

// Template is the text of a letter with fields to fill.
type Template struct{ t *template.Template }

// What a template may be, and what it may make.
const (
	maxTemplate = 64 << 10
	maxText     = 256 << 10
)

// functions that a template may call; none of them reaches outside.
var functions = template.FuncMap{
	"join": strings.Join,
}

// Read reads a template from outside; see Parse. It reads at most 64 kB.
func Read(r io.Reader, name string, fields any) (*Template, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxTemplate+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(b) > maxTemplate {
		return nil, fmt.Errorf("%s: larger than 64 kB, which no letter is", name)
	}
	return Parse(string(b), name, fields)
}

// Parse reads a template for data of the type of fields. Fields that the type has
// not, and all functions but a few that only compare and join, are errors that
// name the line, wherever they stand.
func Parse(text, name string, fields any) (*Template, error) {
	t, err := template.New("letter").Funcs(functions).Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", name, plainError(err))
	}
	if len(t.Templates()) > 1 {
		return nil, fmt.Errorf("%s: a letter is one template; define and block cannot be used", name)
	}
	if strings.TrimSpace(text) == "" || t.Tree == nil || t.Root == nil {
		return nil, fmt.Errorf("%s: there is nothing in it", name)
	}
	c := &checker{tree: t.Tree}
	c.list(t.Root, scope{dot: reflect.TypeOf(fields), root: reflect.TypeOf(fields), vars: map[string]reflect.Type{}}, 0)
	if c.err != nil {
		return nil, fmt.Errorf("%s: %w", name, c.err)
	}
	return &Template{t}, nil
}

var errLong = errors.New("the letter becomes longer than 256 kB: take some of the template out")

// bounded is a buffer that refuses to grow without end.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxText {
		return 0, errLong
	}
	return b.Buffer.Write(p)
}

// Fill fills the fields in and returns the letter with its marks.
func (t *Template) Fill(fields any) (string, error) {
	var b bounded
	if err := t.t.Execute(&b, fields); err != nil {
		return "", errors.New(plainError(err))
	}
	return b.String(), nil
}

// errorPlace is how text/template says where something is wrong.
var errorPlace = regexp.MustCompile(`^template: letter:(\d+):(?:\d+:)? ?`)

// openedAt is how it says where an action begins.
var openedAt = regexp.MustCompile(`started at letter:(\d+)`)

func plainError(err error) string {
	return openedAt.ReplaceAllString(errorPlace.ReplaceAllString(err.Error(), "line $1: "), "that begins in line $1")
}

// lineOf is the line of a node, as an error tells it.
func lineOf(tree *parse.Tree, n parse.Node) string {
	at, _ := tree.ErrorContext(n)
	parts := strings.Split(at, ":")
	if len(parts) < 2 {
		return ""
	}
	return "line " + parts[1] + ": "
}
