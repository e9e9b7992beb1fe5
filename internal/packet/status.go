package packet

import (
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// The marks of the rows of the cover and of the page of what is missing.
var (
	missingPill  = typeset.Pill{Word: "missing", Colour: typeset.Red}
	wantedPill   = typeset.Pill{Word: "missing", Colour: typeset.Amber} // missing, but not required
	doubtfulPill = typeset.Pill{Word: "doubtful", Colour: typeset.Amber}
	herePill     = typeset.Pill{Word: "here", Colour: typeset.Teal}
	oldPill      = typeset.Pill{Word: "old", Colour: typeset.Amber}
	unusablePill = typeset.Pill{Word: "not usable", Colour: typeset.Amber}
	partialPill  = typeset.Pill{Word: "in part", Colour: typeset.Amber}
	askedPill    = typeset.Pill{Word: "asked for", Colour: typeset.Amber}
	sentPill     = typeset.Pill{Word: "sent apart", Colour: typeset.Teal}
	waivedPill   = typeset.Pill{Word: "waived", Colour: typeset.Grey}
	notAskedPill = typeset.Pill{Word: "not asked", Colour: typeset.Grey}
	unreadPill   = typeset.Pill{Word: "not read", Colour: typeset.Amber}
	leftOutPill  = typeset.Pill{Word: "left out", Colour: typeset.Grey}
)

// pillOf is the mark of a checklist item.
func pillOf(it clinical.ChecklistItem) typeset.Pill {
	switch it.Status {
	case clinical.StatusPresent:
		return herePill
	case clinical.StatusDoubtful:
		return doubtfulPill
	case clinical.StatusNotAsked:
		return notAskedPill
	case clinical.StatusOld:
		return oldPill
	case clinical.StatusUnusable:
		return unusablePill
	case clinical.StatusPartial:
		return partialPill
	case clinical.StatusRequested:
		return askedPill
	case clinical.StatusSent:
		return sentPill
	case clinical.StatusWaived:
		return waivedPill
	}
	if it.Level == "required" || it.Level == "" {
		return missingPill
	}
	return wantedPill
}
