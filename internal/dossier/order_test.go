package dossier

import (
	"strings"
	"testing"
)

// What one paper of a case proves of day and month is used for all; what none
// proves is said.
func TestDayAndMonthAreProvedByTheCase(t *testing.T) {
	note := func(date string) string {
		return "LAKESIDE CLINIC\nDISCHARGE SUMMARY\nPatient: DOE, Jane\nAdmission date: " + date + "\nDischarge date: " + date +
			"\nHospital course: uneventful.\nDischarge medications: none.\n"
	}
	date := func(files map[string]string) (got string, doubted bool) {
		d := sortFiles(t, files)
		for _, e := range d.Entries {
			if e.Item.Path == "a.txt" {
				got = e.Date.String()
			}
		}
		for _, f := range d.Findings {
			doubted = doubted || f.Rule == "date-order" && f.Path == "a.txt" && strings.Contains(f.Message, "or")
		}
		return got, doubted
	}
	if got, doubted := date(map[string]string{"a.txt": note("03/04/2026")}); !doubted {
		t.Errorf("alone it is read as %s without a doubt", got)
	}
	if got, doubted := date(map[string]string{"a.txt": note("03/04/2026"), "b.txt": note("23/04/2026")}); got != "2026-04-03" || doubted {
		t.Errorf("beside a paper that proves day first: %s, doubted %v", got, doubted)
	}
	if got, doubted := date(map[string]string{"a.txt": note("03/04/2026"), "b.txt": note("04/23/2026")}); got != "2026-03-04" || doubted {
		t.Errorf("beside a paper that proves month first: %s, doubted %v", got, doubted)
	}
}
