package evidence

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/diagnosis"
	"github.com/medbundle/medbundle/internal/clinical"
)

func stating(id string, k clinical.Kind, year int, quotes ...diagnosis.Quote) Paper {
	return Paper{Record: &clinical.Record{ID: id, Kind: k, Confidence: clinical.Certain, Date: clinical.Date{Year: year, Month: 1, Day: 2}}, Tale: classify.Tale{Quotes: quotes}}
}

func quote(what clinical.QuoteKind, text, key string) diagnosis.Quote {
	return diagnosis.Quote{What: what, Text: text, Key: key, Page: 1, Rank: 3}
}

// stated writes the quotations of a case as "text@record", with "!" behind one that
// differs from another.
func stated(papers ...Paper) string {
	var c clinical.Case
	AddStated(&c, papers)
	var out []string
	for _, q := range c.Stated {
		s := q.Text + "@" + q.Record
		if q.Differs {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestTheNewestPathologyReportLeads(t *testing.T) {
	got := stated(
		stating("R1", clinical.OncologyNote, 2026, quote(clinical.QuoteDiagnosis, "letter", "l")),
		stating("R2", clinical.PathologyReport, 2019, quote(clinical.QuoteDiagnosis, "old", "o")),
		stating("R3", clinical.PathologyReport, 2025, quote(clinical.QuoteDiagnosis, "new", "n"), quote(clinical.QuoteMarkers, "ER", "e")),
	)
	if want := "new@R3 ER@R3 old@R2 letter@R1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestDifferentStagesStandInFront(t *testing.T) {
	stage := func(text, key string) diagnosis.Quote { return quote(clinical.QuoteStage, text, key) }
	for _, tc := range []struct{ a, b, want string }{
		{"PT2N1A", "PT1CN0", "a@R1! b@R2!"},
		{"PT2N1A", "PT2N1AM0", "a@R1 b@R2"}, // the one says more
		{"CT2N1", "PT1CN0", "a@R1 b@R2"},    // a clinical and a pathological one
		{"stage IIB", "stage IIIA", "a@R1! b@R2!"},
		{"stage IIB", "PT2N1", "a@R1 b@R2"},
	} {
		if got := stated(stating("R1", clinical.PathologyReport, 2026, stage("a", tc.a)), stating("R2", clinical.OncologyNote, 2026, stage("b", tc.b))); got != tc.want {
			t.Errorf("%s and %s: %s, want %s", tc.a, tc.b, got, tc.want)
		}
	}
	// Both come before the markers.
	got := stated(stating("R1", clinical.PathologyReport, 2026, quote(clinical.QuoteMarkers, "ER", "e"), stage("a", "PT2N1A")), stating("R2", clinical.OncologyNote, 2026, stage("b", "PT1CN0")))
	if want := "a@R1! b@R2! ER@R1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
