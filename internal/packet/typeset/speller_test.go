package typeset

import (
	"strings"
	"testing"
	"unicode"
)

func TestShowable(t *testing.T) {
	cases := []struct {
		in, want string
		whole    bool
	}{
		{"Łódź, Nguyễn Thị Hường, ΟΓΚΟΣ, опухоль", "Łódź, Nguyễn Thị Hường, ΟΓΚΟΣ, опухоль", true},
		{"cafe\u0301 · a", "café · a", true},
		{"ＣＴ　１２", "CT 12", true},
		{"a\u200b\u202eb\tc\rd", "ab    c d", true},
		{"☐ yes ☑ no", "[ ] yes [x] no", true},
		{"김민수", "gimminsu [from Korean script]", false},
		{"김 민수, 2026. 서울: CT", "gim minsu, 2026. seoul [from Korean script]: CT", false},
		{"Dr 김\nCT", "Dr gim [from Korean script]\nCT", false},
		{"김CT李", "gim [from Korean script] CT[text in Chinese characters]", false},
		{"李伟", "[text in Chinese characters]", false},
		{"李 伟, CT", "[text in Chinese characters], CT", false},
		{"تقرير طبي 2026", "[text in Arabic script] 2026", false},
		{"דוח CT", "[text in Hebrew script] CT", false},
		{"ひらがなカタカナ", "[text in Japanese script]", false},
		{"日本の病院", "[text in Japanese script]", false},
		{"病院 CT データ", "[text in Japanese script] CT [text in Japanese script]", false},
		{"ما رأيكم؟ 您的建议", "[text in Arabic script] [text in Chinese characters]", false},
		{"٢٠٢٦/٠٣/١٤, १२ मार्च", "2026/03/14, 12 [text in Devanagari script]", false},
		{"देवनागरी", "[text in Devanagari script]", false},
		{"good 😀 news", "good  news", true},
		{"thanks 👍🏽❤️ 👨‍👩‍👧 🇵🇱", "thanks   ", true},
		{"aspirin ✅ metformin ❌", "aspirin [x] metformin [-]", true},
		{"\uf0b7 item \ue123", "• item ", false},
		{"caf\xe9", "caf?", true},
	}
	for _, c := range cases {
		if got, whole := Showable(c.in); got != c.want || whole != c.whole {
			t.Errorf("%q: got %q, %v; want %q, %v", c.in, got, whole, c.want, c.whole)
		}
	}
}

func FuzzShowable(f *testing.F) {
	for _, s := range []string{"abc", "李伟 é\u0301", "\xff\x00\u202e", "한글", "😀‍👩", "ﷺ㋿", "\u1100\u1161"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out, _ := Showable(s)
		for _, r := range out {
			if r != '\n' && !regular.showing(r).has(r) || unicode.IsControl(r) && r != '\n' {
				t.Fatalf("%q gives %q with %U", s, out, r)
			}
		}
		if again, whole := Showable(out); again != out || !whole {
			t.Fatalf("%q gives %q, and that gives %q", s, out, again)
		}
	})
}

func FuzzBreakLines(f *testing.F) {
	f.Add("one two three", "four-five/six", 40000, 2)
	f.Add("   \n\n x", "longwordwithoutanybreakatall", 10000, 0)
	f.Fuzz(func(t *testing.T, a, b string, width, most int) {
		w := Length(min(max(width, 1000), 1000000))
		most = min(max(most, 0), 5)
		a, _ = Showable(Clip(a, 500))
		b, _ = Showable(Clip(b, 500))
		spans := []Span{{Text: a, Style: CellStyle}, {Text: b, Style: headStyle}}
		lines := BreakLines(spans, w, most)
		if most > 0 && len(lines) > most {
			t.Fatalf("%d lines, at most %d wanted", len(lines), most)
		}
		var got strings.Builder
		for _, ln := range lines {
			for i, r := range ln.runs {
				got.WriteString(r.text)
				if end := r.x + r.w; strings.TrimSpace(r.text) != "" && end > w+trailing(r) && !(i == 0 && len([]rune(strings.TrimSpace(r.text))) == 1) {
					t.Fatalf("%q ends at %d, beyond %d", r.text, end, w)
				}
			}
		}
		if squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }; most == 0 && squeeze(got.String()) != squeeze(a+b) {
			t.Fatalf("%q + %q became %q", a, b, got.String())
		}
	})
}

// trailing is the width of the spaces at the end of a run, which may hang over.
func trailing(r run) Length {
	n := len(r.text) - len(strings.TrimRight(r.text, " "))
	return Length(n) * (r.Face.Width(" ", r.Size) + r.Track + 1)
}
