package madeup

import (
	"strings"
	"unicode"
)

// Looks are the ways in which a paper may reach its reader, in order.
var Looks = []string{"whole", "without its title", "title alone", "headings only", "capitals", "lines lost", "two columns", "scanned", "badly scanned"}

// Text is the paper as it looks; "" where nothing would be left of it.
func (p Paper) Text(look string) string {
	whole := join(append([]string{p.Head, p.Title}, p.Body...))
	switch look {
	case "without its title":
		if len(p.Body) < 3 {
			return ""
		}
		return join(append([]string{p.Head}, p.Body...))
	case "title alone":
		if p.Title == "" {
			return ""
		}
		return join([]string{p.Title, "", "(…)"})
	case "headings only":
		return p.headings()
	case "capitals":
		return strings.ToUpper(whole)
	case "lines lost":
		return strings.Join(strings.Fields(whole), " ")
	case "two columns":
		return p.columns()
	case "scanned":
		return Scan(whole, 3, p.seed())
	case "badly scanned":
		return Scan(whole, 8, p.seed())
	}
	return whole
}

func (p Paper) seed() uint64 {
	h := uint64(14695981039346656037)
	for _, c := range []byte(p.Name) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

func join(lines []string) string {
	var out []string
	for _, l := range lines {
		if l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// headings is the paper with its title and the headings of its body, of which at
// least two are needed to make a paper.
func (p Paper) headings() string {
	lines := []string{p.Title}
	n := 0
	for _, l := range p.Body {
		i := strings.IndexByte(l, ':')
		if i < 3 || i > 40 || !unicode.IsUpper([]rune(l)[0]) {
			continue
		}
		lines = append(lines, l[:i+1], "…")
		n++
	}
	if n < 3 {
		return ""
	}
	return join(lines)
}

// beside is what stands in the second column of a letter: the house's people.
var beside = []string{"Dr. A. Moor", "Dr. B. Lund", "Prof. C. Holm", "Tel. 0555 12340", "Fax 0555 12341", "info@example.org", "Mo-Fr 8-16", "www.example.org"}

// columns sets the house's people beside the text, as a text layer that was read
// across both columns has them.
func (p Paper) columns() string {
	lines := strings.Split(p.Text("whole"), "\n")
	for i := range lines {
		lines[i] += strings.Repeat(" ", max(3, 70-len([]rune(lines[i])))) + beside[i%len(beside)]
	}
	return strings.Join(lines, "\n")
}
