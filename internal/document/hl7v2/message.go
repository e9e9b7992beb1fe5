package hl7v2

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/document/hl7"
)

// Limits of one file.
const (
	maxSegments = 200_000
	maxFields   = 2_000 // of a segment
)

// Sniff tells whether a file begins as HL7 version 2 does: with a message, a
// batch or a file of batches, perhaps after the framing byte of a network
// connection (MLLP), whatever its encoding characters are.
func Sniff(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\x0b\x1c\r\n \t")
	if len(head) < 9 {
		return false
	}
	switch string(head[:3]) {
	case "MSH", "FHS", "BHS":
	default:
		return false
	}
	seen := map[byte]bool{head[3]: true}
	if !separator(head[3]) {
		return false
	}
	n := bytes.IndexByte(head[4:min(len(head), 10)], head[3])
	if n < 2 {
		return false
	}
	for _, c := range head[4 : 4+n] {
		if !separator(c) || seen[c] {
			return false
		}
		seen[c] = true
	}
	return true
}

func separator(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

// delimiters are the encoding characters of a message (HL7 v2.5.1, 2.5.4).
type delimiters struct{ field, component, repeat, escape, sub byte }

var usual = delimiters{'|', '^', '~', '\\', '&'}

// segment is one line of a message. Field 0 is its name; MSH-1 is the field
// separator itself, so that its fields have the numbers of the standard.
type segment struct {
	name   string
	fields []string
	d      delimiters
}

// message is the segments from one MSH to the next.
type message struct{ segments []segment }

// split cuts a file into messages. Lines before the first MSH, such as the heads
// of batches, are left out; the name of a segment has three letters or digits.
func split(text string) (list []message, err error) {
	d, n := usual, 0
	text = strings.NewReplacer("\r\n", "\r", "\n", "\r", "\x0b", "", "\x1c", "\r").Replace(text)
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\r")
		line = strings.TrimLeft(line, " \t\ufeff")
		if n++; n > maxSegments {
			return list, fmt.Errorf("%w: more than %d segments", hl7.ErrTooLarge, maxSegments)
		}
		if strings.HasPrefix(line, "MSH") && len(line) > 8 {
			d = readDelimiters(line)
			list = append(list, message{})
		}
		if len(list) == 0 {
			continue
		}
		m := &list[len(list)-1]
		switch name := segmentName(line, d.field); {
		case name == "BTS" || name == "FTS" || name == "BHS" || name == "FHS":
		case name != "":
			m.segments = append(m.segments, newSegment(line, d))
		case strings.TrimSpace(line) != "" && len(m.segments) > 0:
			// A line break that was not escaped, as many systems send them in a text.
			last := &m.segments[len(m.segments)-1]
			more := newSegment("XXX"+string(d.field)+line, d).fields[1:]
			end := len(last.fields) - 1
			last.fields[end] += "\n" + more[0]
			last.fields = append(last.fields, more[1:]...)
		}
	}
	return list, nil
}

func segmentName(line string, field byte) string {
	if len(line) < 3 || len(line) > 3 && line[3] != field {
		return ""
	}
	for _, c := range []byte(line[:3]) {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return ""
		}
	}
	return line[:3]
}

// readDelimiters reads MSH-1 and MSH-2.
func readDelimiters(line string) delimiters {
	d := usual
	d.field = line[3]
	chars, _, _ := strings.Cut(line[4:], string(d.field))
	for i, p := range []*byte{&d.component, &d.repeat, &d.escape, &d.sub} {
		if i < len(chars) {
			*p = chars[i]
		}
	}
	return d
}

func newSegment(line string, d delimiters) segment {
	s := segment{name: line[:3], d: d}
	s.fields = strings.SplitN(line, string(d.field), maxFields)
	if s.name == "MSH" {
		s.fields = append([]string{"MSH", string(d.field)}, s.fields[1:]...)
	}
	return s
}

// raw is a field as it stands.
func (s segment) raw(n int) string {
	if n < len(s.fields) {
		return s.fields[n]
	}
	return ""
}

// repeats are the repetitions of a field.
func (s segment) repeats(n int) []string {
	if s.raw(n) == "" {
		return nil
	}
	return strings.Split(s.raw(n), string(s.d.repeat))
}

// get is a component of the first repetition of a field, as text. Components
// count from 1; a null ("") is nothing.
func (s segment) get(field, component int) string {
	first, _, _ := strings.Cut(s.raw(field), string(s.d.repeat))
	return s.part(first, component)
}

// part is a component of a field's text.
func (s segment) part(field string, component int) string {
	parts := strings.Split(field, string(s.d.component))
	if component > len(parts) || parts[component-1] == `""` {
		return ""
	}
	return strings.TrimSpace(s.plain(parts[component-1]))
}

// plain resolves the escapes of a text (HL7 v2.5.1, 2.7) and makes words of its
// sub-components.
func (s segment) plain(text string) string {
	text = strings.ReplaceAll(text, string(s.d.sub), " ")
	if strings.IndexByte(text, s.d.escape) < 0 {
		return text
	}
	var b strings.Builder
	for text != "" {
		before, rest, ok := strings.Cut(text, string(s.d.escape))
		b.WriteString(before)
		if !ok {
			break
		}
		code, after, closed := strings.Cut(rest, string(s.d.escape))
		if said, known := s.escaped(code); closed && known {
			b.WriteString(said)
			text = after
		} else { // a lone escape character stands for itself
			b.WriteByte(s.d.escape)
			text = rest
		}
	}
	return b.String()
}

func (s segment) escaped(code string) (string, bool) {
	switch code {
	case "F":
		return string(s.d.field), true
	case "S":
		return string(s.d.component), true
	case "T":
		return string(s.d.sub), true
	case "R":
		return string(s.d.repeat), true
	case "E":
		return string(s.d.escape), true
	case "H", "N", ".nf", ".fi":
		return "", true
	case ".br", ".ce":
		return "\n", true
	}
	switch {
	case strings.HasPrefix(code, ".sp"):
		return "\n", true
	case strings.HasPrefix(code, ".in"), strings.HasPrefix(code, ".ti"), strings.HasPrefix(code, ".sk"):
		return " ", true
	case strings.HasPrefix(code, "X") && len(code) > 1:
		raw, err := hex.DecodeString(code[1:])
		return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text(raw, "")), err == nil
	case (strings.HasPrefix(code, "C") || strings.HasPrefix(code, "M")) && len(code) > 4:
		return "", true // a switch of character sets
	case strings.HasPrefix(code, "Z"):
		return "", true
	}
	return "", false
}
