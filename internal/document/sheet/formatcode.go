package sheet

import "strings"

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
