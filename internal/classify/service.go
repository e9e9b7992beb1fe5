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
		s.role, s.label, s.colon = l.role, l.text, colon
		if l.role == "place" {
			s.role = p.placeRole(l, s)
		}
		break
	}
	if s.role == "" || s.role == "document" || s.role == "earlier" {
		if star := strings.TrimRight(p.text[max(from, s.start-3):s.start], " "); strings.HasSuffix(star, "*") {
			s.role, s.label = "born", "*"
		}
	}
}

// visitWords stand behind the date of the visit that a letter reports on.
var visitWords = []string{"behandlung", "untersuch", "kontroll", "vorgestellt", "vorstell", "ambulan", "consult", "sprechstunde", "gesehen", "erhoben", "en consulta", "visita", "wizyt", "polikliniek", "gezien"}

// placeRole tells what a date behind a mere "on the" means: the date of the
// letter behind a place and a comma ("Ulm, den …"), the visit where the words
// behind it say so, else the history.
func (p *page) placeRole(l dateLabel, s *dateSpot) string {
	before := strings.TrimRight(p.text[max(0, l.start-4):l.start], " ")
	if before == "" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "\n") {
		return "document"
	}
	if containsAny(fold(strings.ReplaceAll(p.text[s.end:min(len(p.text), s.end+60)], "\n", " ")), visitWords) {
		return "visit"
	}
	return "earlier"
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

// rangeWords join the first and the last day of a stay.
var rangeWords = map[string]bool{"bis": true, "bis zum": true, "-": true, "–": true, "to": true, "until": true, "al": true, "au": true, "do": true, "tot": true, "t/m": true, "through": true, "hasta el": true, "hasta": true, "jusqu'au": true, "tot en met": true}

// stayWords tell that a range of days is a stay in hospital.
var stayWords = []string{"stat", "hospital", "aufenthalt", "ricover", "ingres", "opgenomen", "opname", "pobyt", "hospitaliz", "inpatient", "admi", "sejour"}

// stayLabel marks the first and last day of a stay.
const stayLabel = "from … to"

// ranges reads "from D1 to D2" as admission and discharge where the words
// around speak of a stay in hospital; D1 may leave out its year.
func (p *page) ranges(spots []dateSpot) {
	for i := range spots {
		from := max(0, spots[i].start-16)
		if i > 0 {
			from = max(from, spots[i-1].end)
		}
		gap := strings.ToLower(strings.TrimSpace(p.text[from:spots[i].start]))
		if j := strings.LastIndexAny(gap, "0123456789"); j >= 0 {
			gap = strings.TrimLeft(gap[j+1:], ".")
		}
		if !rangeWords[strings.Trim(gap, " .,")] || i > 0 && spots[i-1].role == "born" {
			continue
		}
		around := foldSpaced(p.text[max(0, spots[i].start-110):from]) + " " + foldSpaced(p.text[spots[i].end:min(len(p.text), spots[i].end+90)])
		if !containsAny(around, stayWords) || strings.Contains(around, "ambulan") {
			continue
		}
		spots[i].role, spots[i].label = "discharged", stayLabel
		if i > 0 && spots[i-1].end == from {
			spots[i-1].role, spots[i-1].label = "admitted", stayLabel
		}
	}
}

// foldSpaced folds a cut of text, which may begin inside a character.
func foldSpaced(s string) string {
	return fold(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\n", " "))
}

// stay is the last day of a stay in hospital that the text tells as a range.
func (r dateReading) stay() (dateSpot, bool) {
	for _, s := range r.spots {
		if s.role == "discharged" && s.label == stayLabel && s.page == 1 {
			return s, true
		}
	}
	return dateSpot{}, false
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

var preferredElse = []string{"service", "exam", "document", "discharged", "admitted", "operation", "reported", "received"}

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
	return r.first("visit", true)
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

// dateWords make a label mean a date of service outside the head of a paper, too.
var dateWords = []string{"date", "datum", "fecha", "data ", "doa", "dod", "dos", "dag"}

// weakLabel tells whether a label means a date of service only in the head of a
// paper: in the body, "admitted" and "CT vom" mostly tell the history.
func weakLabel(s dateSpot) bool {
	label := fold(s.label)
	if s.label == stayLabel {
		return false
	}
	if s.role == "document" {
		return true
	}
	return !s.colon && (len(label) < 5 || !containsAny(label, dateWords))
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
