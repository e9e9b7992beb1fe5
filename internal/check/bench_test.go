package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

// BenchmarkEvaluate holds 2,000 papers of a page each against the longest list.
func BenchmarkEvaluate(b *testing.B) {
	pack, err := catalogue.Pack("leukaemia")
	if err != nil {
		b.Fatal(err)
	}
	c := builtin(b, "default").With(pack)
	text := strings.Repeat("Haemoglobin 12.1 g/dL (12.0 - 15.5) White blood cells 5.2 Platelets 250 bone marrow, seen on 12 Mar 2026.\n", 30)
	s := Subject{Today: today, Case: clinical.Case{Facts: yes(clinical.FactIDs...)}}
	kinds := []clinical.Kind{clinical.LabResults, clinical.OncologyNote, clinical.PathologyReport, clinical.OperativeReport}
	for i := range 2000 {
		s.Papers = append(s.Papers, paper(fmt.Sprintf("R%04d", i), kinds[i%len(kinds)], day(2020+i%6, 1+i%12, 1+i%28), text))
	}
	for b.Loop() {
		Evaluate(c, s)
		SuggestCancer(s, catalogue.Generic)
	}
}
