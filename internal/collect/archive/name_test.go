package archive

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestCleanPath(t *testing.T) {
	for in, want := range map[string]string{
		"a/b.txt": "a/b.txt", "../../../etc/passwd": "etc/passwd", "/abs.txt": "abs.txt", `..\win.txt`: "win.txt", `C:\x\y.txt`: "C_/x/y.txt",
		"a\x1b[2J\nb.txt": "a_[2J_b.txt", "": "member", "..": "member", "a/./b//c": "a/b/c", "evil\u202efdp.exe": "evil_fdp.exe",
		"a\xffb": "a_b", "U\u0308ber.txt": "Über.txt", "a\u0085b": "a_b",
	} {
		if got := cleanPath(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := cleanPath(strings.Repeat("ä", 10_000)); len(got) > maxName+1 || !utf8.ValidString(got) {
		t.Errorf("a long name has %d bytes", len(got))
	}
}

func TestNamesInAnyEncoding(t *testing.T) {
	for _, tc := range []struct {
		how   string
		enc   encoding.Encoding // nil: UTF-8
		names []string
	}{
		{"UTF-8", nil, []string{"Ärztebrief Müller.pdf", "検査結果.pdf"}},
		{"CP437, German", charmap.CodePage437, []string{"Ärztebrief Müller.pdf", "Röntgen/Übersicht.pdf", "Größe.txt"}},
		{"CP437, French", charmap.CodePage437, []string{"résumé médical.pdf", "Opération.txt"}},
		{"CP437, Spanish", charmap.CodePage437, []string{"informe patología señora.pdf"}},
		{"CP850, Portuguese", charmap.CodePage850, []string{"Relatório de operação.pdf", "Avaliação não.pdf"}},
		{"CP1252, German", charmap.Windows1252, []string{"Ärztebrief Müller.pdf", "Größe.txt"}},
		{"CP1252, French", charmap.Windows1252, []string{"Compte rendu opératoire à l’hôpital.pdf", "Médecin traitant.pdf"}},
		{"CP1252, one name", charmap.Windows1252, []string{"Entlassungsbrief Höhn.pdf"}},
		{"Shift-JIS", japanese.ShiftJIS, []string{"検査結果.pdf", "紹介状/診断書.pdf", "CT画像レポート.txt", "ソース表.txt"}},
		{"CP866", charmap.CodePage866, []string{"Выписной эпикриз.pdf", "АНАЛИЗ крови.pdf"}},
		{"CP1251", charmap.Windows1251, []string{"Выписной эпикриз.pdf", "Анализ крови.pdf"}},
		{"GBK", simplifiedchinese.GBK, []string{"病理报告.pdf", "出院小结/手术记录.pdf"}},
	} {
		var raw [][]byte
		for _, n := range tc.names {
			b := []byte(n)
			if tc.enc != nil {
				var err error
				if b, err = tc.enc.NewEncoder().Bytes(b); err != nil {
					t.Fatalf("%s: %v", tc.how, err)
				}
			}
			raw = append(raw, b)
		}
		enc := guessEncoding(raw)
		for i, b := range raw {
			if got := cleanPath(enc.decode(b)); got != tc.names[i] {
				t.Errorf("%s: %q, want %q", tc.how, got, tc.names[i])
			}
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add([]byte("../\x84rztebrief\\M\x81ller.pdf"))
	f.Add([]byte("\x8c\x9f\x8d\xb8\x8c\x8b\x89\xca.pdf"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got := cleanPath(guessEncoding([][]byte{b}).decode(b))
		if !utf8.ValidString(got) || !filepath.IsLocal(got) || strings.ContainsAny(got, "\\\n\x1b\x00") {
			t.Errorf("%q", got)
		}
		if again := cleanPath(got); again != got && len(got) < maxName {
			t.Errorf("%q becomes %q", got, again)
		}
	})
}
