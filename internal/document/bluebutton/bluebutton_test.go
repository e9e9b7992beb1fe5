package bluebutton

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

const veteran = `--------------- MY HEALTHEVET PERSONAL INFORMATION REPORT ---------------
                    *************CONFIDENTIAL*************
                    Produced by the VA Blue Button (v12.10)
                               05 Nov 2014 @ 0827

This summary is a copy of information from your record.

Name: EXAMPLE, PAT A         Date of Birth: 01 Mar 1948

---------------------------- VA MEDICATION HISTORY ----------------------------

Medication: LETROZOLE 2.5MG TAB
Instructions: TAKE ONE TABLET BY MOUTH EVERY DAY
FOR HORMONE THERAPY
Status: Active               Refills Remaining: 2

Medication: RAMIPRIL 5MG CAP
Instructions: TAKE ONE AT NIGHT
Status: Active               Refills Remaining: 0

------------------------------ VA NOTES ------------------------------

Seen today. She feels well and
walks two miles a day.
`

const medicare = `--------------------------------
MYMEDICARE.GOV PERSONAL HEALTH INFORMATION
--------------------------------
**********CONFIDENTIAL***********
Produced by the Blue Button (v2.0)
02/04/2015 9:18 AM

--------------------------------
Demographic
--------------------------------

Source: MyMedicare.gov
Name: PAT EXAMPLE
Date of Birth: 03/01/1948

--------------------------------
Drugs
--------------------------------

Source: Self-Entered
`

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		in, title, given, family, date string
		want                           []string
	}{
		"My HealtheVet": {veteran, "Blue Button record (My HealtheVet)", "PAT A", "EXAMPLE", "2014-11-05", []string{
			"VA MEDICATION HISTORY\nMedication\tInstructions\tStatus\tRefills Remaining\nLETROZOLE 2.5MG TAB\tTAKE ONE TABLET BY MOUTH EVERY DAY\nFOR HORMONE THERAPY\tActive\t2\nRAMIPRIL 5MG CAP\tTAKE ONE AT NIGHT\tActive\t0\nVA NOTES\nSeen today.",
		}},
		"MyMedicare": {medicare, "Blue Button record (MyMedicare.gov)", "PAT", "EXAMPLE", "2015-02-04", []string{"Demographic\nSource:\tMyMedicare.gov\nName:\tPAT EXAMPLE", "Drugs\nSource:\tSelf-Entered"}},
	} {
		if !Is([]byte(c.in)) {
			t.Errorf("%s: not told", name)
		}
		d := Read([]byte(c.in))
		if p := d.Patient; d.Title != c.title || p.Given != c.given || p.Family != c.family || p.BirthDate.String() != "1948-03-01" || d.Date.String() != c.date {
			t.Errorf("%s: %q %+v %v", name, d.Title, p, d.Date)
		}
		text := rendition.Text(d.Blocks)
		for _, w := range c.want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in\n%s", name, w, text)
			}
		}
		whole(t, c.in, text)
	}
	if d := Read([]byte(veteran)); len(d.Codes) != 1 || d.Codes[0].Value != "10160-0" {
		t.Errorf("sections %v", d.Codes)
	}
}

// whole tells that every word of a file stands in the result.
func whole(t *testing.T, in, text string) {
	t.Helper()
	for _, w := range strings.FieldsFunc(in, func(r rune) bool { return strings.ContainsRune(" \n\r\t\f-=_*:•", r) }) {
		if !strings.Contains(text, w) {
			t.Errorf("%q is lost", w)
		}
	}
}

func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		"I pressed the blue button in the lift.": false, "Blue Button report\n-----------\n": true, "": false,
		"Dear doctor,\nmy Blue Button file is attached.\n-----\nPat": false,
	} {
		if got := Is([]byte(in)); got != want {
			t.Errorf("%q: %t", in, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(veteran))
	f.Add([]byte(medicare))
	f.Add([]byte("A: b  C: d\nA: b\n\nA:\n-----\nx\n-----"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		Is(b)
		Read(b)
	})
}
