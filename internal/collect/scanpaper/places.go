package scanpaper

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/sopclass"
	"github.com/medbundle/medbundle/internal/imaging/sr"
)

// Places are the instances of the case by their SOP Instance UIDs.
type Places map[string]*imaging.Instance

// say names the instance of a reference as a person finds it, seen from the
// report: "image 12 of series 3".
func (p Places) say(r sr.Reference, from *imaging.Instance) string {
	in := p[r.Instance]
	if in == nil {
		noun := "an image"
		if plain := sopclass.Of(r.Class).Plain; plain != "" {
			noun = "a file (" + plain + ")"
		}
		return noun + " that is not here" + tail(r.Instance) + frames(r.Frames)
	}
	noun := "image"
	if in.RecordType() != "IMAGE" {
		noun = "file"
		if plain := sopclass.Of(in.SOPClass).Plain; plain != "" {
			noun = plain
		}
	}
	if in.HasInstanceNumber {
		noun += " " + strconv.Itoa(in.InstanceNumber)
	}
	return noun + " of " + series(in) + frames(r.Frames) + elsewhere(in, from)
}

// sayAll names the instances of many references, those of one series together.
func (p Places) sayAll(refs []sr.Reference, from *imaging.Instance) (lines []string) {
	for i := 0; i < len(refs); {
		in := p[refs[i].Instance]
		var numbers []int
		j := i
		for ; j < len(refs); j++ {
			next := p[refs[j].Instance]
			if in == nil || next == nil || refs[j].Frames != nil || !next.HasInstanceNumber || next.RecordType() != "IMAGE" ||
				next.SeriesKey() != in.SeriesKey() || next.StudyKey() != in.StudyKey() {
				break
			}
			numbers = append(numbers, next.InstanceNumber)
		}
		if len(numbers) < 2 {
			lines = append(lines, p.say(refs[i], from))
			i++
			continue
		}
		lines = append(lines, "images "+runs(numbers)+" of "+series(in)+elsewhere(in, from))
		i = j
	}
	return lines
}

func series(in *imaging.Instance) string {
	if in.SeriesNumber == "" {
		return "a series without a number"
	}
	return "series " + in.SeriesNumber
}

// elsewhere says in which scan the instance is, where it is another than the report's.
func elsewhere(in, from *imaging.Instance) string {
	if from == nil || in.StudyKey() == from.StudyKey() {
		return ""
	}
	if d := in.Date(); !d.IsZero() {
		return ", scan of " + d.Human()
	}
	return ", of another scan"
}

func frames(list []int) string {
	if len(list) == 0 {
		return ""
	}
	word := ", frame "
	if len(list) > 1 {
		word = ", frames "
	}
	return word + runs(list)
}

// tail is the end of a UID, by which two people can compare it.
func tail(uid string) string {
	const most = 16
	if uid == "" {
		return ""
	}
	if len(uid) > most {
		uid = "…" + strings.TrimLeft(uid[len(uid)-most:], ".")
	}
	return " (UID " + uid + ")"
}

// maxRuns is how many runs of numbers are written.
const maxRuns = 40

// runs writes numbers as a reader says them: "3, 5–9".
func runs(numbers []int) string {
	n := slices.Clone(numbers)
	slices.Sort(n)
	n = slices.Compact(n)
	var out []string
	for i := 0; i < len(n); {
		j := i
		for j+1 < len(n) && n[j+1] == n[j]+1 {
			j++
		}
		if j == i {
			out = append(out, strconv.Itoa(n[i]))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", n[i], n[j]))
		}
		i = j + 1
	}
	if len(out) > maxRuns {
		out = append(out[:maxRuns], "…")
	}
	return strings.Join(out, ", ")
}
