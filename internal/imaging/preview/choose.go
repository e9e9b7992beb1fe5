package preview

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/sopclass"
)

// rank says what a series is worth looking at; the lesser the more.
type rank int

const (
	original rank = iota
	derived
	scout   // on which the scan was planned
	capture // of a screen: doses, settings
)

// candidate is a series that pictures may be taken of.
type candidate struct {
	series *imaging.Series
	places []place
	rank   rank
	given  int
}

// Choose picks at most most pictures of a study: something of every series, the
// scans themselves before what was made of them, before localizers and captures
// of screens; the rest of the pictures go evenly to the scans. A localizer that
// shows where a scan lies comes first, and captures last.
func Choose(study *imaging.Study, most int) []KeyImage {
	all := candidates(study)
	onScout, of := scouted(all)
	byRank := slices.Clone(all)
	slices.SortStableFunc(byRank, func(a, b *candidate) int { return int(a.rank - b.rank) })
	for round := 0; most > 0; round++ {
		given := false
		for _, c := range byRank {
			if most > 0 && c.given < c.worth(round, byRank[0].rank) {
				c.given++
				most--
				given = true
			}
		}
		if !given {
			break
		}
	}
	var out []KeyImage
	for _, c := range all {
		switch {
		case c == of && c.given > 0:
			out = slices.Insert(out, 0, onScout)
		default:
			out = append(out, keyImages(c.series, c.places, c.given)...)
		}
	}
	slices.SortStableFunc(out, func(a, b KeyImage) int { return last(a) - last(b) })
	return out
}

// last is 1 for what comes after the scans.
func last(k KeyImage) int {
	if rankOf(k.Series) == capture {
		return 1
	}
	return 0
}

// worth is how many pictures a series may have in a round. Localizers and captures
// have one, unless there is nothing else.
func (c *candidate) worth(round int, best rank) int {
	if c.rank >= scout && c.rank > best {
		return min(1, len(c.places))
	}
	return min(round+1, len(c.places))
}

func candidates(study *imaging.Study) (all []*candidate) {
	for _, s := range study.Series {
		if p := places(s); len(p) > 0 {
			all = append(all, &candidate{series: s, places: p, rank: rankOf(s)})
		}
	}
	return all
}

// rankOf reads what a series is from its first picture and its name.
func rankOf(s *imaging.Series) rank {
	var first *imaging.Instance
	for _, in := range s.Instances {
		if in.Pictures() > 0 {
			first = in
			break
		}
	}
	if first == nil {
		return capture
	}
	name := strings.ToLower(s.Description)
	types := strings.ToUpper(strings.Join(first.ImageType, " "))
	switch {
	case sopclass.Of(first.SOPClass).Plain == sopclass.Capture && first.Modality != "MG", contains(name, captureNames), s.Modality == "SC", strings.Contains(types, "SCREEN"):
		return capture
	case first.IsLocalizer(), contains(name, scoutNames):
		return scout
	case strings.HasPrefix(types, "DERIVED"):
		return derived
	}
	return original
}

var (
	scoutNames   = []string{"localizer", "scout", "topogram", "localiser", "lokalizer", "scanogram", "surview", "survey", "pilot", "3-plane loc", "3 plane loc"}
	captureNames = []string{"dose report", "dose info", "patient protocol", "screen save", "screen capture", "screenshot"}
)

func contains(s string, any []string) bool {
	return slices.ContainsFunc(any, func(part string) bool { return strings.Contains(s, part) })
}
