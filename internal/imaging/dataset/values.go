package dataset

import (
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Date reads a DA value (PS3.5 6.2): 20260314, or the older 2026.03.14. A value
// that is no day of the calendar gives the zero Date and a note.
func (h *Header) Date(t uint32) clinical.Date {
	s := h.String(t)
	if s == "" {
		return clinical.Date{}
	}
	d, ok := parseDA(s)
	if !ok {
		h.Notes.Add("a date is not a date and was passed over: " + quoted(s))
	}
	return d
}

func parseDA(s string) (clinical.Date, bool) {
	if len(s) == 10 && (s[4] == '.' && s[7] == '.' || s[4] == '-' && s[7] == '-') {
		s = s[:4] + s[5:7] + s[8:]
	}
	if len(s) < 8 || (len(s) > 8 && len(s) != 14) || !digits(s) {
		return clinical.Date{}, false
	}
	n := func(s string) int { v, _ := strconv.Atoi(s); return v }
	d := clinical.Date{Year: n(s[:4]), Month: n(s[4:6]), Day: n(s[6:8])}
	if !d.Valid() || d.Precision() != clinical.PrecisionDay {
		return clinical.Date{}, false
	}
	return d, true
}

// FormatDA writes a date as DA; "" unless the day is known.
func FormatDA(d clinical.Date) string {
	if d.Precision() != clinical.PrecisionDay {
		return ""
	}
	return strings.ReplaceAll(d.String(), "-", "")
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

func quoted(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return strconv.Quote(s)
}

// Time reads a TM value, "101530.25", or the older "10:15:30"; "" and a note
// where it is neither.
func (h *Header) Time(t uint32) string {
	s := h.String(t)
	if s == "" || validTM(s) {
		return s
	}
	if old := strings.ReplaceAll(s, ":", ""); validTM(old) {
		return old
	}
	h.Notes.Add("a time of day is none and was passed over: " + quoted(s))
	return ""
}

// validTM tells whether s is a TM value (PS3.5 6.2): HH, HHMM or HHMMSS with a fraction.
func validTM(s string) bool {
	whole, fraction, point := strings.Cut(s, ".")
	if point && (len(whole) != 6 || len(fraction) > 6 || !digits(fraction)) {
		return false
	}
	if len(whole)%2 != 0 || len(whole) > 6 || !digits(whole) {
		return false
	}
	for i, limit := range []string{"23", "59", "60"} {
		if part := whole[min(len(whole), 2*i):]; part != "" && part[:2] > limit {
			return false
		}
	}
	return true
}
