package classify

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// labelReach is how far a label may stand before its date, in bytes.
const labelReach = 48

// dateReading is every date of a document with what its label says.
type dateReading struct {
	spots []dateSpot
	order dateOrder
	why   string // why the order was taken
}

// readDates finds the dates of the pages, what they mean, and the order in
// which the document writes day and month.
func readDates(pages []*page, lang string) dateReading {
	var r dateReading
	for _, p := range pages {
		spots := findDates(p.text)
		labels := p.dateLabels()
		from := 0
		for i := range spots {
			spots[i].page = p.number
			spots[i].inHeader = p.number == 1 && len(p.lines) > 0 && (p.lineAt(spots[i].start) < titleLines && spots[i].start < titleBytes)
			p.label(&spots[i], labels, from)
			from = spots[i].end
		}
		p.ranges(spots)
		r.spots = append(r.spots, spots...)
	}
	r.settleOrder(pages, lang)
	return r
}

// dateLabel is a label that says what the date after it means.
type dateLabel struct {
	start, end int
	role, text string
}

func (p *page) dateLabels() []dateLabel {
	var out []dateLabel
	p.each(func(h hit, m meaning) {
		start, end := p.words[h.first].start, p.words[h.last-1].end
		if n := len(out); n > 0 && out[n-1].start == start {
			return
		}
		out = append(out, dateLabel{start, end, m.what, p.text[start:end]})
	}, chDate)
	return out
}

// label gives the spot the meaning of the nearest label before it, on its line
// or alone on the line above, with no other date in between.
func (p *page) label(s *dateSpot, labels []dateLabel, from int) {
	for i := len(labels) - 1; i >= 0; i-- {
		l := labels[i]
		if l.end > s.start {
			continue
		}
		if l.start < from || s.start-l.end > labelReach {
			break
		}
		gap := p.text[l.end:s.start]
		colon := strings.ContainsAny(firstMark(gap), ":=")
		if strings.Count(gap, "\n") > 1 || strings.Contains(gap, "\n") && !colon && strings.TrimSpace(gap) != "" {
			break
		}
		if !colon && wordCount(gap) > maxGapWords(l.role) {
			continue
		}
		s.role, s.label = l.role, l.text
		break
	}
	if s.role == "" || s.role == "document" || s.role == "earlier" {
		if star := strings.TrimRight(p.text[max(from, s.start-3):s.start], " "); strings.HasSuffix(star, "*") {
			s.role, s.label = "born", "*"
		}
	}
}

// maxGapWords is how many words may stand between a label without a colon and its date.
func maxGapWords(role string) int {
	switch role {
	case "earlier", "born":
		return 2
	case "document":
		return 0
	}
	return 1
}

func firstMark(gap string) string {
	gap = strings.TrimLeft(gap, " \t)")
	if gap == "" {
		return ""
	}
	return gap[:1]
}

func wordCount(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) }))
}

// ranges reads "from D1 to D2" as admission and discharge where the words
// around speak of a stay.
func (p *page) ranges(spots []dateSpot) {
	for i := 0; i+1 < len(spots); i++ {
		gap := strings.ToLower(p.text[spots[i].end:spots[i+1].start])
		switch strings.Trim(gap, " .,\n\t") {
		case "bis", "bis zum", "-", "–", "to", "until", "al", "au", "do", "tot", "t/m", "through", "a", "hasta el", "hasta", "jusqu'au", "tot en met":
		default:
			continue
		}
		around := fold(p.text[max(0, spots[i].start-80):spots[i].start]) + " " + fold(p.text[spots[i+1].end:min(len(p.text), spots[i+1].end+90)])
		if spots[i].role == "admitted" || containsAny(around, []string{"stat", "hospital", "aufenthalt", "behandlung", "ricover", "ingres", "opgenomen", "opname", "pobyt", "inpatient", "admi", "sejour"}) {
			spots[i].role, spots[i].label = "admitted", "from … to"
			spots[i+1].role, spots[i+1].label = "discharged", "from … to"
		}
	}
}

// settleOrder decides which number is the day where both could be: from another
// date of the document that leaves no choice, else from the language, else from
// the country that the words speak of.
func (r *dateReading) settleOrder(pages []*page, lang string) {
	day, month := 0, 0
	for _, s := range r.spots {
		switch {
		case s.ambiguous || s.a == 0:
		case s.a > 12:
			day++
		case s.b > 12:
			month++
		}
	}
	switch {
	case day > month:
		r.order, r.why = dayFirst, "another date of this document can only be day first"
	case month > day:
		r.order, r.why = monthFirst, "another date of this document can only be month first"
	case lang != "" && lang != "en":
		r.order, r.why = dayFirst, "day first, as this language writes dates"
	default:
		r.order, r.why = countryOrder(pages)
	}
	if r.order != dayFirst {
		return
	}
	for i, s := range r.spots {
		if s.ambiguous {
			r.spots[i].date = clinical.Date{Year: s.date.Year, Month: s.b, Day: s.a}
		}
	}
}

