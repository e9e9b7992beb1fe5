package hl7

import (
	"strconv"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// timestamp reads the calendar date of an HL7 point in time, YYYY[MM[DD[…]]]
// (HL7 V3 data types, TS). The zero date stands for anything else.
func timestamp(s string) clinical.Date {
	var n [3]int
	for i, w := range []int{4, 2, 2} {
		if len(s) < w {
			break
		}
		v, err := strconv.Atoi(s[:w])
		if err != nil {
			break
		}
		n[i], s = v, s[w:]
	}
	d := clinical.Date{Year: n[0], Month: n[1], Day: n[2]}
	if !d.Valid() {
		d = clinical.Date{Year: n[0]}
	}
	if !d.Valid() {
		return clinical.Date{}
	}
	return d
}

// bounds reads an interval of time: its low and high, or its single value.
func bounds(n *xmltree.Node) (low, high clinical.Date) {
	low, high = timestamp(n.First("low").Attr("value")), timestamp(n.First("high").Attr("value"))
	if v := timestamp(n.Attr("value")); low.IsZero() && !v.IsZero() {
		low = v
	}
	return low, high
}

// dateRule says which date of the header is the date of service.
type dateRule int

const (
	whenWritten dateRule = iota
	whenDischarged
	whenDone // an operation, a scan
	whenSeen
)

// dateRules are by document type, LOINC. A summary of a whole history is dated
// when it was written: its service event spans a life.
var dateRules = map[string]dateRule{
	"18842-5": whenDischarged, "18761-7": whenDischarged, "34105-7": whenDischarged,
	"11504-8": whenDone, "28570-0": whenDone, "18748-4": whenDone, "11526-1": whenDone, "18782-3": whenDone,
	"11488-4": whenSeen, "34117-2": whenSeen, "11506-3": whenSeen, "34111-5": whenSeen, "34131-3": whenSeen,
}

// serviceDate is the date of service of a ClinicalDocument, else the date on
// which it was written.
func serviceDate(root *xmltree.Node) clinical.Date {
	from, to := bounds(root.First("componentOf", "encompassingEncounter", "effectiveTime"))
	done, end := bounds(root.First("documentationOf", "serviceEvent", "effectiveTime"))
	var candidates []clinical.Date
	switch dateRules[root.First("code").Attr("code")] {
	case whenDischarged:
		candidates = []clinical.Date{to, end, from}
	case whenDone:
		candidates = []clinical.Date{done, end, from}
	case whenSeen:
		candidates = []clinical.Date{from, done}
	}
	written := timestamp(root.First("effectiveTime").Attr("value"))
	for _, d := range append(candidates, written) {
		if !d.IsZero() {
			return d
		}
	}
	return clinical.Date{}
}
