package phrase

import (
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
)

// dates are the fields that date a resource, the best first: when it was done,
// else when it was written.
var dates = []string{
	"effective", "performed", "occurrence", "onset", "collected", "started", "period", "timing", "start", "authoredOn", "date", "whenHandedOver", "whenPrepared",
	"recordedDate", "assertedDate", "dateAsserted", "dateRecorded", "dateWritten", "created", "authored", "recordedOn", "issued",
}

// Dated is the value that dates a resource, or nil.
func Dated(r *resource.Node) *resource.Node {
	switch r.Kind() {
	case "Goal":
		return r.Choice("start")
	case "Specimen":
		if c := r.Get("collection").Choice("collected"); c != nil {
			return c
		}
		return r.Get("receivedTime")
	case "DocumentReference":
		if p := r.Get("context", "period"); p.Str("start") != "" {
			return p
		}
	case "ClinicalImpression", "Composition":
		if r.Field("date") != nil {
			return r.Field("date")
		}
	}
	for _, k := range dates {
		if n := r.Choice(k); n != nil {
			return n
		}
	}
	return nil
}

// ClockOf is the date and time of a resource as they stand.
func ClockOf(r *resource.Node) string {
	n := Dated(r)
	if s := n.Text(); s != "" {
		return s
	}
	return OrElse(n.Str("start"), OrElse(n.Str("end"), n.Str("event")))
}

// DateOf is the calendar date of a resource.
func DateOf(r *resource.Node) clinical.Date { return resource.Date(ClockOf(r)) }
