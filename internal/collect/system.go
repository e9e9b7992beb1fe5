package collect

import (
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect/furniture"
)

// settleSystemFiles gives the fate "ignored" to files that are no records.
func (inv *Inventory) settleSystemFiles() {
	places := furniture.Places{}
	for _, it := range inv.Items {
		places.Add(it.file())
	}
	for _, it := range inv.Items {
		if it.Settled() {
			continue
		}
		if why := it.systemFile(); why != "" {
			it.settle(clinical.FateIgnored, why)
		} else if why := places.Of(it.file()); why != "" {
			if it.isListing() {
				it.readListing()
			}
			it.settle(clinical.FateIgnored, why)
		}
	}
}

func (it *Item) systemFile() string { return furniture.System(it.file()) }

func (it *Item) file() furniture.File {
	return furniture.File{Path: it.Path, Inside: it.Inside, Media: it.Media, Size: it.Size, Listed: !it.Said.IsZero(),
		Head: func() ([]byte, error) { return it.beginning(64 << 10) }}
}
