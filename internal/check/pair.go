package check

import (
	"strings"

	"github.com/medbundle/medbundle/internal/check/exam"
	"github.com/medbundle/medbundle/internal/check/phrase"
	"github.com/medbundle/medbundle/internal/clinical"
)

// PairReports finds the written reports of each scan, as PairPapers does, where
// only the records are known.
func PairReports(records []*clinical.Record) map[string][]string {
	papers := make([]clinical.Paper, len(records))
	for i, r := range records {
		papers[i].Record = r
	}
	return PairPapers(papers)
}

// PairPapers finds the written reports of each scan: the record ids of the
// reports by the record id of the scan. A report belongs to the scan whose
// accession number it prints, and to that among whose files it is. Otherwise it belongs to a scan of the same day,
// give or take three, whose modality it names and whose part of the body and
// side it does not contradict; where it fits several, to the one nearest in
// time, then in what both name, and to none where that is a tie.
func PairPapers(papers []clinical.Paper) map[string][]string {
	out := map[string][]string{}
	scans := newScans(papers)
	for _, rep := range papers {
		if rep.Kind != clinical.ImagingReport || rep.Unreadable {
			continue
		}
		if rep.Within != "" {
			out[rep.Within] = append(out[rep.Within], rep.ID)
			continue
		}
		if id := scans.best(NewReport(rep)); id != "" {
			out[id] = append(out[id], rep.ID)
		}
	}
	return out
}

// Report is a report of a scan as it is compared with scans.
type Report struct {
	clinical.Paper
	Exam exam.Exam
	// words are those of its text that could be an accession number.
	words map[string]bool
}

// headBytes is how much of a report's text is read for what it is of, where
// its title does not say.
const headBytes = 600

// NewReport reads what a report is of.
func NewReport(p clinical.Paper) Report {
	r := Report{Paper: p, words: map[string]bool{}}
	text := p.Title
	for _, e := range p.Evidence {
		if e.Claim == clinical.ClaimKind {
			text += "\n" + e.Text
		}
	}
	r.Exam = exam.Of(text)
	if len(r.Exam.Modalities) == 0 && len(p.Pages) > 0 {
		head := p.Pages[0].Text
		if len(head) > headBytes {
			head = strings.ToValidUTF8(head[:headBytes], "")
		}
		r.Exam = exam.Of(head)
	}
	for _, page := range p.Pages {
		for _, w := range strings.FieldsFunc(page.Text, notInNumber) {
			if w = strings.Trim(w, "-./"); isAccession(w) {
				r.words[phrase.Fold(w)] = true
			}
		}
	}
	return r
}

func notInNumber(r rune) bool {
	return !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '.' || r == '/')
}

// isAccession tells whether a word is long and odd enough to be a number that
// names one examination.
func isAccession(w string) bool {
	digits := 0
	for i := 0; i < len(w); i++ {
		if w[i] >= '0' && w[i] <= '9' {
			digits++
		}
	}
	return len(w) >= 5 && len(w) <= 16 && digits >= 4
}

// Scan is a scan as it is compared with reports.
type Scan struct {
	clinical.Paper
	Exam      exam.Exam
	accession string
}

// NewScan reads what a scan is of. ok is false where it holds nothing that a
// report would describe: contours, documents, a localizer.
func NewScan(p clinical.Paper) (s Scan, ok bool) {
	s = Scan{Paper: p}
	s.Exam, ok = exam.OfStudy(p.Study)
	if a := strings.TrimSpace(p.Study.Accession); isAccession(a) {
		s.accession = phrase.Fold(a)
	}
	return s, ok
}

// maxPairDays is how many days a report may bear later or earlier than its scan;
// with the scan's own number on it, numberDays.
const (
	maxPairDays = 3
	numberDays  = 60
)

// Numbered tells whether the report prints the accession number of the scan. A
// number that comes up months apart is another one that looks alike.
func (r Report) Numbered(s Scan) bool {
	if s.accession == "" || !r.words[s.accession] {
		return false
	}
	n, ok := apart(r.Date, s.Date)
	return !ok || n <= numberDays
}

// Fits tells whether the report may be about the scan: by number, or by day,
// modality, part of the body and side.
func (r Report) Fits(s Scan) bool {
	if r.Numbered(s) {
		return true
	}
	n, ok := apart(r.Date, s.Date)
	return ok && n <= maxPairDays && r.Exam.Agree(s.Exam)
}

// apart counts the days between two dates.
func apart(a, b clinical.Date) (int, bool) {
	n, ok := a.DaysUntil(b)
	if n < 0 {
		n = -n
	}
	return n, ok
}

// scanList finds scans by their day, so that a thousand of each compare fast.
type scanList struct {
	byYear map[int][]Scan
	all    []Scan // those with a number, or without a day
}

func newScans(papers []clinical.Paper) scanList {
	l := scanList{byYear: map[int][]Scan{}}
	for _, p := range papers {
		if p.Study == nil {
			continue
		}
		s, _ := NewScan(p)
		l.byYear[s.Date.Year] = append(l.byYear[s.Date.Year], s)
		l.all = append(l.all, s)
	}
	return l
}

// best is the record id of the scan that the report belongs to, or "".
func (l scanList) best(r Report) string {
	for _, s := range l.all {
		if r.Numbered(s) {
			return s.ID
		}
	}
	best, bestDays, bestNear, tie := "", maxPairDays+1, 0, false
	for year := r.Date.Year - 1; year <= r.Date.Year+1; year++ {
		for _, s := range l.byYear[year] {
			if !r.Fits(s) {
				continue
			}
			days, _ := apart(r.Date, s.Date)
			near := r.Exam.Near(s.Exam)
			switch {
			case days < bestDays, days == bestDays && near > bestNear:
				best, bestDays, bestNear, tie = s.ID, days, near, false
			case days == bestDays && near == bestNear:
				tie = true
			}
		}
	}
	if tie {
		return ""
	}
	return best
}
