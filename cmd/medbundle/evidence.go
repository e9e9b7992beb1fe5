package main

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier"
)

// explain prints why a record is taken for what it is, in the words of somebody
// who has the paper in hand: a line for each claim, the reasons under it.
func (a *app) explain(e *dossier.Entry) {
	a.indented(kindWords(e))
	a.reasons(e, clinical.ClaimKind)
	if date := e.Date.Human(); date != "" {
		a.indented("date: " + date)
		a.reasons(e, clinical.ClaimDate)
	}
	if e.Patient.HasName() || !e.Patient.BirthDate.IsZero() {
		who := e.Patient.Name()
		if !e.Patient.BirthDate.IsZero() {
			who += ", born " + e.Patient.BirthDate.Human()
		}
		a.indented(fmt.Sprintf("patient: %s: %s", who, matchWords(e.Match)))
		a.reasons(e, clinical.ClaimPatient)
	} else {
		a.indented("patient: not named, so not checked")
	}
	if e.Facility != "" {
		a.indented("from: " + e.Facility)
		a.reasons(e, clinical.ClaimFacility)
	}
	if e.Author != "" {
		a.indented("by: " + e.Author)
		a.reasons(e, clinical.ClaimAuthor)
	}
}

// kindWords says what a record is taken for and how sure that is.
func kindWords(e *dossier.Entry) string {
	what := strings.ToLower(e.Kind.Title()[:1]) + e.Kind.Title()[1:] + " (" + e.Kind.StandardTerm() + ")"
	switch {
	case e.Kind == clinical.Unknown:
		return "kind: it could not be told what this is"
	case e.Confidence == clinical.Certain:
		return "kind: certain: " + what
	case e.Confidence == clinical.Likely:
		return "kind: likely: " + what
	}
	return "kind: perhaps, please confirm: " + what
}

func (a *app) reasons(e *dossier.Entry, claim clinical.Claim) {
	for _, ev := range e.Evidence {
		if ev.Claim == claim {
			a.indented("- " + reason(ev))
		}
	}
}

// reason is a piece of evidence as a sentence.
func reason(ev clinical.Evidence) string {
	quote := "“" + ev.Text + "”"
	if ev.Page > 0 {
		quote += fmt.Sprintf(" (page %d)", ev.Page)
	}
	lead := reasonLeads[ev.Source]
	switch {
	case ev.Source == "layout":
		form, line, ok := strings.Cut(ev.Text, ": ")
		if !ok {
			return "it has the form of one: " + quote
		}
		return fmt.Sprintf("it has %s: “%s”%s", form, line, strings.TrimPrefix(quote, "“"+ev.Text+"”"))
	case ev.Source == "label" && ev.Claim == clinical.ClaimDate:
		lead = "the paper says "
	case ev.Source == "header" && ev.Claim == clinical.ClaimDate:
		lead = "the file's own data say "
	case lead == "":
		lead = "from the " + ev.Source + ": "
	}
	return lead + quote
}

// reasonLeads are how the sentence begins, by the source of the evidence.
var reasonLeads = map[string]string{
	"title":                  "its title is ",
	"heading":                "it has the section ",
	"term":                   "it says ",
	"code":                   "the file carries the code ",
	"section":                "it is the section of the file that is headed ",
	"file name":              "its file is named ",
	"folder name":            "it lies in your folder ",
	"case file":              "you say so in case.yaml: ",
	"dates of a stay":        "it tells of a stay in hospital: ",
	"label":                  "the paper says ",
	"letter head":            "the letter is dated ",
	"letterhead":             "the letterhead says ",
	"signature":              "the paper says ",
	"header":                 "the file's own data say ",
	"order of day and month": "day and month: ",
}
