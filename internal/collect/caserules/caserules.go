// Package caserules says what a person may write about a case: how many and how
// long texts may be that become pages, which dates are meant, and what
// contradicts itself. Its errors lead with the key of the case file and are in
// plain words.
package caserules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/clinical"
)

// How long texts may be, in characters, and how many there may be of each kind.
const (
	LongestText = 2000 // a question, a reason, an address
	LongestNote = 6000 // the note on symptoms: two pages
	longestLine = 300  // a name, a dose, a telephone number

	MostQuestions = 60
	MostMedicines = 200
	most          = 100
)

// Case holds what is stated of a case against the rules. The facts must be those
// that were stated.
func Case(c clinical.Case) error {
	for _, rule := range []func(clinical.Case) error{
		counts, lengths, opinion, preparer, medicines, allergies, contacts, booked, words, shipments, requests,
	} {
		if err := rule(c); err != nil {
			return err
		}
	}
	return nil
}

// Text bounds one text of the case file.
func Text(key, text string, longest int) error {
	if n := utf8.RuneCountInString(text); n > longest {
		return fmt.Errorf("%s: %d characters are too long for a page (at most %d)", key, n, longest)
	}
	return nil
}

func counts(c clinical.Case) error {
	if len(c.Questions) > MostQuestions {
		return fmt.Errorf("questions: there are %d; a second doctor answers a few (at most %d)", len(c.Questions), MostQuestions)
	}
	for _, x := range []struct {
		key     string
		n, most int
	}{
		{"medicines", len(c.Medicines), MostMedicines}, {"allergies", len(c.Allergies), most}, {"contacts", len(c.Contacts), most},
		{"booked", len(c.Booked), most}, {"sent_separately", len(c.Shipments), most}, {"requests", len(c.Requests), 5 * most},
		{"items", len(c.Words), 5 * most},
	} {
		if x.n > x.most {
			return fmt.Errorf("%s: there are %d; at most %d are read", x.key, x.n, x.most)
		}
	}
	return nil
}

// lengths bounds every text, the first in the order of the keys first.
func lengths(c clinical.Case) error {
	if err := Text("symptoms", c.Symptoms, LongestNote); err != nil {
		return err
	}
	long := map[string]string{"recipient": c.Recipient, "prepared_by": c.PreparedBy, "relationship": c.Relationship, "cancer": c.Cancer}
	for i, q := range c.Questions {
		long[numbered("questions", i)] = q
	}
	for i, a := range c.Allergies {
		long[numbered("allergies", i)] = a
	}
	for id, w := range c.Words {
		long["items: "+id] = w.Waived + w.DoesNotApply
	}
	short := map[string]string{}
	for i, m := range c.Medicines {
		at := numbered("medicines", i)
		short[at+": name"], short[at+": dose"], short[at+": how_often"], short[at+": why"] = m.Name, m.Dose, m.HowOften, m.Why
	}
	short["patient.phone"], short["patient.email"], short["patient.language"] = c.Reach.Phone, c.Reach.Email, c.Language
	for i, x := range c.Contacts {
		at := numbered("contacts", i)
		short[at+": name"], short[at+": role"], short[at+": phone"], short[at+": email"], short[at+": fax"] = x.Name, x.Role, x.Phone, x.Email, x.Fax
		long[at+": address"] = x.Address
	}
	for i, b := range c.Booked {
		at := numbered("booked", i)
		short[at+": what"], long[at+": where"] = b.What, b.Where
	}
	for i, s := range c.Shipments {
		at := numbered("sent_separately", i)
		short[at+": what"], short[at+": lab"], short[at+": to"], short[at+": carrier"], short[at+": tracking"] = s.What, s.Lab, s.To, s.Carrier, s.Tracking
		short[at+": case_numbers"] = strings.Join(s.CaseNumbers, ", ")
	}
	for i, r := range c.Requests {
		short[numbered("requests", i)+": to"] = r.To
	}
	return first(firstTooLong(long, LongestText), firstTooLong(short, longestLine))
}

func firstTooLong(texts map[string]string, longest int) error {
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if err := Text(key, texts[key], longest); err != nil {
			return err
		}
	}
	return nil
}

// numbered names one entry of a list, counted from 1 as people do.
func numbered(key string, i int) string { return fmt.Sprintf("%s, number %d", key, i+1) }

func opinion(c clinical.Case) error {
	switch c.Opinion {
	case "", clinical.OpinionOnly, clinical.OpinionTransfer:
		return nil
	}
	return fmt.Errorf("opinion: write opinion (an opinion only) or transfer (to take over the treatment), not %q", c.Opinion)
}

// preparer refuses a case file that says in one place that somebody else acts for
// the patient, and in another that nobody does.
func preparer(c clinical.Case) error {
	acts, known := c.PreparerActs()
	for _, f := range c.Facts {
		if f.ID == clinical.FactProxy && f.Stated && known && f.Value != acts {
			who := "the patient or a hospital prepares this"
			if acts {
				who = "somebody else prepares this for the patient"
			}
			return fmt.Errorf("facts: proxy is %s, but prepared_by and relationship say that %s; take out what is wrong", yesNo(f.Value), who)
		}
	}
	return nil
}

func yesNo(v bool) string {
	if v {
		return "true"
	}
	return "false"
}
