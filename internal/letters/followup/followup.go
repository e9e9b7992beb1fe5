// Package followup knows how the requests of a case stand: which letters wait for
// an answer, which are late, what has come, and what lies ahead.
package followup

import (
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters"
)

// State is how a request stands.
type State string

// The states of a request.
const (
	// Waiting: sent, and the day by which an answer is owed has not passed.
	Waiting State = "waiting"
	// Overdue: that day has passed, and something is still not here.
	Overdue State = "overdue"
	// Arrived: everything that was asked for is here; the request can be closed.
	Arrived State = "arrived"
	// Closed: a person wrote down that it was answered.
	Closed State = "answered"
)

// Request is one request of the case file and how it stands.
type Request struct {
	clinical.Request
	// Number is its place in the case file, from 1.
	Number int
	State  State
	// Due is when the answer is owed; zero where no day is known.
	Due clinical.Date
	// DaysLate is how many days ago that was.
	DaysLate int
	// Here are the items that are here now, Look those of which something is here
	// that needs a look, Awaited the others. Each is named by its title.
	Here, Look, Awaited []string
}

// Loan is material that was sent and has to come back.
type Loan struct {
	clinical.Shipment
	Overdue  bool
	DaysLate int
}

// Day is a fixed day of the case.
type Day struct {
	clinical.Booking
	// Decide tells that it is the day by which a decision is needed.
	Decide bool
	// In is how many days are left; less than 0 where it has passed.
	In int
}

// Status is how the requests of a case stand.
type Status struct {
	Requests []Request
	Loans    []Loan
	Days     []Day
	// Unasked are items that are wanting and that no open request asks for.
	Unasked []clinical.ChecklistItem
}

// Of tells how things stand on the day today. law decides when answers are owed
// where the case file does not say it.
func Of(c clinical.Case, list clinical.ChecklistResult, law letters.Law, today clinical.Date) Status {
	var s Status
	items := map[string]clinical.ChecklistItem{}
	wanted := letters.Asked(list.Items)
	for _, it := range slices.Concat(list.Items, wanted) {
		items[it.ID] = it
	}
	asked := map[string]bool{}
	for i, r := range c.Requests {
		q := stand(r, items, law, today)
		q.Number = i + 1
		s.Requests = append(s.Requests, q)
		for _, id := range r.Items {
			asked[id] = asked[id] || q.State != Closed
		}
	}
	for _, sh := range c.Shipments {
		if sh.Sent.IsZero() || !sh.Returned.IsZero() {
			continue
		}
		l := Loan{Shipment: sh}
		if n, ok := sh.ReturnBy.DaysUntil(today); ok && n > 0 {
			l.Overdue, l.DaysLate = true, n
		}
		s.Loans = append(s.Loans, l)
	}
	s.Days = days(c, today)
	for _, it := range wanted {
		if it.Status.Wanting() && it.Level != "optional" && !asked[it.ID] {
			s.Unasked = append(s.Unasked, it)
		}
	}
	return s
}

// stand tells how one request stands. An old paper is not the newer one that was
// asked for; an item that was waived or does not apply is awaited no longer.
func stand(r clinical.Request, items map[string]clinical.ChecklistItem, law letters.Law, today clinical.Date) Request {
	q := Request{Request: r, Due: letters.DueOf(r, law), State: Waiting}
	for _, id := range r.Items {
		it, known := items[id]
		title := it.Title
		if !known {
			title = id
		}
		switch {
		case known && (it.Status == clinical.StatusPresent || it.Status == clinical.StatusSent || !it.Status.Counted()):
			q.Here = append(q.Here, title)
		case known && !it.Status.Missing():
			q.Look = append(q.Look, title)
		default:
			q.Awaited = append(q.Awaited, title)
		}
	}
	late, ok := q.Due.DaysUntil(today)
	switch {
	case !r.Answered.IsZero():
		q.State = Closed
	case len(r.Items) > 0 && len(q.Look)+len(q.Awaited) == 0:
		q.State = Arrived
	case ok && late > 0:
		q.State, q.DaysLate = Overdue, late
	}
	return q
}

// days are the day of the decision, also where it has passed, and the booked days
// that lie ahead, in their order.
func days(c clinical.Case, today clinical.Date) []Day {
	var out []Day
	if n, ok := today.DaysUntil(c.DecideBy); ok {
		out = append(out, Day{clinical.Booking{Date: c.DecideBy, What: "a decision is needed"}, true, n})
	}
	for _, b := range c.Booked {
		if n, ok := today.DaysUntil(b.Date); ok && n >= 0 {
			out = append(out, Day{b, false, n})
		}
	}
	slices.SortStableFunc(out, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return out
}

// Overdue tells whether a request or a loan is late.
func (s Status) Overdue() bool {
	return slices.ContainsFunc(s.Requests, func(r Request) bool { return r.State == Overdue }) ||
		slices.ContainsFunc(s.Loans, func(l Loan) bool { return l.Overdue })
}
