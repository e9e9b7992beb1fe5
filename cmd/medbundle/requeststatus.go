package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect/casenotes"
	"github.com/medbundle/medbundle/internal/letters/followup"
	"github.com/medbundle/medbundle/internal/packet/wording"
	"github.com/medbundle/medbundle/internal/ui"
)

type statusOptions struct {
	country  string
	answered []string
	on       string
}

func (a *app) statusCmd() *cobra.Command {
	var o statusOptions
	c := &cobra.Command{
		Use:   "status [SOURCE...]",
		Short: "Show which requests are answered, and which are late",
		Long: `Read the papers and the requests in case.yaml, and show how each request stands:
what has come, what is awaited and what is late; slides and blocks that have to go
back; and the days that lie ahead. --mark-answered closes requests in case.yaml,
by their number, or with "all" those of which everything has come.
` + exitTable(exitDone, exitFailed, exitUsage, exitIncomplete, exitInterrupted),
		Example: `  medbundle status ~/records
  medbundle status ~/records --mark-answered 1`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.requestStatus(cmd.Context(), args, o) },
	}
	a.caseFlags(c)
	c.Flags().StringVar(&o.country, "country", "", "where the records were asked for, where case.yaml does not say when an answer is due")
	c.Flags().StringSliceVar(&o.answered, "mark-answered", nil, "close requests in case.yaml: their numbers, or all of which everything has come")
	c.Flags().StringVar(&o.on, "on", "", "with --mark-answered: the day on which the answer came (default today)")
	a.jsonFlag(c)
	return c
}

func (a *app) requestStatus(ctx context.Context, sources []string, o statusOptions) error {
	p, err := a.newPipeline()
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.sort(ctx, sources); err != nil {
		return err
	}
	if err := p.check(); err != nil {
		return err
	}
	p.progress.Done()
	country, err := p.country(o.country)
	if err != nil {
		return err
	}
	of := func() followup.Status {
		return followup.Of(p.dossier.Case, p.checklist, country.Law(), clinical.DateOf(p.now))
	}
	st := of()
	if len(o.answered) > 0 {
		if err := a.markAnswered(p, sources, st, o); err != nil {
			return err
		}
		st = of()
	}
	exit := exitDone
	if st.Overdue() {
		exit = exitIncomplete
	}
	if a.json {
		err = a.writeJSON(statusDocOf(st, exit, clinical.DateOf(p.now)))
	} else {
		a.showStatus(st)
	}
	if err == nil && exit != exitDone {
		return statusError(exit)
	}
	return err
}

