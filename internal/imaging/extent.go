package imaging

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/geometry"
)

// extent says in a few words which numbers the images of a series have and whether
// they are all there: "1–45, no gap"; "" where the numbers tell nothing.
func (s *Series) extent() string {
	if missing := s.missing(); missing != "" {
		return missing + " missing"
	}
	if !slices.Contains(sliced, s.Modality) || len(s.Instances) < 2 {
		return ""
	}
	first, last := s.Instances[0], s.Instances[len(s.Instances)-1]
	if len(s.Instances) < (last.InstanceNumber-first.InstanceNumber+1)/2 {
		return "" // a few that were chosen of many
	}
	words := numberRun(first.InstanceNumber, last.InstanceNumber)
	for i, in := range s.Instances {
		if !in.HasInstanceNumber || in.Pixel.Frames > 1 {
			return ""
		}
		if in.InstanceNumber != first.InstanceNumber+i {
			return s.withDirections(words) // chosen, or numbered with another series
		}
	}
	if room := s.room(); room > 0 {
		return s.withDirections(words + ", no gap in the numbers")
	}
	return s.withDirections(words + ", no gap")
}

// withDirections adds in how many directions the slices lie, where that is several.
func (s *Series) withDirections(words string) string {
	if n := geometry.Directions(s.slices()); n > 1 {
		return fmt.Sprintf("%s; %d directions", words, n)
	}
	return words
}

// slices are where the images lie, of those that say so.
func (s *Series) slices() (out []geometry.Slice) {
	for _, in := range s.Instances {
		if len(in.Position) >= 3 && len(in.Orientation) >= 6 {
			out = append(out, geometry.Slice{Position: in.Position, Cosines: in.Orientation})
		}
	}
	return out
}

// room is for how many more slices there is room in an even spacing; 0 where that
// cannot be told.
func (s *Series) room() int {
	lie := s.slices()
	if len(lie) != len(s.Instances) || len(lie) < fewImages {
		return 0
	}
	lost, known := geometry.Lost(lie)
	if !known || lost > len(lie)/2 {
		return 0
	}
	return lost
}

// unnumberedGaps finds series whose numbers have no gap and whose slices do. It may
// be meant, two stacks with a space between; so it is no warning.
func unnumberedGaps(s *Study) (out []clinical.Finding) {
	for _, series := range s.Series {
		room := 0
		if series.missing() == "" && slices.Contains(sliced, series.Modality) {
			room = series.room()
		}
		if room == 0 {
			continue
		}
		out = append(out, clinical.Finding{
			Rule: RuleSpacing, Severity: clinical.SeverityInfo, Path: series.Instances[0].where(),
			Message: fmt.Sprintf("%s: the slices lie evenly apart but for a space in which %s would fit; their numbers have no gap.",
				series.named(), ofSlices(room)),
			Fix: "It may be meant. If the scan looks cut, ask the hospital for the whole series.",
		})
	}
	return out
}

func ofSlices(n int) string {
	if n == 1 {
		return "1 more slice"
	}
	return fmt.Sprintf("%d more slices", n)
}

// named is how findings call a series.
func (s *Series) named() string {
	return fmt.Sprintf("Series %s (%s)", orElse(s.Number, "without number"), orElse(s.Description, s.Modality))
}

// sameSlice finds slices that are in a series twice, under two identifiers: the same
// number, place and acquisition, at the same time of day.
func sameSlice(s *Study) (out []clinical.Finding) {
	for _, series := range s.Series {
		if !slices.Contains(sliced, series.Modality) {
			continue
		}
		seen := map[string]*Instance{}
		var twice []*Instance
		for _, in := range series.Instances {
			if !in.HasInstanceNumber || len(in.Position) < 3 || in.ContentTime == "" || in.Pixel.Frames > 1 {
				continue
			}
			key := fmt.Sprint(in.InstanceNumber, in.AcquisitionNumber, in.Position, in.Orientation, in.ContentTime, in.ImageType)
			if other := seen[key]; other != nil && other.SOPInstance != in.SOPInstance {
				twice = append(twice, in)
			}
			seen[key] = in
		}
		if len(twice) == 0 {
			continue
		}
		what := fmt.Sprintf("%d slices are there twice", len(twice))
		if len(twice) == 1 {
			what = fmt.Sprintf("slice %d is there twice", twice[0].InstanceNumber)
		}
		out = append(out, clinical.Finding{
			Rule: RuleSliceTwice, Severity: clinical.SeverityInfo, Path: twice[0].where(),
			Message: series.named() + ": " + what + ", at the same place, under different identifiers (UIDs).",
			Fix:     "Both are packed. If a viewer shows the scan twice, ask the hospital for a fresh copy.",
		})
	}
	return out
}
