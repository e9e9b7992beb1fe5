package cross

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check"
	"github.com/medbundle/medbundle/internal/check/exam"
	"github.com/medbundle/medbundle/internal/check/phrase"
	"github.com/medbundle/medbundle/internal/clinical"
)

// pairs finds reports whose pictures are not here, and pictures without a report.
func pairs(s *subject) []clinical.Finding {
	l := readPairs(s)
	l.match()
	var reports, scans []clinical.Finding
	for i, r := range l.reports {
		if !s.waived(clinical.ImagingStudy) && !l.hasScan[i] {
			reports = append(reports, reportAlone(r))
		}
	}
	for i, sc := range l.scans {
		if !s.waived(clinical.ImagingReport) && !l.hasReport[i] && l.asksReport(s, sc) {
			scans = append(scans, scanAlone(sc, l.unread))
		}
	}
	return append(bounded(reports, "scan reports without their pictures"), bounded(scans, "scans without their reports")...)
}

// pairList are the reports and scans of a case, and which of them have a partner.
type pairList struct {
	reports []pairReport
	scans   []pairScan
	undated []check.Report // reports without a day
	unread  bool           // there are papers that nobody could read

	hasScan, hasReport []bool
}

type pairReport struct {
	check.Report
	p *paper
}

type pairScan struct {
	check.Scan
	p *paper
}

func readPairs(s *subject) *pairList {
	l := &pairList{}
	for _, p := range s.papers {
		l.unread = l.unread || p.Study == nil && (p.Unreadable || p.Kind == clinical.Unknown)
		switch {
		case p.Study != nil:
			if sc, ok := check.NewScan(p.Paper); ok {
				l.scans = append(l.scans, pairScan{sc, p})
			}
		case p.Kind == clinical.ImagingReport && p.sure():
			r := check.NewReport(p.Paper)
			if r.Date.Precision() == clinical.PrecisionDay {
				l.reports = append(l.reports, pairReport{r, p})
			} else {
				l.undated = append(l.undated, r)
			}
		}
	}
	l.hasScan, l.hasReport = make([]bool, len(l.reports)), make([]bool, len(l.scans))
	return l
}

// match lets every report find every scan that it may be about: one report may
// tell of two scans of a day, and one scan may be reported twice.
func (l *pairList) match() {
	byYear := map[int][]int{}
	for i, sc := range l.scans {
		byYear[sc.Date.Year] = append(byYear[sc.Date.Year], i)
	}
	for i, r := range l.reports {
		for year := r.Date.Year - 1; year <= r.Date.Year+1; year++ {
			for _, j := range byYear[year] {
				if r.Fits(l.scans[j].Scan) || l.sameDay(r.Report, l.scans[j].Scan) {
					l.hasScan[i], l.hasReport[j] = true, true
				}
			}
		}
	}
	for i, r := range l.reports {
		for j, sc := range l.scans {
			if r.Within == sc.ID || sc.Date.Precision() != clinical.PrecisionDay && r.Exam.Agree(sc.Exam) && within(r.Date, sc.Date) {
				l.hasScan[i], l.hasReport[j] = true, true
			}
		}
	}
	for _, r := range l.undated {
		for j, sc := range l.scans {
			// It may be the report of this scan: nobody can tell.
			if r.Within == sc.ID || r.Numbered(sc.Scan) || r.Exam.Agree(sc.Exam) {
				l.hasReport[j] = true
			}
		}
	}
}

// sameDay lets a report that names no modality belong to any scan of its days.
func (l *pairList) sameDay(r check.Report, s check.Scan) bool {
	if len(r.Exam.Modalities) > 0 {
		return false
	}
	n, ok := r.Date.DaysUntil(s.Date)
	return ok && n >= -3 && n <= 3 && r.Exam.MaySame(s.Exam)
}

// within tells whether a day may lie in a date that is less precise.
func within(day, d clinical.Date) bool {
	return d.Year == 0 || d.Year == day.Year && (d.Month == 0 || day.Month == 0 || d.Month == day.Month)
}

// plain are modalities of which the pictures are seldom looked at again: a
// report without them informs, others warn.
var plain = []string{"US", "CR", "RF", "BM"}

