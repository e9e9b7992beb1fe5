// Package interview asks a person, at a terminal, the few questions that decide
// what a case needs. Every question can be skipped; what the papers told already is
// the answer proposed. It knows how to ask and not where answers go.
package interview

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Interview is one conversation.
type Interview struct {
	// Ask shows a question and returns the line that was typed. io.EOF ends the
	// interview: what was answered stays. Any other error ends it for good.
	Ask func(question string) (string, error)
	// Say shows a sentence.
	Say func(sentence string)
	// Today decides who is a child.
	Today clinical.Date
}

// tries is how often one question is asked again after an answer that means
// nothing.
const tries = 3

// errEnough ends the interview: there is nobody who answers any more.
var errEnough = errors.New("no more answers")

// Case asks about a case. known is what the papers tell, with the facts inferred
// from them; suggested is a cancer of which they speak. The answer holds what was
// confirmed or said; facts among it are stated, and those not asked about are as
// they were.
func (in *Interview) Case(known clinical.Case, suggested string) (clinical.Case, error) {
	c := known
	err := in.all(&c, suggested)
	if errors.Is(err, errEnough) {
		err = nil
	}
	return c, err
}

func (in *Interview) all(c *clinical.Case, suggested string) error {
	for _, part := range []func(*clinical.Case) error{in.patient, in.preparer, in.recipient,
		func(c *clinical.Case) error { return in.cancer(c, suggested) }, in.facts, in.questions, in.allergies} {
		if err := part(c); err != nil {
			return err
		}
	}
	return nil
}

// line asks once; an end of input is errEnough.
func (in *Interview) line(question, proposed string) (string, error) {
	if proposed != "" {
		question += " [" + proposed + "]"
	}
	s, err := in.Ask(question + " ")
	if errors.Is(err, io.EOF) {
		return "", errEnough
	}
	s = strings.TrimSpace(s)
	if s == "" {
		s = proposed
	}
	return s, err
}

// until asks until take accepts the answer, a few times. An empty answer skips.
func (in *Interview) until(question, proposed string, take func(string) error) error {
	for range tries {
		answer, err := in.line(question, proposed)
		if err != nil || answer == "" {
			return err
		}
		if err = take(answer); err == nil {
			return nil
		}
		in.Say(err.Error())
	}
	in.Say("Left open; you can write it into the file later.")
	return nil
}

func (in *Interview) patient(c *clinical.Case) error {
	name := c.Patient.Name()
	err := in.until("The patient's name, as on the ID (family name, comma, given names)?", name, func(s string) error {
		if s != name {
			family, given, comma := strings.Cut(s, ",")
			if !comma {
				words := strings.Fields(s)
				family, given = words[len(words)-1], strings.Join(words[:len(words)-1], " ")
			}
			c.Patient.Family, c.Patient.Given = strings.TrimSpace(family), strings.TrimSpace(given)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return in.until("The patient's date of birth (as in 1971-03-14)?", c.Patient.BirthDate.String(), func(s string) (err error) {
		c.Patient.BirthDate, err = in.date(s, c.Patient.BirthDate)
		return err
	})
}

// date reads a date; the answer before stays where it is none.
func (in *Interview) date(s string, before clinical.Date) (clinical.Date, error) {
	d, err := clinical.ParseDate(s)
	if err != nil {
		return before, fmt.Errorf("%w (year, month, day)", err)
	}
	return d, nil
}

func (in *Interview) preparer(c *clinical.Case) error {
	self, answered, err := in.yesNo("Are you the patient?", nil)
	switch {
	case err != nil || !answered:
		return err
	case self:
		c.PreparedBy, c.Relationship = "the patient", "self"
		return nil
	}
	if err := in.until("Your name?", "", func(s string) error { c.PreparedBy = s; return nil }); err != nil {
		return err
	}
	if err := in.until("What are you to the patient (daughter, friend, hospital staff …)?", "", func(s string) error { c.Relationship = s; return nil }); err != nil {
		return err
	}
	if acts, known := c.PreparerActs(); acts && known {
		in.Say("Then the patient's signed consent, or a power of attorney, has to be among the papers (for a child: the birth certificate). Without it only drafts can be built.")
	}
	return nil
}

func (in *Interview) recipient(c *clinical.Case) error {
	if err := in.until("Who gets the bundle (clinic or doctor)?", "", func(s string) error { c.Recipient = s; return nil }); err != nil {
		return err
	}
	err := in.until("What is wanted: an opinion only, or to take over the treatment (opinion / transfer)?", "", func(s string) error {
		for _, o := range []clinical.Opinion{clinical.OpinionOnly, clinical.OpinionTransfer} {
			if strings.HasPrefix(strings.ToLower(s), string(o)) {
				c.Opinion = o
				return nil
			}
		}
		return errors.New("please answer opinion or transfer, or nothing")
	})
	if err != nil {
		return err
	}
	return in.until("By when is a decision needed (as in 2026-12-10)?", "", func(s string) error {
		d, err := in.date(s, clinical.Date{})
		if err == nil && d.Precision() == clinical.PrecisionYear {
			err = errors.New("the month is needed as well, as in 2026-12")
		}
		if err == nil {
			c.DecideBy = d
		}
		return err
	})
}

func (in *Interview) cancer(c *clinical.Case, suggested string) error {
	var plain []string
	for _, x := range cancers {
		plain = append(plain, x.plain)
	}
	proposed := ""
	if x, ok := cancerOf(suggested); ok {
		proposed = x.plain
		in.Say("The papers speak of this cancer: " + proposed + ".")
	}
	return in.until("Which cancer is it (breast, lung, bowel …; ? lists them)?", proposed, func(s string) error {
		x, ok := cancerOf(s)
		if !ok {
			return errors.New("please answer with one of: " + strings.Join(plain, "; "))
		}
		c.Cancer = x.id
		return nil
	})
}

// mostQuestions is how many questions for the doctor are asked for.
const mostQuestions = 10

func (in *Interview) questions(c *clinical.Case) error {
	question := "Your most important question for the second doctor?"
	for range mostQuestions {
		q, err := in.line(question, "")
		if err != nil || q == "" {
			return err
		}
		c.Questions = append(c.Questions, q)
		question = "The next question (nothing when there is none)?"
	}
	return nil
}

func (in *Interview) allergies(c *clinical.Case) error {
	return in.until("Allergies to medicines (with commas between them; none, if there are none)?", "", func(s string) error {
		if low := strings.ToLower(s); no(s) || strings.HasPrefix(low, "none") || strings.HasPrefix(low, "no known") {
			c.NoKnownAllergies = true
			return nil
		}
		for _, a := range strings.Split(s, ",") {
			if a = strings.TrimSpace(a); a != "" {
				c.Allergies = append(c.Allergies, a)
			}
		}
		return nil
	})
}
