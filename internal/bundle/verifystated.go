package bundle

import (
	"slices"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// stated holds what was copied from records against them: each stands on a page of
// its record.
func (v *verifier) stated(records map[string]*manifest.Record) {
	at := func(what string, a manifest.At) {
		r := records[a.Record]
		switch {
		case r == nil:
			v.wrong("%s is of the record %s, which there is not", what, a.Record)
		case a.PacketPage == 0:
		case r.Pages != nil && r.Pages.First <= a.PacketPage && a.PacketPage <= r.Pages.Last:
		case !slices.Contains(r.AppendixPages, a.PacketPage):
			v.wrong("%s is said to stand on page %d, which is not of the record %s", what, a.PacketPage, a.Record)
		}
	}
	for _, q := range v.manifest.Case.Stated {
		at("a quotation", q.At)
	}
	for _, m := range v.manifest.Case.Listed {
		at("a medicine", m.At)
	}
}