func reportAlone(r pairReport) clinical.Finding {
	sev := clinical.SeverityInfo
	if slices.ContainsFunc(r.Exam.Modalities, func(m string) bool { return !slices.Contains(plain, m) }) {
		sev = clinical.SeverityWarning
	}
	what := r.Exam.Title()
	return r.p.finding(RuleReportAlone, sev, 0,
		fmt.Sprintf("The report of the %s of %s is here; the pictures are not", what, r.Date.Human()),
		fmt.Sprintf("Ask the hospital's imaging department for the pictures of %s on a disc or as a download (DICOM), or put the disc's files into the folder.", r.Date.Human()))
}

// planning are words in the description of a scan that was made to plan
// radiotherapy or to guide a needle; no report is written on it.
var planning = phrase.New(map[string][]string{"": {
	"planning", "simulation", "simulator", "sim", "ct sim", "rt plan*", "planungs*", "bestrahlungsplan*", "dosimetri*", "planificacion", "pianificazione", "planowan*", "cbct", "cone beam", "portal",
}})

// asksReport tells whether a report on the scan is to be expected that no paper
// here may hold.
func (l *pairList) asksReport(s *subject, sc pairScan) bool {
	if !sc.Exam.Radiology() {
		return false
	}
	st := sc.p.Study
	text := st.Description
	for _, x := range st.Series {
		switch strings.ToUpper(x.Modality) {
		case "RTSTRUCT", "RTPLAN", "RTDOSE", "RTRECORD":
			return false
		case "DOC":
			return false // a document lies beside the pictures: the report, as a rule
		case "SR":
			if reportWord.Has(phrase.NewLine(x.Description).Texts()) {
				return false
			}
		}
		text += "\n" + x.Description
	}
	for _, line := range phrase.Lines(text) {
		if planning.Has(line.Texts()) {
			return false
		}
	}
	return !s.holdsInside(clinical.ImagingReport, sc.Date, sc.Exam)
}

var reportWord = phrase.New(map[string][]string{"": {"report", "findings", "befund*", "bericht", "compte rendu", "informe", "referto", "opis", "verslag", "diagnostic"}})

// holdsInside tells whether a paper that holds papers of the kind as a part of
// itself, such as a health summary, prints the day.
func (s *subject) holdsInside(k clinical.Kind, day clinical.Date, e exam.Exam) bool {
	if day.Precision() != clinical.PrecisionDay {
		return false
	}
	spellings := spelled(day)
	for _, p := range s.papers {
		if p.Unreadable || !slices.Contains(p.Inside, k) {
			continue
		}
		for _, pg := range p.Pages {
			if slices.ContainsFunc(spellings, func(d string) bool { return strings.Contains(pg.Text, d) }) && exam.Of(pg.Text).SharesModality(e) {
				return true
			}
		}
	}
	return false
}

// spelled writes a day in the ways in which papers print it.
func spelled(d clinical.Date) []string {
	month := d.Human()[strings.IndexByte(d.Human(), ' ')+1:][:3]
	return []string{
		d.String(), d.Human(), strings.ReplaceAll(d.String(), "-", ""),
		fmt.Sprintf("%02d.%02d.%04d", d.Day, d.Month, d.Year), fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year),
		fmt.Sprintf("%02d/%02d/%04d", d.Month, d.Day, d.Year), fmt.Sprintf("%d/%d/%04d", d.Month, d.Day, d.Year),
		fmt.Sprintf("%s %d, %04d", month, d.Day, d.Year), fmt.Sprintf("%s %02d, %04d", month, d.Day, d.Year),
	}
}

func scanAlone(sc pairScan, unread bool) clinical.Finding {
	what := sc.Exam.Title()
	day := ""
	if !sc.Date.IsZero() {
		day = " of " + sc.Date.Human()
	}
	fix := fmt.Sprintf("Ask the hospital's imaging department for the written report on the %s%s.", what, day)
	if unread {
		fix += " If it is among the papers here that could not be read, say so in case.yaml: its kind is imaging_report."
	}
	return sc.p.finding(RuleScanAlone, clinical.SeverityWarning, 0,
		fmt.Sprintf("The pictures of the %s%s are here; the written report is not", what, day), fix)
}
