package caserules

import (
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func day(s string) clinical.Date {
	d, err := clinical.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func proxy(v bool) []clinical.Fact {
	return []clinical.Fact{{ID: clinical.FactProxy, Value: v, Stated: true}}
}

func TestCase(t *testing.T) {
	medicine := func(m clinical.Medicine) clinical.Case { return clinical.Case{Medicines: []clinical.Medicine{m}} }
	sent := func(s clinical.Shipment) clinical.Case {
		s.Item, s.What = "pathology_material", "12 slides"
		return clinical.Case{Shipments: []clinical.Shipment{s}}
	}
	asked := func(r clinical.Request) clinical.Case { return clinical.Case{Requests: []clinical.Request{r}} }
	for _, c := range []struct {
		name string
		c    clinical.Case
		want string // "" for no error
	}{
		{"nothing", clinical.Case{}, ""},
		{"too many questions", clinical.Case{Questions: slices.Repeat([]string{"x"}, 61)}, "questions: there are 61; a second doctor answers a few (at most 60)"},
		{"too many medicines", clinical.Case{Medicines: make([]clinical.Medicine, 201)}, "medicines: there are 201; at most 200 are read"},
		{"a long question", clinical.Case{Questions: []string{"x", strings.Repeat("ä", 2001)}}, "questions, number 2: 2001 characters are too long for a page (at most 2000)"},
		{"an empty question", clinical.Case{Questions: []string{"x", ""}}, "questions, number 2: it is empty"},
		{"a long note", clinical.Case{Symptoms: strings.Repeat("a", 6001)}, "symptoms: 6001 characters"},
		{"a long dose", medicine(clinical.Medicine{Name: "x", Dose: strings.Repeat("1", 301)}), "medicines, number 1: dose: 301 characters"},
		{"another opinion", clinical.Case{Opinion: "second"}, `opinion: write opinion (an opinion only) or transfer (to take over the treatment), not "second"`},
		{"a nameless medicine", medicine(clinical.Medicine{Dose: "1 mg"}), "medicines, number 1: it has no name"},
		{"stopped before it was started", medicine(clinical.Medicine{Name: "x", Started: day("2026-03"), Stopped: day("2026-02-28")}), "medicines, number 1: stopped (2026-02-28) is before started (2026-03)"},
		{"stopped in the same year", medicine(clinical.Medicine{Name: "x", Started: day("2026-03-14"), Stopped: day("2026")}), ""},
		{"stopped and ongoing", medicine(clinical.Medicine{Name: "x", Stopped: day("2026"), Ongoing: true}), "medicines, number 1: it is ongoing and it was stopped"},
		{"allergies and none", clinical.Case{Allergies: []string{"x"}, NoKnownAllergies: true}, "no_known_allergies: allergies lists 1"},
		{"an empty allergy", clinical.Case{Allergies: []string{"x", " "}}, "allergies, number 2: it is empty"},
		{"a nameless contact", clinical.Case{Contacts: []clinical.Contact{{Phone: "1"}}}, "contacts, number 1: it has no name"},
		{"booked for no day", clinical.Case{Booked: []clinical.Booking{{What: "x"}}}, "booked, number 1: it has no date"},
		{"booked for a year", clinical.Case{Booked: []clinical.Booking{{What: "x", Date: day("2026")}}}, "booked, number 1: date: write the month as well"},
		{"booked for a month", clinical.Case{Booked: []clinical.Booking{{What: "x", Date: day("2026-12")}}}, ""},
		{"a word without a reason", clinical.Case{Words: map[string]clinical.ItemWord{"a": {}}}, "items: a: write why"},
		{"two words", clinical.Case{Words: map[string]clinical.ItemWord{"a": {Waived: "x", DoesNotApply: "y"}}}, "items: a: write waived or does_not_apply, not both"},
		{"sent in a month", sent(clinical.Shipment{Sent: day("2026-11")}), "sent_separately, number 1: sent: write the day as well"},
		{"back before it went", sent(clinical.Shipment{Sent: day("2026-11-20"), ReturnBy: day("2026-11-19")}), "return_by (2026-11-19) is before sent (2026-11-20)"},
		{"asked nobody", asked(clinical.Request{Sent: day("2026-11-20"), Items: []string{"a"}}), "requests, number 1: it has no to"},
		{"asked some time", asked(clinical.Request{To: "x", Items: []string{"a"}}), "requests, number 1: it has no sent date"},
		{"asked for nothing", asked(clinical.Request{To: "x", Sent: day("2026-11-20")}), "requests, number 1: it names no items"},
		{"a daughter and no proxy", clinical.Case{Relationship: "daughter", Facts: proxy(false)}, "facts: proxy is false, but prepared_by and relationship say that somebody else"},
		{"the patient and a proxy", clinical.Case{PreparedBy: "the patient", Facts: proxy(true)}, "facts: proxy is true, but prepared_by and relationship say that the patient or a hospital"},
		{"a daughter and a proxy", clinical.Case{Relationship: "daughter", Facts: proxy(true)}, ""},
		{"somebody and no proxy", clinical.Case{PreparedBy: "A. Doe", Facts: proxy(false)}, ""},
	} {
		err := Case(c.c)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}
