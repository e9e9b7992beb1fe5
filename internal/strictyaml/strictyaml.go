// Package strictyaml reads YAML that people write by hand: unknown keys are
// errors, errors name the line, and their words are for someone who has never
// heard of Go types.
package strictyaml

import (
	"bytes"
	"errors"
	"io"
	"regexp"
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
	b, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return err
	}
	if len(b) > MaxSize {
		return ErrTooLarge
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(into); errors.Is(err, io.EOF) {
		return ErrEmpty
	} else if err != nil {
		return errors.New(plain(err.Error()))
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return ErrSecond
	}
	return nil
}

func plain(s string) string {
	s = strings.TrimPrefix(s, "yaml: unmarshal errors:\n  ")
	s = strings.TrimPrefix(s, "yaml: ")
	s = strings.ReplaceAll(s, "\n  ", "; ")
	s = fieldNotFound.ReplaceAllString(s, `there is no key "$1" here`)
	return cannotUnmarshal.ReplaceAllString(s, "this value is of the wrong form: $1")
}

var (
	fieldNotFound   = regexp.MustCompile(`field (\S+) not found in type [^\s;]+`)
	cannotUnmarshal = regexp.MustCompile("cannot unmarshal !!\\w+ (`[^`]*`|\\S+)? ?into \\S+")
)
