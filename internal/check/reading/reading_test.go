package reading

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		term, value, text string
		want              Hit
	}{
		{"ER | estrogen receptor", "result", "ER: Positive (90% of cells)", Found},
		{"ER | estrogen receptor", "result", "Estrogen receptor   negative", Found},
		{"ER", "result", "ER and PR are both negative.", Found},
		{"ER", "result", "seen in the ER on 12/03/2026", Bare},
		{"ER", "result", "her tumour; er war positiv", Absent},
		{"ER", "result", "FIBER: positive, ERBB2 high", Absent},
		{"ER", "result", "ER status pending", Pending},
		{"HER2 | HER-2", "result", "HER-2: 3+", Found},
		{"HER2", "result", "HER2: nicht bestimmt, ausstehend", Pending},
		{"HER2", "result", "Pending: ER, HER2", Pending},
		{"HER2", "result", "HER2 not performed", Pending},
		{"HER2", "result", "HER2 pending.\n\nAddendum: HER2 negative (1+)", Found},
		{"HER2", "result", "HER2 not amplified", Found},
		{"Gleason", "result", "Gleason score 3+4=7", Found},
		{"KRAS", "result", "KRAS: no mutation detected", Found},
		{"KRAS", "result", "KRAS wild-type", Found},
		{"MMR", "result", "MMR: intact nuclear expression", Found},
		{"PR", "result", "RP: 80 %", Absent},
		{"Progesteronrezeptor", "result", "Progesteronrezeptor: positiv", Found},
		{"récepteurs", "result", "récepteurs : négatifs", Found},
		{"t(9;22)", "", "translocation t(9;22) seen", Found},
		{"colonoscopy", "", "COLONOSCOPY REPORT", Found},
		{"colonoscopy", "", "precolonoscopy", Absent},
		{"allergies", "text", "ALLERGIES: Sulfa, Betadine", Found},
		{"allergies", "text", "Allergies:\nPenicillin - rash", Found},
		{"allergies", "text", "Allergies: ______", Bare},
		{"allergies", "text", "Allergies: not recorded", Bare},
		{"no known allergies", "text", "No known allergies.", Found},
		{"NKDA", "text", "NKDA", Found},
		{"Allergien", "text", "Allergien: nicht erhoben", Bare},
	} {
		if got := NewTerm(tc.term).Find(New(1, tc.text), tc.value); got != tc.want {
			t.Errorf("%q in %q (%s): %d, want %d", tc.term, tc.text, tc.value, got, tc.want)
		}
	}
}

