package bundle

import (
	"slices"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/timeline"
)

// timeline is the timeline of the packet as the manifest tells it.
func (p *Plan) timeline() (out []manifest.Event) {
	for i := range p.Packet.Timeline {
		e := &p.Packet.Timeline[i]
		m := manifest.Event{Lane: e.Lane.ID(), What: e.What, Short: e.Short, Quote: e.Quote, From: e.From.String(), To: e.To.String(), Lasting: e.Lasting, Planned: e.Planned}
		for _, s := range e.Sources {
			m.Sources = append(m.Sources, manifest.Source{Record: s.Record, Page: s.Page, PacketPage: p.Layout.SourcePage(s)})
		}
		out = append(out, m)
	}
	return out
}

// timeline holds the timeline against the records: each source is a page of its
// record, and the days can be read.
func (v *verifier) timeline(records map[string]*manifest.Record) {
	for _, e := range v.manifest.Timeline {
		if _, ok := timeline.LaneOf(e.Lane); !ok || len(e.Sources) == 0 {
			v.wrong("the timeline has an event without a kind or without a source: %s", e.What)
		}
		from, err1 := clinical.ParseDate(e.From)
		to, err2 := clinical.ParseDate(e.To)
		if err1 != nil || err2 != nil || !from.IsZero() && !to.IsZero() && from.Compare(to) > 0 {
			v.wrong("the timeline has a day that is none: %q to %q", e.From, e.To)
		}
		for _, s := range e.Sources {
			v.source(records, s)
		}
	}
}

func (v *verifier) source(records map[string]*manifest.Record, s manifest.Source) {
	r := records[s.Record]
	switch {
	case s.Record == "":
		if s.PacketPage > v.manifest.Packet.Pages {
			v.wrong("the timeline names page %d, which the packet has not", s.PacketPage)
		}
	case r == nil:
		v.wrong("the timeline names the record %s, which there is not", s.Record)
	case s.PacketPage == 0:
	case r.Pages != nil && r.Pages.First <= s.PacketPage && s.PacketPage <= r.Pages.Last:
	case !slices.Contains(r.AppendixPages, s.PacketPage):
		v.wrong("the timeline names page %d, which is not of the record %s", s.PacketPage, s.Record)
	}
}
