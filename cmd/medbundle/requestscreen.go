package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/letters"
	"github.com/medbundle/medbundle/internal/packet/wording"
	"github.com/medbundle/medbundle/internal/ui"
)

// showRequest prints whom the letters ask for what, and what they leave.
func (a *app) showRequest(s letters.Subject, plan letters.Plan, out string, sources []string, o requestOptions) error {
	switch n := len(plan.Letters); n {
	case 0:
		fmt.Fprintln(a.Out, a.Paint(ui.Bold, "Nothing is missing that a letter could ask a hospital for."))
	default:
		fmt.Fprintln(a.Out, a.Paint(ui.Bold, wording.Count(n, "letter asks", "letters ask")+" for what is missing."))
	}
	for _, l := range plan.Letters {
		a.showLetter(l)
	}
	for i, l := range plan.Left {
		if i == 0 {
			fmt.Fprintf(a.Out, "\n%s\n", a.Paint(ui.Bold, "No letter asks for these"))
		}
		why := l.Why
		if l.Item.Fix != "" && !strings.HasPrefix(why, "asked for") {
			why += ". " + l.Item.Fix
		}
		a.row(markOf(l.Item.Status), l.Item.Title, why)
	}
	if len(plan.Letters) == 0 {
		return nil
	}
	fmt.Fprintln(a.Out)
	if hint := countryHint(s.Country); hint != "" {
		a.paragraph(hint)
	}
	if out == "" {
		a.paragraph("Nothing was written: this was a dry run.")
		return nil
	}
	a.paragraph("The letters are in " + out + ", as text and as PDF. They are not legal advice: read each before you sign it, and keep a copy.")
	if s.Address == "" {
		a.paragraph("They have a line for your address: write it in, or as `address:` of `patient:` into case.yaml.")
	}
	_, err := fmt.Fprintf(a.Out, "When they are sent: medbundle request%s -o %s --mark-sent\n", ui.Safe(sourceWords(sources)), ui.Safe(o.out))
	return err
}

// sourceWords are the sources as arguments.
func sourceWords(sources []string) string {
	out := ""
	for _, s := range sources {
		if strings.ContainsAny(s, " '") {
			s = strconv.Quote(s)
		}
		out += " " + s
	}
	return out
}

// countryHint says why the letters name no law.
func countryHint(c letters.Country) string {
	switch {
	case c.Law() != letters.LawGeneric:
		return ""
	case c == "":
		return "No country is named, so the letters name no law. Add --country US (or UK, IN, DE …), or `country: US` to case.yaml."
	}
	return "This program knows the law of the US, the UK, India and the EU only; the letters name none for " + string(c) + "."
}

func (a *app) paragraph(s string) {
	for _, l := range ui.Wrap(ui.Safe(s), a.Width) {
		fmt.Fprintln(a.Out, l)
	}
}

func (a *app) showLetter(l letters.Letter) {
	to := l.To.Name
	if to == "" {
		to = "no paper says whom to ask; write the name into the letter, or use --to"
	}
	fmt.Fprintf(a.Out, "\n%s  %s\n", a.Paint(ui.Cyan, l.Name), a.Paint(ui.Bold, ui.Safe(to)))
	for _, line := range letterLines(l) {
		for i, x := range ui.Wrap(ui.Safe(line), max(24, a.Width-letterIndent-2)) {
			fmt.Fprintf(a.Out, "%s%s%s\n", strings.Repeat(" ", letterIndent), []string{"", "  "}[min(i, 1)], x)
		}
	}
}

const letterIndent = 10

// letterLines say what a letter asks for, until when, and why of this place.
func letterLines(l letters.Letter) []string {
	var out []string
	for _, d := range l.Documents {
		out = append(out, strings.Join(append([]string{d.Name}, d.Of...), "; "))
	}
	for _, sc := range l.Scans {
		what := "Scan pictures and report"
		switch {
		case !sc.Pictures:
			what = "Scan report"
		case !sc.Report:
			what = "Scan pictures"
		}
		if sc.Of != "" {
			what += "; " + sc.Of
		}
		out = append(out, what)
	}
	if t := l.Tissue; t != nil {
		what := "Slides and blocks"
		if len(t.CaseNumbers) > 0 {
			what += ", case number " + strings.Join(t.CaseNumbers, ", ")
		}
		out = append(out, what+"; to go back by "+t.ReturnBy.Human())
	}
	due := "due by "
	if l.Law == letters.LawGeneric {
		due = "hoped for by "
	}
	due += l.Due.Human() + ", if the letter arrives today"
	out = append(out, "Answer "+due)
	if r := l.Reminder; !r.Sent.IsZero() {
		out = append(out, "A reminder: asked for on "+r.Sent.Human()+", due by "+r.Due.Human())
	}
	for _, why := range l.Why {
		if l.To.Name == "" {
			break // nobody is asked yet
		}
		out = append(out, "Why here: "+why)
	}
	return out
}
