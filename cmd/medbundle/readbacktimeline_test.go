package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// holdsTimeline holds the links of the timeline against the manifest, and the words
// of every event.
func (p *packetFacts) holdsTimeline(t *testing.T, m manifest.Manifest) {
	t.Helper()
	from, to := 0, 0
	for i, part := range m.Packet.Front {
		if part.Title == "Timeline" {
			from, to = part.Page, m.Packet.Front[i+1].Page-1 // the index comes after it
		}
	}
	if (from == 0) != (len(m.Timeline) == 0) {
		t.Fatalf("%d events, and the timeline begins on page %d", len(m.Timeline), from)
	}
	if from == 0 {
		return
	}
	leads := map[int]bool{}
	for _, l := range p.links {
		if l.from >= from && l.from <= to {
			leads[l.to] = true
		}
	}
	stated := map[int]bool{from: true}
	listed := strings.Join(strings.Fields(strings.Join(p.text[from-1:to], " ")), " ")
	for _, e := range m.Timeline {
		for i, s := range e.Sources {
			stated[s.PacketPage] = true
			if i < 6 && s.PacketPage > 0 && !leads[s.PacketPage] {
				t.Errorf("%s: no link of the timeline leads to page %d", e.What, s.PacketPage)
			}
		}
		if word, _, _ := strings.Cut(e.What, " "); !strings.Contains(listed, word) {
			t.Errorf("the timeline does not name %q", e.What)
		}
		if d, _ := clinical.ParseDate(e.From); !strings.Contains(listed, d.Human()) {
			t.Errorf("%s: the timeline does not say %s", e.What, d.Human())
		}
	}
	for page := range leads {
		if !stated[page] {
			t.Errorf("a link of the timeline leads to page %d, on which nothing is stated", page)
		}
	}
}

// TestReportsLeadToTheirPictures follows the link at the foot of a report.
func TestReportsLeadToTheirPictures(t *testing.T) {
	_, dir := demoBundle(t)
	p, m := readPacket(t, dir), readManifest(t, dir)
	scans := map[int]bool{}
	for _, r := range m.Records {
		if r.Study != nil && r.Pages != nil {
			scans[r.Pages.First] = true
		}
	}
	n := 0
	for _, r := range m.Records {
		if r.Kind != clinical.ImagingReport || r.Pages == nil {
			continue
		}
		to := slices.IndexFunc(p.links, func(l linkFact) bool { return l.from == r.Pages.First && scans[l.to] })
		if to < 0 {
			t.Errorf("%s on page %d leads to no scan", r.ID, r.Pages.First)
			continue
		}
		n++
		back := slices.ContainsFunc(p.links, func(l linkFact) bool { return l.from == p.links[to].to && l.to == r.Pages.First })
		if !back {
			t.Errorf("the scan on page %d does not lead back to page %d", p.links[to].to, r.Pages.First)
		}
	}
	if n == 0 {
		t.Error("no report of the demo leads to a scan")
	}
}
