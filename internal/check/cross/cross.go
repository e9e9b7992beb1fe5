package cross

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Rules that this package raises. Rule names are stable.
const (
	RuleReportAlone   = "no-pictures"
	RuleScanAlone     = "no-report"
	RuleEventAlone    = "mentioned"
	RulePages         = "pages-missing"
	RuleMedicines     = "medicines"
	RuleSide          = "side-differs"
	RuleFuture        = "date-future"
	RuleBeforeBirth   = "before-birth"
	RulePreliminary   = "preliminary"
	RuleAddendum      = "addendum-due"
	RuleUnsigned      = "unsigned"
	RuleNameDiffers   = "name-differs"
	RuleNameNotStated = "name-absent"
)

// Findings holds the papers of the case against each other and against today.
// Every finding names the record and, where a page says so, the page.
// What a checklist asks for already is not told again.
func Findings(c clinical.Case, papers []clinical.Paper, today clinical.Date, asked ...Asked) []clinical.Finding {
	s := newSubject(c, papers, today)
	s.asked = asked
	var out []clinical.Finding
	for _, rule := range []func(*subject) []clinical.Finding{
		pairs, events, pagesMissing, medicines, sides, dates, states,
	} {
		out = append(out, rule(s)...)
	}
	clinical.SortFindings(out)
	return out
}

// Asked is a paper that a checklist already asks for.
type Asked struct {
	// Kinds are those that would do.
	Kinds []clinical.Kind
	// Date is that of the event; zero where no paper of the kinds is here at all.
	Date clinical.Date
}

// subject is a case as the rules see it.
type subject struct {
	clinical.Case
	asked  []Asked
	papers []*paper
	today  clinical.Date
}

// paper is a paper with its text cut into words, once for all rules.
type paper struct {
	clinical.Paper
	pages []page
}

type page struct {
	number int
	lines  []phrase.Line
}

func newSubject(c clinical.Case, papers []clinical.Paper, today clinical.Date) *subject {
	s := &subject{Case: c, today: today}
	for _, p := range papers {
		if p.Record == nil {
			continue
		}
		x := &paper{Paper: p}
		for _, t := range p.Pages {
			x.pages = append(x.pages, page{t.Number, phrase.Lines(t.Text)})
		}
		s.papers = append(s.papers, x)
	}
	return s
}

// waived tells whether a person has said that the case goes without the item of
// the checklist.
func (s *subject) waived(item clinical.Kind) bool {
	w := s.Words[string(item)]
	return w.Waived != "" || w.DoesNotApply != ""
}

// sure tells whether the paper can be read and its kind is not in doubt.
func (p *paper) sure() bool { return !p.Unreadable && p.Confidence != clinical.Unsure }

// named names the paper for a sentence: "the pathology report of 19 Mar 2026
// (page 2 of scan0012.pdf)". Page 0 is none.
func (p *paper) named(page int) string {
	kind := p.Kind.Title()
	if kind != "" {
		kind = strings.ToLower(kind[:1]) + kind[1:]
	}
	out := "the " + kind
	if !p.Date.IsZero() {
		out += " of " + p.Date.Human()
	}
	file := p.file()
	switch {
	case file == "":
	case page > 0 && (page > 1 || len(p.Pages) > 1):
		out += fmt.Sprintf(" (page %d of %s)", page, file)
	default:
		out += " (" + file + ")"
	}
	return out
}

// file is the own name of the paper's file; a scan has many.
func (p *paper) file() string {
	if p.Path == "" || p.Study != nil {
		return "" // the files of a scan have names that say nothing
	}
	return path.Base(p.Path)
}

// finding begins a finding about the paper; the message begins with a capital.
func (p *paper) finding(rule string, sev clinical.Severity, page int, message, fix string) clinical.Finding {
	return clinical.Finding{
		Rule: rule, Severity: sev, Record: p.ID, Path: p.Path, Page: page,
		Message: capital(message), Fix: fix,
	}
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// joined lists things in a sentence: "a, b and c".
func joined(list []string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}

// maxPerRule is how many findings of a rule are raised one by one; a reader
// needs no more to see what is so.
const maxPerRule = 40

// bounded keeps the first findings of a rule and says how many more there are.
func bounded(fs []clinical.Finding, what string) []clinical.Finding {
	if len(fs) <= maxPerRule {
		return fs
	}
	last := fs[maxPerRule]
	more := clinical.Finding{
		Rule: last.Rule, Severity: last.Severity,
		Message: fmt.Sprintf("There are %d more %s", len(fs)-maxPerRule, what), Fix: last.Fix,
	}
	return append(slices.Clone(fs[:maxPerRule]), more)
}
