package sametext

import (
	"runtime"
	"strings"
	"testing"
)

func TestSameText(t *testing.T) {
	letter := "HILLSIDE ONCOLOGY\nDate of service: 2026-09-30\nThis pleasant woman returns for her stage IIA breast cancer. She under-\nwent a lumpectomy on 02/22/08 and the tumour measured 3.3 cm. She is feeling well and has good energy. Follow up in six months with bloods."
	again := "HILLSIDE ONCOLOGY Date of service: 2026-09-30\n\nThis pleasant woman returns for her stage IIA\nbreast cancer. She underwent a lumpectomy on 02/22/08 and the tumour\nmeasured 3.3 cm. She is feeling well and has good energy.\nFollow up in six months with bloods.\nPage 1 of 1"
	if !SameText([]string{letter}, []string{again}) {
		t.Error("the same letter in another format is not seen")
	}
	for why, change := range map[string][2]string{
		"another visit":   {"2026-09-30", "2026-03-30"},
		"another size":    {"3.3 cm", "3.5 cm"},
		"another finding": {"feeling well", "feeling poorly"},
		"another side":    {"has good", "has no"},
	} {
		if other := strings.Replace(again, change[0], change[1], 1); other == again || SameText([]string{letter}, []string{other}) {
			t.Errorf("%s: taken for the same", why)
		}
	}
	if SameText(nil, nil) || SameText([]string{""}, []string{" "}) {
		t.Error("nothing is the same as nothing")
	}
	if !SameText([]string{"short note"}, []string{"Short\nnote"}) || SameText([]string{"short note 1"}, []string{"short note 2"}) {
		t.Error("short texts")
	}
}

// FuzzSameText holds for any texts: one with a word in it is the same as itself,
// and who is compared with whom does not matter.
func FuzzSameText(f *testing.F) {
	f.Add("a short note of 3 words-\nmore", "Another note")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := strings.Split(a, "\f"), strings.Split(b, "\f")
		if len(NewFingerprint(x).words) > 0 && !SameText(x, x) {
			t.Fatal("a text is not the same as itself")
		}
		if SameText(x, y) != SameText(y, x) {
			t.Fatal("the order matters")
		}
	})
}

// TestWhatOneSideHasMore: a letterhead on one side is the format; a sentence is
// another report.
func TestWhatOneSideHasMore(t *testing.T) {
	body := strings.Repeat("The breast tissue was cut into slices of five millimetres and searched for further foci without result. ", 6)
	report := "PATHOLOGY REPORT\nCollected: 2026-02-01\n" + body + "\nDiagnosis: carcinoma of the left breast, margins pending.\n" + body
	for why, c := range map[string]struct {
		other string
		same  bool
	}{
		"a letterhead":           {"EASTERN HEALTH LABORATORY\n12 Main Street, tel. 555 0134\n" + report, true},
		"a foot":                 {report + "\nRivera Maria, MRN 40218876\nPage 1 of 1", true},
		"an addendum":            {report + "\nAddendum of 2026-02-09: deeper sections were cut at the request of the clinic. The inked margin of the second specimen is positive for tumour cells.", false},
		"a finding in the midst": {strings.Replace(report, "margins pending.", "margins pending. Two of three lymph nodes are positive.", 1), false},
		"a number in the midst":  {strings.Replace(report, "left breast", "left breast 2", 1), false},
		"a finding less":         {strings.Replace(report, ", margins pending", "", 1), false},
	} {
		if got := SameText([]string{report}, []string{c.other}); got != c.same {
			t.Errorf("%s: same is %v", why, got)
		}
	}
}

// TestTextBeyondTheBound: what is not cut into words must be equal.
func TestTextBeyondTheBound(t *testing.T) {
	long := strings.Repeat("The patient was seen again and is doing well. ", maxText/46+2)
	if !SameText([]string{long, "Weight 70 kg."}, []string{long, "Weight 70 kg."}) {
		t.Error("a long text is not the same as itself")
	}
	if SameText([]string{long, "Weight 70 kg."}, []string{long, "Weight 71 kg."}) {
		t.Error("a number beyond the bound does not count")
	}
}

// TestWorkGrowsWithTheText counts what a fingerprint allocates: with twice the
// text it may be little more than twice as much, whatever the text is made of.
func TestWorkGrowsWithTheText(t *testing.T) {
	for _, unit := range []string{"a-\n", "a ", "1 ", "page 1\n", "\t", "é", "x"} {
		small, large := bytesFor(strings.Repeat(unit, 1<<15/len(unit))), bytesFor(strings.Repeat(unit, 1<<17/len(unit)))
		if large > 6*small+1<<16 {
			t.Errorf("%q: %d bytes for four times the text of %d", unit, large, small)
		}
	}
}

// bytesFor is how many bytes a fingerprint of the text takes, thrown away or kept.
func bytesFor(text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	NewFingerprint([]string{text})
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
