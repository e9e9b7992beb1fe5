package fold

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

func heading(level int, text string) rendition.Block {
	return rendition.Block{Kind: rendition.Heading, Level: level, Text: text}
}

// table makes a table of lines whose cells are parted by bars.
func table(lines ...string) rendition.Block {
	b := rendition.Block{Kind: rendition.Table, Header: true}
	for _, l := range lines {
		b.Rows = append(b.Rows, strings.Split(l, "|"))
	}
	return b
}

func document(blocks ...rendition.Block) []rendition.Block {
	return append([]rendition.Block{heading(1, "Summary"), {Kind: rendition.Table, Rows: [][]string{{"Patient:", "DOE, Jane"}}}}, blocks...)
}

var (
	medicines = table("Medicine|Dose|Since", "letrozole|2.5 mg|5 Mar 2026", "calcium|500 mg|5 Mar 2026", "vitamin D|1000 IU|5 Mar 2026")
	results   = table("Test|Value|Date", "Hb|12.1|2026-03-05", "WBC|5.0|2026-03-05", "CEA|3.1|2026-03-05", "Hb|11.9|2026-03-12")
)

// foldAll folds documents in order; the names are their numbers.
func foldAll(docs [][]rendition.Block) (out []Folded) {
	var s Shown
	for i, d := range docs {
		f := s.Fold(d)
		s.Remember(fmt.Sprintf("No %d", i+1), f.Blocks)
		out = append(out, f)
	}
	return out
}

func second(a, b []rendition.Block) Folded { return foldAll([][]rendition.Block{a, b})[1] }

func said(blocks []rendition.Block) string {
	_, body, _ := strings.Cut(rendition.Text(blocks), "DOE, Jane\n")
	return body
}

func TestFold(t *testing.T) {
	more := table("Test|Value|Date", "Hb|13.0|2026-03-19", "Hb|12.1|2026-03-05", "WBC|5.0|2026-03-05", "CEA|3.1|2026-03-05")
	newMedicines := table("Medicine|Dose|Since", "letrozole|2.5 mg|5 Mar 2026", "calcium|500 mg|5 Mar 2026", "vitamin D|2000 IU|5 Mar 2026")
	lead := rendition.Block{Text: "As of 12 March 2026"}
	first := document(heading(2, "Medicines"), medicines, heading(2, "Allergies"), table("To|Reaction", "penicillin|rash"), heading(2, "Results"), results)
	cases := map[string]struct {
		in   []rendition.Block
		want string
	}{
		"a whole section": {document(heading(2, "Medicines"), medicines),
			"Medicines\nThe same, word for word, as in No 1."},
		"sections side by side": {document(heading(2, "Results"), results, heading(2, "Medicines"), medicines),
			"Results · Medicines\nEach of these sections is the same, word for word, as in No 1."},
		"a short section stays": {document(heading(2, "Allergies"), table("To|Reaction", "penicillin|rash")),
			"Allergies\nTo\tReaction\npenicillin\trash"},
		"a table under another date": {document(heading(2, "Medicines"), lead, medicines),
			"Medicines\nAs of 12 March 2026\nThe table here is the same, word for word, as in No 1."},
		"another dose keeps the whole list": {document(heading(2, "Medicines"), newMedicines),
			"Medicines\n" + rendition.Text([]rendition.Block{newMedicines})},
		"another heading": {document(heading(2, "Stopped medicines"), medicines),
			"Stopped medicines\n" + rendition.Text([]rendition.Block{medicines})},
		"rows of a log": {document(heading(2, "Results"), more),
			"Results\nOf 4 rows 3 are not repeated here: they stand, word for word, in No 1.\nTest\tValue\tDate\nHb\t13.0\t2026-03-19"},
		"other columns": {document(heading(2, "Results"), table("Test|Value (mg/l)|Date", "Hb|12.1|2026-03-05", "WBC|5.0|2026-03-05", "CEA|3.1|2026-03-05")),
			"Results\nTest\tValue (mg/l)\tDate\nHb\t12.1\t2026-03-05\nWBC\t5.0\t2026-03-05\nCEA\t3.1\t2026-03-05"},
		"columns in another order": {document(heading(2, "Results"), table("Date|Test|Value", "2026-03-05|Hb|12.1", "2026-03-05|WBC|5.0", "2026-03-05|CEA|3.1")),
			"Results\nAll 3 rows of this table stand, word for word, in No 1."},
		"a row that stands twice": {document(heading(2, "Results"), table("Test|Value|Date", "Hb|12.1|2026-03-05", "Hb|12.1|2026-03-05", "WBC|5.0|2026-03-05", "CEA|3.1|2026-03-05")),
			"Results\nOf 4 rows 3 are not repeated here: they stand, word for word, in No 1.\nTest\tValue\tDate\nHb\t12.1\t2026-03-05"},
	}
	for name, c := range cases {
		before := rendition.Text(c.in)
		f := second(first, c.in)
		if got := said(f.Blocks); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
		if rendition.Text(c.in) != before {
			t.Errorf("%s: the document itself was changed", name)
		}
	}
}

