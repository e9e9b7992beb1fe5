package hl7v2

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// patient reads PID (HL7 v2.5.1, 3.4.2).
func patient(s segment) clinical.Patient {
	p := clinical.Patient{BirthDate: hl7Date(s.get(7, 1))}
	name := ""
	for _, r := range s.repeats(5) {
		if kind := s.part(r, 7); name == "" || kind == "L" {
			name = r
		}
	}
	family, _, _ := strings.Cut(name, string(s.d.component))
	family, _, _ = strings.Cut(family, string(s.d.sub))
	p.Family = s.plain(family)
	p.Given = join(" ", s.part(name, 2), s.part(name, 3))
	switch s.get(8, 1) {
	case "F", "M", "O":
		p.Sex = s.get(8, 1)
	}
	for _, n := range []int{3, 2, 4} {
		for _, r := range s.repeats(n) {
			id, kind := s.part(r, 1), s.part(r, 5)
			switch kind {
			case "", "MR", "PI", "PT", "MRN", "PN", "MRT":
				if id != "" && !slices.Contains(p.IDs, id) {
					p.AddID(id, s.issuer(r))
				}
			}
		}
		if len(p.IDs) > 0 {
			break
		}
	}
	return p
}

// issuer is the assigning authority of a record number (HL7 2.5.1, CX.4): its
// universal id, else its name.
func (s segment) issuer(number string) string {
	components := strings.Split(number, string(s.d.component))
	if len(components) < 4 {
		return ""
	}
	parts := strings.Split(components[3], string(s.d.sub))
	if len(parts) > 1 && parts[1] != "" {
		return s.plain(parts[1])
	}
	return s.plain(parts[0])
}

// hl7Date is the calendar date of a timestamp: YYYY[MM[DD[HHMM…]]].
func hl7Date(s string) clinical.Date {
	digits := s
	if i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		digits = s[:i]
	}
	switch {
	case len(digits) >= 8:
		digits = digits[:4] + "-" + digits[4:6] + "-" + digits[6:8]
	case len(digits) >= 6:
		digits = digits[:4] + "-" + digits[4:6]
	case len(digits) == 4:
	default:
		return clinical.Date{}
	}
	d, err := clinical.ParseDate(digits)
	if err != nil {
		return clinical.Date{}
	}
	return d
}

// date is when it was done: when the specimen was taken, else when the document
// was about, else when it was reported.
func date(s segment) clinical.Date {
	fields := []int{7, 14, 22, 6}
	if s.name == "TXA" {
		fields = []int{4, 6, 7, 8}
	}
	for _, n := range fields {
		if d := hl7Date(s.get(n, 1)); !d.IsZero() {
			return d
		}
	}
	return clinical.Date{}
}

// title is what was asked for, or the kind of a document.
func title(s segment) string {
	if s.name == "TXA" {
		t := coded(s, 2)
		return orElse(documentKinds[t], t)
	}
	return coded(s, 4)
}

// coded is the name of a coded element: its text, else its other text, else its
// code.
func coded(s segment, n int) string {
	for _, c := range []int{2, 5, 9, 1, 4} {
		if v := s.get(n, c); v != "" {
			return v
		}
	}
	return ""
}

// facility is MSH-4, else MSH-3.
func facility(s segment) string { return orElse(s.get(4, 1), s.get(3, 1)) }

func author(s segment) string {
	switch s.name {
	case "TXA":
		return orElse(orElse(person(s, 9), person(s, 5)), person(s, 10))
	case "OBR":
		return orElse(person(s, 32), person(s, 16))
	}
	return ""
}

