package rescan

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/madeup"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// spoil misreads letters of words without digits, as a scanner does.
func spoil(text string, percent int, seed uint64) string {
	fields := strings.SplitAfter(text, " ")
	for i, f := range fields {
		if !strings.ContainsAny(f, "0123456789\n") && len(f) > 5 {
			fields[i] = madeup.Scan(f, percent, seed+uint64(i)) //nolint:gosec // small
		}
	}
	return strings.Join(fields, "")
}

// papers are those that are long enough, with a line of each kind that a law needs.
func papers() (out []string) {
	for _, p := range madeup.Papers() {
		text := strings.Join(append([]string{p.Head, p.Title}, p.Body...), "\n") +
			"\nThe left breast is normal. There is no metastasis and the nodes are not enlarged. Oestrogen receptor positive, HER2 negative. The lesion is benign. Size 3.5 cm, stage II, 12/03/2026. T-score -2.5, ER 90 %."
		if len(strings.Fields(text)) >= minWords {
			out = append(out, text)
		}
	}
	return out
}

// realWords are those of the texts as they were written.
func realWords(texts []string) func(string) bool {
	seen := map[string]bool{}
	for _, t := range texts {
		for _, k := range Read([]string{t}).tokens {
			seen[k.plain] = true
		}
	}
	return func(w string) bool { return seen[w] || words.Known(w) }
}

// TestMisreadCopies tells how many copies are found at how many misread letters.
func TestMisreadCopies(t *testing.T) {
	all := papers()
	known := realWords(all)
	for _, percent := range []int{1, 2, 4} {
		same, near, n := 0, 0, 0
		for i, p := range all {
			n++
			switch Compare(Read([]string{p}), Read([]string{spoil(p, percent, uint64(1000*i))}), known) { //nolint:gosec // small
			case Same:
				same++
			case Near:
				near++
			}
		}
		t.Logf("%d %% of letters misread: of %d copies %d are the same, %d near", percent, n, same, near)
		if percent == 1 && same*2 < n {
			t.Errorf("only %d of %d copies with one letter in a hundred misread are found", same, n)
		}
	}
}

// TestOtherPapersAreNeverTheSame holds papers against each other.
func TestOtherPapersAreNeverTheSame(t *testing.T) {
	all := papers()
	known := realWords(all)
	var texts []Text
	for _, p := range all {
		texts = append(texts, Read([]string{p}))
	}
	for i := range texts {
		for j := range i {
			if all[i] != all[j] && Compare(texts[i], texts[j], known) == Same {
				t.Errorf("%q is the same as %q", all[i][:40], all[j][:40])
			}
		}
	}
}

// TestLaw: whatever else is misread, a number, a side, a "no", a sign or a finding
// that differs makes another paper, whether the words are known or not.
func TestLaw(t *testing.T) {
	all := papers()
	number := regexp.MustCompile(`[0-9]`)
	swaps := [][2]string{
		{"left", "right"}, {"no metastasis", "metastasis"}, {"not enlarged", "enlarged"}, {"positive", "negative"}, {"benign", "malignant"}, {"-2.5", "2.5"}, {"3.5", "35"},
		{"stage II", "stage III"}, {"stage II", "stage I"}, {"normal", "abnormal"}, {"HER2 negative", "HER2 positive"}, {"There is no", "There is a"}, {"ER 90", "PR 90"}, {"90 %", "90"},
	}
	for i, p := range all {
		if i%8 != 0 {
			continue
		}
		for name, known := range map[string]func(string) bool{"known": realWords(all), "unknown": func(string) bool { return false }} {
			changed := []string{}
			for _, s := range swaps {
				if c := strings.Replace(p, s[0], s[1], 1); c != p {
					changed = append(changed, c)
				}
			}
			for _, at := range number.FindAllStringIndex(p, -1) {
				d := (p[at[0]]-'0'+1+byte(i%8))%10 + '0'
				if d != p[at[0]] {
					changed = append(changed, p[:at[0]]+string(d)+p[at[1]:])
				}
			}
			was := Read([]string{p})
			for n, c := range changed {
				for _, percent := range []int{0, 2} {
					if Compare(was, Read([]string{spoil(c, percent, uint64(n))}), known) == Same { //nolint:gosec // small
						t.Fatalf("%s words: a change is not seen:\n%s\n---\n%s", name, p, c)
					}
				}
			}
		}
	}
}

