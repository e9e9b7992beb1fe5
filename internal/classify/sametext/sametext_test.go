package sametext

import (
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
		if len(contentWords(x)) > 0 && !SameText(x, x) {
			t.Fatal("a text is not the same as itself")
		}
		if SameText(x, y) != SameText(y, x) {
			t.Fatal("the order matters")
		}
	})
}
