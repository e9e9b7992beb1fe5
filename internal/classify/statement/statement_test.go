package statement

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/words"
)

func TestLexiconRefusesMistakes(t *testing.T) {
	for _, bad := range []string{"- x", "g: {en: [a*b]}", "g: {en: ['*ab']}", "g: {en: ['--']}", "g: [x]"} {
		if _, err := NewLexicon([]byte(bad), false); err == nil {
			t.Errorf("%q passes", bad)
		}
	}
}

func TestLexiconFinds(t *testing.T) {
	l := MustLexicon([]byte(`
cut: {en: ["*ectomy", left mastectomy]}
other: {en: ["cholecyst*"]}
scan: {en: [CT, PET CT], "fr!": [scanner]}
`), false)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "mastectomy", "cut:mastectomy"},
		{"en", "left mastectomy", "cut:left mastectomy"},
		{"en", "cholecystectomy", "other:cholecystectomy"},
		{"en", "PET/CT and CT", "scan:PET/CT scan:CT"},
		{"en", "an act of ct", ""},
		{"en", "left\n\nmastectomy", "cut:mastectomy"},
		{"fr", "le scanner", "scan:scanner"},
		{"en", "the scanner", ""},
		{"en", "rnastectomy", "cut:rnastectomy"},
	} {
		p := Read(words.ReadLine(c.text), c.lang)
		var got []string
		for _, h := range p.Find(l) {
			got = append(got, h.Group+":"+p.Phrase(h.First, h.Last))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v, want %s", c.text, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Z.n. Mastektomie links. Danach Bestrahlung.", "|Z n Mastektomie links|Danach Bestrahlung"},
		{"CT of 12.01.2026 was normal. MRI 3 Feb. 2026 too.", "|CT of 12 01 2026 was normal|MRI 3 Feb 2026 too"},
		{"12.01.2026: CT chest", "|12 01 2026 CT chest"},
		{"Family history: mother.\nPlan: MRI\n\nOther: x", "family|Family history family|mother plan|Plan plan|MRI |Other |x"},
		{"- first\n- second", "|first |second"},
		{"Have you had it? Yes.", "?|Have you had it |Yes"},
	} {
		p := Read(words.ReadLine(c.text), "")
		var got []string
		for _, s := range p.Sentences {
			var ws []string
			for i := s.First; i < s.Last; i++ {
				ws = append(ws, p.Word(i))
			}
			mark := s.Section
			if s.Question {
				mark = "?"
			}
			got = append(got, mark+"|"+strings.Join(ws, " "))
		}
		if g := strings.ReplaceAll(strings.Join(got, " "), " |", "|"); g != strings.ReplaceAll(c.want, " |", "|") {
			t.Errorf("%q: %s, want %s", c.text, g, c.want)
		}
	}
}

// TestStance holds the words X in sentences.
func TestStance(t *testing.T) {
	for _, c := range []struct {
		text string
		want Stance
	}{
		{"She underwent X.", Sure},
		{"X was performed.", Sure},
		{"X.", Named},
		{"X is planned.", Refused},
		{"She will have X.", Refused},
		{"No X.", Refused},
		{"No fever after X.", Sure},
		{"Her mother had X.", Refused},
		{"X: no", Refused},
		{"X: yes", Named},
		{"X:\nOther:\n", Refused},
		{"If needed, X.", Refused},
		{"Had she X?", Refused},
		{"In May 2026 X showed nothing.", Sure},
		{"She underwent X and will come back.", Sure},
		{"We recommend Y after X.", Refused},
		{"X was not performed.", Refused},
	} {
		p := Read(words.ReadLine(c.text), "en")
		for i := range p.Words {
			if p.Word(i) == "X" {
				if got := p.Stance(i, i+1, false); got != c.want {
					t.Errorf("%q: %d, want %d", c.text, got, c.want)
				}
			}
		}
	}
}

// FuzzRead holds for any text: its sentences follow each other without a gap and
// every phrase lies in it.
func FuzzRead(f *testing.F) {
	f.Add("She underwent a mastectomy on 3 May 2026. Plan: none\n\n- CT?\n", "en")
	f.Add("Z.n. Mastektomie\tlinks ☐ ja ☐ nein\r\n:\f", "de")
	f.Add("\xff\xfe A: B: C:\n\n\n;;;", "")
	f.Fuzz(func(t *testing.T, text, lang string) {
		p := Read(words.ReadLine(text), lang)
		at := 0
		for _, s := range p.Sentences {
			if s.First != at || s.Last <= s.First || s.Last > len(p.Words) {
				t.Fatalf("sentence %+v at %d of %q", s, at, text)
			}
			at = s.Last
		}
		if at != len(p.Words) {
			t.Fatalf("sentences end at %d of %d", at, len(p.Words))
		}
		for i := range p.Words {
			p.Stance(i, i+1, false)
			p.Doubted(i, i+1)
			p.Dose(i, len(p.Words))
			if s := p.SentenceOf(i); i < s.First || i >= s.Last || len([]rune(p.Quote(s, i))) > words.MaxQuote {
				t.Fatalf("word %d is in %+v", i, s)
			}
			if i > 40 {
				break
			}
		}
	})
}
