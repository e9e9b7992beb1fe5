package deidentify

import (
	"bytes"
	"regexp"
	"strings"
	"time"
)

// Removed stands where a text was that may not be empty.
const Removed = "REMOVED"

// dummyValue is a value that says nothing, of the VR (PS3.5 6.2).
func dummyValue(vr string) []byte {
	switch vr {
	case "AS":
		return []byte("000Y")
	case "DA":
		return []byte("19000101")
	case "DT":
		return []byte("19000101000000")
	case "TM":
		return []byte("000000")
	case "DS", "IS":
		return []byte("0 ")
	case "AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT":
		return even([]byte(Removed), ' ')
	}
	return make([]byte, 8) // numbers of every width, and bytes
}

// even pads a value to an even length (PS3.5 6.2).
func even(b []byte, pad byte) []byte {
	if len(b)%2 == 1 {
		b = append(b, pad)
	}
	return b
}

// uids are new UIDs for the old ones of a value.
func (k Key) uids(value []byte) []byte {
	var out []string
	for part := range strings.SplitSeq(string(value), `\`) {
		out = append(out, k.UID(strings.Trim(part, " \x00")))
	}
	return even([]byte(strings.Join(out, `\`)), 0)
}

// wholeDate is a date, or a date with a time and a time zone (PS3.5 6.2).
var wholeDate = regexp.MustCompile(`^[0-9]{8}[0-9.]*([+-][0-9]{4})?$`)

// shifted are the dates of a value, each as many days back. ok is false where one
// is no whole date.
func shifted(value []byte, days int) (out []byte, ok bool) {
	parts := bytes.Split(bytes.TrimRight(value, " \x00"), []byte(`\`))
	for i, p := range parts {
		p = bytes.TrimSpace(p)
		if len(p) == 0 {
			parts[i] = nil
			continue
		}
		if !wholeDate.Match(p) {
			return nil, false // a part of a date, or a range of dates
		}
		day, err := time.Parse("20060102", string(p[:8]))
		if err != nil {
			return nil, false
		}
		parts[i] = append([]byte(day.AddDate(0, 0, -days).Format("20060102")), p[8:]...)
	}
	return even(bytes.Join(parts, []byte(`\`)), ' '), true
}