func countryOrder(pages []*page) (dateOrder, string) {
	votes := map[string]map[int]bool{"day_first": {}, "month_first": {}}
	for _, p := range pages {
		for _, h := range p.hits {
			for _, m := range book.meanings[h.phrase] {
				if m.channel == chCountry {
					votes[m.what][h.phrase] = true
				}
			}
		}
	}
	if len(votes["day_first"]) > len(votes["month_first"]) {
		return dayFirst, "day first, for the words are British or Indian"
	}
	return monthFirst, "month first, as in the United States: day and month could be the other way round"
}

// preferred lists, for each kind, the meanings of a date that say when the
// service took place, best first. Printing, birth and signature never do.
var preferred = map[clinical.Kind][]string{
	clinical.OperativeReport:     {"operation", "exam", "service", "document", "admitted", "discharged", "reported"},
	clinical.ProcedureReport:     {"operation", "exam", "service", "document", "reported"},
	clinical.PathologyReport:     {"collected", "operation", "service", "received", "exam", "document", "reported"},
	clinical.CytologyReport:      {"collected", "operation", "service", "received", "exam", "document", "reported"},
	clinical.TumourGenomics:      {"collected", "service", "received", "document", "reported"},
	clinical.GermlineGenetics:    {"collected", "service", "received", "document", "reported"},
	clinical.ImagingReport:       {"exam", "service", "document", "operation", "collected", "reported", "admitted"},
	clinical.DischargeSummary:    {"discharged", "document", "service", "admitted", "reported"},
	clinical.LabResults:          {"collected", "service", "received", "exam", "document", "reported"},
	clinical.TumourMarkerSeries:  {"collected", "document", "reported"},
	clinical.SystemicSummary:     {"document", "service", "finished", "discharged", "reported", "started"},
	clinical.RadiotherapySummary: {"service", "document", "finished", "exam", "reported", "started"},
	clinical.MedicationList:      {"document", "service", "reported"},
}

var preferredElse = []string{"service", "exam", "document", "admitted", "discharged", "operation", "reported", "received"}

// service picks the date of service of a document of kind k. ok is false where
// no date says that it is one.
func (r dateReading) service(k clinical.Kind) (dateSpot, bool) {
	prefer := preferred[k]
	if prefer == nil {
		prefer = preferredElse
	}
	if k == clinical.Other || k == clinical.Unknown {
		prefer = []string{"service", "document", "reported"}
	}
	for _, full := range []bool{true, false} {
		for _, role := range prefer {
			if s, ok := r.first(role, full); ok {
				return s, true
			}
		}
		if s, ok := r.letterDate(full); ok {
			return s, true
		}
	}
	return dateSpot{}, false
}

// first is the first date of the role, those in the header of the first page
// before others; the body of a paper holds dates of the history.
func (r dateReading) first(role string, fullDate bool) (dateSpot, bool) {
	for _, header := range []bool{true, false} {
		for _, s := range r.spots {
			full := s.date.Precision() == clinical.PrecisionDay
			if s.role != role || s.inHeader != header || full != fullDate {
				continue
			}
			if !header && weakLabel(s) {
				continue
			}
			return s, true
		}
	}
	return dateSpot{}, false
}

// weakLabel tells whether a label is a common word that means a date of service
// only in the head of a paper.
func weakLabel(s dateSpot) bool {
	switch strings.ToLower(s.label) {
	case "date", "datum", "fecha", "data", "le", "den", "vom", "am", "del", "li", "dnia", "visit", "performed", "obtained", "taken", "received", "completed", "verified", "released", "collected",
		"admitted", "discharged", "admission", "discharge", "encounter", "dated", "alta", "ingreso", "aufnahme", "entlassung", "opname", "ontslag", "dd", "d.d", "drawn", "admitted on", "updated", "untersuchung vom", "ct vom", "mrt vom", "prélèvement", "dimissione", "przyjęcie", "eingang", "ausgang", "stand", "a fecha", "seen on", "pobranie", "performed on", "exam performed", "reported", "resulted":
		return true
	}
	return false
}

// letterDate is a date without a label in the head of the first page, as a
// letter has it, or in its first words.
func (r dateReading) letterDate(fullDate bool) (dateSpot, bool) {
	for _, s := range r.spots {
		if s.inHeader && s.role == "" && (s.date.Precision() == clinical.PrecisionDay) == fullDate {
			return s, true
		}
	}
	return dateSpot{}, false
}
