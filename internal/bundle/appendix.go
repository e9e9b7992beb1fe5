package bundle

import (
	"slices"

	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/packet"
)

// appendixOf divides the pages of a record: those that stand in its place, nil
// for all of the file, and those that stand at the end of the packet.
func appendixOf(e *dossier.Entry) (take []int, a packet.Appendix) {
	if len(e.Moved) == 0 {
		return e.OriginalPages, a
	}
	for _, m := range e.Moved {
		a.Pages = append(a.Pages, m.Page)
		a.Whats = append(a.Whats, dossier.MovedWords([]dossier.MovedPage{m}))
	}
	a.What, a.Sizes = dossier.MovedWords(e.Moved), taken(e.Document().Sizes, a.Pages)
	take = []int{}
	for n := 1; n <= len(e.Document().Pages); n++ {
		ours := e.OriginalPages == nil || slices.Contains(e.OriginalPages, n)
		if ours && !slices.Contains(a.Pages, n) {
			take = append(take, n)
		}
	}
	return take, a
}
