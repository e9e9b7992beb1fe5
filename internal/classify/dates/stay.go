package dates

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/months"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// rangeWords join the first and the last day of a stay.
var rangeWords = map[string]bool{"bis": true, "bis zum": true, "-": true, "–": true, "to": true, "until": true, "al": true, "au": true, "do": true, "tot": true, "t/m": true, "tm": true, "t/m en met": true, "till": true, "thru": true, "through": true, "hasta el": true, "hasta": true, "jusqu'au": true, "tot en met": true}

// stayWords tell that a range of days is a stay in hospital.
var stayWords = []string{"stat", "hospital", "aufenthalt", "ricover", "ingres", "opgenomen", "opname", "pobyt", "hospitaliz", "inpatient", "admi", "sejour", "verblijf"}

// courseWords tell that a range of days is a course of treatment.
var courseWords = []string{"bestrahl", "radioth", "radiother", "radiation", "bestral", "radioter", "irradi", "strahlenth", "fraktion", "fraction", "fractie", "naswietla", "gy ", "(gy", "strahlung", "zielvolum", "doelgebied"}

// courseLabel marks the first and last day of a course of treatment.
const courseLabel = "course from … to"

// StayLabel marks the first and last day of a stay.
const StayLabel = "from … to"

// misreadUntil tells whether a gap is "bis" or "bis zum" with one letter misread.
func misreadUntil(gap string) bool {
	word, rest, _ := strings.Cut(gap, " ")
	return len(word) == 3 && (rest == "" || rest == "zum") && (word[0] == 'b' && (word[1] == 'i' || word[2] == 's'))
}

// maxRangeGap is how much is looked at before the last day of a range, in bytes.
const maxRangeGap = 20

// ranges reads "from D1 to D2" as admission and discharge where the words
// around speak of a stay in hospital; D1 may leave out its year.
func (p page) ranges(spots []Spot) {
	for i := range spots {
		from := max(0, spots[i].Start-maxRangeGap)
		if i > 0 {
			from = max(from, spots[i-1].End)
		}
		gap := strings.ToLower(strings.TrimSpace(p.Text[from:spots[i].Start]))
		if j := strings.LastIndexAny(gap, "0123456789"); j >= 0 {
			gap = strings.TrimLeft(gap[j+1:], ".")
		}
		if month, rest, ok := strings.Cut(strings.TrimSpace(gap), " "); ok && months.Is(strings.Trim(month, ".")) {
			gap = rest // "20 november t/m 22 december 2023"
		}
		if gap = strings.Trim(gap, " .,"); !rangeWords[gap] && !misreadUntil(gap) || i > 0 && spots[i-1].Role == "born" && spots[i-1].End == from {
			continue
		}
		around := words.FoldSpaced(p.Text[max(0, spots[i].Start-110):from]) + " " + words.FoldSpaced(p.Text[spots[i].End:min(len(p.Text), spots[i].End+90)])
		first, last, mark := "admitted", "discharged", StayLabel
		switch stay := words.ContainsAny(around, stayWords); {
		case words.ContainsAny(around, courseWords) && (!stay || spots[i].Role == "finished" || !words.ContainsAny(p.onLine(spots[i]), stayWords)):
			first, last, mark = "started", "finished", courseLabel
		case !stay || strings.Contains(around, "ambulan"):
			continue
		}
		spots[i].Role, spots[i].Label = last, mark
		if i > 0 && spots[i-1].End == from {
			spots[i-1].Role, spots[i-1].Label = first, mark
		}
	}
}

// LabelledStay is the last day of a stay in hospital of which the head of the first
// page tells both days behind labels: "Date of admission … Date of discharge".
func (r Reading) LabelledStay() (last Spot, ok bool) {
	admitted := false
	for _, s := range r.Spots {
		if s.Page != 1 || !s.InHeader {
			continue
		}
		switch s.Role {
		case "admitted":
			admitted = true
		case "discharged":
			last = s
		}
	}
	return last, admitted && last.Role != ""
}

// Stay is the last day of a stay in hospital that the text tells as a range.
func (r Reading) Stay() (Spot, bool) {
	for _, s := range r.Spots {
		if s.Role == "discharged" && s.Label == StayLabel && s.Page == 1 {
			return s, true
		}
	}
	return Spot{}, false
}

// onLine is the line of the spot up to it, folded; of a long one what stands nearest.
func (p page) onLine(s Spot) string {
	return words.FoldSpaced(p.Text[max(p.Lines[s.Line].Start, s.Start-maxRangeLine):s.Start])
}

// maxRangeLine bounds what is read of a line before a range of days, in bytes.
const maxRangeLine = 110
