package statement

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// hasContacts tells whether there is anybody to reach, the patient included.
func hasContacts(c clinical.Case) bool {
	return len(c.Contacts) > 0 || reach(c.Reach) != "" || c.Reach.Address != ""
}

// contacts lists the patient, and then doctors, hospitals and relatives as they
// were written.
func contacts(s *typeset.Sheet, c clinical.Case) {
	t := s.NewTable(typeset.TextColumn("Who", 62*typeset.MM, 0), typeset.TextColumn("Phone, e-mail, fax", 54*typeset.MM, 0),
		typeset.TextColumn("Address", typeset.ColumnWidth-116*typeset.MM, 0))
	t.Head()
	all := c.Contacts
	if own := c.Reach; reach(own) != "" || own.Address != "" {
		own.Name, own.Role = c.Patient.Name(), "the patient"
		if own.Name == "" {
			own.Name, own.Role = "The patient", ""
		}
		if c.Language != "" {
			own.Role = strings.TrimPrefix(own.Role+", speaks: "+c.Language, ", ")
		}
		all = append([]clinical.Contact{own}, all...)
	}
	for _, x := range all {
		who := []typeset.Span{t.Text(x.Name, typeset.CellStyle.Strong())}
		role := x.Role
		if x.Records {
			role = strings.TrimPrefix(role+"; records are asked for here", "; ")
		}
		if role != "" {
			who = append(who, t.Text("\n"+role, typeset.NoteStyle))
		}
		var address []typeset.Span
		if x.Address != "" {
			address = cell(t, x.Address)
		}
		t.Add(0, who, cell(t, reach(x)), address)
	}
	t.End()
}

// reach is how to reach somebody, a line for each way.
func reach(x clinical.Contact) string {
	var ways []string
	for _, w := range []struct{ before, value string }{{"", x.Phone}, {"", x.Email}, {"fax ", x.Fax}} {
		if w.value != "" {
			ways = append(ways, w.before+w.value)
		}
	}
	return strings.Join(ways, "\n")
}
