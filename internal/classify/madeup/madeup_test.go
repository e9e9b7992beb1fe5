package madeup

import (
	"strings"
	"testing"
)

func TestPapersAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Papers() {
		if seen[p.Name] || len(p.Body) == 0 {
			t.Errorf("%s stands twice or has no text", p.Name)
		}
		seen[p.Name] = true
		for _, k := range p.Kinds {
			if !k.Valid() {
				t.Errorf("%s: %q is no kind", p.Name, k)
			}
		}
	}
	if len(seen) < 150 {
		t.Errorf("only %d papers", len(seen))
	}
}

func TestLooks(t *testing.T) {
	p := parse("de", "== other | x\n^ Haus\n# Titel\nBefund: krank\nUrteil: gut\nMaterial: Blut\nGruß")[0]
	for look, want := range map[string]string{
		"whole": "Haus\nTitel\nBefund: krank\nUrteil: gut\nMaterial: Blut\nGruß", "without its title": "Haus\nBefund: krank\nUrteil: gut\nMaterial: Blut\nGruß",
		"title alone": "Titel\n(…)", "headings only": "Titel\nBefund:\n…\nUrteil:\n…\nMaterial:\n…",
		"lines lost": "Haus Titel Befund: krank Urteil: gut Material: Blut Gruß",
	} {
		if got := p.Text(look); got != want {
			t.Errorf("%s: %q", look, got)
		}
	}
	if s := p.Text("two columns"); !strings.Contains(s, "Titel      ") || !strings.HasSuffix(s, beside[5]) {
		t.Errorf("two columns: %q", s)
	}
}

func TestScanSpoilsAlike(t *testing.T) {
	const text = "Histologischer Befund der Brustdrüse links, entnommen am dritten Tag"
	a, b := Scan(text, 20, 7), Scan(text, 20, 7)
	if a != b || a == text || Scan(text, 0, 7) != text {
		t.Errorf("%q and %q", a, b)
	}
}
