package exam

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Exam is what a scan or report is of. Each list is sorted and empty where it
// cannot be told.
type Exam struct {
	// Modalities are DICOM modalities, those of one kind as one: "CR" is any X-ray.
	Modalities []string
	// Regions are parts of the body: "chest". "whole" is all of it.
	Regions []string
	// Sides are "L", "R" and "B" for both.
	Sides []string
}

// Of reads what a title, or the head of a report, names.
func Of(text string) Exam {
	var e Exam
	for _, l := range phrase.Lines(text) {
		words := l.Texts()
		for _, h := range modalities.Find(words) {
			e.Modalities = append(e.Modalities, h.What)
		}
		for _, h := range regions.Find(words) {
			e.Regions = append(e.Regions, h.What)
		}
		for _, h := range sides.Find(words) {
			e.Sides = append(e.Sides, h.What)
		}
		for _, w := range l.Words {
			if l.Raw[w.Start:w.End] == "US" && strings.ToUpper(l.Raw) != l.Raw { // in a line of capitals it may be the word
				e.Modalities = append(e.Modalities, "US")
			}
		}
	}
	if len(e.Modalities) == 0 && slices.Contains(e.Regions, "chest") && strings.Contains(phrase.Fold(text), "chest") && !strings.ContainsAny(text, ".\n") {
		e.Modalities = []string{"CR"} // "Chest, PA and lateral"
	}
	return e.tidied()
}

func (e Exam) tidied() Exam {
	for _, list := range []*[]string{&e.Modalities, &e.Regions, &e.Sides} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return e
}

// same are modalities that are one to the reader of a report.
var same = map[string]string{"DX": "CR", "RG": "CR", "BTO": "MG", "ST": "NM", "IVUS": "US", "BMD": "BM"}

// Modality is the modality as Exam has it.
func Modality(code string) string {
	code = strings.ToUpper(strings.TrimSpace(code))
	if c, ok := same[code]; ok {
		return c
	}
	return code
}

// noPicture are modalities of objects that nobody reports on: documents, saved
// views, plans, contours and doses (PS3.3 C.7.3.1.1.1).
var noPicture = []string{
	"SR", "KO", "PR", "DOC", "REG", "SEG", "RTSTRUCT", "RTPLAN", "RTDOSE", "RTRECORD", "RTIMAGE", "RWV", "AU", "ECG", "EEG", "EPS", "HD", "PLAN", "FID", "STAIN", "OT", "SC",
}

var localizer = phrase.New(map[string][]string{"": {
	"localizer", "localiser", "locator", "loc", "scout", "topogram*", "topogramm*", "surview", "scanogram", "smartprep", "care bolus", "bolus tracking", "premonitoring", "monitoring", "dose report", "dose info", "patient protocol", "reperage", "localizador", "topograma", "tracker",
}})

// maxLocalizer is how many pictures a series that is named a localizer may have
// and be one.
const maxLocalizer = 15

// Pictured tells whether the series is one that a report would describe: it has
// pictures and is neither a localizer, nor a document, a plan, a contour or a
// saved view.
func Pictured(s clinical.Series) bool {
	switch {
	case s.Images == 0, slices.Contains(noPicture, strings.ToUpper(s.Modality)):
		return false
	case s.Images <= maxLocalizer && localizer.Has(phrase.NewLine(s.Description).Texts()):
		return false
	}
	return true
}

// OfStudy is what a DICOM study is of, its pictures alone. ok is false where it
// holds none that a report would describe.
func OfStudy(s *clinical.Study) (e Exam, ok bool) {
	text := s.Description
	for _, x := range s.Series {
		if Pictured(x) {
			ok = true
			e.Modalities = append(e.Modalities, Modality(x.Modality))
			text += "\n" + x.Description + "\n" + x.BodyPart
		}
	}
	said := Of(text)
	for _, l := range phrase.Lines(text) {
		if len(l.Words) == 0 || !slices.Contains(e.Modalities, "MG") {
			continue
		}
		switch l.Words[0].Text { // the views of a mammogram: "L MLO"
		case "l":
			said.Sides = append(said.Sides, "L")
		case "r":
			said.Sides = append(said.Sides, "R")
		}
	}
	e.Regions, e.Sides = said.Regions, said.Sides
	return e.tidied(), ok
}

// Agree tells whether a report of e may be about a scan of o: they share a
// modality, and neither region nor side contradicts.
func (e Exam) Agree(o Exam) bool {
	return e.SharesModality(o) && e.MaySame(o)
}

// SharesModality tells whether both name a modality in common.
func (e Exam) SharesModality(o Exam) bool { return overlap(e.Modalities, o.Modalities) }

// MaySame tells that neither region nor side contradicts.
func (e Exam) MaySame(o Exam) bool {
	return !regionsDiffer(e.Regions, o.Regions) && !sidesDiffer(e.Sides, o.Sides)
}

// Near counts what both name alike, to choose among several.
func (e Exam) Near(o Exam) int {
	n := 0
	if overlap(e.Regions, o.Regions) {
		n++
	}
	if overlap(e.Sides, o.Sides) {
		n++
	}
	return n
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// neighbours are regions that one scan often takes together, so that a title
// may name either.
var neighbours = [][2]string{{"abdomen", "pelvis"}, {"head", "neck"}, {"chest", "heart"}, {"limb", "spine"}, {"pelvis", "limb"}, {"chest", "spine"}, {"neck", "spine"}}

func regionsDiffer(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 || overlap(a, b) || slices.Contains(a, "whole") || slices.Contains(b, "whole") {
		return false
	}
	for _, p := range neighbours {
		if slices.Contains(a, p[0]) && slices.Contains(b, p[1]) || slices.Contains(a, p[1]) && slices.Contains(b, p[0]) {
			return false
		}
	}
	return true
}

func sidesDiffer(a, b []string) bool {
	return len(a) == 1 && len(b) == 1 && a[0] != b[0] && a[0] != "B" && b[0] != "B"
}

// titles are plain words for the modalities of an Exam.
var titles = map[string]string{
	"CT": "CT scan", "MR": "MRI scan", "PT": "PET scan", "MG": "mammogram", "US": "ultrasound", "CR": "X-ray", "NM": "nuclear medicine scan",
	"XA": "angiogram", "RF": "moving X-ray", "BM": "bone density scan",
}

// Title names the modalities in plain words: "CT scan"; "scan" where they are
// not known.
func (e Exam) Title() string {
	var out []string
	for _, m := range e.Modalities {
		if t := titles[m]; t != "" {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return "scan"
	}
	return strings.Join(out, " and ")
}

// Radiology tells whether a written report is due on pictures of the modality,
// as it is not on a photo, a slide, a captured screen or one of none.
func (e Exam) Radiology() bool {
	return slices.ContainsFunc(e.Modalities, func(m string) bool { return titles[m] != "" })
}
