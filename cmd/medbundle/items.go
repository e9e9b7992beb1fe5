package main

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/ui"
)

// countLine says how many listed items are here and how many are missing. It
// never calls a case complete.
func countLine(c clinical.ChecklistResult) string {
	present, asked := c.Counts()
	missing := 0
	for _, it := range c.Items {
		if it.Missing() {
			missing++
		}
	}
	line := manifest.HereLine(present, asked)
	switch missing {
	case 0:
		return line + "."
	case 1:
		return line + "; 1 is missing."
	}
	return fmt.Sprintf("%s; %d are missing.", line, missing)
}

// showChecklistGaps prints how many listed items are here, and those that are not.
func (a *app) showChecklistGaps(c clinical.ChecklistResult) {
	fmt.Fprintln(a.Out, a.Paint(ui.Bold, countLine(c)))
	var rest []string
	for _, it := range c.Items {
		switch {
		case helpful(it):
			rest = append(rest, it.Title)
		case it.Wanting():
			a.row(markOf(it.Status), it.Title, it.Why)
		}
	}
	a.wrapped(wouldHelp, rest)
}

// showItems prints the checklist on one screen: what is here, what is wanting
// and why; what would only help stands in one line unless all is asked for.
func (a *app) showItems(p *pipeline) {
	fmt.Fprintln(a.Out, a.Paint(ui.Bold, countLine(p.checklist)))
	titles := map[string]string{}
	for _, e := range p.dossier.Entries {
		titles[e.ID] = nameOf(&e.Record)
		if !e.Date.IsZero() {
			titles[e.ID] = e.Date.Human() + ", " + titles[e.ID]
		}
	}
	var rest, silent []string
	for _, it := range p.checklist.Items {
		switch {
		case helpful(it) && !a.allItems:
			rest = append(rest, it.Title)
		case it.Counted() || a.allItems || it.Status == clinical.StatusWaived:
			a.row(markOf(it.Status), it.Title, itemText(it, titles))
		case it.Level == "required" && it.Status == clinical.StatusNotAsked:
			silent = append(silent, it.Title)
		}
	}
	a.wrapped(wouldHelp, rest)
	a.wrapped(markOf(clinical.StatusNotAsked), silent)
	if len(rest)+len(silent) > 0 {
		a.wrapped(mark{}, []string{"(add --all to see why, and what to do)"})
	}
}

// helpful: it is missing, and its absence holds nothing up.
func helpful(it clinical.ChecklistItem) bool {
	return it.Counted() && it.Level != "required" && it.Status == clinical.StatusMissing && !it.Proven
}

var wouldHelp = mark{"would help", ui.Faint}

// wrapped prints titles that share a mark, as one paragraph.
func (a *app) wrapped(m mark, titles []string) {
	if len(titles) == 0 {
		return
	}
	head := "  " + a.Paint(m.style, m.word) + strings.Repeat(" ", markWidth-ui.Len(m.word))
	for _, l := range ui.Wrap(ui.Safe(strings.Join(titles, " · ")), max(24, a.Width-2-markWidth)) {
		fmt.Fprintln(a.Out, head+l)
		head = strings.Repeat(" ", 2+markWidth)
	}
}

// itemText is what a row says of an item: the paper, or why there is none and
// what to do.
func itemText(it clinical.ChecklistItem, titles map[string]string) string {
	if it.Status == clinical.StatusPresent && len(it.Records) > 0 {
		text := titles[it.Records[0]]
		if n := len(it.Records); n > 1 {
			text += fmt.Sprintf(" and %d more", n-1)
		}
		switch {
		case strings.HasPrefix(it.Why, "in the "):
			return it.Why // a part of another paper, which is named with its page
		case strings.HasPrefix(it.Why, "results of "):
			text += ": " + it.Why
		}
		return text
	}
	text := it.Why
	if it.Fix != "" {
		text = strings.TrimSuffix(text, ".") + ". " + it.Fix
	}
	return text
}
