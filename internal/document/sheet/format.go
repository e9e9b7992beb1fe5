package sheet

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// builtin are the number formats that files name by number only (ECMA-376 Part
// 1, 18.8.30). Those that follow the country of the reader are all dates here.
var builtin = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
	22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
	27: "yyyy-mm-dd", 28: "yyyy-mm-dd", 29: "yyyy-mm-dd", 30: "yyyy-mm-dd", 31: "yyyy-mm-dd", 36: "yyyy-mm-dd",
	50: "yyyy-mm-dd", 51: "yyyy-mm-dd", 52: "yyyy-mm-dd", 53: "yyyy-mm-dd", 54: "yyyy-mm-dd", 57: "yyyy-mm-dd", 58: "yyyy-mm-dd",
}

// display is a number as a format code shows it. Days are written as year,
// month and day whatever their order in the code, for a reader of another
// country must not mistake them; digits are not grouped.
func display(v float64, code string, from1904 bool) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	part, negative := section(code, v)
	f := parseFormat(part)
	switch {
	case f.isDate():
		return f.date(v, from1904)
	case f.general || !f.digits:
		if !f.digits && !f.general && f.before != "" { // text alone
			return f.before
		}
		return strings.TrimSpace(f.before + general(v) + f.after)
	}
	if negative { // the section has a sign, or a colour, of its own
		v = -v
	}
	return f.number(v)
}

// section is the part of a code for positive numbers, negative ones or zero.
func section(code string, v float64) (part string, negative bool) {
	parts := splitOutside(code)
	switch {
	case v < 0 && len(parts) > 1 && parts[1] != "":
		return parts[1], true
	case v == 0 && len(parts) > 2 && parts[2] != "":
		return parts[2], false
	}
	return parts[0], false
}

// splitOutside divides a code at the semicolons that are no text.
func splitOutside(code string) []string {
	var out []string
	quoted, start := false, 0
	for i := 0; i < len(code); i++ {
		switch {
		case code[i] == '\\' && !quoted:
			i++
		case code[i] == '"':
			quoted = !quoted
		case code[i] == ';' && !quoted:
			out = append(out, code[start:i])
			start = i + 1
		}
	}
	return append(out, code[min(start, len(code)):])
}

func (f *format) number(v float64) string {
	if f.percent {
		v *= 100
	}
	places := f.decimals + f.optional
	if f.exponent {
		return f.before + strconv.FormatFloat(v, 'E', min(places, 15), 64) + f.after
	}
	s := fixed(v, min(places, 15))
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "-", rest
	}
	whole, part, _ := strings.Cut(s, ".")
	for len(part) > f.decimals && part[len(part)-1] == '0' {
		part = part[:len(part)-1]
	}
	for len(whole) < min(f.zeros, 30) {
		whole = "0" + whole
	}
	if part != "" {
		whole += "." + part
	}
	if strings.Trim(whole, "0.") == "" {
		sign = ""
	}
	return f.before + sign + whole + f.after
}

// fixed rounds as people do, from the decimal digits: what binary fractions add
// beyond 15 of them is dropped first.
func fixed(v float64, places int) string {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'g', 15, 64))
	if !ok {
		return strconv.FormatFloat(v, 'f', places, 64)
	}
	return r.FloatString(places)
}

// general is a number without a format.
func general(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatInt(int64(v), 10)
	}
	if a := math.Abs(v); a >= 1e15 || a < 1e-9 {
		return strconv.FormatFloat(v, 'G', 6, 64)
	}
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 11, 64), 64)
	return strconv.FormatFloat(r, 'f', -1, 64)
}