// markAnswered closes requests in the case file, and in the case at hand.
func (a *app) markAnswered(p *pipeline, sources []string, st followup.Status, o statusOptions) error {
	on, err := a.dayOf("--on", o.on)
	if err != nil {
		return err
	}
	var which []int
	for _, s := range o.answered {
		if s == "all" {
			for _, r := range st.Requests {
				if r.State == followup.Arrived {
					which = append(which, r.Number-1)
				}
			}
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > len(st.Requests) || st.Requests[n-1].State == followup.Closed {
			return hinted{usagef("--mark-answered: there is no open request number %s", s), "`medbundle status` numbers them"}
		}
		which = append(which, n-1)
	}
	path, err := a.notesPath(p, sources)
	if err != nil {
		return err
	}
	if len(which) == 0 {
		return nil
	}
	if err := casenotes.MarkAnswered(path, which, on); err != nil {
		return fmt.Errorf("nothing was written down: %w", err)
	}
	for _, i := range which {
		p.dossier.Case.Requests[i].Answered = on
	}
	return nil
}

func (a *app) showStatus(st followup.Status) {
	open, late := 0, 0
	for _, r := range st.Requests {
		if r.State == followup.Waiting || r.State == followup.Overdue {
			open++
		}
		if r.State == followup.Overdue {
			late++
		}
	}
	line := "No request waits for an answer."
	if open > 0 {
		line = wording.Count(open, "request waits", "requests wait") + " for an answer; " + map[bool]string{true: "none is", false: wording.Count(late, "is", "are")}[late == 0] + " overdue."
	}
	fmt.Fprintln(a.Out, a.Paint(ui.Bold, line))
	for _, r := range st.Requests {
		a.row(requestMark(r), fmt.Sprintf("%d. %s", r.Number, r.To), requestWords(r))
	}
	for i, l := range st.Loans {
		if i == 0 {
			fmt.Fprintf(a.Out, "\n%s\n", a.Paint(ui.Bold, "Sent apart, and not back yet"))
		}
		m, text := mark{"on loan", ui.Amber}, "sent on "+l.Sent.Human()
		if l.To != "" {
			text += " to " + l.To
		}
		if !l.ReturnBy.IsZero() {
			text += "; to be back at " + wordOr(l.Lab, "the laboratory") + " by " + l.ReturnBy.Human()
		}
		if l.Overdue {
			m = mark{"overdue", ui.Red}
			text += ", " + wording.Count(l.DaysLate, "day", "days") + " ago. Ask the second doctor to send it back, then write `returned:` into case.yaml"
		}
		a.row(m, l.What, text)
	}
	a.showDays(st)
	if n := len(st.Unasked); n > 0 {
		fmt.Fprintln(a.Out)
		a.paragraph(fmt.Sprintf("%s not here and not asked for: %s. `medbundle request` writes the letters.", wording.Count(n, "item is", "items are"), wording.Some(titlesOf(st.Unasked), 6)))
	}
}

func titlesOf(items []clinical.ChecklistItem) (out []string) {
	for _, it := range items {
		out = append(out, it.Title)
	}
	return out
}

func wordOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (a *app) showDays(st followup.Status) {
	for i, d := range st.Days {
		if i == 0 {
			fmt.Fprintf(a.Out, "\n%s\n", a.Paint(ui.Bold, "Days ahead"))
		}
		m, what := mark{d.Date.Human(), ui.Plain}, d.What
		if d.Where != "" {
			what += ", " + d.Where
		}
		when := "in " + wording.Count(d.In, "day", "days")
		switch {
		case d.In == 0:
			when = "today"
		case d.In < 0:
			m.style, when = ui.Red, wording.Count(-d.In, "day", "days")+" ago; put `decide_by:` in case.yaml right if it has moved"
		}
		a.row(m, what, when)
	}
}

func requestMark(r followup.Request) mark {
	switch r.State {
	case followup.Overdue:
		return mark{"overdue", ui.Red}
	case followup.Arrived:
		return mark{"has come", ui.Green}
	case followup.Closed:
		return mark{"answered", ui.Faint}
	}
	return mark{"waiting", ui.Amber}
}

func requestWords(r followup.Request) string {
	s := "asked on " + r.Sent.Human()
	switch r.State {
	case followup.Closed:
		return s + ", answered on " + r.Answered.Human()
	case followup.Arrived:
		return s + "; here now: " + strings.Join(r.Here, ", ") + fmt.Sprintf(". Close it: --mark-answered %d", r.Number)
	case followup.Overdue:
		s += fmt.Sprintf("; the answer was due by %s, %s ago", r.Due.Human(), wording.Count(r.DaysLate, "day", "days"))
	default:
		if !r.Due.IsZero() {
			s += "; the answer is due by " + r.Due.Human()
		}
	}
	for _, x := range []struct {
		words string
		items []string
	}{{"; awaited: ", r.Awaited}, {"; here, but needs a look: ", r.Look}, {"; here now: ", r.Here}} {
		if len(x.items) > 0 {
			s += x.words + strings.Join(x.items, ", ")
		}
	}
	if r.State == followup.Overdue {
		s += ". `medbundle request` writes a reminder"
	}
	return s
}
