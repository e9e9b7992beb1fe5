package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/joints"
)

// compound is a line of compound.jsonl: a text in which several papers run
// together, and where each of them begins.
type compound struct {
	ID, Text string
	Parts    []struct {
		Label      string
		Start, End int
	}
}

// How a text is set as pages.
const (
	pageLines   = 40
	pageColumns = 92
)

// jointsTable prints how many of the joints are found where each paper of a
// compound begins on a page of its own. Joints between papers of one label count
// like all others.
func jointsTable(out, wrong io.Writer, rows []compound) {
	gold, said, right := 0, 0, 0
	for _, r := range rows {
		var pages []string
		starts := map[int]bool{}
		for i, p := range r.Parts {
			text := []rune(r.Text)
			if p.Start < 0 || p.End > len(text) || p.Start >= p.End {
				continue
			}
			if i > 0 {
				starts[len(pages)+1] = true
			}
			pages = append(pages, typeset(string(text[p.Start:p.End]))...)
		}
		gold += len(starts)
		for _, s := range joints.Split(pages)[1:] {
			said++
			if starts[s.First] {
				right++
			} else if wrong != nil {
				fmt.Fprintf(wrong, "%s: page %d begins no paper: %s\n", r.ID, s.First, s.Why)
			}
		}
	}
	fmt.Fprintf(out, "\nJoints of %d compounds, each paper from a page of its own: %d to find; found %s %%, right of found %s %%.\n", len(rows), gold, percent(right, gold), percent(right, said))
}

// typeset breaks a text into lines and pages as a printer would.
func typeset(text string) (pages []string) {
	var lines []string
	for _, par := range strings.Split(text, "\n") {
		line := ""
		for _, w := range strings.Fields(par) {
			if line != "" && len(line)+len(w) >= pageColumns {
				lines = append(lines, line)
				line = ""
			}
			line = strings.TrimSpace(line + " " + w)
		}
		lines = append(lines, line)
	}
	for len(lines) > 0 {
		n := min(len(lines), pageLines)
		pages = append(pages, strings.Join(lines[:n], "\n"))
		lines = lines[n:]
	}
	return pages
}