// person reads an extended name (XCN, or NDL with sub-components): "Dr Ann Lee".
func person(s segment, n int) string {
	first, _, _ := strings.Cut(s.raw(n), string(s.d.repeat))
	parts := strings.Split(first, string(s.d.component))
	if strings.Contains(parts[0], string(s.d.sub)) {
		parts = strings.Split(parts[0], string(s.d.sub))
	}
	at := func(i int) string {
		if i < len(parts) && parts[i] != `""` {
			return strings.TrimSpace(s.plain(parts[i]))
		}
		return ""
	}
	return orElse(join(" ", at(5), at(2), at(3), at(1), at(4)), at(0))
}

func specimen(s segment) string {
	return join(" ", coded(s, 15))
}

// value is one value of an OBX as text.
func value(s segment, v, kind string) string {
	switch kind {
	case "CE", "CWE", "CNE":
		for _, c := range []int{2, 9, 5, 1} {
			if t := s.part(v, c); t != "" {
				return t
			}
		}
		return ""
	case "SN": // ">^100", "100^-^200"
		return join(" ", s.part(v, 1), s.part(v, 2), s.part(v, 3), s.part(v, 4))
	case "DT", "TS", "DTM":
		if d := hl7Date(v); !d.IsZero() {
			return d.Human()
		}
	}
	return strings.Join(strings.FieldsFunc(s.plain(v), func(r rune) bool { return r == rune(s.d.component) }), " ")
}

// flagWords are the values of HL7 table 0078.
var flagWords = map[string]string{
	"L": "low", "H": "high", "LL": "very low", "HH": "very high", "<": "below the scale", ">": "above the scale", "A": "abnormal", "AA": "very abnormal",
	"N": "", "S": "sensitive", "R": "resistant", "I": "intermediate", "POS": "positive", "NEG": "negative", "U": "rising", "D": "falling", "B": "better", "W": "worse",
}

func flags(s segment) string {
	var out []string
	for _, r := range s.repeats(8) {
		f := s.part(r, 1)
		if w, ok := flagWords[f]; ok {
			f = w
		}
		if f != "" {
			out = append(out, f)
		}
	}
	return strings.Join(out, ", ")
}

// stateOf is HL7 table 0085; a final result needs no word.
func stateOf(code string) string {
	return map[string]string{
		"C": "corrected", "P": "preliminary", "D": "withdrawn", "X": "no result", "R": "not verified", "W": "wrong, taken back", "I": "pending", "S": "partial", "U": "now final",
	}[code]
}

// resultStates is HL7 table 0123.
var resultStates = map[string]string{"P": "preliminary", "C": "corrected", "X": "cancelled", "R": "not verified", "I": "pending", "S": "scheduled", "A": "some results", "F": "final"}

// documentStates are HL7 tables 0271 and 0273.
var documentStates = map[string]string{"DI": "dictated", "DO": "documented", "IN": "incomplete", "IP": "in progress", "LA": "signed", "AU": "authenticated", "PA": "before authentication", "CA": "cancelled", "OB": "out of date"}

// documentKinds is HL7 table 0270.
var documentKinds = map[string]string{
	"AR": "Autopsy report", "CD": "Cardiodiagnostics", "CN": "Consultation", "DI": "Diagnostic imaging", "DS": "Discharge summary", "ED": "Emergency department report",
	"HP": "History and physical examination", "OP": "Operative report", "PC": "Psychiatric consultation", "PH": "Psychiatric history and physical", "PN": "Procedure note",
	"PR": "Progress note", "SP": "Surgical pathology", "TS": "Transfer summary",
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789.") == "" }

// filled leaves out the columns in which nothing stands below the head.
func filled(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for i := range rows[0] {
		if slices.ContainsFunc(rows[1:], func(r []string) bool { return r[i] != "" }) {
			for k, r := range rows {
				out[k] = append(out[k], r[i])
			}
		}
	}
	return out
}

func paren(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func orElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

func join(between string, list ...string) string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, between)
}

// fileName is a title as the name of a file.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < 0x20 {
			return ' '
		}
		return r
	}, s)
	r := []rune(strings.Join(strings.Fields(s), " "))
	return string(r[:min(len(r), 80)])
}
