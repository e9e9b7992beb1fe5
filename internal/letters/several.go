package letters

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Asked are the items of a checklist as letters ask for them. What a checklist
// lists one by one ("Operation report of 19 Mar 2026") is asked for in one go
// under the item that it is of: which are meant follows from the events.
func Asked(items []clinical.ChecklistItem) []clinical.ChecklistItem {
	wanting := map[string]bool{}
	for _, it := range items {
		if base, _, one := strings.Cut(it.ID, "@"); one && it.Status.Wanting() {
			wanting[base] = true
		}
	}
	var out []clinical.ChecklistItem
	for _, it := range items {
		if strings.Contains(it.ID, "@") {
			continue
		}
		if wanting[it.ID] && it.Status.Here() {
			it.Status = clinical.StatusPartial
		}
		out = append(out, it)
	}
	return out
}
