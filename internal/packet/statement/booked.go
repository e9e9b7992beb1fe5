package statement

import (
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// booked lists dates that stand, the earliest first.
func booked(s *typeset.Sheet, c clinical.Case) {
	s.Paragraph(s.Text("These stand; the second opinion should not delay them.", typeset.NoteStyle))
	s.Space(1 * typeset.MM)
	t := s.NewTable(typeset.TextColumn("Date", 28*typeset.MM, 1), typeset.TextColumn("What", 82*typeset.MM, 0),
		typeset.TextColumn("Where", typeset.ColumnWidth-110*typeset.MM, 0))
	t.Head()
	for _, b := range InOrder(c.Booked) {
		t.Add(0, cell(t, b.Date.Human()), cell(t, b.What), cell(t, b.Where))
	}
	t.End()
}

// InOrder are bookings by their dates.
func InOrder(bs []clinical.Booking) []clinical.Booking {
	bs = slices.Clone(bs)
	slices.SortStableFunc(bs, func(a, b clinical.Booking) int { return a.Date.Compare(b.Date) })
	return bs
}
