package medline

import (
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// columnHeads are the heads of the columns of a table of medicines, by what stands
// below them. Of two heads for one thing the first in this order counts.
var columnHeads = phrase.New(map[string][]string{
	"name":  {"medication*", "medicine*", "drug", "drugs", "drug name", "name", "product", "prescription", "code description", "description", "substance", "wirkstoff*", "handelsname", "medikament*", "arzneimittel", "praparat", "medicament*", "specialite", "medicamento", "farmaco", "farmaci", "lek", "leki", "nazwa leku", "nazwa", "middel", "geneesmiddel", "medicijn"},
	"dose":  {"dose", "dosage", "strength", "quantity", "starke", "dosis", "einheit", "dosaggio", "dosi", "dawka", "sterkte", "concentration"},
	"often": {"frequency", "sig", "directions", "instructions", "how often", "patient instructions", "dosierung", "einnahme", "einnahmeschema", "posologie", "frequence", "frecuencia", "pauta", "posologia", "frequenza", "dawkowanie", "czestotliwosc", "dosering", "gebruik", "frequentie"},
	"day":   {"morgens", "fruh", "mittags", "abends", "nachts", "zur nacht", "mo", "mi", "ab", "na", "matin", "midi", "soir", "coucher"},
	"from":  {"start date", "start", "started", "since", "from", "begin", "date and time", "effective dates", "date started", "beginn", "seit", "debut", "depuis", "inicio", "desde", "inizio", "dal", "od", "poczatek", "sinds", "startdatum", "begindatum"},
	"to":    {"end date", "end", "stop", "stopped", "until", "stop date", "date stopped", "completion date", "estimated completion date", "expiration date", "ende", "bis", "fin", "arret", "hasta", "fine", "al", "do", "koniec", "einde", "einddatum", "stopdatum", "tot"},
	"state": {"status", "state", "statut", "estado", "stato", "stan"},
})

// head takes in the heads of a table.
func (r *lister) head(l phrase.Line, words []string) bool {
	if !strings.Contains(l.Raw, "\t") || strings.ContainsAny(l.Raw, "0123456789") || hasName(words) {
		return false
	}
	var columns []string
	named, known := false, 0
	for cell := range strings.SplitSeq(l.Raw, "\t") {
		what := columnOf(cell)
		if what != "" {
			known++
		}
		named = named || what == "name"
		columns = append(columns, what)
	}
	if known < 2 {
		return false
	}
	r.columns = nil
	if named && (r.in || known >= 3) {
		r.columns = columns
		if !r.in {
			r.in, r.ended = false, false
		}
	}
	return true
}

func columnOf(cell string) string {
	words := phrase.NewLine(cell).Texts()
	for _, h := range columnHeads.Find(words) {
		if h.First == 0 && len(words) <= 4 {
			return h.What
		}
	}
	return ""
}

// tableRow copies the cells of a row by the heads of its columns.
func (r *lister) tableRow(l phrase.Line) {
	got := map[string][]string{}
	empty := false
	for i, cell := range strings.Split(l.Raw, "\t") {
		if i >= len(r.columns) {
			break
		}
		what := r.columns[i]
		if cell = strings.Join(strings.Fields(cell), " "); cell != "" && what != "" {
			got[what] = append(got[what], cell)
		} else if what == "day" {
			empty = true
		}
	}
	if len(got["name"]) == 0 {
		return
	}
	name := got["name"][len(got["name"])-1] // "Group description", then "Code description"
	if r.columns[0] == "name" {
		name = got["name"][0]
	}
	row := Row{Name: clipCell(name), Dose: join(got["dose"]), HowOften: join(got["often"]), From: join(got["from"]), To: join(got["to"])}
	if days := got["day"]; len(days) > 0 && !empty && row.HowOften == "" {
		row.HowOften = clipCell(strings.Join(days, "-"))
	}
	if row.Dose == "" {
		r.doseOfName(&row)
	}
	if state := phrase.NewLine(join(got["state"])).Texts(); len(state) > 0 && over.Has(state) {
		row.Ended = true
	}
	if letters(row.Name) < 3 {
		return
	}
	r.put(row)
	r.open = false
}

// doseOfName parts "Vantin 200mg" where the table has no column for the dose.
func (r *lister) doseOfName(row *Row) {
	l := phrase.NewLine(row.Name)
	if len(l.Words) < 2 {
		return
	}
	first := 0
	for first < len(l.Words)-1 && (isNumber(l.Words[first].Text) || prefixes[l.Words[first].Text]) {
		first++
	}
	cut := divide(l, first)
	if cut.Dose != "" && cut.HowOften == "" && cut.From == "" && cut.To == "" && letters(cut.Name) >= 3 {
		row.Name, row.Dose = cut.Name, cut.Dose
	}
}

func letters(s string) int {
	n := 0
	for _, w := range phrase.NewLine(s).Words {
		if !isNumber(w.Text) {
			n += len(w.Text)
		}
	}
	return n
}

func join(cells []string) string { return clipCell(strings.Join(cells, " ")) }

// clipCell bounds a cell.
func clipCell(s string) string {
	if len(s) > maxRow {
		return clip(s)
	}
	return strings.ToValidUTF8(s, "")
}