// TestTheLeadOfOneOfManyTablesBelongsToIt: of two panels with the same values one
// is not to be taken for the other.
func TestTheLeadOfOneOfManyTablesBelongsToIt(t *testing.T) {
	panel := table("Test|Value", "Hb|12.1", "WBC|5.0", "CEA|3.1")
	lead := func(s string) rendition.Block { return rendition.Block{Text: s} }
	first := document(heading(2, "Results"), lead("Blood, 5 March"), panel, lead("Blood, 12 March"), table("Test|Value", "Hb|11|"))
	f := second(first, document(heading(2, "Results"), lead("Blood, 19 March"), panel, lead("Blood, 5 March"), panel))
	want := "Results\nBlood, 19 March\n" + rendition.Text([]rendition.Block{panel}) + "\nBlood, 5 March\nThe table here is the same, word for word, as in No 1."
	if said(f.Blocks) != want {
		t.Errorf("got %q\nwant %q", said(f.Blocks), want)
	}
}

// TestRowsThatNeedOthersStay: a row is understood by itself or stays where it is.
func TestRowsThatNeedOthersStay(t *testing.T) {
	spanned := table("Day|Test|Value", "2026-03-05|Hb|12.1", "|WBC|5.0", "|CEA|3.1")
	spanned.Spanned = true
	plain := table("Test|Value|Date", "Hb|12.1|2026-03-05", "WBC|5.0|2026-03-05", "CEA|3.1|2026-03-05")
	plain.Header = false
	for name, b := range map[string]rendition.Block{
		"no date":             table("Test|Value", "Hb|12.1", "WBC|5.0", "CEA|3.1"),
		"cells over others":   spanned,
		"no names of columns": plain,
		"two columns alike":   table("Test|Date|Date", "Hb|12.1|2026-03-05", "WBC|5.0|2026-03-05", "CEA|3.1|2026-03-05"),
		"a row that heads":    table("Test|Value|Date", "Blood||", "Hb|12.1|2026-03-05", "WBC|5.0|2026-03-05", "CEA|3.1|2026-03-05"),
	} {
		more := b
		more.Rows = append(slices.Clone(b.Rows), []string{"TSH", "1.2", "2026-03-19"}[:len(b.Rows[0])])
		f := second(document(heading(2, "Results"), b), document(heading(2, "Results"), more))
		if f.Any() || !strings.HasSuffix(said(f.Blocks), rendition.Text([]rendition.Block{more})) {
			t.Errorf("%s: %q", name, said(f.Blocks))
		}
	}
	// Rows that go on with one above go with it, or stay with it.
	codes := table("Test|Code|Value|Date", "Hb|LOINC 718-7|12.1|2026-03-05", "|CPT 85018||", "|SNOMED 259695003||", "WBC|LOINC 6690-2|5.0|2026-03-05")
	other := table("Test|Code|Value|Date", "TSH|x|1|2026-03-05", "Hb|LOINC 718-7|12.1|2026-03-05", "|CPT 85018||", "|SNOMED 259695003||")
	f := second(document(heading(2, "Results"), codes), document(heading(2, "Results"), other))
	if want := "Results\nOf 4 rows 3 are not repeated here: they stand, word for word, in No 1.\nTest\tCode\tValue\tDate\nTSH\tx\t1\t2026-03-05"; said(f.Blocks) != want {
		t.Errorf("rows that go on: %q", said(f.Blocks))
	}
	other.Rows[3][1] = "CPT 85019"
	if f = second(document(heading(2, "Results"), codes), document(heading(2, "Results"), other)); f.Any() {
		t.Errorf("one of the rows that go on differs: %q", said(f.Blocks))
	}
}

