package phrase

import (
	"strings"

	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// quantity says a Quantity or Money, with its sign and unit.
func (f *Speaker) quantity(n *resource.Node) string {
	unit := OrElse(n.Str("unit"), OrElse(n.Str("code"), n.Str("currency")))
	if unit == "1" || strings.HasPrefix(unit, "{") && strings.HasSuffix(unit, "}") {
		unit = strings.Trim(unit, "1{}")
	}
	if n.Field("unit") == nil && n.Field("code") == nil && n.Field("currency") == nil { // an Identifier, a ContactPoint
		return Join(" ", f.Say(n.Get("type")), n.Str("value"))
	}
	value := Join(" ", n.Str("comparator"), Readable(n.Str("value")))
	if unit == "%" {
		return value + " %"
	}
	return Join(" ", value, unit)
}

// span says a Range, or a reference range with what it holds for.
func (f *Speaker) span(n *resource.Node) string {
	low, high := f.Say(n.Get("low")), f.Say(n.Get("high"))
	var s string
	switch {
	case low == "":
		s = "up to " + high
	case high == "":
		s = "from " + low
	default:
		if l, unit, ok := strings.Cut(low, " "); ok && strings.HasSuffix(high, " "+unit) {
			low = l
		}
		s = low + " – " + high
	}
	return Join(", ", s, f.Say(n.Get("text")), f.Say(n.Field("type")), f.Say(n.Field("appliesTo")), f.Say(n.Get("age")))
}

// address says an Address in the order in which letters are written.
func (f *Speaker) address(n *resource.Node) string {
	var out []string
	for _, k := range []string{"text", "line", "city", "district", "state", "postalCode", "country"} {
		for _, v := range n.All(k) {
			out = Unsaid(out, v.Text())
		}
	}
	return strings.Join(out, ", ")
}

// Period says from when to when.
func Period(n *resource.Node) string {
	start, end := Readable(n.Str("start")), Readable(n.Str("end"))
	if resource.Date(n.Str("start")) == resource.Date(n.Str("end")) && start != "" && end != "" {
		return resource.Date(n.Str("start")).Human()
	}
	n.Mark()
	switch {
	case start == "" && end == "":
		return ""
	case end == "":
		return "since " + start
	case start == "":
		return "until " + end
	}
	return start + " – " + end
}

var timeUnits = map[string]string{"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}

// whens are the events of a day that a Timing may name (FHIR R4, EventTiming).
var whens = map[string]string{
	"MORN": "in the morning", "AFT": "in the afternoon", "NOON": "at noon", "EVE": "in the evening", "NIGHT": "at night", "PHS": "after going to sleep",
	"HS": "at bedtime", "WAKE": "on waking", "C": "with meals", "CM": "with breakfast", "CD": "with lunch", "CV": "with dinner",
	"AC": "before meals", "ACM": "before breakfast", "ACD": "before lunch", "ACV": "before dinner",
	"PC": "after meals", "PCM": "after breakfast", "PCD": "after lunch", "PCV": "after dinner",
}

// timing says how often, when and for how long (FHIR R4, 2.24.0.11).
func (f *Speaker) timing(n *resource.Node) string {
	n.Mark()
	out := Once(nil, f.Say(n.Get("code")))
	r := n.Get("repeat")
	freq, per, unit := OrElse(r.Str("frequency"), "1"), OrElse(r.Str("period"), "1"), timeUnits[r.Str("periodUnit")]
	if unit != "" {
		s := freq + " times"
		if freq == "1" {
			s = "once"
		}
		if most := r.Str("frequencyMax"); most != "" {
			s = freq + " to " + most + " times"
		}
		if per != "1" {
			s += " every " + Join(" to ", per, r.Str("periodMax")) + " " + unit + "s"
		} else {
			s += " a " + unit
		}
		out = Once(out, strings.Replace(s, "a hour", "an hour", 1))
	}
	for _, w := range r.All("when") {
		out = Once(out, OrElse(whens[w.Text()], w.Text()))
	}
	for _, k := range []string{"dayOfWeek", "timeOfDay"} {
		for _, v := range r.All(k) {
			out = Once(out, v.Text())
		}
	}
	if c := r.Str("count"); c != "" {
		out = Once(out, c+" times in all")
	}
	if b := r.Choice("bounds"); b != nil {
		s := f.Say(b)
		if r.Field("boundsDuration") != nil {
			s = "for " + s
		}
		out = Once(out, s)
	}
	for _, e := range n.All("event") {
		out = Once(out, Readable(e.Text()))
	}
	return strings.Join(out, ", ")
}

// Dosage says how a medicine is taken: in the words of the doctor, else from
// what is coded.
func (f *Speaker) Dosage(n *resource.Node) string {
	n.Mark()
	var dose []string
	for _, d := range n.All("doseAndRate") {
		dose = Once(dose, Join(", ", f.Say(d.Choice("dose")), f.Say(d.Choice("rate"))))
	}
	for _, k := range []string{"doseQuantity", "doseRange", "dose", "rateQuantity", "rateRatio"} { // DSTU2 and MedicationAdministration
		dose = Once(dose, f.Say(n.Get(k)))
	}
	out := Once(nil, n.Str("text"))
	for _, s := range []string{
		strings.Join(dose, "; "), f.Say(n.Get("timing")), f.Say(n.Get("route")), f.Say(n.Get("method")), f.Say(n.Get("site")),
		n.Str("patientInstruction"), f.Say(n.Field("additionalInstruction")),
	} {
		out = Unsaid(out, s)
	}
	switch need := n.Choice("asNeeded"); need.Text() {
	case "true":
		out = Unsaid(out, "as needed")
	case "false", "":
		if s := f.Say(need); s != "" && s != "false" {
			out = Unsaid(out, "as needed for "+s)
		}
	}
	if s := f.Say(n.Field("maxDosePerPeriod")); s != "" {
		out = Unsaid(out, "at most "+s)
	}
	return strings.Join(append(out, f.Extensions(n.Field("extension"))...), ", ")
}

// FullName says a HumanName as people write it.
func FullName(n *resource.Node) string {
	n.Mark()
	if t := n.Str("text"); t != "" {
		return t
	}
	var w []string
	for _, k := range []string{"prefix", "given", "family", "suffix"} {
		for _, v := range n.All(k) {
			w = append(w, v.Text())
		}
	}
	return Join(" ", w...)
}

// flatten is a narrative in one line.
func flatten(div string) string {
	return strings.Join(strings.Fields(rendition.Text(rendition.HTML([]byte(div)).Blocks)), " ")
}

// settings are the codes of ActEncounterCode in words.
var settings = map[string]string{
	"AMB": "outpatient", "IMP": "inpatient", "ACUTE": "inpatient", "NONAC": "inpatient", "EMER": "emergency", "HH": "at home", "VR": "by phone or video",
	"OBSENC": "for observation", "SS": "short stay", "PRENC": "before admission", "FLD": "outside the hospital",
}

// Setting says how the patient was there: as an outpatient, an inpatient, at home.
func (f *Speaker) Setting(r *resource.Node) string {
	c := r.Get("class")
	s := f.Say(c)
	return OrElse(settings[s], s)
}
