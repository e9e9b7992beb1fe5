package followup

import (
	"fmt"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters"
)

func day(s string) clinical.Date {
	d, err := clinical.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestStatesOfARequest(t *testing.T) {
	list := func(op, labs clinical.ItemStatus) clinical.ChecklistResult {
		return clinical.ChecklistResult{Items: []clinical.ChecklistItem{
			{ID: "operative_report", Title: "Operation report", Level: "required", Status: op},
			{ID: "lab_results", Title: "Blood tests", Level: "recommended", Status: labs},
			{ID: "treatment_plan", Title: "Treatment plan", Level: "required", Status: clinical.StatusMissing},
			{ID: "advance_directive", Title: "Advance directive", Level: "optional", Status: clinical.StatusMissing},
		}}
	}
	both := clinical.Request{To: "H", Sent: day("2026-01-31"), Items: []string{"operative_report", "lab_results"}}
	with := func(change func(*clinical.Request)) clinical.Request {
		r := both
		change(&r)
		return r
	}
	const missing, present = clinical.StatusMissing, clinical.StatusPresent
	for name, c := range map[string]struct {
		r        clinical.Request
		op, labs clinical.ItemStatus
		law      letters.Law
		today    string
		want     string
	}{
		"the day it is due":          {both, missing, missing, letters.LawUK, "2026-02-28", "waiting 2026-02-28 0 0 0 2"},
		"the day after":              {both, missing, missing, letters.LawUK, "2026-03-01", "overdue 2026-02-28 1 0 0 2"},
		"30 days in the US":          {both, missing, missing, letters.LawUS, "2026-03-02", "waiting 2026-03-02 0 0 0 2"},
		"the case file has a day":    {with(func(r *clinical.Request) { r.Due = day("2026-02-10") }), missing, missing, letters.LawUK, "2026-02-20", "overdue 2026-02-10 10 0 0 2"},
		"one of two has come":        {both, present, clinical.StatusRequested, letters.LawUK, "2026-03-02", "overdue 2026-02-28 2 1 0 1"},
		"both have come, late":       {both, present, clinical.StatusSent, letters.LawUK, "2026-04-02", "arrived 2026-02-28 0 2 0 0"},
		"one came and is unreadable": {both, clinical.StatusUnusable, present, letters.LawUK, "2026-02-02", "waiting 2026-02-28 0 1 1 0"},
		"an old one is no answer":    {both, clinical.StatusOld, present, letters.LawUK, "2026-03-02", "overdue 2026-02-28 2 1 1 0"},
		"waived in the meantime":     {both, clinical.StatusWaived, clinical.StatusNotAsked, letters.LawUK, "2026-03-02", "arrived 2026-02-28 0 2 0 0"},
		"closed by hand":             {with(func(r *clinical.Request) { r.Answered = day("2026-02-10") }), missing, missing, letters.LawUK, "2026-04-02", "answered 2026-02-28 0 0 0 2"},
		"an item nobody knows":       {clinical.Request{To: "H", Sent: day("2026-01-31"), Items: []string{"own.thing"}}, present, present, letters.LawUK, "2026-02-02", "waiting 2026-02-28 0 0 0 1"},
		"no items":                   {clinical.Request{To: "H", Sent: day("2026-01-31")}, present, present, letters.LawUK, "2026-02-02", "waiting 2026-02-28 0 0 0 0"},
		"no day of sending":          {clinical.Request{To: "H", Items: []string{"lab_results"}}, missing, missing, letters.LawUK, "2026-02-02", "waiting  0 0 0 1"},
	} {
		s := Of(clinical.Case{Requests: []clinical.Request{c.r}}, list(c.op, c.labs), c.law, day(c.today))
		q := s.Requests[0]
		got := fmt.Sprintf("%s %s %d %d %d %d", q.State, q.Due, q.DaysLate, len(q.Here), len(q.Look), len(q.Awaited))
		if got != c.want || s.Overdue() != (q.State == Overdue) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		last := s.Unasked[len(s.Unasked)-1]
		if last.ID != "treatment_plan" {
			t.Errorf("%s: nobody asked for %+v", name, s.Unasked)
		}
	}
}

func TestLoansAndDays(t *testing.T) {
	c := clinical.Case{
		DecideBy: day("2026-02-20"),
		Booked:   []clinical.Booking{{Date: day("2026-03-20"), What: "CT"}, {Date: day("2026-01-20"), What: "gone"}, {Date: day("2026-03-01"), What: "clinic"}},
		Shipments: []clinical.Shipment{
			{What: "a plan", ReturnBy: day("2026-01-01")},
			{What: "out", Sent: day("2026-01-01"), ReturnBy: day("2026-03-01")},
			{What: "late", Sent: day("2026-01-01"), ReturnBy: day("2026-02-26")},
			{What: "back", Sent: day("2026-01-01"), ReturnBy: day("2026-02-26"), Returned: day("2026-02-20")},
			{What: "no day", Sent: day("2026-01-01")},
		},
	}
	s := Of(c, clinical.ChecklistResult{}, letters.LawGeneric, day("2026-03-01"))
	got := ""
	for _, l := range s.Loans {
		got += fmt.Sprintf("%s %v %d; ", l.What, l.Overdue, l.DaysLate)
	}
	for _, d := range s.Days {
		got += fmt.Sprintf("%s %d; ", d.What, d.In)
	}
	if want := "out false 0; late true 3; no day false 0; a decision is needed -9; clinic 0; CT 19; "; got != want || !s.Overdue() {
		t.Errorf("%s\nwant %s", got, want)
	}
	if Of(clinical.Case{}, clinical.ChecklistResult{}, letters.LawGeneric, day("2026-03-01")).Overdue() {
		t.Error("nothing is late")
	}
}

// Who asked for every operation report has not got them while one is missing.
func TestOneOfSeveralIsStillAwaited(t *testing.T) {
	c := clinical.Case{Requests: []clinical.Request{{To: "St Mary", Sent: clinical.Date{Year: 2026, Month: 1, Day: 2}, Items: []string{"operative_report"}}}}
	list := clinical.ChecklistResult{Items: []clinical.ChecklistItem{
		{ID: "operative_report", Title: "Operation report", Level: "required", Status: clinical.StatusPresent},
		{ID: "operative_report@2025-07-03", Title: "Operation report of 3 Jul 2025", Level: "recommended", Status: clinical.StatusRequested},
	}}
	today := clinical.Date{Year: 2026, Month: 1, Day: 9}
	if s := Of(c, list, letters.LawGeneric, today); s.Requests[0].State != Waiting || len(s.Unasked) != 0 {
		t.Errorf("%+v", s)
	}
	list.Items = list.Items[:1]
	if s := Of(c, list, letters.LawGeneric, today); s.Requests[0].State != Arrived {
		t.Errorf("%+v", s)
	}
}
