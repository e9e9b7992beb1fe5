package rendition

import (
	"regexp"
	"strings"
)

var (
	atxHeading = regexp.MustCompile(`^ {0,3}(#{1,6})\s+(.*?)\s*#*$`)
	tableRule  = regexp.MustCompile(`^\s*\|?[\s:|-]*-{2,}[\s:|-]*$`)
	emphasis   = strings.NewReplacer("**", "", "__", "", "`", "")
)

// Markdown reads headings, lists, tables and code of a Markdown file; the rest
// is plain text. Links keep their address as text.
func Markdown(data []byte) *Rendition {
	b := NewBuilder()
	data, b.cut = head(data, maxInput)
	g := grouping{done: func(lines []string) { addMarkdown(b, lines) }}
	var code []string
	fenced := false
	for rest := Decode(data); rest != "" && !b.Full(); {
		var l string
		l, rest, _ = strings.Cut(rest, "\n")
		if len(code) == maxGroup {
			addCode(b, code)
			code = nil
		}
		switch m := atxHeading.FindStringSubmatch(l); {
		case strings.HasPrefix(strings.TrimSpace(l), "```"):
			g.end()
			addCode(b, code)
			code, fenced = nil, !fenced
		case fenced:
			code = append(code, l)
		case m != nil:
			g.end()
			b.Add(Block{Kind: Heading, Level: len(m[1]), Text: emphasis.Replace(m[2])})
		default:
			g.add(l)
		}
	}
	g.end()
	addCode(b, code)
	return b.Rendition()
}

func addCode(b *Builder, code []string) {
	if len(code) > 0 {
		b.Add(Block{Kind: Preformatted, Text: strings.Join(code, "\n")})
	}
}

func addMarkdown(b *Builder, lines []string) {
	if len(lines) > 1 && tableRule.MatchString(lines[1]) && strings.Contains(lines[0], "|") {
		addPipes(b, lines)
		return
	}
	for i, l := range lines {
		lines[i] = emphasis.Replace(l)
	}
	addGroup(b, lines)
}

func addPipes(b *Builder, lines []string) {
	var g Grid
	for i, l := range lines {
		if i == 1 {
			continue
		}
		g.Row()
		l = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(l), "|"), "|")
		for _, c := range strings.Split(l, "|") {
			g.Cell(emphasis.Replace(strings.TrimSpace(c)), 1, 1)
		}
	}
	b.Table(&g, true)
}
