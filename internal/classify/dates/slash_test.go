package dates

import "testing"

func TestASlashTakenForAStroke(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Date: 03/14I2026", "2026-03-14"},
		{"Date: 03l14/2026", "2026-03-14"},
		{"Date: 03|14|2026", "2026-03-14"},
		{"Date: 03/1412026", "2026-03-14"},
		{"Date: 03114/2026", "2026-03-14"},
		{"Date: 3/14l2026", "2026-03-14"},
		{"Date: O3/I4I2026", "2026-03-14"},
		// What is no date stays none.
		{"Number: 0311412026", ""},
		{"Number: 98/1412026", ""},
		{"Number: 03/1419999", ""},
		{"Lot 12/3413055", ""},
		{"Date: 03/14/2026", "2026-03-14"},
	} {
		got := ""
		if found := Find(c.text); len(found) == 1 {
			got = found[0].Date.String()
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMonthsMisread(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"14 rnaart 2026", "2026-03-14"},
		{"1 kvvietnia 2026 r.", "2026-04-01"},
		{"1. Jurii 2026", "2026-06-01"},
		{"Aiigust 17, 2026", "2026-08-17"},
		{"N0vember 2024", "2024-11"},
		{"14. Mä rz 2026", "2026-03-14"},
		{"14 of the 2026", ""},
		{"5 mg or 2026", ""},
		{"Maria 17, 2026", ""},
		{"Arrival 17, 2026", ""},
	} {
		got := ""
		if found := Find(c.text); len(found) == 1 {
			got = found[0].Date.String()
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
