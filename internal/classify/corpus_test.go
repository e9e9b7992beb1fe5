package classify

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// shared is the folder of public data beside the checkout; its tests skip where it is absent.
const shared = "../../../shared/data"

// accepted maps a label of the corpus to the kinds that a fair reader accepts.
var accepted = map[string][]clinical.Kind{
	"pathology_report":     {clinical.PathologyReport, clinical.CytologyReport},
	"operative_note":       {clinical.OperativeReport, clinical.ProcedureReport},
	"discharge_summary":    {clinical.DischargeSummary},
	"medication_list":      {clinical.MedicationList},
	"treatment_plan":       {clinical.TreatmentPlan, clinical.TumourBoard},
	"imaging_report":       {clinical.ImagingReport},
	"lab_result":           {clinical.LabResults, clinical.TumourMarkerSeries},
	"genomic_report":       {clinical.TumourGenomics, clinical.GermlineGenetics},
	"clinic_note":          {clinical.OncologyNote, clinical.ProgressNote, clinical.ReferralLetter, clinical.EmergencyReport, clinical.CaseSummary, clinical.PriorSecondOpinion, clinical.HealthHistory, clinical.TumourBoard},
	"radiotherapy_summary": {clinical.RadiotherapySummary},
	"chemo_record":         {clinical.SystemicSummary},
	"other":                {clinical.Other, clinical.Unknown, clinical.Questions, clinical.SymptomNote, clinical.IdentityDocument, clinical.InsurancePapers, clinical.ReleaseConsent, clinical.ProxyConsent, clinical.AdvanceDirective, clinical.TrialPapers},
}

type labelled struct {
	ID, Source, Label, Sub, Lang, Title, Text string
	Also                                      []string
}

func readLines[T any](t testing.TB, name string) []T {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, name))
	if err != nil {
		t.Skip("no shared data here")
	}
	defer f.Close()
	var out []T
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func accepts(labels []string, k clinical.Kind) bool {
	for _, l := range labels {
		for _, x := range accepted[l] {
			if x == k {
				return true
			}
		}
	}
	return false
}

// score counts right answers of one source.
type score struct{ n, strict, lenient, certain, certainRight int }

func (s score) String() string {
	pct := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	return fmt.Sprintf("n %4d  strict %5.1f  lenient %5.1f  certain %5.1f at %5.1f", s.n, pct(s.strict, s.n), pct(s.lenient, s.n), pct(s.certain, s.n), pct(s.certainRight, s.certain))
}

// TestKindsOfCorpus measures the kinds on the labelled documents, from their
// text alone: the corpus's own titles are not shown to the program. The weights
// come from terms.yaml and were learnt from no source, so that every source is
// one held out; the floors lie below what was reached.
func TestKindsOfCorpus(t *testing.T) {
	docs := readLines[labelled](t, "documents.jsonl")
	by := map[string]*score{}
	all := &score{}
	for _, d := range docs {
		v := Document(Subject{Pages: []string{d.Text}})
		src := d.Source
		if strings.HasPrefix(src, "ccda:") {
			src = "ccda"
		}
		if by[src] == nil {
			by[src] = &score{}
		}
		strict, lenient := accepts([]string{d.Label}, v.Kind), accepts(append([]string{d.Label}, d.Also...), v.Kind)
		for _, s := range []*score{by[src], all} {
			s.n++
			if strict {
				s.strict++
			}
			if lenient {
				s.lenient++
			}
			if v.Confidence == clinical.Certain {
				s.certain++
				if lenient {
					s.certainRight++
				}
			}
		}
		if !lenient && os.Getenv("CLASSIFY_ERRORS") != "" {
			t.Logf("%s: %s is %s (%s) want %s: %v", d.ID, d.Title, v.Kind, v.Confidence, d.Label, v.Evidence)
		}
	}
	names := make([]string, 0, len(by))
	for n := range by {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		t.Logf("%-12s %s", n, by[n])
	}
	t.Logf("%-12s %s", "all", all)
	if all.lenient*100 < all.n*floorKinds {
		t.Errorf("lenient accuracy fell: %s", all)
	}
	if all.certainRight*1000 < all.certain*floorCertain {
		t.Errorf("precision of certain fell: %s", all)
	}
}

const (
	floorKinds   = 95
	floorCertain = 985
)

func BenchmarkDocument(b *testing.B) {
	docs := readLines[labelled](b, "documents.jsonl")
	n := 0
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		d := docs[i%len(docs)]
		Document(Subject{Pages: []string{d.Text}})
		n += len(d.Text)
	}
	b.ReportMetric(float64(n)/float64(b.N), "bytes/doc")
}

// BenchmarkTell reads what was done from papers of one page on average.
func BenchmarkTell(b *testing.B) {
	docs := readLines[labelled](b, "documents.jsonl")
	told := make([]Told, len(docs))
	for i, d := range docs {
		v := Document(Subject{Pages: []string{d.Text}})
		told[i] = Told{Kind: v.Kind, Date: v.Date}
	}
	n := 0
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		d := docs[i%len(docs)]
		Tell([]string{d.Text}, told[i%len(docs)])
		n += len(d.Text)
	}
	b.ReportMetric(float64(n)/float64(b.N), "bytes/doc")
}
