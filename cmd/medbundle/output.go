package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/check"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/ui"
)

func (a *app) writeJSON(v any) error {
	b, err := manifest.Encode(v)
	if err != nil {
		return err
	}
	_, err = a.Out.Write(b)
	return err
}

// findingDoc is a finding for the owner of the papers: it may name other people.
type findingDoc struct {
	clinical.Finding
	Detail string `json:"detail,omitempty"`
}

func findingDocs(fs []clinical.Finding) []findingDoc {
	out := []findingDoc{}
	for _, f := range fs {
		out = append(out, findingDoc{f, f.Private})
	}
	return out
}

type mark struct {
	word  string
	style ui.Style
}

func markOf(s clinical.ItemStatus) mark {
	switch s {
	case clinical.StatusPresent:
		return mark{"here", ui.Green}
	case clinical.StatusMissing:
		return mark{"missing", ui.Red}
	case clinical.StatusDoubtful:
		return mark{"not certain", ui.Amber}
	case clinical.StatusOld:
		return mark{"old", ui.Amber}
	case clinical.StatusUnusable:
		return mark{"not usable", ui.Amber}
	case clinical.StatusPartial:
		return mark{"in part", ui.Amber}
	case clinical.StatusRequested:
		return mark{"asked for", ui.Amber}
	case clinical.StatusSent:
		return mark{"sent apart", ui.Green}
	case clinical.StatusWaived:
		return mark{"waived", ui.Faint}
	}
	return mark{"not asked", ui.Faint}
}

// markWidth is the column in which titles start.
const markWidth = 15

// row prints a mark, a title and a text: on one line where they fit, else the
// text wraps under the title. Nothing is cut.
func (a *app) row(m mark, title, text string) {
	title, text = ui.Safe(title), ui.Safe(text)
	head := "  " + a.Paint(m.style, m.word) + strings.Repeat(" ", max(1, markWidth-ui.Len(m.word)))
	if line := strings.TrimRight(title+"  "+text, " "); 2+markWidth+ui.Len(line) <= a.Width {
		fmt.Fprintln(a.Out, head+line)
		return
	}
	lines := ui.Wrap(text, max(24, a.Width-2-markWidth))
	if title == "" {
		title, lines = lines[0], lines[1:]
	} else {
		title = a.Paint(ui.Bold, title)
	}
	fmt.Fprintln(a.Out, head+title)
	for _, l := range lines {
		fmt.Fprintf(a.Out, "%s%s\n", strings.Repeat(" ", 2+markWidth), l)
	}
}

// showFindings prints what needs a look: errors and warnings, one row each.
// What the checklist said already, and plain information, is left to --json.
func (a *app) showFindings(fs []clinical.Finding) {
	first := true
	for _, f := range fs {
		if f.Severity == clinical.SeverityInfo && f.Rule != check.RuleCancerSeen || slices.Contains(check.ItemRules, f.Rule) {
			continue
		}
		if first {
			fmt.Fprintf(a.Out, "\n%s\n", a.Paint(ui.Bold, "Please look at these"))
			first = false
		}
		st := ui.Amber
		if f.Severity == clinical.SeverityError {
			st = ui.Red
		}
		text := strings.TrimSuffix(f.Message, ".")
		if f.Private != "" {
			text += " (" + f.Private + ")"
		}
		if f.Fix != "" {
			text += ". " + f.Fix
		}
		a.row(mark{strings.ReplaceAll(f.Rule, "-", " "), st}, shownPath(f), text)
	}
}

func shownPath(f clinical.Finding) string {
	if f.Path == "" {
		return f.Record
	}
	return f.Path
}
