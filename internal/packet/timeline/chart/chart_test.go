package chart

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

func width(s string) typeset.Length { return typeset.NoteStyle.Face.Width(s, 7200) }

func day(y, m, d int) clinical.Date { return clinical.Date{Year: y, Month: m, Day: d} }

// random makes events of all lanes and precisions over some years.
func random(r *rand.Rand, n, years int) []timeline.Event {
	events := make([]timeline.Event, n)
	for i := range events {
		e := timeline.Event{Lane: timeline.Lane(r.IntN(8)), Short: strings.Repeat("a long name of it ", 1+r.IntN(4)), Planned: r.IntN(5) == 0}
		e.From = day(2026-r.IntN(years), r.IntN(13), 0)
		if e.From.Month > 0 && r.IntN(4) > 0 {
			e.From.Day = 1 + r.IntN(28)
		}
		switch r.IntN(6) {
		case 0:
			e.Lasting, e.To = true, day(e.From.Year+r.IntN(3), 12, 31)
		case 1:
			e.Lasting = true
		case 2:
			e.Lasting, e.To, e.From = true, e.From, clinical.Date{}
		}
		events[i] = e
	}
	return events
}

// check holds a picture against the promises of it.
func check(t *testing.T, name string, c *Chart, events []timeline.Event) {
	t.Helper()
	seen := map[int]bool{}
	for i := range c.Marks {
		m := &c.Marks[i]
		if seen[m.Event] {
			t.Errorf("%s: event %d has two marks", name, m.Event)
		}
		seen[m.Event] = true
		b := m.box()
		if b.from < 0 || b.to > c.Width || m.Y-Thick < 0 || m.Y+Thick > c.Axis {
			t.Errorf("%s: mark %d leaves the picture: %v in %v × %v", name, i, b, c.Width, c.Axis)
		}
		if m.Label != "" && (m.LabelX < c.Left || m.LabelX+m.LabelW > c.Width) {
			t.Errorf("%s: label %q leaves the picture", name, m.Label)
		}
		for k := range i {
			o := &c.Marks[k]
			if m.Label != "" && o.Label != "" && o.LabelY == m.LabelY && m.LabelX < o.LabelX+o.LabelW && o.LabelX < m.LabelX+m.LabelW {
				t.Errorf("%s: labels %q and %q overlap", name, m.Label, o.Label)
			}
		}
	}
	for i := range events {
		if events[i].Dated() != seen[i] {
			t.Errorf("%s: event %d, dated: %v, drawn: %v", name, i, events[i].Dated(), seen[i])
		}
	}
	free := typeset.Length(-1 << 40)
	for _, tick := range c.Ticks {
		if tick.Label == "" {
			continue
		}
		if tick.LabelX < free || tick.LabelX+width(tick.Label) > c.Width+width(tick.Label)/2 {
			t.Errorf("%s: the label %q of the axis has no room", name, tick.Label)
		}
		free = tick.LabelX + width(tick.Label)
	}
	if c.Height > 660*typeset.Point {
		t.Errorf("%s: %v points high, more than a page", name, c.Height.Points())
	}
}

func TestNothingOverlapsOrLeaves(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		n, years := 1+r.IntN(220), 1+r.IntN(40)
		events := random(r, n, years)
		c, ok := Draw(events, func(i int) int { return i + 1 }, typeset.ColumnWidth, width)
		if !ok {
			t.Fatalf("seed %d: nothing is drawn", seed)
		}
		check(t, fmt.Sprintf("seed %d, %d events, %d years", seed, n, years), &c, events)
	}
}

func TestManyOnOneDayShareALabel(t *testing.T) {
	var events []timeline.Event
	for range 200 {
		events = append(events, timeline.Event{Lane: timeline.Scans, Short: "CT scan", From: day(2026, 3, 14)})
	}
	c, _ := Draw(events, func(int) int { return 9 }, typeset.ColumnWidth, width)
	check(t, "one day", &c, events)
	if m := c.Marks[0]; m.Label != "200 scans, no. 1–200" || m.Group != 200 {
		t.Errorf("got %q for %d", m.Label, m.Group)
	}
}

func TestLongEmptyTimesAreLeftOut(t *testing.T) {
	at := func(years ...int) []timeline.Event {
		var out []timeline.Event
		for _, y := range years {
			out = append(out, timeline.Event{Lane: timeline.Scans, Short: "CT scan", From: day(y, 3, 14)})
		}
		return out
	}
	for _, c := range []struct {
		years  []int
		breaks int
	}{
		{[]int{2026}, 0},
		{[]int{2025, 2026}, 0}, // a year is not long
		{[]int{2006, 2026}, 1},
		{[]int{2006, 2016, 2026}, 2},
		{[]int{2006, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024, 2026}, 0}, // no gap stands out
		{[]int{1960, 1970, 1980, 1990, 2000, 2010, 2020}, 0},
	} {
		got, _ := Draw(at(c.years...), func(int) int { return 1 }, typeset.ColumnWidth, width)
		if len(got.Breaks) != c.breaks {
			t.Errorf("%v: %d breaks, want %d", c.years, len(got.Breaks), c.breaks)
		}
		check(t, fmt.Sprint(c.years), &got, at(c.years...))
		if len(got.Ticks) == 0 {
			t.Errorf("%v: the axis has no tick", c.years)
		}
	}
}

func TestPrecisionIsDrawnAsStated(t *testing.T) {
	events := []timeline.Event{
		{Lane: timeline.Scans, Short: "CT scan", From: day(2026, 3, 0)},
		{Lane: timeline.Scans, Short: "CT scan", From: day(2026, 3, 14)},
		{Lane: timeline.Drugs, Short: "letrozole", From: day(2026, 2, 3), Lasting: true},
		{Lane: timeline.Drugs, Short: "tamoxifen", To: day(2026, 1, 0), Lasting: true},
		{Lane: timeline.Drugs, Short: "EC", From: day(2026, 1, 5), To: day(2026, 4, 5), Lasting: true},
		{Lane: timeline.Operations, Short: "undated"},
	}
	c, _ := Draw(events, func(int) int { return 1 }, typeset.ColumnWidth, width)
	check(t, "precision", &c, events)
	by := map[int]Mark{}
	for _, m := range c.Marks {
		by[m.Event] = m
	}
	if m := by[0]; m.VagueW == 0 || m.X <= m.VagueX || m.X >= m.VagueX+m.VagueW {
		t.Errorf("a month is no point: %+v", m)
	}
	if by[1].VagueW != 0 {
		t.Error("a day is a point")
	}
	if m := by[2]; m.Shape != Bar || !m.OpenRight || m.OpenLeft {
		t.Errorf("an end that is not stated is open: %+v", m)
	}
	if m := by[3]; m.Shape != Bar || m.OpenRight || !m.OpenLeft {
		t.Errorf("a start that is not stated is open: %+v", m)
	}
	if m := by[4]; m.Shape != Bar || m.OpenRight || m.OpenLeft || m.W < by[2].W {
		t.Errorf("a bar from day to day: %+v", m)
	}
	for _, want := range []string{"Arrow", "only the month or year", "table only"} {
		if !strings.Contains(c.Legend(events), want) {
			t.Errorf("the legend %q lacks %q", c.Legend(events), want)
		}
	}
}

func TestNothingDatedIsNoPicture(t *testing.T) {
	if _, ok := Draw([]timeline.Event{{Short: "x"}}, func(int) int { return 0 }, typeset.ColumnWidth, width); ok {
		t.Error("a picture of nothing")
	}
}
