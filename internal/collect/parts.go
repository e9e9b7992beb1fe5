package collect

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// takeParts makes items of the files that lie inside the documents of a batch:
// attachments of mails and PDFs, papers inside structured records. They are
// bounded together with what comes out of containers.
func (u *unpacker) takeParts(batch []*Item) {
	for _, it := range batch {
		if it.Document == nil || it.Settled() {
			continue
		}
		taken := 0
		for i, p := range it.Document.Parts {
			if rule, message := u.refusePart(it, p); rule != "" {
				u.inv.find(rule, clinical.SeverityError, it, message, "Open it, save what is attached as files, and put them into the folder.")
				break
			}
			taken++
			u.members++
			u.bytes += p.Size
			inner := &Item{
				Input: clinical.Input{Path: u.unique(it.Key(), partName(p.Name, i)), Inside: it.Key(), Size: p.Size},
				Local: p.Path, Said: p.Said, depth: it.depth + 1,
			}
			if p.Aside != "" {
				inner.settle(clinical.FateIgnored, p.Aside)
			}
			u.inv.Items = append(u.inv.Items, inner)
		}
		if it.Document.Wrapper && taken > 0 {
			u.unwrap(it, taken)
		}
	}
}

// unwrap settles a document whose own page only says that files are inside.
func (u *unpacker) unwrap(it *Item, taken int) {
	for _, t := range it.Document.Troubles {
		u.inv.find(t.Rule, t.Severity, it, t.Message, t.Fix)
	}
	it.settle(clinical.FateContainer, "opened; "+plural(taken, "file")+" inside, and a page that only says so")
	it.Document = nil
}

// refusePart says why a part is not taken, and those after it; "" where it is.
func (u *unpacker) refusePart(outer *Item, p document.Part) (rule, message string) {
	switch {
	case outer.depth >= u.limits.Depth:
		return "too-deep", "This lies inside too many other files for what is attached to it to be opened"
	case u.members >= u.limits.Members, u.bytes+p.Size > u.limits.Bytes:
		return document.RuleTooLarge, "What is attached to this is more than any real record holds; not all of it was opened"
	}
	return "", ""
}

// partName is the own name of a part, without the folders that some programs
// write before it.
func partName(name string, i int) string {
	name = strings.ToValidUTF8(strings.TrimSpace(name), "_")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if strings.Trim(name, ". ") == "" {
		return fmt.Sprintf("attachment %d", i+1)
	}
	return name
}
