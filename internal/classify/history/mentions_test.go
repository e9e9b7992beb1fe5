package history

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// mentions reads one text of a known language.
func mentions(text, lang string, k clinical.Kind) []clinical.Mention {
	read := words.Read([]string{text})
	var pages []*statement.Page
	for _, p := range read {
		pages = append(pages, statement.Read(p, lang))
	}
	done, _ := Read(pages, Paper{Kind: k, Date: clinical.Date{Year: 2026, Month: 3, Day: 19}, Dates: dates.Read(read, lang, dates.Told{})})
	return done
}

// told writes mentions as "fact: what (modality) date".
func told(ms []clinical.Mention) string {
	var out []string
	for _, m := range ms {
		s := string(m.Fact) + ": " + m.What
		if m.Modality != "" {
			s += " [" + m.Modality + "]"
		}
		if !m.Date.IsZero() {
			s += " " + m.Date.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

type row struct {
	text string
	kind clinical.Kind // an oncology note where none is given
	want string
}

func TestMentionsThatAreMade(t *testing.T) {
	for lang, rows := range made {
		for _, c := range rows {
			if c.kind == "" {
				c.kind = clinical.OncologyNote
			}
			ms := mentions(c.text, lang, c.kind)
			if got := told(ms); got != c.want {
				t.Errorf("%s %q:\n got %s\nwant %s", lang, c.text, got, c.want)
			}
			for _, m := range ms {
				if m.Quote == "" || m.Page != 1 {
					t.Errorf("%s %q: no evidence: %+v", lang, c.text, m)
				}
			}
		}
	}
}

func TestMentionsThatAreNone(t *testing.T) {
	for lang, rows := range none {
		for _, text := range rows {
			if got := told(mentions(text, lang, clinical.OncologyNote)); got != "" {
				t.Errorf("%s %q: %s", lang, text, got)
			}
		}
	}
}

// FuzzMentions holds for any text: a mention has its words and its evidence, a
// date of the calendar and a page that was read.
func FuzzMentions(f *testing.F) {
	for lang, rows := range made {
		for _, c := range rows {
			f.Add(c.text, lang, string(clinical.OncologyNote))
		}
	}
	for lang, rows := range none {
		for _, text := range rows {
			f.Add(text, lang, string(clinical.PathologyReport))
		}
	}
	f.Fuzz(func(t *testing.T, text, lang, kind string) {
		for i, m := range mentions(text, lang, clinical.Kind(kind)) {
			if m.Fact == "" || m.What == "" && i > 0 || m.Page != 1 || !m.Date.IsZero() && !m.Date.Valid() {
				t.Fatalf("%+v", m)
			}
			if len([]rune(m.Quote)) > words.MaxQuote || len([]rune(m.What)) > words.MaxQuote {
				t.Fatalf("too long: %+v", m)
			}
		}
	})
}
