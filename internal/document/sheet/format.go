package sheet

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
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

// format is what a section of a code asks for.
type format struct {
	general, digits, percent, exponent bool
	zeros, decimals, optional          int // places before the point that are always there; places after it
	before, after                      string
	year, month, day                   bool
	hour, minute, second, elapsed      bool
}

func (f *format) isDate() bool {
	return !f.digits && !f.general && (f.year || f.month || f.day || f.hour || f.minute || f.second)
}

func parseFormat(code string) format {
	p := formatParser{code: code}
	if code == "" || strings.EqualFold(code, "general") {
		p.f.general = true
		return p.f
	}
	for p.at < len(p.code) {
		p.next()
	}
	// "m" is a minute after an hour or before a second, else a month.
	p.f.month = p.months > 0
	return p.f
}

type formatParser struct {
	f      format
	code   string
	at     int
	point  bool
	months int
	last   byte // the last of y m d h s
}

func (p *formatParser) literal(s string) {
	if p.f.digits {
		p.f.after += s
	} else {
		p.f.before += s
	}
}

func (p *formatParser) next() {
	c := p.code[p.at]
	rest := p.code[p.at:]
	p.at++
	switch {
	case c == '"':
		text, _, _ := strings.Cut(rest[1:], `"`)
		p.at += len(text) + 1
		p.literal(text)
	case c == '\\':
		if p.at < len(p.code) {
			r := []rune(p.code[p.at:])[0]
			p.at += len(string(r))
			p.literal(string(r))
		}
	case c == '_' || c == '*': // the width of a character, or a filling
		p.at = min(p.at+1, len(p.code))
	case c == '[':
		p.bracket(rest)
	case c == '0' || c == '#' || c == '?':
		p.digit(c)
	case c == '.' && (p.f.digits || p.at < len(p.code) && strings.IndexByte("0#?", p.code[p.at]) >= 0) && p.last != 's':
		p.f.digits, p.point = true, true
	case c == '.' && p.last == 's':
		for p.at < len(p.code) && p.code[p.at] == '0' {
			p.at++
		}
	case c == '%':
		p.f.percent = true
		p.literal("%")
	case (c == 'E' || c == 'e') && p.f.digits && p.at < len(p.code) && (p.code[p.at] == '+' || p.code[p.at] == '-'):
		p.f.exponent = true
		p.at = len(p.code)
	case len(rest) >= 5 && strings.EqualFold(rest[:5], "am/pm"):
		p.at += 4
	case len(rest) >= 7 && strings.EqualFold(rest[:7], "general"):
		p.at += 6
		p.f.general = true
	case strings.IndexByte("yYmMdDhHsS", c) >= 0:
		p.dateLetter(c | 0x20)
	case c == ',' || c == '@':
	case c == '/' && p.f.digits: // a fraction
		p.f.general = true
		p.at = len(p.code)
	default:
		if !p.f.isDate() {
			p.literal(string([]rune(rest)[0]))
		}
		p.at += len(string([]rune(rest)[0])) - 1
	}
}

// bracket reads a colour, a condition, a currency with its country, or hours
// that do not end at 24.
func (p *formatParser) bracket(rest string) {
	inside, _, found := strings.Cut(rest[1:], "]")
	if !found {
		return
	}
	p.at += len(inside) + 1
	if symbol, ok := strings.CutPrefix(inside, "$"); ok {
		symbol, _, _ = strings.Cut(symbol, "-")
		p.literal(symbol)
		return
	}
	switch low := strings.ToLower(inside); {
	case strings.Trim(low, "h") == "":
		p.f.hour, p.f.elapsed, p.last = true, true, 'h'
	case strings.Trim(low, "m") == "":
		p.f.minute, p.f.elapsed, p.last = true, true, 'm'
	case strings.Trim(low, "s") == "":
		p.f.second, p.f.elapsed, p.last = true, true, 's'
	}
}

func (p *formatParser) digit(c byte) {
	p.f.digits = true
	switch {
	case p.point && c == '0':
		p.f.decimals += 1 + p.f.optional
		p.f.optional = 0
	case p.point:
		p.f.optional++
	case c == '0':
		p.f.zeros++
	}
}

func (p *formatParser) dateLetter(c byte) {
	for p.at < len(p.code) && p.code[p.at]|0x20 == c {
		p.at++
	}
	switch c {
	case 'y':
		p.f.year = true
	case 'm':
		if p.last == 'h' || p.secondFollows() {
			p.f.minute = true
		} else {
			p.months++
		}
	case 'd':
		p.f.day = true
	case 'h':
		p.f.hour = true
	case 's':
		p.f.second = true
	}
	p.last = c
}

func (p *formatParser) secondFollows() bool {
	rest := strings.TrimLeft(p.code[p.at:], ": .")
	return rest != "" && rest[0]|0x20 == 's'
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

// lastDay is 31 December 9999, beyond which a number is no day.
const lastDay = 2_958_465

// date shows the day and time that a number stands for: days since the last day
// of 1899, with a 29 February 1900 that never was, or since the first of 1904.
func (f *format) date(v float64, from1904 bool) string {
	if v < 0 || v > lastDay {
		return general(v)
	}
	day := math.Floor(v)
	seconds := int(math.Round((v - day) * 86400))
	if f.elapsed {
		return clock(int(day)*24+seconds/3600, seconds, f.second)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second)
	var layout []string
	switch {
	case f.year && f.month && f.day:
		layout = append(layout, "2006-01-02")
	case f.year && f.month:
		layout = append(layout, "Jan 2006")
	case f.month && f.day:
		layout = append(layout, "2 Jan")
	case f.year:
		layout = append(layout, "2006")
	case f.month:
		layout = append(layout, "January")
	case f.day:
		layout = append(layout, "Monday 2")
	}
	switch {
	case f.second && (f.hour || f.minute):
		layout = append(layout, "15:04:05")
	case f.hour || f.minute:
		layout = append(layout, "15:04")
	}
	return t.Format(strings.Join(layout, " "))
}

func clock(hours, seconds int, withSeconds bool) string {
	s := strconv.Itoa(hours) + ":" + two(seconds/60%60)
	if withSeconds {
		s += ":" + two(seconds%60)
	}
	return s
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
