package caserules

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// the says which entry of a list an error is about.
func the(key string, i int, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", numbered(key, i), err)
}

// first is the first thing that is wrong: one sentence at a time is enough.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// need refuses an empty text.
func need(key, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("it has no %s", key)
	}
	return nil
}

// exact refuses a date without its day, where a day is meant.
func exact(key string, d clinical.Date) error {
	if !d.IsZero() && d.Precision() != clinical.PrecisionDay {
		return fmt.Errorf("%s: write the day as well, as in 2026-03-14, not %q", key, d)
	}
	return nil
}

// ordered refuses an end before its beginning, as far as both are known.
func ordered(from, to string, a, b clinical.Date) error {
	if a.IsZero() || b.IsZero() || b.Compare(a) >= 0 {
		return nil
	}
	if len(b.String()) < len(a.String()) && strings.HasPrefix(a.String(), b.String()) {
		return nil // "2026" holds "2026-03-14"
	}
	return fmt.Errorf("%s (%s) is before %s (%s)", to, b, from, a)
}

func medicines(c clinical.Case) error {
	for i, m := range c.Medicines {
		err := first(need("name", m.Name), ordered("started", "stopped", m.Started, m.Stopped))
		if m.Ongoing && !m.Stopped.IsZero() {
			err = errors.New("it is ongoing and it was stopped; take one of the two out")
		}
		if err := the("medicines", i, err); err != nil {
			return err
		}
	}
	return nil
}

// allergies refuses what says two things, and empty lines of both lists of texts.
func allergies(c clinical.Case) error {
	if c.NoKnownAllergies && len(c.Allergies) > 0 {
		return fmt.Errorf("no_known_allergies: allergies lists %d; take one of the two out", len(c.Allergies))
	}
	return first(noneEmpty("questions", c.Questions), noneEmpty("allergies", c.Allergies))
}

func noneEmpty(key string, texts []string) error {
	for i, t := range texts {
		if strings.TrimSpace(t) == "" {
			return fmt.Errorf("%s: it is empty", numbered(key, i))
		}
	}
	return nil
}

func contacts(c clinical.Case) error {
	for i, x := range c.Contacts {
		if err := the("contacts", i, need("name", x.Name)); err != nil {
			return err
		}
	}
	return nil
}

func booked(c clinical.Case) error {
	for i, b := range c.Booked {
		err := need("what", b.What)
		switch {
		case b.Date.IsZero():
			err = errors.New("it has no date")
		case b.Date.Precision() == clinical.PrecisionYear:
			err = fmt.Errorf("date: write the month as well, as in 2026-12 or 2026-12-10, not %q", b.Date)
		}
		if err := the("booked", i, err); err != nil {
			return err
		}
	}
	return nil
}

// words holds that every word on an item of the checklist gives one reason.
func words(c clinical.Case) error {
	for _, id := range slices.Sorted(maps.Keys(c.Words)) {
		w := c.Words[id]
		waived, not := strings.TrimSpace(w.Waived) != "", strings.TrimSpace(w.DoesNotApply) != ""
		switch {
		case waived && not:
			return fmt.Errorf("items: %s: write waived or does_not_apply, not both", id)
		case !waived && !not:
			return fmt.Errorf("items: %s: write why, as in `waived: the hospital has closed` or `does_not_apply: never operated`", id)
		}
	}
	return nil
}

func shipments(c clinical.Case) error {
	for i, s := range c.Shipments {
		err := first(need("item", s.Item), need("what", s.What), exact("sent", s.Sent), exact("return_by", s.ReturnBy),
			exact("returned", s.Returned), ordered("sent", "return_by", s.Sent, s.ReturnBy), ordered("sent", "returned", s.Sent, s.Returned))
		if err := the("sent_separately", i, err); err != nil {
			return err
		}
	}
	return nil
}

func requests(c clinical.Case) error {
	for i, r := range c.Requests {
		err := first(need("to", r.To), exact("sent", r.Sent), exact("due", r.Due), exact("answered", r.Answered),
			ordered("sent", "due", r.Sent, r.Due), ordered("sent", "answered", r.Sent, r.Answered))
		if r.Sent.IsZero() {
			err = first(errors.New("it has no sent date"), err)
		}
		if len(r.Items) == 0 {
			err = first(err, errors.New("it names no items"))
		}
		if err := the("requests", i, err); err != nil {
			return err
		}
	}
	return nil
}
