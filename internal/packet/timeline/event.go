// Package timeline knows what happened when, as the records state it: operations,
// treatments, scans, stays in hospital and what is planned, each with every place
// in the records that tells of it. It copies and concludes nothing: two papers tell
// of one event only where kind, day and words agree; in doubt they are two.
package timeline

import (
	"github.com/medbundle/medbundle/internal/clinical"
)

// Lane is one row of the picture.
type Lane int

// The lanes, from the top.
const (
	Scans Lane = iota
	Pathology
	Operations
	Drugs
	Radiotherapy
	Stays
	Recurrence
	Booked
)

var lanes = []struct{ id, title string }{
	{"scans", "Scans"},
	{"pathology", "Pathology"},
	{"operations", "Operations"},
	{"drugs", "Drugs"},
	{"radiotherapy", "Radiotherapy"},
	{"stays", "Stays"},
	{"recurrence", "Recurrence"},
	{"booked", "Booked"},
}

// ID is the name of the lane in manifests.
func (l Lane) ID() string { return lanes[l].id }

// Title is the name of the lane in the picture.
func (l Lane) Title() string { return lanes[l].title }

// LaneOf is the lane with the name.
func LaneOf(id string) (Lane, bool) {
	for i, l := range lanes {
		if l.id == id {
			return Lane(i), true
		}
	}
	return 0, false
}

// Event is one thing that happened, or is planned, as the records state it.
type Event struct {
	Lane Lane
	// What is it in the words of its best source, and Short in a word or three for
	// a label of the picture.
	What, Short string
	// Quote is the sentence that tells of it, where no paper of its own is here.
	Quote string
	// From is its day, or the first of several; zero where it is not stated.
	From clinical.Date
	// To is the last day of what went on, and Lasting tells that it went on: where
	// To or From is zero then, it is not stated.
	To      clinical.Date
	Lasting bool
	// Planned tells that it is planned or booked, or that only its planning is here.
	Planned bool
	Sources []Source
}

// Source is a place in the records that tells of an event.
type Source struct {
	// Record is the id of the record; "" for what the patient wrote.
	Record string
	// Page is the page of its file, from 1; 0 for a scan.
	Page int
}

// Dated tells whether any day of the event is stated.
func (e *Event) Dated() bool { return !e.From.IsZero() || !e.To.IsZero() }

// Start is the day by which the event is ordered.
func (e *Event) Start() clinical.Date {
	if e.From.IsZero() {
		return e.To
	}
	return e.From
}

// When writes the days as they are stated: "14 Mar 2026", "4 May 2026 – 20 Jul
// 2026", "4 May 2026 –", "until Jul 2026"; "" for none.
func (e *Event) When() string {
	switch {
	case !e.Lasting:
		return e.From.Human()
	case e.To.IsZero():
		return e.From.Human() + " –"
	case e.From.IsZero():
		return "until " + e.To.Human()
	}
	return e.From.Human() + " – " + e.To.Human()
}

// Words say what it is, and what is not stated or not done.
func (e *Event) Words() string {
	w := e.What
	switch {
	case e.Lasting && e.From.IsZero():
		w += "; start date not stated"
	case e.Lasting && e.To.IsZero():
		w += "; end date not stated"
	}
	if e.Planned && e.Lane != Booked {
		w += " (planned)"
	}
	return w
}
