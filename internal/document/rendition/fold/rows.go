package fold

import (
	"regexp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// logs matches headings of lists to which every event adds a row of its own.
var logs = regexp.MustCompile(`(?i)\b(results?|lab(oratory|s)?|observations?|vitals?|immuni[sz]ations?|vaccin\w*|encounters?|visits?|procedures?|` +
	`befunde?|labor\w*|laborwerte|vitalzeichen|impf\w*|prozeduren|besuche|résultats?|vaccinations?|signes vitaux|actes|consultations?|` +
	`resultados?|vacunas?|inmunizaciones|signos vitales|procedimientos|consultas|risultati|vaccinazioni|procedure|wyniki|szczepienia|wizyty)\b`)

// states matches headings of lists that say what holds, or what is to be done,
// at one time. They win over logs.
var states = regexp.MustCompile(`(?i)(medic|drug|prescri|rezept|arznei|médic|allerg|alerg|problem|diagnos|condition|concern|plan|goal|order|pending|recommend|instruction|careplan|due|health maintenance|lek)`)

// isLog tells whether single rows may be left out below a path of headings.
func isLog(path string) bool { return logs.MatchString(path) && !states.MatchString(path) }

// date matches a whole date: day, month and year.
var date = regexp.MustCompile(`\b\d{4}[-./]\d{1,2}[-./]\d{1,2}|\b\d{1,2}[-./]\d{1,2}[-./](\d{4}|\d{2})\b|` +
	`\b\d{1,2}\.?[ -]?\p{L}{3,10}\.?[ ,-]{0,2}(19|20)\d{2}\b|\b\p{L}{3,10}\.? \d{1,2}(st|nd|rd|th)?,? (19|20)\d{2}\b|` +
	`\b(19|20)\d{2}(0[1-9]|1[0-2])[0-3]\d\b`)

func dated(row []string) bool { return slices.ContainsFunc(row, date.MatchString) }

// group is a row that says of itself what and when, with the rows below that
// only go on with it.
type group struct {
	rows  [][]string
	dated bool
}

// groups takes a table apart; nil where single rows of it cannot be understood
// by themselves: its columns have no names, cells reach over others, or a row
// of one cell heads those below.
func groups(b rendition.Block) []group {
	if b.Kind != rendition.Table || !b.Header || b.Spanned || b.Aside || len(b.Rows) < 2 || !named(b.Rows[0]) {
		return nil
	}
	var out []group
	for _, r := range b.Rows[1:] {
		if filled(r) < 2 && !continues(r) || len(r) > len(b.Rows[0]) {
			return nil
		}
		if len(out) > 0 && (continues(r) || !dated(r)) {
			g := &out[len(out)-1]
			g.rows = append(g.rows, r)
			continue
		}
		out = append(out, group{rows: [][]string{r}, dated: dated(r) && !continues(r)})
	}
	return out
}

// continues tells of a row without a first cell that it goes on with the one above.
func continues(row []string) bool { return len(row) == 0 || words(row[0]) == "" }

// named tells that every column has a name of its own.
func named(head []string) bool {
	seen := map[string]bool{}
	for _, h := range head {
		if h = words(h); h == "" || seen[h] {
			return false
		}
		seen[h] = true
	}
	return len(head) >= 2
}

func filled(row []string) int {
	n := 0
	for _, c := range row {
		if words(c) != "" {
			n++
		}
	}
	return n
}

// key is the group's: every cell with the name of its column, whatever the
// order of the columns.
func (g group) key(path string, head []string) key {
	parts := []string{"rows", path}
	for _, r := range g.rows {
		var cells []string
		for i, c := range r {
			if c = words(c); c != "" {
				cells = append(cells, words(head[i])+"\x00"+c)
			}
		}
		slices.Sort(cells)
		parts = append(parts, strings.Join(cells, "\x01"))
	}
	return keyOf(parts...)
}
