package interview

import (
	"errors"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Asked lists the facts about which a person is asked in a case: those of every
// case, and those that the list of its cancer needs.
func Asked(c clinical.Case) (ids []clinical.FactID) {
	special := slices.Index(clinical.FactIDs, clinical.FactAdvanced)
	for _, id := range clinical.FactIDs[:special] {
		if id != clinical.FactProxy && id != clinical.FactMinor { // they follow from other answers
			ids = append(ids, id)
		}
	}
	if x, ok := cancerOf(c.Cancer); ok && c.Cancer != "" {
		ids = append(ids, x.asks...)
	}
	return ids
}

// grownUp is the age from which a patient is no child, in years.
const grownUp = 18

// child tells whether the patient is a child today, as far as the birth date says.
func (in *Interview) child(c *clinical.Case) bool {
	b := c.Patient.BirthDate
	if b.Precision() != clinical.PrecisionDay || in.Today.IsZero() {
		return false
	}
	b.Year += grownUp
	return b.Compare(in.Today) > 0
}

// facts asks about the history. What the papers tell is proposed, with the place
// where they do.
func (in *Interview) facts(c *clinical.Case) error {
	ids := Asked(*c)
	if in.child(c) {
		ids = append([]clinical.FactID{clinical.FactMinor}, ids...)
	}
	in.Say("Now a few questions that yes or no answers. Enter takes what stands in brackets, or skips.")
	for _, id := range ids {
		known := slices.IndexFunc(c.Facts, func(f clinical.Fact) bool { return f.ID == id })
		var proposed *bool
		switch {
		case known >= 0:
			proposed = &c.Facts[known].Value
			if why := c.Facts[known].Why; why != "" && !c.Facts[known].Stated {
				in.Say(why + ".")
			}
		case id == clinical.FactMinor:
			yes := true
			proposed = &yes
		}
		value, answered, err := in.yesNo(id.Question(), proposed)
		if err != nil {
			return err
		}
		if !answered {
			continue
		}
		f := clinical.Fact{ID: id, Value: value, Stated: true}
		if known >= 0 {
			c.Facts[known] = f
		} else {
			c.Facts = append(c.Facts, f)
		}
	}
	return nil
}

// yesNo asks for yes or no; answered is false where the question was skipped.
func (in *Interview) yesNo(question string, proposed *bool) (value, answered bool, err error) {
	word := ""
	if proposed != nil {
		word = "no"
		if *proposed {
			word = "yes"
		}
	} else {
		question += " [yes / no]"
	}
	err = in.until(question, word, func(s string) error {
		switch {
		case yes(s):
			value, answered = true, true
		case no(s):
			value, answered = false, true
		case s == "?" || strings.EqualFold(s, "skip"):
		default:
			return errors.New("please answer yes or no, or nothing")
		}
		return nil
	})
	return value, answered, err
}

func yes(s string) bool {
	return slices.Contains([]string{"y", "yes", "j", "ja", "o", "oui", "s", "si", "sí", "true"}, strings.ToLower(s))
}

func no(s string) bool {
	return slices.Contains([]string{"n", "no", "nein", "non", "false"}, strings.ToLower(s))
}
