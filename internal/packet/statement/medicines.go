package statement

import (
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// medicines is the table of medicines, those that were stopped last. What was not
// stated is said to be, for a dose or date that is missing changes what is safe.
func medicines(s *typeset.Sheet, c clinical.Case) {
	const name, dose, often, date = 36 * typeset.MM, 26 * typeset.MM, 30 * typeset.MM, 24 * typeset.MM
	t := s.NewTable(typeset.TextColumn("Name", name, 0), typeset.TextColumn("Dose", dose, 0), typeset.TextColumn("How often", often, 0),
		typeset.TextColumn("From", date, 2), typeset.TextColumn("To", date, 2), typeset.TextColumn("Why", typeset.ColumnWidth-name-dose-often-2*date, 0))
	t.Head()
	ms := slices.Clone(c.Medicines)
	slices.SortStableFunc(ms, func(a, b clinical.Medicine) int { return stopped(a) - stopped(b) })
	for _, m := range ms {
		to := m.Stopped.Human()
		if m.Ongoing {
			to = "still taken"
		}
		var why []typeset.Span
		if m.Why != "" {
			why = cell(t, m.Why)
		}
		t.Add(0, []typeset.Span{t.Text(flat(m.Name), typeset.CellStyle.Strong())}, cell(t, m.Dose), cell(t, m.HowOften), cell(t, m.Started.Human()), cell(t, to), why)
	}
	t.End()
}

func stopped(m clinical.Medicine) int {
	if m.Stopped.IsZero() {
		return 0
	}
	return 1
}
