package dates

import (
	"slices"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// yearLabels say that a year of birth follows, folded. Other labels of birth dates
// count, too, where the year stands directly behind.
var yearLabels = map[string]bool{"b": true, "yob": true, "y0b": true, "yo8": true, "jg": true, "jahrgang": true, "geboortejaar": true, "gebjaar": true, "bj": true, "gebj": true, "rocznik": true}

// yearPhrases are such labels of several words, by their last one.
var yearPhrases = map[string][]string{
	"birth": {"year of birth", "yr of birth", "birth"}, "naissance": {"annee de naissance", "annee naissance"}, "nac": {"ano nac"}, "nae": {"ano nae"},
	"nacimiento": {"ano de nacimiento", "ano nacimiento"}, "nascita": {"anno di nascita", "anno nascita"}, "urodzenia": {"rok urodzenia"}, "ur": {"rok ur", "ur"}, "geboren": {"geboren"}, "born": {"born"},
	"geb": {"geb"}, "dob": {"dob"},
}

// ages are the units of an age, folded.
var ageUnits = map[string]bool{"y": true, "yr": true, "yrs": true, "year": true, "years": true, "yo": true, "jahre": true, "jahr": true, "j": true, "jaar": true, "jr": true, "ans": true, "anni": true, "anos": true, "a": true, "lat": true, "l": true, "m": true, "f": true, "w": true, "v": true, "age": true, "aged": true, "alter": true, "leeftijd": true, "edad": true, "eta": true, "wiek": true, "sex": true, "male": true, "female": true}

// bornYears finds years of birth: behind a label ("YOB: 1955", "b. 1968", "*1949"),
// and in brackets behind an age that fits ("62 Y / F (1961)"). newest is the latest
// year of the paper's days, 0 where there are none.
func (p page) bornYears(newest int) []Spot {
	var out []Spot
	for i, w := range p.Words {
		if len(out) == maxBornYears {
			break
		}
		word := p.Text[w.Start:w.End]
		year, ok := yearOf(word)
		if !ok || !p.alone(w) || newest > 0 && year > newest {
			continue
		}
		s := Spot{Page: p.Number, Start: w.Start, End: w.End, LabelAt: w.Start, Date: clinical.Date{Year: year}, Role: "born", InHeader: p.InHead(w.Start)}
		switch before := strings.TrimRight(p.Text[p.lineStart(w):w.Start], " \t"); {
		case strings.HasSuffix(before, "*") && !strings.HasSuffix(before, "**"), strings.HasSuffix(before, "°") && strings.HasSuffix(strings.TrimRight(before, "°"), " "):
			s.Label = "*"
			out = append(out, s)
		case p.yearLabelled(i) > 0:
			s.Label, s.LabelAt = "born", p.Words[i-p.yearLabelled(i)].Start
			out = append(out, s)
		case strings.HasSuffix(before, "(") && strings.HasPrefix(p.Text[w.End:], ")") && newest > 0 && p.ageFits(i, newest-year):
			s.Label = "age"
			out = append(out, s)
		}
	}
	return out
}

// maxBornYears bounds the years of birth that are read of one page.
const maxBornYears = 50

func yearOf(word string) (int, bool) {
	if len(word) != 4 || word[0] != '1' && word[0] != '2' {
		return 0, false
	}
	year := 0
	for _, c := range []byte(word) {
		if c < '0' || c > '9' {
			return 0, false
		}
		year = 10*year + int(c-'0')
	}
	return year, year >= 1900 && year < 2030
}

func (p page) lineStart(w words.Word) int { return p.Lines[w.Line].Start }

// alone tells whether a number is no part of a date or a longer number.
func (p page) alone(w words.Word) bool {
	before, after := p.Text[p.lineStart(w):w.Start], p.Text[w.End:min(len(p.Text), w.End+2)]
	if before != "" && strings.ContainsAny(before[len(before)-1:], "/-,") {
		return false
	}
	if n := len(before); n > 1 && before[n-1] == '.' && before[n-2] >= '0' && before[n-2] <= '9' {
		return false
	}
	return after == "" || !strings.ContainsAny(after[:1], "/-") && (len(after) < 2 || after[0] != '.' && after[0] != ',' || after[1] < '0' || after[1] > '9')
}

// yearLabelled is how many words before word i are a label of a year of birth, 0 for
// none.
func (p page) yearLabelled(i int) int {
	if i == 0 || p.Words[i-1].Line != p.Words[i].Line {
		return 0
	}
	last := p.Words[i-1]
	gap := p.Text[last.End:p.Words[i].Start]
	if strings.Trim(gap, " .:=\t") != "" || len(gap) > 12 {
		return 0
	}
	word := words.Fold(p.Text[last.Start:last.End])
	if yearLabels[word] && (len(word) > 1 || strings.ContainsAny(gap, ".:") && p.opens(i-1)) {
		return 1
	}
	for _, phrase := range yearPhrases[word] {
		from := i - 1 - strings.Count(phrase, " ")
		if from >= 0 && p.Words[from].Line == last.Line && words.Fold(p.Text[p.Words[from].Start:last.End]) == phrase {
			return i - from
		}
	}
	return 0
}

// opens tells whether the single letter at word i stands by itself.
func (p page) opens(i int) bool {
	before := p.Text[p.Lines[p.Words[i].Line].Start:p.Words[i].Start]
	return before == "" || strings.ContainsAny(before[len(before)-1:], " (,;\t")
}

// maxAgeGap is how far an age may stand before the year of birth, in words.
const maxAgeGap = 5

// ageFits tells whether an age before word i, on its line, is about the given one.
func (p page) ageFits(i, age int) bool {
	for j := i - 1; j >= 0 && i-j <= maxAgeGap && p.Words[j].Line == p.Words[i].Line; j-- {
		word := p.Text[p.Words[j].Start:p.Words[j].End]
		n, unit := 0, strings.TrimLeft(word, "0123456789")
		if digits := word[:len(word)-len(unit)]; len(digits) == 0 || len(digits) > 3 {
			continue
		}
		for _, c := range []byte(word[:len(word)-len(unit)]) {
			n = 10*n + int(c-'0')
		}
		near := unit != "" && ageUnits[words.Fold(unit)]
		for _, k := range []int{j - 1, j + 1} {
			near = near || k >= 0 && k < i && p.Words[k].Line == p.Words[i].Line && ageUnits[words.Fold(p.Text[p.Words[k].Start:p.Words[k].End])]
		}
		return near && n >= age-1 && n <= age+1
	}
	return false
}

// behindAge tells whether a day stands in brackets behind an age that fits: "EDAD: 39
// AÑOS  (12/12/1984)".
func (p page) behindAge(s Spot, newest int) bool {
	if newest-s.Date.Year < minShownAge || !strings.HasSuffix(p.Text[:s.Start], "(") || !strings.HasPrefix(p.Text[s.End:], ")") {
		return false
	}
	i := sort.Search(len(p.Words), func(i int) bool { return p.Words[i].Start >= s.Start })
	return i < len(p.Words) && p.ageFits(i, newest-s.Date.Year)
}

// minShownAge is the age from which a day behind one is taken for the birth date.
const minShownAge = 2

// addBornYears puts the years of birth of a page among its other dates.
func (r *Reading) addBornYears(pages []*words.Page) {
	newest := r.NewestYear()
	for i, s := range r.Spots {
		if s.Role == "" && s.Page > 0 && s.Date.Precision() == clinical.PrecisionDay && (page{pages[s.Page-1]}).behindAge(s, newest) {
			r.Spots[i].Role, r.Spots[i].Label = "born", "age"
		}
	}
	for _, p := range pages {
		for _, s := range (page{p}).bornYears(newest) {
			at, inside := slices.BinarySearchFunc(r.Spots, s, func(a, b Spot) int {
				if a.Page != b.Page {
					return a.Page - b.Page
				}
				return a.Start - b.Start
			})
			inside = inside || at > 0 && r.Spots[at-1].Page == s.Page && r.Spots[at-1].End > s.Start || at < len(r.Spots) && r.Spots[at].Page == s.Page && r.Spots[at].Start < s.End
			if !inside {
				r.Spots = slices.Insert(r.Spots, at, s)
			}
		}
	}
}

// NewestYear is the latest year of the paper's days, those of births and of things to
// come left out, 0 where there are none. Years of two digits without a label may be
// those of births and count only where no other day tells.
func (r Reading) NewestYear() int {
	newest, doubtful := 0, 0
	for _, s := range r.Spots {
		switch {
		case s.Date.Precision() != clinical.PrecisionDay || s.Role == "born" || s.Role == "appointment":
		case s.short && s.Role == "" && s.Date.Year > lastShortBirth:
		case s.short && s.Role == "":
			doubtful = max(doubtful, s.Date.Year)
		default:
			newest = max(newest, s.Date.Year)
		}
	}
	if newest == 0 {
		return doubtful
	}
	return newest
}

// SeveralDays tells whether the paper tells more than one day.
func (r Reading) SeveralDays() bool {
	var first clinical.Date
	for _, s := range r.Spots {
		if s.Date.Precision() != clinical.PrecisionDay {
			continue
		}
		if !first.IsZero() && s.Date != first {
			return true
		}
		first = s.Date
	}
	return false
}

// SettleBirths puts birth dates with a year of two digits into the century before
// the newest day of the paper: nobody is born after the paper that names him.
func (r *Reading) SettleBirths() {
	newest := r.NewestYear()
	for i, s := range r.Spots {
		if s.Role == "born" {
			r.Spots[i].Date = s.Born(newest)
		}
	}
}

// Born is the date read as a birth date: a year of two digits lies in the century
// before newest, the latest year of the paper, 0 where it tells none.
func (s Spot) Born(newest int) clinical.Date {
	if newest == 0 {
		newest = lastShortBirth
	}
	d := clinical.Date{Year: s.Date.Year - 100, Month: s.Date.Month, Day: s.Date.Day}
	if !s.short || s.Date.Year <= newest || !d.Valid() {
		return s.Date
	}
	return d
}

// lastShortBirth is the latest year that two digits of a birth date mean where no
// other day of the paper tells.
const lastShortBirth = 2025
