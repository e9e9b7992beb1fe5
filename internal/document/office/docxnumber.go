package office

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// numbering counts the numbered paragraphs of a Word file (ECMA-376 17.9).
type numbering struct {
	levels map[string][9]level // by list id
	counts map[string]*[9]int
}

// maxLabel bounds the pattern of a number, in bytes.
const maxLabel = 40

type level struct {
	format, text string
	start        int
}

func (w *word) readNumbering() *numbering {
	n, _ := w.parts.Tree("word/numbering.xml")
	abstract := map[string][9]level{}
	for _, a := range n.Elements("abstractNum") {
		var ls [9]level
		for _, l := range a.Elements("lvl") {
			k, err := strconv.Atoi(l.Attr("ilvl"))
			if err != nil || k < 0 || k > 8 {
				continue
			}
			text := l.First("lvlText").Attr("val")
			ls[k] = level{format: l.First("numFmt").Attr("val"), text: text[:min(len(text), maxLabel)], start: startOf(l)}
		}
		abstract[a.Attr("abstractNumId")] = ls
	}
	out := &numbering{levels: map[string][9]level{}, counts: map[string]*[9]int{}}
	for _, x := range n.Elements("num") {
		out.levels[x.Attr("numId")] = abstract[x.First("abstractNumId").Attr("val")]
	}
	return out
}

func startOf(l *xmltree.Node) int {
	v, err := strconv.Atoi(l.First("start").Attr("val"))
	if err != nil {
		return 1
	}
	return v
}

// block is the empty block of a paragraph with that style; it counts the
// paragraph where it is numbered.
func (n *numbering) block(s style, filled bool) rendition.Block {
	label := n.label(s, filled)
	switch {
	case s.heading > 0:
		return rendition.Block{Kind: rendition.Heading, Level: min(s.heading, 6), Text: label}
	case s.list != "" && s.list != "0":
		return rendition.Block{Kind: rendition.ListItem, Level: s.level + 1, Text: label, Numbered: label != ""}
	}
	return rendition.Block{}
}

func (n *numbering) label(s style, filled bool) string {
	ls, known := n.levels[s.list]
	if !known || !filled || ls[s.level].format == "bullet" || ls[s.level].format == "none" {
		return ""
	}
	c := n.counts[s.list]
	if c == nil {
		c = &[9]int{}
		for i := range c {
			c[i] = ls[i].start - 1
		}
		n.counts[s.list] = c
	}
	c[s.level]++
	for i := s.level + 1; i < len(c); i++ {
		c[i] = ls[i].start - 1
	}
	text := ls[s.level].text
	for i := range ls {
		text = strings.ReplaceAll(text, fmt.Sprintf("%%%d", i+1), ordinal(max(c[i], ls[i].start), ls[i].format))
	}
	return text
}

func ordinal(v int, format string) string {
	switch format {
	case "lowerLetter", "upperLetter":
		if v < 1 || v > 26 {
			break
		}
		if format == "lowerLetter" {
			return string(rune('a' + v - 1))
		}
		return string(rune('A' + v - 1))
	case "lowerRoman":
		return strings.ToLower(roman(v))
	case "upperRoman":
		return roman(v)
	}
	return strconv.Itoa(v)
}

func roman(v int) string {
	if v < 1 || v > 399 {
		return strconv.Itoa(v)
	}
	var b strings.Builder
	for _, x := range []struct {
		value int
		sign  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for v >= x.value {
			v -= x.value
			b.WriteString(x.sign)
		}
	}
	return b.String()
}
