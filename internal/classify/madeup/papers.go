package madeup

import (
	"embed"
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

//go:embed papers/*.txt
var files embed.FS

// Paper is a made-up paper.
type Paper struct {
	// Name tells it from the others of its set: "de: OP".
	Name string
	// Set is the file that it stands in: a language, "in" for Indian usage,
	// "lookalikes" or "second" for those written after the vocabulary.
	Set string
	// Kinds are those that a fair reader accepts, the best first.
	Kinds []clinical.Kind
	// Head is the letterhead and Title the line that names the paper; either
	// may be empty.
	Head, Title string
	Body        []string
}

// Accepts tells whether k is one of the paper's kinds, or unknown for a paper
// that is no record.
func (p Paper) Accepts(k clinical.Kind) bool {
	for _, x := range p.Kinds {
		if x == k || x == clinical.Other && k == clinical.Unknown {
			return true
		}
	}
	return false
}

// Papers lists all papers, set by set.
func Papers() []Paper {
	names, err := files.ReadDir("papers")
	if err != nil {
		panic(err) // the papers are part of the package
	}
	var out []Paper
	for _, n := range names {
		b, err := files.ReadFile(path.Join("papers", n.Name()))
		if err != nil {
			panic(err)
		}
		out = append(out, parse(strings.TrimSuffix(n.Name(), ".txt"), string(b))...)
	}
	return out
}

// parse reads papers: "== kind,kind | name" begins one, "^" marks its letterhead
// and "#" its title.
func parse(set, text string) []Paper {
	var out []Paper
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "== "); ok {
			kinds, name, _ := strings.Cut(rest, " | ")
			p := Paper{Name: set + ": " + name, Set: set}
			for _, k := range strings.Split(kinds, ",") {
				p.Kinds = append(p.Kinds, clinical.Kind(k))
			}
			out = append(out, p)
			continue
		}
		p := &out[len(out)-1]
		switch {
		case strings.HasPrefix(line, "^"):
			p.Head = strings.TrimSpace(p.Head + "\n" + strings.TrimSpace(line[1:]))
		case strings.HasPrefix(line, "#"):
			p.Title = strings.TrimSpace(line[1:])
		default:
			p.Body = append(p.Body, line)
		}
	}
	return out
}
