package packet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

// told is the demo with these events.
func told(t testing.TB, events []timeline.Event) Packet {
	p := demo(t)
	for i := range events {
		if len(events[i].Sources) == 0 {
			events[i].Sources = []timeline.Source{{Record: p.Documents[i%len(p.Documents)].Record.ID, Page: 1}}
		}
		if events[i].Short == "" {
			events[i].Short = events[i].What
		}
	}
	p.Timeline = events
	return p
}

func on(y, m, d int) clinical.Date { return clinical.Date{Year: y, Month: m, Day: d} }

// timelines are packets with few and many events.
func timelines(t testing.TB) map[string]Packet {
	some := []timeline.Event{
		{Lane: timeline.Scans, What: "Mammogram, left", Short: "mammogram", From: on(2026, 1, 28)},
		{Lane: timeline.Pathology, What: "Needle core biopsy", Short: "pathology report", Quote: "Invasive ductal carcinoma", From: on(2026, 2, 1)},
		{Lane: timeline.Scans, What: "MRI breast, both sides", Short: "MRI scan", From: on(2026, 2, 12)},
		{Lane: timeline.Drugs, What: "Chemotherapy", From: on(2026, 3, 10), Lasting: true},
		{Lane: timeline.Operations, What: "Segmental mastectomy", Short: "segmental mastectomy", From: on(2026, 3, 0)},
		{Lane: timeline.Radiotherapy, What: "Radiotherapy simulation", Short: "simulation", From: on(2026, 5, 11), Planned: true},
		{Lane: timeline.Stays, What: "Stay in hospital", Short: "stay", From: on(2026, 3, 18), To: on(2026, 3, 21), Lasting: true},
		{Lane: timeline.Booked, What: "Clinic visit", Short: "clinic visit", From: on(2026, 12, 8), Planned: true, Sources: []timeline.Source{{}}},
		{Lane: timeline.Operations, What: "Appendectomy", Short: "appendectomy"},
	}
	var many, years, oneDay []timeline.Event
	long := strings.Repeat("Sentinel lymph node and axillary dissection ", 3)
	for i := range 200 {
		many = append(many, timeline.Event{Lane: timeline.Lane(i % 8), What: long, Quote: long + long, From: on(2024+i/80, 1+i%12, 1+i%28), Planned: i%9 == 0})
		oneDay = append(oneDay, timeline.Event{Lane: timeline.Lane(i % 3), What: "病理报告 تقرير", From: on(2026, 3, 14)})
	}
	for i := range 26 {
		e := timeline.Event{Lane: timeline.Lane(i % 7), What: fmt.Sprintf("Event of %d", 2001+i), From: on(2001+i, 0, 0)}
		if i%4 == 0 {
			e.Lasting, e.To = true, on(2001+i, 9, 0)
		}
		years = append(years, e)
	}
	return map[string]Packet{
		"some": told(t, some), "many": told(t, many), "years": told(t, years), "one day": told(t, oneDay),
		"planned": told(t, []timeline.Event{{Lane: timeline.Operations, What: "Mastectomy", From: on(2026, 12, 8), Planned: true}}),
		"undated": told(t, []timeline.Event{{Lane: timeline.Drugs, What: "Tamoxifen", Quote: "She took tamoxifen for a time"}}),
	}
}

func TestTimelinesStayInTheirColumn(t *testing.T) {
	for name, p := range timelines(t) {
		t.Run(name, func(t *testing.T) {
			l := lay(t, p)
			typesettest.CheckPages(t, l.front)
			seen := sectionText(l, "timeline")
			for i := range p.Timeline {
				what := p.Timeline[i].What
				if whole, _ := typeset.Showable(what); !strings.Contains(seen, strings.Join(strings.Fields(whole), " ")) {
					t.Fatalf("event %d is not listed: %q", i, what)
				}
			}
		})
	}
}

func TestTimelineSays(t *testing.T) {
	l := lay(t, timelines(t)["some"])
	got := sectionText(l, "timeline")
	for _, want := range []string{
		"What happened when", "28 Jan 2026 Mammogram, left", "10 Mar 2026 – Chemotherapy; end date not stated", "Mar 2026 Segmental mastectomy",
		"“Invasive ductal carcinoma”", "18 Mar 2026 – 21 Mar 2026 Stay in hospital", "Radiotherapy simulation (planned)", "No date stated", "not stated Appendectomy",
		"Dashed: planned", "Arrow: that end is not stated", "nothing is computed or concluded",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the timeline does not say %q:\n%s", want, got)
		}
	}
}

func TestNoEventNoTimeline(t *testing.T) {
	l := lay(t, demo(t))
	if l.counts[timelineSection] != 0 || strings.Contains(sectionText(l, "timeline"), "What happened") {
		t.Error("a timeline of nothing")
	}
}

// TestTimelineLinksLeadToTheirPages holds every link of the section against the
// pages that the sources have.
func TestTimelineLinksLeadToTheirPages(t *testing.T) {
	l := lay(t, timelines(t)["some"])
	want := map[int]bool{l.sectionPage(timelineSection): true}
	for i := range l.p.Timeline {
		for _, page := range l.eventPages(i) {
			want[page] = true
		}
	}
	got := map[int]bool{}
	for _, pg := range l.front {
		if pg.Section != "timeline" {
			continue
		}
		for _, m := range pg.Marks {
			if link, ok := m.(typeset.LinkMark); ok {
				got[link.Page] = true
				if !want[link.Page] {
					t.Errorf("a link leads to page %d, on which nothing is told", link.Page)
				}
			}
		}
	}
	for i := range l.p.Timeline {
		for _, page := range l.eventPages(i) {
			if !got[page] {
				t.Errorf("no link leads to page %d", page)
			}
		}
	}
	booked := l.p.Timeline[7]
	if page := l.SourcePage(booked.Sources[0]); page != 0 && page != l.sectionPage(statementSection) {
		t.Errorf("what is booked stands on page %d", page)
	}
}

// TestReportsAndScansNameEachOther holds the links in both directions.
func TestReportsAndScansNameEachOther(t *testing.T) {
	l := lay(t, demo(t))
	paired := 0
	for _, e := range l.entries {
		for _, s := range l.scansOf[e.record.ID] {
			paired++
			words, page := l.seeScan(e)
			if page != s.pages.First || !strings.HasSuffix(words, pageWord(page)) {
				t.Errorf("the foot says %q of page %d; the scan is on %d", words, page, s.pages.First)
			}
			if rs := l.remarks(e); !strings.Contains(rs, "pictures: "+pageWord(s.pages.First)) {
				t.Errorf("the row of the report says %q", rs)
			}
			if rs := l.remarks(s); !strings.Contains(rs, "report: "+pageWord(e.pages.First)) {
				t.Errorf("the row of the scan says %q", rs)
			}
		}
	}
	if paired == 0 {
		t.Error("the demo has no report of a scan")
	}
}
