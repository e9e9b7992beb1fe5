// Package repeats keeps structured documents of one case from showing the same
// lists again and again in the packet (docs/decisions/0011-folding.md). It changes
// what is drawn, and neither the originals nor what is concluded from them.
package repeats

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/document/rendition/fold"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/packet"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// Repeats remembers what the records of a packet have shown, in their order. The
// zero value remembers nothing.
type Repeats struct {
	shown                  fold.Shown
	numbers                []string // of the documents that shown remembers, as "No 3"
	records                int      // of which something is shown elsewhere
	sections, tables, rows int
}

// Typeset draws a structured document without what records before it show, under
// its number in the packet and a note that says where the original is. One
// that is too long to be drawn to its end is nothing to point to.
func (r *Repeats) Typeset(e *dossier.Entry, number int, note string) (packet.Sheets, error) {
	blocks := e.Blocks()
	alone := len(blocks) > 0 && blocks[0].Kind == document.Heading && blocks[0].Level > 1
	if alone { // a section that is a record of its own stands under the same heading as in a whole document
		blocks = append([]document.Block{{Kind: document.Heading, Level: 1}}, blocks...)
	}
	f := r.shown.Fold(blocks)
	shown := f.Blocks
	if alone {
		f.Blocks = f.Blocks[1:]
	}
	if f.Any() {
		note = strings.TrimSpace(note + " What other records in this packet show word for word is not repeated.")
	}
	sheets, err := packet.Typeset(e.Title, note, f.Blocks)
	if err != nil {
		return sheets, err
	}
	if f.Any() {
		r.count(e, f)
	}
	if !sheets.Cut {
		r.shown.Remember(nameOf(e, number), shown)
		r.numbers = append(r.numbers, fmt.Sprintf("No %d", number))
	}
	return sheets, nil
}

func (r *Repeats) count(e *dossier.Entry, f fold.Folded) {
	r.records++
	r.sections += f.Sections
	r.tables += f.Tables
	r.rows += f.Rows
	var in []string
	for _, n := range f.In {
		in = append(in, r.numbers[n])
	}
	remark := amounts(f.Sections, f.Tables, f.Rows) + " shown in " + wording.Some(in, 4)
	if !slices.Contains(e.Remarks, remark) {
		e.Remarks = append(e.Remarks, remark)
	}
}

// nameOf is what notes call a record.
func nameOf(e *dossier.Entry, number int) string {
	lead, _ := e.Record.Name()
	if title := strings.TrimSpace(e.Title); title != "" {
		lead = title
	}
	if r := []rune(lead); len(r) > 60 {
		lead = strings.TrimSpace(string(r[:59])) + "…"
	}
	if e.Date.IsZero() {
		return fmt.Sprintf("No %d (%s)", number, lead)
	}
	return fmt.Sprintf("No %d (%s, %s)", number, lead, e.Date.Human())
}

// amounts says how much is left out: "3 sections, 1 table and 40 rows".
func amounts(sections, tables, rows int) string {
	var out []string
	for _, x := range []struct {
		n         int
		one, many string
	}{{sections, "section", "sections"}, {tables, "table", "tables"}, {rows, "row", "rows"}} {
		if x.n > 0 {
			out = append(out, wording.Count(x.n, x.one, x.many))
		}
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + " and " + out[n-1]
	}
	return strings.Join(out, "")
}

// Findings says in one finding what is drawn once only.
func (r *Repeats) Findings() []clinical.Finding {
	if r.records == 0 {
		return nil
	}
	return []clinical.Finding{{
		Rule: "repeated", Severity: clinical.SeverityInfo,
		Message: fmt.Sprintf("%s what other records show, word for word: %s; the packet shows them once, and a note in their place says where",
			wording.Count(r.records, "record repeats", "records repeat"), amounts(r.sections, r.tables, r.rows)),
		Fix: "Nothing is lost: every file goes along whole.",
	}}
}
