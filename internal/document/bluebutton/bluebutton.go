// Package bluebutton reads the text files that American portals give out under
// the name Blue Button: My HealtheVet (Veterans Affairs), MyMedicare.gov, Tricare,
// va.gov. They have no published grammar: a banner, titles between dashes, lines
// of "key: value". Every line of the file stands in the result.
package bluebutton

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// banner is how much of a file holds its banner.
const banner = 4000

var (
	named = regexp.MustCompile(`(?i)blue ?button|my ?healthevet|mymedicare\.gov`)
	says  = regexp.MustCompile(`(?i)produced by the .{0,30}blue ?button|personal (health )?information( report)?|blue ?button report|blue ?button (data|download)`)
	rule  = regexp.MustCompile(`^\s*[-=_*]{5,}\s*$`)
	title = regexp.MustCompile(`^\s*[-=]{3,}\s*([^-=\s].*?[^-=\s]|\S)\s*[-=]{3,}\s*$`)
)

// Is tells whether a text is a Blue Button file: its banner names one, and there
// are titles or rulers of dashes.
func Is(data []byte) bool {
	head := rendition.Decode(data[:min(len(data), banner)])
	if !named.MatchString(head) || !says.MatchString(head) {
		return false
	}
	for _, l := range strings.Split(head, "\n") {
		if rule.MatchString(l) || title.MatchString(l) {
			return true
		}
	}
	return false
}

// maxBytes is how much of a file is read.
const maxBytes = 8 << 20

// Read reads a Blue Button file; of one that is very long, the beginning.
func Read(data []byte) *hl7.Document {
	x := &reading{doc: &hl7.Document{Title: "Blue Button record"}, b: rendition.NewBuilder()}
	lines := strings.Split(rendition.Decode(data[:min(len(data), maxBytes)]), "\n")
	x.header(lines)
	x.b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: x.doc.Title})
	x.draw(lines)
	x.doc.Blocks = x.b.Blocks()
	if x.doc.Cut = x.b.Cut() || len(data) > maxBytes; x.doc.Cut {
		x.doc.Losses = append(x.doc.Losses, "the end is cut, for the text is very long")
	}
	return x.doc
}

// reading is one file as its lines are met.
type reading struct {
	doc    *hl7.Document
	b      *rendition.Builder
	groups [][]pair // entries of "key: value" that are not drawn yet
	lines  []string // of the group that is open
}

type pair struct{ key, value string }

var (
	nameLine  = regexp.MustCompile(`(?i)^\s*(?:patient |full )?name\s*:\s*(\S.*?)(?:\s{2,}|\s+date of birth|$)`)
	birthLine = regexp.MustCompile(`(?i)\b(?:date of birth|birth date|dob)\s*:\s*(.{6,20})`)
	stampLine = regexp.MustCompile(`(?i)^\s*(?:(?:report )?(?:generated|created|date|downloaded)[^:\d]{0,30}:?\s*)?(\d{1,2}[/ ][A-Za-z0-9]{1,9}[/ ]\d{4})\s*(?:@|at|\d{1,2}:\d\d)?.{0,20}$`)
)

// header finds whom the file is about, and when it was made.
func (x *reading) header(lines []string) {
	d := x.doc
	for i, l := range lines[:min(len(lines), 400)] {
		if m := nameLine.FindStringSubmatch(l); m != nil && d.Patient.Family == "" {
			d.Patient.Family, d.Patient.Given = splitName(m[1])
		}
		if m := birthLine.FindStringSubmatch(l); m != nil && d.Patient.BirthDate.IsZero() {
			d.Patient.BirthDate = dateIn(m[1])
		}
		if m := stampLine.FindStringSubmatch(l); m != nil && i < 30 && d.Date.IsZero() {
			d.Date = dateIn(m[1])
		}
		switch lower := strings.ToLower(l); {
		case i > 30 || d.Facility != "":
		case strings.Contains(lower, "healthevet"), strings.Contains(lower, "va.gov"), strings.Contains(lower, "va blue button"):
			d.Facility, d.Title = "Department of Veterans Affairs", "Blue Button record (My HealtheVet)"
		case strings.Contains(lower, "mymedicare"):
			d.Facility, d.Title = "Medicare", "Blue Button record (MyMedicare.gov)"
		}
	}
}

// splitName reads "LAST, FIRST M" or "FIRST LAST".
func splitName(s string) (family, given string) {
	if f, g, ok := strings.Cut(s, ","); ok {
		return strings.TrimSpace(f), strings.TrimSpace(g)
	}
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		return s[i+1:], s[:i]
	}
	return s, ""
}

var (
	slashed = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	worded  = regexp.MustCompile(`\b(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})\b`)
	wordly  = regexp.MustCompile(`\b([A-Za-z]{3})[a-z]* (\d{1,2}), (\d{4})\b`)
)

const months = "JanFebMarAprMayJunJulAugSepOctNovDec"

// dateIn reads the date of a text: these portals are American, so that the month
// comes before the day where both are numbers.
func dateIn(s string) clinical.Date {
	var d clinical.Date
	if m := slashed.FindStringSubmatch(s); m != nil {
		d = clinical.Date{Year: number(m[3]), Month: number(m[1]), Day: number(m[2])}
	} else if m := worded.FindStringSubmatch(s); m != nil {
		d = clinical.Date{Year: number(m[3]), Month: monthOf(m[2]), Day: number(m[1])}
	} else if m := wordly.FindStringSubmatch(s); m != nil {
		d = clinical.Date{Year: number(m[3]), Month: monthOf(m[1]), Day: number(m[2])}
	}
	if !d.Valid() || d.Month == 0 {
		return clinical.Date{}
	}
	return d
}

func number(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

func monthOf(s string) int {
	name := strings.ToUpper(s[:1]) + strings.ToLower(s[1:3])
	if i := strings.Index(months, name); i >= 0 && i%3 == 0 {
		return i/3 + 1
	}
	return 0
}
