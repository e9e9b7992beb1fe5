package imaging

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/geometry"
)

// gaps finds series of which images are missing.
func gaps(s *Study) []clinical.Finding {
	var out []clinical.Finding
	for _, series := range s.Series {
		missing := series.missing()
		if missing == "" {
			continue
		}
		out = append(out, clinical.Finding{
			Rule: RuleGap, Severity: clinical.SeverityWarning, Path: series.Instances[0].where(),
			Message: fmt.Sprintf("%s: %s are missing.", series.named(), missing),
			Fix:     "Copy the disc again, or ask the hospital for the whole series.",
		})
	}
	return out
}

// sliced are modalities whose series go through the body slice by slice. The
// numbers of others have gaps where somebody threw a picture away.
var sliced = []string{"CT", "MR", "PT"}

const (
	// fewImages is how many images a series must have for a gap to tell anything.
	fewImages = 5
	// maxRuns is how many runs of missing numbers are named.
	maxRuns = 6
)

// missing says what the series lacks: "images 4–5 of 10", or "". Numbers may
// start anywhere, and a few of many say that pictures were chosen, not lost. A gap
// in the numbers counts only where slices are missing there, too, as far as the
// headers tell where the slices lie.
func (s *Series) missing() string {
	runs, last := s.numberGaps()
	declared := s.declared()
	switch {
	case runs != "":
		return fmt.Sprintf("images %s of %d", runs, max(last, declared))
	case declared > 0:
		return fmt.Sprintf("%d of %d images", declared-len(s.Instances), declared)
	}
	return ""
}

// declared is how many images the headers agree that the series has, where that
// is more than are here and not so many more that some were chosen; else 0.
// Several series may come of one acquisition, so that its count tells only of a
// series whose numbers run from 1 without a gap.
func (s *Series) declared() int {
	first := s.Instances[0]
	same := func(value func(*Instance) int) int {
		if slices.ContainsFunc(s.Instances, func(in *Instance) bool { return value(in) != value(first) }) {
			return 0
		}
		return value(first)
	}
	present := len(s.Instances)
	more := func(n int) bool { return n > present && present >= fewImages && n-present <= present/2 }
	if n := same(func(in *Instance) int { return in.SeriesInstances }); more(n) {
		return n
	}
	n := same(func(in *Instance) int { return in.AcquisitionImages })
	if !more(n) || !slices.Contains(sliced, s.Modality) || same(func(in *Instance) int { return in.AcquisitionNumber }) == 0 {
		return 0
	}
	for i, in := range s.Instances {
		if !in.HasInstanceNumber || in.InstanceNumber != i+1 || in.Pixel.Frames > 1 {
			return 0
		}
	}
	return n
}

// numberGaps names the runs of numbers missing between the first and the last.
func (s *Series) numberGaps() (runs string, last int) {
	if !slices.Contains(sliced, s.Modality) {
		return "", 0
	}
	var names []string
	var at, size []int // where gaps begin, and how long they are
	lie := s.slices()
	present, count, previous := 0, 0, 0
	for i, in := range s.Instances {
		if !in.HasInstanceNumber || in.Pixel.Frames > 1 {
			return "", 0
		}
		n := in.InstanceNumber
		if i > 0 && n > previous+1 {
			count += n - previous - 1
			names = append(names, numberRun(previous+1, n-1))
			at, size = append(at, previous+1), append(size, n-previous-1)
		}
		if i == 0 || n != previous {
			present++
		}
		previous = n
	}
	if count == 0 || present < fewImages || count > present/2 || recurring(at, size) {
		return "", 0
	}
	if len(lie) > 0 {
		if lost, known := geometry.Lost(lie); !known || lost == 0 {
			return "", 0
		}
	}
	if len(names) > maxRuns {
		names = append(names[:maxRuns], "…")
	}
	return strings.Join(names, ", "), previous
}

// recurring tells that gaps of one length come again and again: the numbers
// between are those of another series, which was made of the same pictures.
func recurring(at, size []int) bool {
	if len(at) < 3 {
		return false
	}
	for i := 1; i < len(at); i++ {
		if size[i] != size[0] || at[i]-at[i-1] != at[1]-at[0] {
			return false
		}
	}
	return true
}

func numberRun(from, to int) string {
	if from == to {
		return number(from)
	}
	return number(from) + "–" + number(to)
}
