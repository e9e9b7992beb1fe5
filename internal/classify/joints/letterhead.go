package joints

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// numberLabel matches the labels before numbers of which each report has its own.
var numberLabel = regexp.MustCompile(`(?i)(?:^|[\s|;,])(accession|acc\.?|case|order|requisition|report|lab|specimen|biopsy|path|pathology|histology|episode|visit|encounter|csn|` +
	`eingangs|auftrags|befund|journal|fall|histologie|dossier|examen|demande|informe|estudio|episodio|referto|esame|accettazione|badania|zlecenia|onderzoeks|verslag)[ -]?` +
	`(?:id|no|nr|num|number|nummer|numéro|número|numero|n°|nº|#)?\.?[ ]?#?[ ]?[:#][ ]{0,6}([A-Z]{0,4}[-/ ]?\d[A-Z0-9./-]{3,19})`)

// elsewhere are words by which a number is that of another paper.
var elsewhere = []string{"prior", "previous", "see ", "outside", "compar", "related", "addend", "vorbefund", "vgl", "antérieur", "anterior", "precedent"}

// number is the number of a paper, by its label.
type number struct{ label, value string }

// numbers finds the numbers in the head of a page.
func (o *opening) numbered(p *words.Page) {
	for _, l := range p.Lines[:min(len(p.Lines), topLines)] {
		line := p.Text[l.Start:l.End]
		if len(line) > 4*maxEdgeLine || words.ContainsAny(strings.ToLower(line), elsewhere) {
			continue
		}
		for _, m := range numberLabel.FindAllStringSubmatch(line, -1) {
			if strings.Count(m[2], "/") < 2 { // a date is none
				o.numbers = append(o.numbers, number{strings.ToLower(m[1]), lookalikes.Replace(strings.ToUpper(m[2]))})
			}
		}
	}
}

// lookalikes are letters that scanners take for digits.
var lookalikes = strings.NewReplacer("O", "0", "I", "1", "L", "1", "S", "5", "B", "8", "Z", "2", " ", "", "-", "", "/", "", ".", "")

// otherNumber tells how the numbers of two pages differ: 0 where they do not, or
// where no label is on both, 1 by one character, which may be misread, else 2.
func otherNumber(a, b []number) int {
	most := 0
	for _, x := range a {
		for _, y := range b {
			if x.label != y.label {
				continue
			}
			switch differ(x.value, y.value) {
			case 0:
				return 0
			case 1:
				most = max(most, 1)
			default:
				most = 2
			}
		}
	}
	return most
}

// differ counts the characters that differ.
func differ(a, b string) int {
	if len(a) != len(b) {
		return len(a) + len(b)
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// isHouse tells whether a word of hospitals stands in a name of one: in a short
// line that is no sentence, and not in a heading ("laboratory data").
func isHouse(p *words.Page, h words.Hit) bool {
	l := p.Lines[p.Words[h.First].Line]
	line := strings.TrimSpace(p.Text[l.Start:l.End])
	if l.Last-l.First < 2 || len(line) > maxEdgeLine || !words.StartsUpper(line) || strings.ContainsAny(line[len(line)-1:], ".,;:") {
		return false
	}
	for _, x := range p.Hits[p.From(l.First):] {
		if x.First >= l.Last {
			break
		}
		if x.First <= h.First && h.Last <= x.Last && (x.Has(words.Heading) || x.Has(words.Title)) {
			return false
		}
	}
	return true
}
