package webindex

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// quote is a quotation and what it is from.
type quote struct {
	Text, From string
	Page       int
}

// stated lists what the records state of the diagnosis and has a page.
func (v *view) stated() {
	from := map[string]string{}
	for _, r := range v.Manifest.Records {
		from[r.ID] = inSentence(r.Kind.Title())
		if d, _ := clinical.ParseDate(r.Date); !d.IsZero() { // written by this program
			from[r.ID] += ", " + d.Human()
		}
	}
	for _, q := range v.Manifest.Case.Stated {
		if q.PacketPage == 0 {
			continue
		}
		v.Differ = v.Differ || q.Differs
		x := quote{q.Text, from[q.Record], q.PacketPage}
		if q.Recognized {
			x.From += ", read by OCR"
		}
		v.Stated = append(v.Stated, x)
	}
}

// inSentence writes the title of a kind inside a sentence: "pathology report", but
// "ECG".
func inSentence(title string) string {
	if word, _, _ := strings.Cut(title, " "); strings.ToUpper(word) == word {
		return title
	}
	return strings.ToLower(title[:1]) + title[1:]
}
