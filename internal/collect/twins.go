package collect

import (
	"regexp"
	"sort"

	"github.com/medbundle/medbundle/internal/clinical"
)

// findTwins settles every file that repeats another byte for byte. The one that
// stays is the one that was read already, lies outside of containers, has no
// copy mark in its name and the shorter path, in that order. Empty files repeat
// nothing.
func (inv *Inventory) findTwins() {
	same := map[string][]*Item{}
	for _, it := range inv.Items {
		if !it.Settled() && it.Size > 0 && it.SHA256 != "" {
			same[it.SHA256] = append(same[it.SHA256], it)
		}
	}
	for _, group := range same {
		if len(group) < 2 {
			continue
		}
		sort.SliceStable(group, func(i, j int) bool { return preferred(group[i], group[j]) })
		for _, it := range group[1:] {
			it.Twin = group[0]
			it.Of = group[0].Key()
			it.settle(clinical.FateDuplicate, "the same file as "+group[0].Key())
		}
	}
}

func preferred(a, b *Item) bool {
	if a.wasRead() != b.wasRead() {
		return a.wasRead()
	}
	if (a.Inside == "") != (b.Inside == "") {
		return a.Inside == ""
	}
	if ca, cb := copyMark.MatchString(a.Path), copyMark.MatchString(b.Path); ca != cb {
		return cb
	}
	if len(a.Path) != len(b.Path) {
		return len(a.Path) < len(b.Path)
	}
	return a.Key() < b.Key()
}

// copyMark is what file managers and browsers add to the name of a copy.
var copyMark = regexp.MustCompile(`(?i)(\(\d+\)|[-_ ]copy( \d+)?|\bcopy of\b|[-_ ]kopie)(\.[^./]*)?$|(^|/)(copy of|kopie von) `)