func TestHeads(t *testing.T) {
	for text, want := range map[string]bool{
		"Treatment plan:\nletrozole":                true,
		"x\n  3. Treatment plan: letrozole":         true,
		"TREATMENT PLAN\n":                          true,
		"The treatment plan was discussed":          false,
		"Treatment plan was discussed with her":     false,
		"Assessment: see treatment plan: to follow": false,
	} {
		if got := NewTerm("treatment plan").Heads(New(1, text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestValues(t *testing.T) {
	of := clinical.Date{Year: 2026, Month: 3, Day: 1}
	for _, tc := range []struct{ text, want string }{
		{"PSA 4.1 ng/mL (0.0 - 4.0)", "2026-03-01"},
		{"12/01/2025 PSA 4.1\n12/04/2026 PSA 5.2", "2025-01-12 2026-04-12"},
		{"PSA\n3 Feb 2025   4.1\n5 May 2025   4.6\nnotes", "2025-02-03 2025-05-05"},
		{"Test      2025-01-12   2025-06-20  2026-01-02\nCEA  2  3  4\nPSA       4.1    4.4    4.9", "2025-01-12 2025-06-20 2026-01-02"},
		{"Collected: 2026-02-27 Received by the laboratory: 2026-02-28\nPSA 4.1 (0 - 4)", "2026-03-01"},
		{"PSA: pending", ""},
		{"PSA test advised", ""},
		{"PSA vom 03.02.2025: 4,1", "2025-02-03"},
	} {
		var got []string
		for _, d := range NewTerm("PSA").Values(New(1, tc.text), of) {
			got = append(got, d.String())
		}
		if s := strings.Join(got, " "); s != tc.want {
			t.Errorf("%q: %q, want %q", tc.text, s, tc.want)
		}
	}
}

func TestDatesIn(t *testing.T) {
	for line, want := range map[string]string{
		"2026-03-14":              "2026-03-14",
		"03/14/2026":              "2026-03-14",
		"14.3.26":                 "2026-03-14",
		"14 Mar 2026":             "2026-03-14",
		"March 14, 2026":          "2026-03-14",
		"14. März 2026":           "2026-03-14",
		"14 août 2026":            "2026-08-14",
		"14 de 2026, 99/99/2026":  "",
		"ratio 1/2, score 3+4=7.": "",
	} {
		var got []string
		for _, d := range DatesIn(line) {
			got = append(got, d.String())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", line, s, want)
		}
	}
}

func pages(texts ...string) []Text {
	var out []Text
	for i, s := range texts {
		out = append(out, New(i+1, s))
	}
	return out
}

func TestUnfinished(t *testing.T) {
	for _, tc := range []struct {
		pages []Text
		says  string // "" is finished
	}{
		{pages("PRELIMINARY REPORT\nSpecimen"), "preliminary"},
		{pages("Hospital\n*** Preliminary ***\nCT chest"), "preliminary"},
		{pages("Report status: Preliminary\nCT chest"), "preliminary"},
		{pages("Status: Unsigned\nCT"), "preliminary"},
		{pages("Vorläufiger Befund\nMaterial"), "preliminary"},
		{pages("Compte rendu provisoire\nx"), "preliminary"},
		{pages("Informe preliminar\nx"), "preliminary"},
		{pages("Referto provvisorio\nx"), "preliminary"},
		{pages("ELM STREET LABORATORY SURGICAL PATHOLOGY REPORT PRELIMINARY REPORT Patient: X"), "preliminary"},
		{pages("PRELIMINARY REPORT\nFINAL DIAGNOSIS\ncarcinoma"), "preliminary"},
		{pages("A preliminary report was given by telephone."), ""},
		{pages("Status: Preliminary\nStatus: Final\n"), ""},
		{pages("Preliminary findings were telephoned to the ward."), ""},
		{pages("The attending has reviewed all preliminary interpretations"), ""},
		{pages("Final report", "PRELIMINARY REPORT"), ""},
		{pages("Diagnosis. Addendum to follow."), "more is to follow"},
		{pages("Diagnosis. A supplementary report will follow"), "more is to follow"},
		{pages("Diagnose. Ein Nachtrag folgt."), "more is to follow"},
		{pages("Diagnostic. Complément à suivre."), "more is to follow"},
		{pages("Diagnosis. Addendum to follow.\n\nADDENDUM\nHER2 negative"), ""},
		{pages("Diagnosis. Addendum to follow.", "ADDENDUM 1: HER2"), ""},
		{pages("She will follow the diet."), ""},
	} {
		f, ok := Unfinished(tc.pages)
		if ok != (tc.says != "") || !strings.Contains(f.Why, tc.says) || ok && (f.Fix == "" || f.Page == 0) {
			t.Errorf("%q: %+v", tc.pages[0].plain, f)
		}
	}
}

func TestTorn(t *testing.T) {
	for _, tc := range []struct {
		pages, others []Text
		says          string
		part          bool
	}{
		{pages("Page 1 of 3"), nil, "only its first page (page 1 of 3)", false},
		{pages("Seite 1 von 2"), nil, "only its first page", false},
		{pages("Página 1 de 4"), nil, "only its first page", false},
		{pages("page 1/2"), nil, "only its first page", false},
		{pages("Strona 1 z 3", "Strona 3 z 3"), nil, "lacks pages of its 3: 2", true},
		{pages("Page 1 of 2", "Page 2 of 2"), nil, "", false},
		{pages("Page 1 of 1"), nil, "", false},
		{pages("Page 3 of 7"), nil, "", false},                                 // begins in the middle: a fax's own count
		{pages("Page 1 of 3"), pages("Page 2 of 3", "Page 3 of 3"), "", false}, // its other pages are another record of the file
		{pages("Page 1 of 3", "no label", "no label"), nil, "", false},         // all pages are there
		{pages("Page 1 of 2 and page 1 of 3"), nil, "", false},                 // labels that do not agree
		{pages("see homepage 1/2"), nil, "", false},
		{pages("Page 0 of 3"), nil, "", false},
		{pages("Page 1 of 3" + strings.Repeat(" a long text", 900)), nil, "", false}, // three sheets without a break
	} {
		f, ok := Torn(tc.pages, tc.others)
		if ok != (tc.says != "") || !strings.Contains(f.Why, tc.says) || f.Part != tc.part {
			t.Errorf("%q: %v %+v", tc.pages[0].plain, ok, f)
		}
	}
}

func FuzzReading(f *testing.F) {
	f.Add("ER | estrogen receptor", "ER: positive 2026-01-02\nAddendum to follow. Page 1 of 3")
	f.Add("İ | ſ", "İİ ſ\xff Page 999 of 999 12/34/56")
	f.Fuzz(func(t *testing.T, term, text string) {
		x, in := NewTerm(term), pages(text, term)
		for _, v := range []string{"", "result", "text"} {
			if hit := x.Find(in[0], v); hit < Absent || hit > Found {
				t.Fatal(hit)
			}
		}
		x.Heads(in[0])
		for _, d := range x.Values(in[0], clinical.Date{}) {
			if !d.IsZero() && !d.Valid() {
				t.Fatal(d)
			}
		}
		if f, ok := Unfinished(in); ok && f.Why == "" {
			t.Fatal(fmt.Sprint(f))
		}
		Torn(in, in)
		Partly(in, []Term{x}, nil)
	})
}