// TestWordsThatTurnAround: pairs that differ in few letters and mean the opposite
// are never misreadings of each other, even where no vocabulary has them.
func TestWordsThatTurnAround(t *testing.T) {
	frame := strings.Repeat("The patient was seen in clinic and the matter was talked over with her family at length. ", 4)
	nobody := func(string) bool { return false }
	for _, pair := range [][2]string{
		{"hypotension", "hypertension"}, {"hypodense", "hyperdense"}, {"typical", "atypical"}, {"symptomatic", "asymptomatic"}, {"resectable", "unresectable"}, {"unilateral", "bilateral"},
		{"abduction", "adduction"}, {"intramural", "extramural"}, {"interductal", "intraductal"}, {"perineal", "peroneal"}, {"ileum", "ilium"}, {"colotomy", "colectomy"}, {"male", "female"},
		{"invasive", "noninvasive"}, {"malign", "benign"}, {"increased", "decreased"}, {"afebrile", "febrile"}, {"L", "R"}, {"li", "re"}, {"links", "rechts"}, {"kein", "ein"}, {"T1c", "T1b"},
		{"with", "without"}, {"and", "or"}, {"pN0", "pN1"}, {"R0", "R1"}, {"pNO", "pN1"}, {"medial", "lateral"}, {"no", "on"}, {"nor", "non"}, {"unauffällig", "auffällig"}, {"HER2+", "HER2-"},
	} {
		a, b := frame+pair[0]+" was found.", frame+pair[1]+" was found."
		for _, x := range [][2]string{{a, b}, {b, a}} {
			if Compare(Read(x[:1]), Read(x[1:]), nobody) == Same {
				t.Errorf("%s is taken for %s", pair[0], pair[1])
			}
		}
	}
	if Compare(Read([]string{frame + "carcinoma 10 mg"}), Read([]string{frame + "carcin0ma lO mg"}), func(w string) bool { return w == "carcinoma" }) == Same {
		t.Error("lO has no digit: it is no number") // and the doubt is a finding
	}
	for _, pair := range [][2]string{{"carcinoma 10 mg", "carcin0ma 1O mg"}, {"modern furnace", "modem furnace"}, {"well-differentiated", "well differentiated"}, {"infiltrating", "infil trating"}} {
		known := func(w string) bool {
			return w == "carcinoma" || w == "modern" || w == "infiltrating" || w == "well" || w == "differentiated"
		}
		if got := Compare(Read([]string{frame + pair[0]}), Read([]string{frame + pair[1]}), known); got != Same {
			t.Errorf("%s and %s: %d", pair[0], pair[1], got)
		}
	}
	if Compare(Read([]string{frame + "modern"}), Read([]string{frame + "modem"}), func(string) bool { return true }) == Same {
		t.Error("two real words are taken for each other")
	}
}

// FuzzCompare holds that a paper is the same as itself, and that the order does
// not matter.
func FuzzCompare(f *testing.F) {
	f.Add("a\f"+strings.Repeat("word ", 50), "b")
	f.Add(strings.Repeat("carcinoma 3.5 cm left- ", 20), strings.Repeat("carcin0ma 3.5 cm left-\n", 20))
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := Read(strings.Split(a, "\f")), Read(strings.Split(b, "\f"))
		known := func(w string) bool { return len(w)%2 == 0 }
		if len(x.tokens) >= minWords && Compare(x, x, known) != Same {
			t.Fatal("a paper is not the same as itself")
		}
		if (Compare(x, y, known) == Same) != (Compare(y, x, known) == Same) {
			t.Fatal(fmt.Sprint("the order matters: ", a, b))
		}
	})
}
