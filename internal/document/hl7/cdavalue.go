package hl7

import (
	"strings"

	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// named says a coded value in words: its display name, the words that were
// coded, a translation's name, else the code itself with its system.
func named(code *xmltree.Node) string {
	if code == nil {
		return ""
	}
	if s := code.Attr("displayName"); s != "" {
		return s
	}
	if s := code.First("originalText").Words(); s != "" {
		return s
	}
	for _, t := range code.Elements("translation") {
		if s := t.Attr("displayName"); s != "" {
			return s
		}
	}
	if v := code.Attr("code"); v != "" && v != "ASSERTION" {
		return strings.TrimSpace(orElse(code.Attr("codeSystemName"), systemNames[code.Attr("codeSystem")]) + " " + v)
	}
	return ""
}

var systemNames = map[string]string{
	oidLOINC: "LOINC", "2.16.840.1.113883.6.96": "SNOMED CT", "2.16.840.1.113883.6.88": "RxNorm", "2.16.840.1.113883.6.90": "ICD-10-CM",
	"2.16.840.1.113883.6.103": "ICD-9-CM", "2.16.840.1.113883.6.12": "CPT", "2.16.840.1.113883.12.292": "CVX",
}

// valueOf says a value of any of the data types that observations have: a
// quantity, a range, a code, a text or a time.
func valueOf(v *xmltree.Node) string {
	if v == nil {
		return ""
	}
	if s := quantity(v); s != "" {
		return s
	}
	if s := named(v); s != "" {
		return s
	}
	if s := v.Words(); s != "" {
		return s
	}
	if why := nullFlavors[v.Attr("nullFlavor")]; why != "" {
		return "(" + why + ")"
	}
	return ""
}

// quantity says a physical quantity or a range of it (HL7 V3 data types, PQ and
// IVL<PQ>). A time is written as a date.
func quantity(v *xmltree.Node) string {
	if v == nil {
		return ""
	}
	if s := v.Attr("value"); s != "" {
		if strings.HasSuffix(v.Attr("type"), "TS") {
			return orElse(timestamp(s).Human(), s)
		}
		return withUnit(s, v.Attr("unit"))
	}
	low, high := v.First("low"), v.First("high")
	a, b := withUnit(low.Attr("value"), low.Attr("unit")), withUnit(high.Attr("value"), high.Attr("unit"))
	if num, den := quantity(v.First("numerator")), quantity(v.First("denominator")); num != "" && den != "" {
		return num + " per " + den
	}
	switch {
	case a != "" && b != "":
		return a + " to " + b
	case a != "":
		return sign(low, "≥", ">") + a
	case b != "":
		return sign(high, "≤", "<") + b
	}
	return ""
}

func sign(bound *xmltree.Node, closed, open string) string {
	if bound.Attr("inclusive") == "false" {
		return open + " "
	}
	return closed + " "
}

func withUnit(v, unit string) string {
	if unit == "1" {
		unit = ""
	}
	if v == "" {
		return ""
	}
	return strings.TrimSpace(v + " " + unit)
}

// timing says from when to when, and how often (IVL_TS and PIVL_TS).
func timing(x *xmltree.Node) (when, often string) {
	var dates, rhythms []string
	for _, t := range x.Elements("effectiveTime") {
		if p := t.First("period"); p != nil {
			if q := quantity(p); q != "" {
				rhythms = append(rhythms, "every "+q)
			}
			continue
		}
		if e := t.First("event"); e.Attr("code") != "" {
			rhythms = append(rhythms, e.Attr("code"))
			continue
		}
		d := period(t)
		if low := t.First("low"); low != nil && t.First("high") == nil && d != "" && x.Name == "substanceAdministration" {
			d = "since " + d
		}
		if d != "" {
			dates = append(dates, d)
		}
	}
	return strings.Join(dates, "; "), strings.Join(rhythms, "; ")
}
