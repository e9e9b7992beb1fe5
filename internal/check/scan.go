package check

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/exam"
	"github.com/medbundle/medbundle/internal/check/reading"
	"github.com/medbundle/medbundle/internal/clinical"
)

// scan judges a scan, or a report on one, by modality and part of the body.
func (m matcher) scan(s *sheet) (claim, bool) {
	if s.Study == nil && s.Kind != clinical.ImagingReport {
		return claim{sheet: s, grade: whole}, true // a treatment record of the same item
	}
	if !m.ofModality(s) {
		return claim{}, false
	}
	switch here, known := m.ofBody(s); {
	case !here && known:
		return claim{}, false
	case !here:
		return claim{sheet: s, grade: unsure, why: "there is " + article(s) + " that does not say of which part of the body it is"}, true
	}
	if s.Study == nil && slices.Contains(m.Kinds, clinical.ImagingStudy) {
		return claim{sheet: s, grade: partly, why: "the written report is here, the pictures are not"}, true
	}
	return claim{sheet: s, grade: whole}, true
}

func article(s *sheet) string {
	if s.Study != nil {
		return "a scan (" + strings.Join(s.Study.Modalities(), ", ") + ")"
	}
	return "a scan report"
}

func (m matcher) ofModality(s *sheet) bool {
	if s.Study != nil {
		return slices.ContainsFunc(s.Study.Modalities(), func(x string) bool { return slices.Contains(m.Modality, x) })
	}
	return reportNames(s, m.Modality)
}

// reportHead is how much of a report names its scan, in bytes: further down
// stand the scans that it compares with.
const reportHead = 400

func reportNames(s *sheet, modalities []string) bool {
	text := s.Title
	for _, e := range s.Evidence {
		if e.Claim == clinical.ClaimKind {
			text += " " + e.Text
		}
	}
	if len(s.Pages) > 0 {
		head := s.Pages[0].Text
		text += " " + strings.ToValidUTF8(head[:min(len(head), reportHead)], "")
	}
	var asked exam.Exam
	for _, m := range modalities {
		asked.Modalities = append(asked.Modalities, exam.Modality(m))
	}
	return exam.Of(text).SharesModality(asked)
}

// ofBody tells whether the scan is of the part of the body that is asked for,
// and whether it says at all of which part it is.
func (m matcher) ofBody(s *sheet) (here, known bool) {
	if len(m.Body) == 0 || s.Study != nil && slices.ContainsFunc(s.Study.Modalities(), func(x string) bool { return slices.Contains(m.BodyFree, x) }) ||
		s.Study == nil && len(m.BodyFree) > 0 && reportNames(s, m.BodyFree) {
		return true, true
	}
	words := s.Title
	if s.Study != nil {
		words += " " + s.Study.Description
		for _, x := range s.Study.Series {
			words += " " + x.BodyPart + " " + x.Description
		}
		bare := strings.TrimSpace(words)
		return holdsTerm(words, m.body), bare != "" && !onlyModality(bare)
	}
	for i, p := range s.Pages {
		if i < 2 {
			words += " " + p.Text[:min(len(p.Text), 4*reportHead)]
		}
	}
	return holdsTerm(strings.ToValidUTF8(words, ""), m.body), true
}

// onlyModality tells whether a description names nothing but the machine.
func onlyModality(text string) bool {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		known := len(w) < 3 || w == "scan" || w == "study" || w == "series"
		if !known && len(exam.Of(w).Modalities) == 0 {
			return false
		}
	}
	return true
}

func holdsWord(text string, words []string) bool { return holdsTerm(text, termsOf(words)) }

// holdsTerm tells whether one of the words stands in a text, where "_" and "^"
// part words as in descriptions of scans.
func holdsTerm(text string, terms []reading.Term) bool {
	t := reading.New(1, strings.ToLower(strings.Map(func(r rune) rune {
		if r == '_' || r == '^' {
			return ' '
		}
		return r
	}, text)))
	return slices.ContainsFunc(terms, func(x reading.Term) bool { return x.Holds(t) })
}
