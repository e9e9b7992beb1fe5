package main

import (
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters/followup"
)

// statusDoc is what `status --json` prints.
type statusDoc struct {
	Schema   string         `json:"schema"`
	Exit     int            `json:"exit"`
	Today    clinical.Date  `json:"today"`
	Requests []requestState `json:"requests"`
	Loans    []loanDoc      `json:"sent_separately"`
	Days     []dayDoc       `json:"days"`
	Unasked  []unaskedItem  `json:"not_asked"`
}

type requestState struct {
	Number   int            `json:"number"`
	State    followup.State `json:"state"`
	To       string         `json:"to"`
	Sent     clinical.Date  `json:"sent,omitzero"`
	Due      clinical.Date  `json:"due,omitzero"`
	Answered clinical.Date  `json:"answered,omitzero"`
	DaysLate int            `json:"days_late,omitempty"`
	Items    []string       `json:"items"`
	Here     []string       `json:"here"`
	Look     []string       `json:"needs_a_look"`
	Awaited  []string       `json:"awaited"`
}

type loanDoc struct {
	clinical.Shipment
	Overdue  bool `json:"overdue"`
	DaysLate int  `json:"days_late,omitempty"`
}

type dayDoc struct {
	clinical.Booking
	Decide bool `json:"decide_by"`
	In     int  `json:"in_days"`
}

type unaskedItem struct {
	ID     string              `json:"id"`
	Title  string              `json:"title"`
	Level  string              `json:"level"`
	Status clinical.ItemStatus `json:"status"`
}

func statusDocOf(st followup.Status, exit int, today clinical.Date) statusDoc {
	doc := statusDoc{Schema: "medbundle.status/1", Exit: exit, Today: today, Requests: []requestState{}, Loans: []loanDoc{}, Days: []dayDoc{}, Unasked: []unaskedItem{}}
	list := func(s []string) []string { return append([]string{}, s...) }
	for _, r := range st.Requests {
		doc.Requests = append(doc.Requests, requestState{
			r.Number, r.State, r.To, r.Sent, r.Due, r.Answered, r.DaysLate, list(r.Items), list(r.Here), list(r.Look), list(r.Awaited),
		})
	}
	for _, l := range st.Loans {
		doc.Loans = append(doc.Loans, loanDoc(l))
	}
	for _, d := range st.Days {
		doc.Days = append(doc.Days, dayDoc{d.Booking, d.Decide, d.In})
	}
	for _, it := range st.Unasked {
		doc.Unasked = append(doc.Unasked, unaskedItem{it.ID, it.Title, it.Level, it.Status})
	}
	return doc
}
