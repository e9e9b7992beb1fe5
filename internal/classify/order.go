package classify

import (
	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/sameperson"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Order says which of the first two numbers of "03/04/2026" is the day.
type Order = dates.Order

// The orders of day and month.
const (
	OrderUnknown = dates.OrderUnknown
	DayFirst     = dates.DayFirst
	MonthFirst   = dates.MonthFirst
)

// Proof is what the papers of a case prove together, for reading each of them a
// second time: Subject.Case is Proof.Patient, Subject.Order is Proof.Order.
type Proof struct {
	// Patient is whom most papers name. The birth date is zero where none of the
	// papers leaves it without doubt.
	Patient  clinical.Patient
	facility map[string]orders
	english  orders
}

// orders counts the papers that prove an order of day and month.
type orders struct{ day, month int }

func (o *orders) add(x Order) {
	switch x {
	case DayFirst:
		o.day++
	case MonthFirst:
		o.month++
	}
}

// agreed is the order that all of them prove, if they agree.
func (o orders) agreed() Order {
	switch {
	case o.day > 0 && o.month == 0:
		return DayFirst
	case o.month > 0 && o.day == 0:
		return MonthFirst
	}
	return OrderUnknown
}

// Prove gathers what the papers of a case prove of the birth date and of the
// order in which their writers put day and month, from the verdicts of a first
// reading. The order of verdicts does not matter to the dates.
func Prove(first []Verdict) Proof {
	p := Proof{facility: map[string]orders{}}
	p.Patient, _ = CasePatient(first)
	p.Patient.BirthDate = provenBirth(first)
	for _, v := range first {
		order := v.orderWith(p.Patient.BirthDate)
		if v.Facility != "" {
			o := p.facility[words.Fold(v.Facility)]
			o.add(order)
			p.facility[words.Fold(v.Facility)] = o
		}
		if v.inEnglish() {
			p.english.add(order)
		}
	}
	return p
}

// Order is the order of day and month for the paper of the verdict: what the
// papers of its facility prove, else what all papers prove. Other languages than
// English tell the order themselves, so their papers prove nothing for English
// ones, nor the other way round.
func (p Proof) Order(v Verdict) Order {
	if v.Facility != "" {
		o := p.facility[words.Fold(v.Facility)]
		if o.day+o.month > 0 {
			return o.agreed()
		}
	}
	if v.inEnglish() {
		return p.english.agreed()
	}
	return OrderUnknown
}

func (v Verdict) inEnglish() bool { return v.Language == "" || v.Language == "en" }

// orderWith is the order that the paper proves by itself or by the birth date.
func (v Verdict) orderWith(birth clinical.Date) Order {
	switch {
	case v.OrderProof != OrderUnknown || v.BirthOther.IsZero() || birth.IsZero():
		return v.OrderProof
	case v.Patient.BirthDate == birth:
		return v.order
	case v.BirthOther == birth:
		return v.order.Turned()
	}
	return OrderUnknown
}

// provenBirth is the birth date that a paper tells without doubt and that most
// papers can be read to tell; zero where two are equally frequent.
func provenBirth(vs []Verdict) clinical.Date {
	var best clinical.Date
	most, tied := 0, false
	for _, v := range vs {
		d := v.Patient.BirthDate
		if !v.BirthOther.IsZero() || d.Precision() != clinical.PrecisionDay || d == best {
			continue
		}
		n := 0
		for _, x := range vs {
			if x.Patient.BirthDate == d || x.BirthOther == d {
				n++
			}
		}
		if n > most {
			best, most, tied = d, n, false
		} else if n == most {
			tied = true
		}
	}
	if tied {
		return clinical.Date{}
	}
	return best
}

// CasePatient infers the patient of a case from the verdicts on its papers, as
// sameperson.MajorityOf does, and knows which papers say themselves what the family name is.
func CasePatient(vs []Verdict) (p clinical.Patient, ok bool) {
	var seen []sameperson.Named
	for _, v := range vs {
		if !v.Patient.IsZero() {
			seen = append(seen, sameperson.Named{Patient: v.Patient, Sure: v.sure})
		}
	}
	return sameperson.MajorityOf(seen)
}
