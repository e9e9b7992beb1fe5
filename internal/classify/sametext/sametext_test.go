package sametext

import (
	"runtime"
	"strings"
	"testing"
)

// sameText tells whether two documents have one key.
func sameText(a, b []string) bool { return NewFingerprint(a).Key() == NewFingerprint(b).Key() }

func TestSameText(t *testing.T) {
	letter := "HILLSIDE ONCOLOGY\nDate of service: 2026-09-30\nThis pleasant woman returns for her stage IIA breast cancer. She under-\nwent a lumpectomy on 02/22/08 and the tumour measured 3.3 cm. She is feeling well and has good energy. Follow up in six months with bloods."
	again := "HILLSIDE ONCOLOGY Date of service: 2026-09-30\n\nThis pleasant woman returns for her stage IIA\nbreast cancer. She underwent a lumpectomy on 02/22/08 and the tumour\nmeasured 3.3 cm. She is feeling well and has good energy.\nFollow up in six months with bloods.\nPage 1 of 1"
	if !sameText([]string{letter}, []string{again}) {
		t.Error("the same letter in another format is not seen")
	}
	for why, change := range map[string][2]string{
		"another visit":   {"2026-09-30", "2026-03-30"},
		"another size":    {"3.3 cm", "3.5 cm"},
		"another finding": {"feeling well", "feeling poorly"},
		"another side":    {"has good", "has no"},
		"a word more":     {"Follow up", "Addendum. Follow up"},
		"a word less":     {"bloods.", ""},
	} {
		if other := strings.Replace(again, change[0], change[1], 1); other == again || sameText([]string{letter}, []string{other}) {
			t.Errorf("%s: taken for the same", why)
		}
	}
	if !sameText([]string{"short note"}, []string{"Short\nnote"}) || sameText([]string{"short note 1"}, []string{"short note 2"}) {
		t.Error("short texts")
	}
}

// FuzzSameText holds for any text that gaps and line ends do not matter, and that a
// word more does.
func FuzzSameText(f *testing.F) {
	f.Add("a short note of 3 words-\nmore")
	f.Fuzz(func(t *testing.T, text string) {
		pages := strings.Split(text, "\f")
		if !sameText(pages, append(strings.Split(text, "\f"), " \n\t")) {
			t.Fatal("a blank page matters")
		}
		if len(text) < maxText/2 && sameText(pages, append(strings.Split(text, "\f"), "more")) {
			t.Fatal("a word more does not matter")
		}
	})
}

// TestTextBeyondTheBound: what is not cut into words must be equal.
func TestTextBeyondTheBound(t *testing.T) {
	long := strings.Repeat("The patient was seen again and is doing well. ", maxText/46+2)
	if !sameText([]string{long, "Weight 70 kg."}, []string{long, "Weight 70 kg."}) {
		t.Error("a long text is not the same as itself")
	}
	if sameText([]string{long, "Weight 70 kg."}, []string{long, "Weight 71 kg."}) {
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
