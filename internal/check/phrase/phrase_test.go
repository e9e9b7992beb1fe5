package phrase

import (
	"slices"
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Müller": "muller", "ŁÓDŹ": "lodz", "Straße": "strasse", "Ørsted": "orsted", "cœur": "coeur", "plain": "plain", "ÉCHO": "echo", "": "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	ls := Lines("CT-Thorax vom 03.02.2026\r\n\nBefund: 12mg é")
	if len(ls) != 3 || len(ls[1].Words) != 0 {
		t.Fatalf("%+v", ls)
	}
	if got := strings.Join(ls[0].Texts(), " "); got != "ct thorax vom 03 02 2026" {
		t.Error(got)
	}
	if got := strings.Join(ls[2].Texts(), " "); got != "befund 12 mg e" {
		t.Error(got)
	}
	if g := ls[0].Gap(1); g != "-" {
		t.Errorf("gap %q", g)
	}
	if g := ls[2].Gap(1) + "|" + ls[2].Gap(0) + "|" + ls[2].Gap(9); g != ": ||" {
		t.Errorf("gaps %q", g)
	}
}

func TestFindTakesTheLongestPhrase(t *testing.T) {
	table := New(map[string][]string{
		"PT": {"tomografía por emisión de positrones", "PET", "PET/CT"}, "CT": {"tomografía", "CT"}, "MR": {"magnetresonanz*"},
	})
	for text, want := range map[string]string{
		"Tomografía por emisión de positrones y tomografia": "PT CT",
		"PET-CT vom Montag":                    "PT",
		"Magnetresonanztomographie; Magnet":    "MR",
		"actual petal":                         "",
		"CT, PET":                              "CT PT",
		"tomografia por":                       "CT",
		"Die MagnetresonanzTomografie und PET": "MR PT",
	} {
		var got []string
		for _, h := range table.Find(NewLine(text).Texts()) {
			got = append(got, h.What)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if table.Has(NewLine(text).Texts()) != (want != "") {
			t.Errorf("%q: Has disagrees", text)
		}
	}
}

func FuzzLines(f *testing.F) {
	f.Add("Seite 3/7\nCT é\u0301\xff")
	f.Add(strings.Repeat("ü", 5000))
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range Lines(s) {
			last := 0
			for i, w := range l.Words {
				if w.Start < last || w.End <= w.Start || w.End > len(l.Raw) {
					t.Fatalf("word %d of %q: %+v", i, l.Raw, w)
				}
				last = w.End
				_ = l.Gap(i)
			}
		}
		ws := NewLine(s).Texts()
		if len(ws) > 0 && slices.Contains(ws, "") && !strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) {
			t.Fatalf("%q has an empty word", s)
		}
	})
}
