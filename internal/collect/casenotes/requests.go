package casenotes

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

// ErrNoRequestPlace tells that the requests of a case file are written in a way
// that nothing can be added to without changing what a person wrote.
var ErrNoRequestPlace = errors.New("its \"requests\" are written in a way that no line can be added to; write them as a list of lines that begin with \"- \"")

// AddRequests writes down in the case file at path, which is made where there is
// none, that letters were sent. What is there already, with the same receiver,
// day and items, is not written again. It tells how many were new.
func AddRequests(path string, requests []clinical.Request) (int, error) {
	added := 0
	err := edit(path, func(old []byte, c *collect.CaseFile) ([]byte, error) {
		want := *c
		var lines []string
		for _, r := range requests {
			if slices.ContainsFunc(want.Requests, func(have clinical.Request) bool { return sameRequest(have, r) }) {
				continue
			}
			line, err := requestLine(r)
			if err != nil {
				return nil, err
			}
			lines = append(lines, line)
			want.Requests = append(slices.Clone(want.Requests), r)
		}
		if added = len(lines); added == 0 {
			return old, nil
		}
		text, err := placeRequests(old, lines)
		if err != nil {
			return nil, err
		}
		// New lines stand before those of before.
		n := len(c.Requests)
		want.Requests = slices.Concat(want.Requests[n:], want.Requests[:n])
		return text, heldAgainst(text, &want)
	})
	return added, err
}

// MarkAnswered writes down on which day requests of the case file at path were
// answered. They are named by their place in the file, from 0.
func MarkAnswered(path string, which []int, on clinical.Date) error {
	return edit(path, func(old []byte, c *collect.CaseFile) ([]byte, error) {
		want := *c
		want.Requests = slices.Clone(want.Requests)
		_, list, err := topNode(old, "requests")
		if err != nil || list == nil || list.Kind != yaml.SequenceNode {
			return nil, ErrNoRequestPlace
		}
		text := old
		order := slices.Clone(which)
		slices.Sort(order)
		for _, i := range slices.Backward(slices.Compact(order)) { // from the end, so that places before stay
			if i < 0 || i >= len(list.Content) || i >= len(want.Requests) || !want.Requests[i].Answered.IsZero() {
				return nil, fmt.Errorf("there is no open request number %d", i+1)
			}
			if text, err = answer(text, list.Content[i], on); err != nil {
				return nil, err
			}
			want.Requests[i].Answered = on
		}
		return text, heldAgainst(text, &want)
	})
}

// answer adds the key "answered" in front of the other keys of one request.
func answer(text []byte, request *yaml.Node, on clinical.Date) ([]byte, error) {
	if request.Kind != yaml.MappingNode || len(request.Content) == 0 {
		return nil, ErrNoRequestPlace
	}
	at := offset(text, request.Content[0].Line, request.Content[0].Column)
	entry := "answered: " + on.String() + lineEnd(text) + strings.Repeat(" ", request.Content[0].Column-1)
	if request.Style&yaml.FlowStyle != 0 {
		entry = "answered: " + on.String() + ", "
	}
	return []byte(string(text[:at]) + entry + string(text[at:])), nil
}

// edit reads the case file, changes its text and replaces it in one step. A
// text that comes back as it was is not written.
func edit(path string, change func([]byte, *collect.CaseFile) ([]byte, error)) error {
	old, mode, err := readForWriting(path)
	if err != nil {
		return &collect.CaseFileError{Path: path, Err: err}
	}
	c, err := collect.ParseCaseFile(bytes.NewReader(old))
	if err != nil {
		return &collect.CaseFileError{Path: path, Err: err}
	}
	text, err := change(old, c)
	if err != nil {
		return &collect.CaseFileError{Path: path, Err: err}
	}
	if bytes.Equal(text, old) {
		return nil
	}
	return replaceFile(path, text, mode)
}

// heldAgainst reads a new text back: it must say what was meant, and nothing else.
func heldAgainst(text []byte, want *collect.CaseFile) error {
	got, err := collect.ParseCaseFile(bytes.NewReader(text))
	if err != nil || !reflect.DeepEqual(got, want) {
		return ErrNoRequestPlace
	}
	return nil
}

func sameRequest(a, b clinical.Request) bool {
	return a.To == b.To && a.Sent == b.Sent && slices.Equal(a.Items, b.Items)
}

// requestLine writes a request as a mapping in braces.
func requestLine(r clinical.Request) (string, error) {
	to, err := quoted(r.To)
	if err != nil {
		return "", err
	}
	line := fmt.Sprintf("{to: %s, sent: %s, items: [%s]", to, r.Sent, strings.Join(r.Items, ", "))
	if !r.Due.IsZero() {
		line += fmt.Sprintf(", due: %s", r.Due)
	}
	return line + "}", nil
}

// placeRequests puts lines before those of the list "requests", which is added
// at the end where it is not there.
func placeRequests(old []byte, lines []string) ([]byte, error) {
	end := lineEnd(old)
	key, value, err := topNode(old, "requests")
	if err != nil {
		return nil, ErrNoRequestPlace
	}
	block := func(indent string) string { return indent + "- " + strings.Join(lines, end+indent+"- ") + end }
	switch {
	case key == nil:
		head := string(old)
		if head != "" && !strings.HasSuffix(head, "\n") {
			head += end
		}
		return []byte(head + "requests:" + end + block("  ")), nil
	case value.Kind == yaml.SequenceNode && value.Style&yaml.FlowStyle != 0:
		at := offset(old, value.Line, value.Column)
		if at >= len(old) || old[at] != '[' {
			return nil, ErrNoRequestPlace
		}
		inside := strings.Join(lines, ", ")
		if len(value.Content) > 0 {
			inside += ", "
		}
		return []byte(string(old[:at+1]) + inside + string(old[at+1:])), nil
	case value.Kind == yaml.SequenceNode && len(value.Content) > 0 && value.Line > key.Line:
		return insertBehind(old, key.Line, block(strings.Repeat(" ", value.Column-1)), end), nil
	case value.Tag == "!!null" && value.Value == "":
		return insertBehind(old, key.Line, block("  "), end), nil
	}
	return nil, ErrNoRequestPlace
}

func lineEnd(text []byte) string {
	if bytes.Contains(text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
