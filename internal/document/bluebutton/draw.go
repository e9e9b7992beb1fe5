package bluebutton

import (
	"regexp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// draw goes through the lines: titles between dashes, or between two rulers,
// become headings, entries of "key: value" tables, all else text.
func (x *reading) draw(lines []string) {
	for i := 0; i < len(lines) && !x.b.Full(); i++ {
		l := lines[i]
		m := title.FindStringSubmatch(l)
		switch {
		case rule.MatchString(l):
			x.end()
			if i+2 < len(lines) && strings.TrimSpace(lines[i+1]) != "" && !rule.MatchString(lines[i+1]) && rule.MatchString(lines[i+2]) && len(lines[i+1]) < 100 {
				x.heading(strings.TrimSpace(lines[i+1]))
				i += 2
			}
		case m != nil:
			x.heading(m[1])
		case strings.TrimSpace(l) == "":
			x.end()
		default:
			if len(x.lines) == maxGroup {
				x.end()
			}
			x.lines = append(x.lines, strings.TrimRight(l, " \t"))
		}
	}
	x.end()
	x.flush()
}

var sections = []struct {
	word, code string
}{{"medication", "10160-0"}, {"prescription", "10160-0"}, {"allerg", "48765-2"}, {"immunization", "11369-6"}, {"problem", "11450-4"}, {"lab", "30954-2"}, {"family health history", "10157-6"}}

// maxGroup is how many lines are looked at together.
const maxGroup = 500

func (x *reading) heading(text string) {
	x.end()
	x.flush()
	x.b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: text})
	for _, s := range sections {
		if strings.Contains(strings.ToLower(text), s.word) {
			x.doc.AddCode(clinical.Code{System: "section", Value: s.code, Name: text})
			return
		}
	}
}

var keyed = regexp.MustCompile(`^\s*([A-Z][A-Za-z0-9 /()&#.,'’-]{0,45}?)\s*:(?:\s+|$)(.*)$`)

// inside finds a second key on the line: two spaces or more stand before it.
var inside = regexp.MustCompile(`\s{2,}([A-Z][A-Za-z0-9 /()&#.'’-]{0,45}?):(?:\s+|$)`)

// end closes a group of lines: an entry where most lines are "key: value".
func (x *reading) end() {
	if len(x.lines) == 0 {
		return
	}
	lines := x.lines
	x.lines = nil
	var entry []pair
	for i, l := range lines {
		m := keyed.FindStringSubmatch(l)
		switch {
		case m != nil:
			entry = append(entry, pairs(m[1], m[2])...)
		case i > 0 && len(entry) > 0: // the value goes on
			last := &entry[len(entry)-1]
			last.value = strings.TrimSpace(last.value + "\n" + strings.TrimSpace(l))
		default:
			entry = append(entry, pair{"", strings.TrimSpace(l)})
		}
	}
	keys := 0
	for _, p := range entry {
		if p.key != "" {
			keys++
		}
	}
	if keys*2 >= len(lines) {
		x.groups = append(x.groups, entry)
		return
	}
	x.flush()
	for _, b := range rendition.PlainText([]byte(strings.Join(lines, "\n"))).Blocks {
		x.b.Add(b)
	}
}

// pairs divides a value in which further keys stand.
func pairs(key, value string) []pair {
	var out []pair
	for {
		at := inside.FindStringSubmatchIndex(value)
		if at == nil {
			return append(out, pair{key, strings.TrimSpace(value)})
		}
		out = append(out, pair{key, strings.TrimSpace(value[:at[0]])})
		key, value = value[at[2]:at[3]], value[at[1]:]
	}
}

// maxKeys is how many keys become columns of one table.
const maxKeys = 7

// flush draws the entries that were gathered: those that have the same keys as
// one table, each other one as a table of its own.
func (x *reading) flush() {
	for len(x.groups) > 0 {
		n, keys := alike(x.groups)
		if n > 1 {
			rows := [][]string{keys}
			for _, g := range x.groups[:n] {
				row := make([]string, len(keys))
				for _, p := range g {
					row[slices.Index(keys, p.key)] = p.value
				}
				rows = append(rows, row)
			}
			x.b.Add(rendition.Block{Kind: rendition.Table, Rows: rows, Header: true})
		} else {
			var rows [][]string
			for _, p := range x.groups[0] {
				k := p.key
				if k != "" {
					k += ":"
				}
				rows = append(rows, []string{k, p.value})
			}
			x.b.Add(rendition.Block{Kind: rendition.Table, Rows: rows})
		}
		x.groups = x.groups[n:]
	}
}

// alike counts the entries from the first on that fit into one table, and names
// its columns.
func alike(groups [][]pair) (n int, keys []string) {
	for n < len(groups) {
		more := slices.Clone(keys)
		seen := map[string]bool{}
		for _, p := range groups[n] {
			if p.key == "" || seen[p.key] {
				return max(n, 1), keys
			}
			seen[p.key] = true
			if !slices.Contains(more, p.key) {
				more = append(more, p.key)
			}
		}
		if n > 0 && (groups[n][0].key != groups[0][0].key || len(more) > maxKeys) || len(more) > maxKeys {
			return max(n, 1), keys
		}
		keys = more
		n++
	}
	return n, keys
}
