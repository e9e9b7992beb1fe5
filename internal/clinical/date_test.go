package clinical

import "testing"

func TestParseDateAndBack(t *testing.T) {
	for _, tc := range []struct {
		text  string
		want  Date
		human string
		prec  Precision
	}{
		{"2026-03-14", Date{2026, 3, 14}, "14 Mar 2026", PrecisionDay},
		{"2026-03", Date{2026, 3, 0}, "Mar 2026", PrecisionMonth},
		{"2026", Date{2026, 0, 0}, "2026", PrecisionYear},
		{"2024-02-29", Date{2024, 2, 29}, "29 Feb 2024", PrecisionDay},
		{"", Date{}, "", PrecisionNone},
	} {
		d, err := ParseDate(tc.text)
		if err != nil || d != tc.want {
			t.Errorf("ParseDate(%q) = %v, %v", tc.text, d, err)
		}
		if d.String() != tc.text || d.Human() != tc.human || d.Precision() != tc.prec {
			t.Errorf("%q: String %q, Human %q, Precision %q", tc.text, d.String(), d.Human(), d.Precision())
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{
		"2026-02-30", "2026-13-01", "2025-02-29", "14 Mar 2026", "2026-3-14", "26-03-14", "2026-00-10",
		"2026-03-14-01", "0000", "2026-03-00", "-", "2026-", "９９９９", "2026-+3", "+026", "2026-03-+4",
	} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, d)
		}
	}
}

func TestDaysUntil(t *testing.T) {
	a, b := Date{2026, 2, 27}, Date{2026, 3, 2}
	if n, ok := a.DaysUntil(b); n != 3 || !ok {
		t.Errorf("got %d, %v", n, ok)
	}
	if n, ok := b.DaysUntil(a); n != -3 || !ok {
		t.Errorf("got %d, %v", n, ok)
	}
	if _, ok := a.DaysUntil(Date{2026, 3, 0}); ok {
		t.Error("a month is not a day")
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-03-14", "2026-03", "2026", "", "2026-02-30", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err == nil && d.String() != s {
			t.Errorf("ParseDate(%q).String() = %q", s, d.String())
		}
		if err == nil && !d.IsZero() && !d.Valid() {
			t.Errorf("ParseDate(%q) = %v, which the calendar does not have", s, d)
		}
	})
}
