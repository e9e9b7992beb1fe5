package bundle

import (
	"slices"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// appendix holds the pages at the end of the packet against those of the records,
// which owner names by page: each is one record's, they come after all other
// pages of records, and from the first page of a record to the end of the packet
// none is left over.
func (v *verifier) appendix(owner map[int]string) {
	last := 0
	for n := range owner {
		last = max(last, n)
	}
	for i := range v.manifest.Records {
		r := &v.manifest.Records[i]
		for j, n := range r.AppendixPages {
			switch {
			case n < 1 || n > v.manifest.Packet.Pages:
				v.wrong("record %s has the page %d in the appendix, which there is not", r.ID, n)
			case j > 0 && n != r.AppendixPages[j-1]+1:
				v.wrong("the pages of record %s in the appendix are not in a row", r.ID)
			case owner[n] != "":
				v.wrong("page %d belongs to the records %s and %s", n, owner[n], r.ID)
			case n < last:
				v.wrong("page %d of record %s does not stand in the appendix", n, r.ID)
			default:
				owner[n] = r.ID
				continue
			}
			return
		}
	}
	if len(owner) == 0 || len(owner) > v.manifest.Packet.Pages {
		return
	}
	first := v.manifest.Packet.Pages
	for n := range owner {
		first = min(first, n)
	}
	for n := first; n <= v.manifest.Packet.Pages; n++ {
		if owner[n] == "" {
			v.wrong("page %d belongs to no record", n)
			return
		}
	}
}

// owns tells whether a run of pages is the record's.
func owns(r *manifest.Record, run manifest.Pages) bool {
	if run.Last < run.First {
		return false
	}
	if r.Pages != nil && run.First >= r.Pages.First && run.Last <= r.Pages.Last {
		return true
	}
	return slices.Contains(r.AppendixPages, run.First) && slices.Contains(r.AppendixPages, run.Last)
}
