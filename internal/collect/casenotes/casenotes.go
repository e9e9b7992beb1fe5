// Package casenotes writes into a case file what each paper was found to be and
// which letters were sent, and leaves everything that a person wrote there as it is.
package casenotes

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/plainfile"
	"github.com/medbundle/medbundle/internal/strictyaml"
)

// Note is what is to be written down about one file.
type Note struct {
	// Path is the file as it lies beside the case file.
	Path string
	Kind clinical.Kind
	// Parts are the records of a file that holds several; Kind is then empty.
	Parts []Part
	// Confirmed notes become lines of the case file. The others become comments,
	// which a person takes the mark away from.
	Confirmed bool
}

// Part is a record that is a part of its file: a run of pages, or of lines.
type Part struct {
	Unit        string // "pages" or "lines"
	First, Last int
	Kind        clinical.Kind
}

// said is what is written down of the file, in YAML.
func (n Note) said() string {
	if len(n.Parts) == 0 {
		return fmt.Sprintf("{kind: %s}", n.Kind)
	}
	var out []string
	for _, p := range n.Parts {
		out = append(out, fmt.Sprintf("{%s: %d-%d, kind: %s}", p.Unit, p.First, p.Last, p.Kind))
	}
	return "{records: [" + strings.Join(out, ", ") + "]}"
}

// Written tells how many notes were written down as lines and as comments.
type Written struct{ Lines, Comments int }

// ErrNoPlace tells that the files of a case file are written in a way that
// nothing can be added to without changing what a person wrote.
var ErrNoPlace = errors.New("its \"files\" are written in a way that no line can be added to")

// Write adds notes to the case file at path, which is made where there is
// none. Nothing that stands there is changed; files that it speaks of get no line
// and a comment is not repeated. The file is replaced in one step.
func Write(path string, notes []Note) (Written, error) {
	old, mode, err := readForWriting(path)
	if err != nil {
		return Written{}, &collect.CaseFileError{Path: path, Err: err}
	}
	text, done, err := addNotes(old, notes)
	if err != nil {
		return Written{}, &collect.CaseFileError{Path: path, Err: err}
	}
	if done == (Written{}) {
		return done, nil
	}
	return done, replaceFile(path, text, mode)
}

// readForWriting reads the case file; an absent one is empty and private.
func readForWriting(path string) ([]byte, os.FileMode, error) {
	f, err := plainfile.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, 0o600, nil
	} else if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil {
		return nil, 0, err
	}
	return b.Bytes(), info.Mode().Perm(), nil
}

func replaceFile(path string, text []byte, mode os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".case-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(mode), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// addNotes is the text of the case file with the notes in it. It is read back
// before it is given away.
func addNotes(old []byte, notes []Note) ([]byte, Written, error) {
	c, err := collect.ParseCaseFile(bytes.NewReader(old))
	if err != nil {
		return nil, Written{}, err
	}
	var done Written
	var lines, comments []string
	for _, n := range notes {
		name, err := quoted(n.Path)
		if _, spoken := c.Files[n.Path]; spoken || err != nil {
			continue
		}
		line := name + ": " + n.said()
		switch {
		case n.Confirmed:
			lines = append(lines, line)
		case !bytes.Contains(old, []byte("# "+name+":")):
			comments = append(comments, "# "+line+"   # not certain: look at it, put the kind right, and take the first # away")
		}
	}
	done = Written{len(lines), len(comments)}
	if done == (Written{}) {
		return old, done, nil
	}
	text, err := placeNotes(old, lines, comments)
	if err != nil {
		return nil, Written{}, err
	}
	again, err := collect.ParseCaseFile(bytes.NewReader(text))
	if err != nil || len(again.Files) != len(c.Files)+len(lines) {
		return nil, Written{}, ErrNoPlace
	}
	return text, done, nil
}

// quoted writes a path as a string of YAML.
func quoted(path string) (string, error) {
	b, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: path})
	s := strings.TrimSpace(string(b))
	if err == nil && (strings.ContainsAny(s, "\n") || !utf8.ValidString(path)) {
		return "", strictyaml.ErrEmpty
	}
	return s, err
}

// placeNotes puts lines and comments behind the key "files", which is added at
// the end where it is not there.
func placeNotes(old []byte, lines, comments []string) ([]byte, error) {
	end := "\n"
	if bytes.Contains(old, []byte("\r\n")) {
		end = "\r\n"
	}
	key, value, err := filesNode(old)
	if err != nil {
		return nil, err
	}
	block := func(indent string, ls ...string) string {
		var b strings.Builder
		for _, l := range ls {
			b.WriteString(indent + l + end)
		}
		return b.String()
	}
	switch {
	case key == nil:
		head := string(old)
		if head != "" && !strings.HasSuffix(head, "\n") {
			head += end
		}
		return []byte(head + "files:" + end + block("  ", append(lines, comments...)...)), nil
	case value.Kind == yaml.MappingNode && value.Style&yaml.FlowStyle != 0:
		at := offset(old, value.Line, value.Column)
		if at >= len(old) || old[at] != '{' {
			return nil, ErrNoPlace
		}
		inside := strings.Join(lines, ", ")
		if len(lines) > 0 && len(value.Content) > 0 {
			inside += ", "
		}
		text := string(old[:at+1]) + inside + string(old[at+1:])
		if len(comments) > 0 && !strings.HasSuffix(text, "\n") {
			text += end
		}
		return []byte(text + block("", comments...)), nil
	case value.Kind == yaml.MappingNode && len(value.Content) > 0 && value.Content[0].Line > key.Line:
		indent := strings.Repeat(" ", value.Content[0].Column-1)
		return insertBehind(old, key.Line, block(indent, append(lines, comments...)...), end), nil
	case value.Tag == "!!null" && value.Value == "":
		return insertBehind(old, key.Line, block("  ", append(lines, comments...)...), end), nil
	}
	return nil, ErrNoPlace
}

// filesNode finds the key "files" and its value; nil where there is none.
func filesNode(old []byte) (key, value *yaml.Node, err error) { return topNode(old, "files") }

// topNode finds a key of the case file and its value; nil where there is none.
func topNode(old []byte, name string) (key, value *yaml.Node, err error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(old, &doc); err != nil {
		return nil, nil, err
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return nil, nil, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 {
		return nil, nil, ErrNoPlace
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == name {
			return root.Content[i], root.Content[i+1], nil
		}
	}
	return nil, nil, nil
}

// insertBehind puts text behind the line with the number.
func insertBehind(old []byte, line int, text, end string) []byte {
	at := offset(old, line+1, 1)
	head := string(old[:at])
	if !strings.HasSuffix(head, "\n") {
		head += end
	}
	return []byte(head + text + string(old[at:]))
}

// offset is where the line and column, counted from 1 and in characters, begin in
// the text; its length where there is no such line.
func offset(text []byte, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		at += i + 1
	}
	for ; column > 1 && at < len(text); column-- {
		_, n := utf8.DecodeRune(text[at:])
		at += n
	}
	return at
}
