package dates

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// rangeWords join the first and the last day of a stay.
var rangeWords = map[string]bool{"bis": true, "bis zum": true, "-": true, "–": true, "to": true, "until": true, "al": true, "au": true, "do": true, "tot": true, "t/m": true, "through": true, "hasta el": true, "hasta": true, "jusqu'au": true, "tot en met": true}

// stayWords tell that a range of days is a stay in hospital.
var stayWords = []string{"stat", "hospital", "aufenthalt", "ricover", "ingres", "opgenomen", "opname", "pobyt", "hospitaliz", "inpatient", "admi", "sejour"}

// stayLabel marks the first and last day of a stay.
const stayLabel = "from … to"

// ranges reads "from D1 to D2" as admission and discharge where the words
// around speak of a stay in hospital; D1 may leave out its year.
func (p page) ranges(spots []Spot) {
	for i := range spots {
		from := max(0, spots[i].Start-16)
		if i > 0 {
			from = max(from, spots[i-1].End)
		}
		gap := strings.ToLower(strings.TrimSpace(p.Text[from:spots[i].Start]))
		if j := strings.LastIndexAny(gap, "0123456789"); j >= 0 {
			gap = strings.TrimLeft(gap[j+1:], ".")
		}
		if !rangeWords[strings.Trim(gap, " .,")] || i > 0 && spots[i-1].Role == "born" {
			continue
		}
		around := words.FoldSpaced(p.Text[max(0, spots[i].Start-110):from]) + " " + words.FoldSpaced(p.Text[spots[i].End:min(len(p.Text), spots[i].End+90)])
		if !words.ContainsAny(around, stayWords) || strings.Contains(around, "ambulan") {
			continue
		}
		spots[i].Role, spots[i].Label = "discharged", stayLabel
		if i > 0 && spots[i-1].End == from {
			spots[i-1].Role, spots[i-1].Label = "admitted", stayLabel
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
		if s.Role == "discharged" && s.Label == stayLabel && s.Page == 1 {
			return s, true
		}
	}
	return Spot{}, false
}
