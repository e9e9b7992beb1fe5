package nameless

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/imaging/deidentify"
)

// The rules of the findings that Make raises.
const (
	RulePapers   = "nameless-papers"
	RulePictures = "nameless-left-out"
	RuleFaces    = "nameless-face"
)

// report says what was left out and what is not promised.
func (m *maker) report() {
	type group struct {
		reason string
		items  []*collect.Item // as they were
	}
	var groups []*group
	for _, it := range m.from.Items {
		x := m.items[it]
		if x.Fate != clinical.FateSetAside || x.Reason == becauseAside {
			continue
		}
		i := slices.IndexFunc(groups, func(g *group) bool { return g.reason == x.Reason })
		if i < 0 {
			groups = append(groups, &group{reason: x.Reason})
			i = len(groups) - 1
		}
		groups[i].items = append(groups[i].items, it)
	}
	for _, g := range groups {
		m.to.Findings = append(m.to.Findings, m.leftOut(g.reason, g.items))
	}
	m.faces()
}

// leftOut is the finding about files that are left out for one reason. In the
// bundle they have numbers; their owner sees their names.
func (m *maker) leftOut(reason string, items []*collect.Item) clinical.Finding {
	which := ""
	if len(items) > 1 {
		which = " (files " + m.numbers(items) + ")"
	}
	f := clinical.Finding{
		Rule: RulePictures, Severity: clinical.SeverityWarning, Path: m.items[items[0]].Key(),
		Message: fmt.Sprintf("%s left out: %s%s", files(len(items)), reason, which),
		Fix:     "Show the originals to a doctor who may know the name; a bundle without --deidentify holds them.",
		Private: own(items),
	}
	switch reason {
	case becausePaper:
		f.Rule = RulePapers
	case becauseOther, becauseTwo, becauseUnread, deidentify.BecauseDamaged:
		f.Severity = clinical.SeverityError
		f.Fix = "Look at what `medbundle check` says of them."
	}
	return f
}

func files(n int) string {
	if n == 1 {
		return "1 file was"
	}
	return fmt.Sprintf("%d files were", n)
}

// numbers names inputs by their numbers, runs of them in short.
func (m *maker) numbers(items []*collect.Item) string {
	place := map[*collect.Item]int{}
	for i, it := range m.from.Items {
		place[it] = i + 1
	}
	var runs []string
	for i := 0; i < len(items); {
		first := place[items[i]]
		last := first
		for i++; i < len(items) && place[items[i]] == last+1; i++ {
			last++
		}
		run := fmt.Sprint(first)
		if last > first {
			run += fmt.Sprintf("–%d", last)
		}
		runs = append(runs, run)
	}
	return strings.Join(runs, ", ")
}

// ownShown is how many names the owner is shown for one reason.
const ownShown = 5

// own names files as their owner knows them.
func own(items []*collect.Item) string {
	var names []string
	for _, it := range items[:min(len(items), ownShown)] {
		names = append(names, it.Key())
	}
	if n := len(items) - ownShown; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), n)
	}
	return strings.Join(names, ", ")
}

// headless are parts of the body whose scans hold no face (0018,0015).
var headless = []string{
	"ABDOMEN", "ANKLE", "ARM", "BREAST", "CHEST", "CSPINE", "ELBOW", "EXTREMITY", "FOOT", "HAND", "HIP", "KNEE", "LEG", "LIVER",
	"LSPINE", "PELVIS", "PROSTATE", "SHOULDER", "SPINE", "TSPINE", "UTERUS", "WRIST", "HEART", "KIDNEY", "LUNG", "PANCREAS",
}

// faces warns where slices may hold a head, of which a face can be made again
// (PS3.15 E.3.2). A part of the body that is not named counts as a head.
func (m *maker) faces() {
	for _, e := range m.to.Entries {
		for _, s := range e.Study.Series {
			sliced := s.Modality == "CT" || s.Modality == "MR" || s.Modality == "PT"
			if !sliced || slices.Contains(headless, strings.ToUpper(strings.TrimSpace(s.BodyPart))) {
				continue
			}
			m.to.Findings = append(m.to.Findings, clinical.Finding{
				Rule: RuleFaces, Severity: clinical.SeverityWarning, Record: e.ID,
				Message: "If this scan shows the head, the face can be rebuilt from its slices; nothing was done against that",
				Fix:     "Give it only to people who may see the face, or leave it out.",
			})
			break
		}
	}
}
