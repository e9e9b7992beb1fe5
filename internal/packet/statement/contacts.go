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
		who := []typeset.Span{t.Text(flat(x.Name), typeset.CellStyle.Strong())}
		role := flat(x.Role)
		if x.Records {
			role = strings.TrimPrefix(role+"; records are asked for here", "; ")
		}
		if role != "" {
			who = append(who, t.Text("\n"+role, typeset.NoteStyle))
		}
		var address []typeset.Span
		if x.Address != "" {
			address = []typeset.Span{t.Text(lines(x.Address), typeset.CellStyle)}
		}
		ways := cell(t, "")
		if r := reach(x); r != "" {
			ways = []typeset.Span{t.Text(r, typeset.CellStyle)}
		}
		t.Add(0, who, ways, address)
	}
	t.End()
}

// longestAddress bounds the lines of an address.
const longestAddress = 12

// lines is an address line by line; what would be a long list runs on.
func lines(address string) string {
	var ls []string
	for _, l := range strings.Split(address, "\n") {
		if l = flat(l); l != "" {
			ls = append(ls, l)
		}
	}
	if len(ls) > longestAddress {
		ls = append(ls[:longestAddress-1], strings.Join(ls[longestAddress-1:], ", "))
	}
	return strings.Join(ls, "\n")
}

// reach is how to reach somebody, a line for each way.
func reach(x clinical.Contact) string {
	var ways []string
	for _, w := range []struct{ before, value string }{{"", x.Phone}, {"", x.Email}, {"fax ", x.Fax}} {
		if v := flat(w.value); v != "" {
			ways = append(ways, w.before+v)
		}
	}
	return strings.Join(ways, "\n")
}
