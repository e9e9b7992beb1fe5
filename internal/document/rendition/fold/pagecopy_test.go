package fold

import (
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

func TestAPageThatSaysNoMore(t *testing.T) {
	text := func(s string) rendition.Block { return rendition.Block{Text: s} }
	doc := []rendition.Block{heading(2, "Summary"), table("Patient:|DOE, Jane"), heading(2, "Medications"), table("Drug|Dose", "letrozole|2.5 mg"), heading(2, "Plan"), text("Come back in May.")}
	head := []rendition.Block{text("Jane Doe, born 03/14/1971"), table("Legal name|Jane Doe")}
	with := func(b ...rendition.Block) []rendition.Block {
		return append(append([]rendition.Block{}, head...), b...)
	}
	body := doc[2:]
	for name, c := range map[string]struct {
		page []rendition.Block
		want bool
	}{
		"the same":           {with(body...), true},
		"with a foot":        {append(with(body...), text("Made by the portal on May 5")), true},
		"another dose":       {with(heading(2, "Medications"), table("Drug|Dose", "letrozole|5 mg"), body[2], body[3]), false},
		"cells of two rows":  {with(heading(2, "Medications"), table("Drug|Dose", "letrozole|Dose", "letrozole|2.5 mg"), body[2], body[3]), false},
		"a paragraph more":   {with(heading(2, "Medications"), body[1], text("Stopped in June."), body[2], body[3]), false},
		"a table at the end": {append(with(body...), table("CEA|45")), false},
		"a section missing":  {with(body[:2]...), false},
		"no section":         {head, false},
		"nothing":            {nil, false},
	} {
		if got := SaysNoMore(c.page, doc); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
