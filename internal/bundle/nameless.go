package bundle

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/deidentify"
	"github.com/medbundle/medbundle/internal/packet"
)

// dateWords say on the cover what became of the dates of examinations.
var dateWords = map[string]string{
	string(deidentify.DatesRemoved): "Dates were removed.",
	string(deidentify.DatesShifted): "Every date was moved back by the same number of days: the days between them are right, the dates are not.",
	string(deidentify.DatesKept):    "Dates are as they were.",
}

// asideByReason counts what was set aside by its reason: where files have numbers
// for names, a line for each would tell nothing.
func (p *Plan) asideByReason() (out []packet.LeftOut) {
	for _, it := range p.dossier.Items {
		if it.Fate != clinical.FateSetAside {
			continue
		}
		what, why, _ := strings.Cut(it.Reason, "; ")
		what = strings.ToUpper(what[:1]) + what[1:]
		i := slices.IndexFunc(out, func(l packet.LeftOut) bool { return l.What == what && l.Why == why })
		if i < 0 {
			out = append(out, packet.LeftOut{What: what, Why: why})
			i = len(out) - 1
		}
		out[i].Count++
	}
	return out
}