func TestListsOfWhatHoldsStayWhole(t *testing.T) {
	for _, h := range []string{"Medications", "Allergies and results", "Problem list", "Plan of care: procedures", "Medikation", "Pending results", "Social history"} {
		more := table("Medicine|Dose|Since", "tamoxifen|20 mg|5 Mar 2026")
		more.Rows = append(more.Rows, medicines.Rows[1:]...)
		if f := second(document(heading(2, h), medicines), document(heading(2, h), more)); f.Any() {
			t.Errorf("%s: %q", h, said(f.Blocks))
		}
	}
	for _, h := range []string{"Results", "Vital Signs", "Immunizations", "Laborwerte", "Résultats"} {
		if !isLog(h + "\x00") {
			t.Errorf("%s is a log", h)
		}
	}
}

// random makes documents that repeat each other in part: each takes sections of
// the one before, whole or with a row less, more or changed.
func random(r *rand.Rand) [][]rendition.Block {
	docs := [][]rendition.Block{document(randomSections(r, 5)...)}
	for range 1 + r.IntN(5) {
		_, sections := split(docs[len(docs)-1])
		var d []rendition.Block
		for _, s := range sections {
			if r.IntN(5) == 0 {
				continue
			}
			d = append(d, s.heading)
			for _, b := range s.blocks {
				if b.Kind == rendition.Table && r.IntN(2) == 0 {
					b = changed(r, b)
				}
				d = append(d, b)
			}
		}
		docs = append(docs, document(append(d, randomSections(r, 1)...)...))
	}
	return docs
}

func changed(r *rand.Rand, b rendition.Block) rendition.Block {
	b.Rows = slices.Clone(b.Rows)
	i := 1 + r.IntN(max(1, len(b.Rows)-1))
	switch {
	case i >= len(b.Rows) || r.IntN(3) == 0:
		b.Rows = append(b.Rows, randomRow(r))
	case r.IntN(2) == 0:
		b.Rows = slices.Delete(b.Rows, i, i+1)
	default:
		b.Rows[i] = randomRow(r)
	}
	return b
}

func randomRow(r *rand.Rand) []string {
	return []string{[]string{"a", "b", "", "c", "d", "e"}[r.IntN(6)], fmt.Sprint(r.IntN(9)), []string{"2026-03-05", "2026-03-06", ""}[r.IntN(3)]}
}

func randomSections(r *rand.Rand, most int) (d []rendition.Block) {
	titles := []string{"Medications", "Results", "Vital Signs", "Allergies", "Encounters"}
	for range 1 + r.IntN(most) {
		d = append(d, heading(2+r.IntN(2), titles[r.IntN(len(titles))]))
		for range r.IntN(3) {
			if r.IntN(4) == 0 {
				d = append(d, rendition.Block{Text: strings.Repeat(fmt.Sprint("word", r.IntN(2), " "), 1+r.IntN(60))})
				continue
			}
			b := table("What|Value|Date")
			for range r.IntN(9) {
				b.Rows = append(b.Rows, randomRow(r))
			}
			d = append(d, b)
		}
	}
	return d
}

// lines is what a document shows: every row and text with the headings that it
// stands under.
func lines(blocks []rendition.Block) map[string]int {
	out := map[string]int{}
	_, sections := split(blocks)
	for _, s := range sections {
		for _, b := range s.blocks {
			if b.Aside {
				continue
			}
			if b.Kind == rendition.Table {
				for _, r := range b.Rows[1:] {
					out[s.path+strings.Join(b.Rows[0], "|")+strings.Join(r, "|")]++
				}
				continue
			}
			out[s.path+b.Text]++
		}
	}
	return out
}

