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
	}
	if it.Level == "required" || it.Level == "" {
		return missingPill
	}
	return wantedPill
}
