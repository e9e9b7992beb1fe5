package reading

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Values are the days on which a paper has a result for the term. A line with a
// date of its own counts for that day, a row of a table under a line of dates
// for each of them, and any other line for the day of the paper.
func (t Term) Values(in Text, paper clinical.Date) []clinical.Date {
	var out []clinical.Date
	seen := map[clinical.Date]bool{}
	add := func(d clinical.Date) {
		if !seen[d] && len(out) < maxPlaces {
			seen[d] = true
			out = append(out, d)
		}
	}
	lines := map[int]bool{}
	for _, at := range t.places(in) {
		begin := strings.LastIndexByte(in.plain[:at.start], '\n')
		if lines[begin] || len(lines) == maxRows {
			continue
		}
		lines[begin] = true
		if valueAfter(in.plain, at.start, at.end, "result") != Found && !numbers.MatchString(lineAt(in.plain, at.start)) {
			continue
		}
		line := lineAt(in.plain, at.start)
		dates := DatesIn(line)
		row, _, _ := strings.Cut(cut(in.plain[at.end:], 600), "\n")
		if len(dates) == 0 {
			dates = columnDates(in.plain[:at.start], ranges.ReplaceAllString(row, " "))
		}
		if len(dates) == 0 && !numbers.MatchString(row) {
			dates = following(in.plain[at.end:])
		}
		for _, d := range dates {
			add(d)
		}
		if len(dates) == 0 && (numbers.MatchString(datesOut.ReplaceAllString(line, " ")) || valueAfter(in.plain, at.start, at.end, "result") == Found) {
			add(paper)
		}
	}
	return out
}

func lineAt(text string, at int) string {
	begin := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[begin:], "\n")
	return cut(line, 600)
}

// tableHead is how many lines up the dates of a table's columns may stand.
const tableHead = 40

// maxRows bounds how many lines of a page are read for one term.
const maxRows = 60

// maxHeadWords is how many words a line of dates holds that heads columns:
// "Test", "Unit".
const maxHeadWords = 3

// columnDates are the dates of the nearest line above that holds at least two,
// where the row has as many numbers.
func columnDates(before, row string) []clinical.Date {
	if len(numbers.FindAllString(row, -1)) < 2 {
		return nil
	}
	for range tableHead {
		i := strings.LastIndexByte(before, '\n')
		if i < 0 {
			return nil
		}
		before = before[:i]
		head := lineAt(before, len(before))
		if d := DatesIn(head); len(d) >= 2 {
			if len(words.FindAllString(anyDate.ReplaceAllString(head, " "), -1)) > maxHeadWords {
				return nil // "collected … reported …" heads no columns
			}
			return d[:min(len(d), len(numbers.FindAllString(row, -1)))]
		}
	}
	return nil
}

// following are the dates of the lines right after a term that stands over its
// values: "PSA" and then "12 Mar 2026 4.1", line by line.
func following(after string) []clinical.Date {
	var out []clinical.Date
	lines := strings.SplitN(cut(after, 2000), "\n", 14)
	for _, l := range lines[min(1, len(lines)):] {
		d := DatesIn(l)
		if len(d) != 1 || !numbers.MatchString(datesOut.ReplaceAllString(l, " ")) {
			break
		}
		out = append(out, d[0])
	}
	return out
}

var (
	// ranges are normal ranges, which are no results.
	ranges   = regexp.MustCompile(`\([^)\n]*\)|[<>]?\d+(?:[.,]\d+)?\s*[-–]\s*\d+(?:[.,]\d+)?`)
	words    = regexp.MustCompile(`\pL{2,}`)
	numbers  = regexp.MustCompile(`[<>]?\d+(?:[.,]\d+)?`)
	anyDate  = regexp.MustCompile(`(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})|(\d{1,2})\.?\s+(\pL{3,10})\.?,?\s+(\d{4})|(\pL{3,10})\.?\s+(\d{1,2}),?\s+(\d{4})`)
	monthsOf = []string{
		"jan gen sty ene", "feb fév fev lut", "mar mär mrz mrt", "apr avr abr kwi", "may mai mag maj mei mayo", "jun jui giu cze juin",
		"jul lug lip juil", "aug aoû ago sie", "sep set wrz", "oct okt ott paź", "nov lis", "dec dez déc dic gru",
	}
)

// DatesIn are the dates of a line. Day and month in figures are told apart only
// where one passes twelve; where not, the pair still tells one day from another.
func DatesIn(line string) []clinical.Date {
	var out []clinical.Date
	if !strings.ContainsAny(line, "0123456789") {
		return nil
	}
	for _, m := range anyDate.FindAllStringSubmatch(line, 24) {
		var d clinical.Date
		switch {
		case m[1] != "":
			d = clinical.Date{Year: num(m[1]), Month: num(m[2]), Day: num(m[3])}
		case m[4] != "":
			d = clinical.Date{Year: year(m[6]), Month: num(m[5]), Day: num(m[4])}
			if d.Month > 12 {
				d.Month, d.Day = d.Day, d.Month
			}
		case m[7] != "":
			d = clinical.Date{Year: num(m[9]), Month: month(m[8]), Day: num(m[7])}
		default:
			d = clinical.Date{Year: num(m[12]), Month: month(m[10]), Day: num(m[11])}
		}
		if d.Month > 0 && d.Valid() {
			out = append(out, d)
		}
	}
	return out
}

func num(s string) int {
	n, _ := strconv.Atoi(s) // at most four digits
	return n
}

func year(s string) int {
	n := num(s)
	if n < 100 {
		n += 2000
	}
	return n
}

func month(word string) int {
	word = strings.ToLower(word)
	for i, forms := range monthsOf {
		for _, f := range strings.Fields(forms) {
			if strings.HasPrefix(word, f) {
				return i + 1
			}
		}
	}
	return 0
}