// TestNothingIsLost is a law: what a document does not show itself, a document
// before it shows under the same headings and columns; and notes count it.
func TestNothingIsLost(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	left := 0
	for range 1000 {
		docs := random(r)
		before := map[string]int{}
		for i, f := range foldAll(docs) {
			shown, whole := lines(f.Blocks), lines(docs[i])
			for l, n := range whole {
				if shown[l] < n {
					left++
					if before[l] == 0 {
						t.Fatalf("document %d: %q is lost\n%s", i+1, l, rendition.Text(f.Blocks))
					}
				}
			}
			for l, n := range shown {
				if n > whole[l] {
					t.Fatalf("document %d says %q, which it never did", i+1, l)
				}
				before[l] = max(before[l], n)
			}
			if f.Any() != (len(f.In) > 0) || f.Any() != !reflect.DeepEqual(f.Blocks, docs[i]) {
				t.Fatalf("the account of document %d is wrong: %+v", i+1, f)
			}
		}
	}
	if left < 500 {
		t.Errorf("only %d lines were left out: the documents prove little", left)
	}
}

// TestFoldingTwiceChangesNothing is a law.
func TestFoldingTwiceChangesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 13))
	for range 1000 {
		once := [][]rendition.Block{}
		for _, f := range foldAll(random(r)) {
			once = append(once, f.Blocks)
		}
		for i, f := range foldAll(once) {
			if !reflect.DeepEqual(f.Blocks, once[i]) {
				t.Fatalf("document %d:\n%s\n--- again:\n%s", i+1, rendition.Text(once[i]), rendition.Text(f.Blocks))
			}
		}
	}
}

// TestOneLetterMore: a section in which one cell differs shows that cell.
func TestOneLetterMore(t *testing.T) {
	for row := 1; row < 4; row++ {
		for col := range 3 {
			for _, h := range []string{"Medicines", "Results"} {
				src := map[string]rendition.Block{"Medicines": medicines, "Results": results}[h]
				changed := src
				changed.Rows = slices.Clone(src.Rows)
				changed.Rows[row] = slices.Clone(src.Rows[row])
				changed.Rows[row][col] += "x"
				f := second(document(heading(2, h), src), document(heading(2, h), changed))
				if !strings.Contains(rendition.Text(f.Blocks), strings.Join(changed.Rows[row], "\t")) {
					t.Errorf("%s: row %d, cell %d is gone: %q", h, row, col, said(f.Blocks))
				}
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("# Results\nTest|Value|Date\nHb|12|2026-03-05\nWBC|5|2026-03-05\nCEA|3|2026-03-05", "# Results\nTest|Value|Date\nHb|12|2026-03-05\n\nx")
	f.Add("## a\n# b\n|", "")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := [][]rendition.Block{parse(a), parse(b), parse(a), parse(a + "\n" + b)}
		all := map[string]int{}
		for i, x := range foldAll(docs) {
			shown := lines(x.Blocks)
			for l, n := range lines(docs[i]) {
				if shown[l] < n && all[l] == 0 {
					t.Fatalf("%q is lost", l)
				}
			}
			for l := range shown {
				all[l]++
			}
		}
	})
}

// parse reads headings, tables and lines of a text.
func parse(s string) []rendition.Block {
	var out []rendition.Block
	for _, l := range strings.Split(s, "\n") {
		switch {
		case strings.HasPrefix(l, "#"):
			out = append(out, heading(strings.Count(l[:min(3, len(l))], "#"), strings.TrimLeft(l, "#")))
		case strings.Contains(l, "|"):
			if n := len(out); n > 0 && out[n-1].Kind == rendition.Table {
				out[n-1].Rows = append(out[n-1].Rows, strings.Split(l, "|"))
			} else {
				out = append(out, table(l))
			}
		default:
			out = append(out, rendition.Block{Text: l})
		}
	}
	return out
}
