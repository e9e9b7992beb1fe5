package sections

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Section is a part of a document as its reader tells it.
type Section struct {
	// Lines are those of the document's text.
	Lines       clinical.LineRange
	Code, Title string
	// Date is the last day of which its entries tell; zero where none does.
	Date   clinical.Date
	Author string
}

// Paper is a section that is a paper of its own.
type Paper struct {
	Section
	Kind clinical.Kind
	Sure bool // its code says so
}

// gathering are kinds of documents that gather what other papers say: their
// sections may be papers. A letter's list of medicines is a part of the letter.
var gathering = map[clinical.Kind]bool{
	"": true, clinical.PortalSummary: true, clinical.CaseSummary: true, clinical.HealthHistory: true, clinical.Unknown: true,
}

// Papers finds the sections of a document of the given kind ("" where its codes
// tell none) that are papers of their own and say something. Sections come in the
// order of the document, those inside a section after it; text is the document's,
// line by line. A section inside one that was found is a part of it.
func Papers(kind clinical.Kind, list []Section, text []string) []Paper {
	var out []Paper
	covered, rest := 0, false
	for _, s := range list {
		if s.Lines.First <= covered || s.Lines.First < 1 || s.Lines.Last > len(text) {
			continue
		}
		k, sure := Kind(s.Code, s.Title)
		own := text[s.Lines.First:s.Lines.Last] // below its heading
		switch {
		case k == "" || !says(k, own):
		case gathering[kind], noteKinds[k] && k != kind && (!s.Date.IsZero() || s.Author != ""):
			out = append(out, Paper{s, k, sure})
			covered = s.Lines.Last
			continue
		}
		rest = rest || wordCount(own) >= minRest
	}
	if len(out) == 1 && !rest {
		return nil // its head would be left alone
	}
	return out
}

const (
	minRest = 4  // words of a section that says something
	minNote = 20 // of a note
)

// denial matches sentences that say that there is nothing; deniedRow rows of a
// table that do.
var (
	denial    = regexp.MustCompile(`(?i)\b(no (known|current|active|information|medications?|data|allergies|drug|results?)|none|not (on|taking|available|recorded)|unknown|n/a|nil|nkd?a|keine|aucune?|ninguna|nessuna|brak|geen)\b|\bNOT: `)
	deniedRow = regexp.MustCompile(`(?i)^\t*(no (known|current|active|information|medications?|data|allergies|drug|results?)|none|not (on|taking|available|recorded)|unknown|n/a|nil|nkd?a|keine|aucune?|ninguna|nessuna|brak|geen)\b|\bNOT: `)
)

// remark matches what a rendition says in the place of a section's text.
var remark = regexp.MustCompile(`^\(.{0,60}\)$|^This section has no text of its own\.|^To this section belong, `)

// says tells whether the lines below a section's heading hold what its kind asks for.
func says(k clinical.Kind, lines []string) bool {
	if noteKinds[k] {
		return wordCount(lines) >= minNote && longest(lines) >= 6
	}
	rows, said := 0, 0
	for i, l := range lines {
		switch {
		case strings.Contains(l, "\t"):
			if i > 0 && strings.Contains(lines[i-1], "\t") && !deniedRow.MatchString(l) { // the first row names the columns
				rows++
			}
		case !denial.MatchString(l) && !remark.MatchString(l) && len(strings.Fields(l)) > 1:
			said++
		}
	}
	if k == clinical.LabResults {
		return rows > 0 || said > 1
	}
	return rows+said > 0
}

func wordCount(lines []string) int {
	n := 0
	for _, l := range lines {
		if !remark.MatchString(l) {
			n += len(strings.Fields(l))
		}
	}
	return n
}

// longest is the number of words of the longest line, a cell of a table for itself.
func longest(lines []string) int {
	n := 0
	for _, l := range lines {
		for _, c := range strings.Split(l, "\t") {
			n = max(n, len(strings.Fields(c)))
		}
	}
	return n
}

// Rest are the lines of a text of so many lines that are in none of the papers,
// in rising runs.
func Rest(papers []Paper, lines int) []clinical.LineRange {
	var out []clinical.LineRange
	next := 1
	for _, p := range papers {
		if p.Lines.First > next {
			out = append(out, clinical.LineRange{First: next, Last: p.Lines.First - 1})
		}
		next = p.Lines.Last + 1
	}
	if next <= lines {
		out = append(out, clinical.LineRange{First: next, Last: lines})
	}
	return out
}
