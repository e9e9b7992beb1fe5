package pagelabel

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"Page 3 of 7":                      "3/7",
		"PAGE 3 OF 7   Printed 3 Feb 2026": "3/7",
		"Patient 4711  Page 1 of 12":       "1/12",
		"Page: 3/7":                        "3/7",
		"Page No. 3 of 7":                  "3/7",
		"Pg 3/7":                           "3/7",
		"Page 3 out of 7":                  "3/7",
		"Page 003 of 007":                  "3/7",
		"p. 3/7":                           "3/7",
		"Seite 3 von 7":                    "3/7",
		"Seite 3/7":                        "3/7",
		"S. 3 von 7":                       "3/7",
		"Blatt 2 von 3":                    "2/3",
		"Page 3 sur 7":                     "3/7",
		"Feuillet 2/3":                     "2/3",
		"Página 3 de 7":                    "3/7",
		"Pág. 3/7":                         "3/7",
		"Pagina 3 di 7":                    "3/7",
		"pag. 3 su 7":                      "3/7",
		"Strona 3 z 7":                     "3/7",
		"str. 3/7":                         "3/7",
		"Pagina 3 van 7":                   "3/7",
		"Blz. 3 van 7":                     "3/7",
		"page 1 of 2\ntext\npage 2 of 2":   "1/2 2/2",
		"Befund\n- 3 von 7 -":              "3/7?",
		"3/7\nBefund":                      "3/7?",
		"Fax 0800 P. 03/07":                "3/7",
		"a\nb\nc\n3 of 7\nd\ne\nf":         "",
		"see page 3 of 7":                  "",
		"siehe Seite 3 von 7":              "",
		"Tumour in 2 of 3 lymph nodes":     "",
		"Sentinel nodes: 0/2":              "",
		"page 3/7/2026":                    "",
		"Page 3":                           "",
		"Page 9 of 7":                      "",
		"page 0 of 7":                      "",
		"Page 1 of 2026":                   "",
		"Gleason 3/7":                      "",
		"p 3 of 7 positive cores were sent there": "",
		"stage 3 of 4":                   "",
		"on page 2 of 5 of the protocol": "",
		"3/7.5\n":                        "",
		"5 mg 1/2":                       "",
		"the homepage 3 of 7":            "",
	} {
		var got []string
		for _, l := range Read(phrase.Lines(text)) {
			s := fmt.Sprintf("%d/%d", l.N, l.Of)
			if l.Bare {
				s += "?"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Page 3 of 7", "Seite 3/7", "3/7", "page 1 of 99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range Read(phrase.Lines(s)) {
			if l.N < 1 || l.N > l.Of || l.Of > maxPages {
				t.Fatalf("%q: %+v", s, l)
			}
		}
	})
}
