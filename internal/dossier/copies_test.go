package dossier

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document"
)

func TestAPageThatSaysNoMore(t *testing.T) {
	heading := func(s string) document.Block { return document.Block{Kind: document.Heading, Level: 2, Text: s} }
	table := func(rows ...string) document.Block {
		b := document.Block{Kind: document.Table}
		for _, r := range rows {
			b.Rows = append(b.Rows, strings.Split(r, "|"))
		}
		return b
	}
	text := func(s string) document.Block { return document.Block{Text: s} }
	doc := []document.Block{heading("Summary"), table("Patient:|DOE, Jane"), heading("Medications"), table("Drug|Dose", "letrozole|2.5 mg"), heading("Plan"), text("Come back in May.")}
	head := []document.Block{text("Jane Doe, born 03/14/1971"), table("Legal name|Jane Doe")}
	with := func(b ...document.Block) []document.Block { return append(append([]document.Block{}, head...), b...) }
	body := doc[2:]
	for name, c := range map[string]struct {
		page []document.Block
		want bool
	}{
		"the same":           {with(body...), true},
		"with a foot":        {append(with(body...), text("Made by the portal on May 5")), true},
		"another dose":       {with(heading("Medications"), table("Drug|Dose", "letrozole|5 mg"), body[2], body[3]), false},
		"cells of two rows":  {with(heading("Medications"), table("Drug|Dose", "letrozole|Dose", "letrozole|2.5 mg"), body[2], body[3]), false},
		"a paragraph more":   {with(heading("Medications"), body[1], text("Stopped in June."), body[2], body[3]), false},
		"a table at the end": {append(with(body...), table("CEA|45")), false},
		"a section missing":  {with(body[:2]...), false},
		"no section":         {head, false},
		"nothing":            {nil, false},
	} {
		if got := linesOf(c.page).saysNoMore(doc); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
