package state

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"PRELIMINARY REPORT":                               "preliminary",
		"*** Preliminary Report ***":                       "preliminary",
		"Report status: Preliminary":                       "preliminary",
		"PRELIMINARY":                                      "preliminary",
		"Vorläufiger Arztbrief":                            "preliminary",
		"Status: vorläufig":                                "preliminary",
		"Compte rendu provisoire":                          "preliminary",
		"Informe preliminar":                               "preliminary",
		"Referto provvisorio":                              "preliminary",
		"Wynik wstępny":                                    "preliminary",
		"Voorlopige uitslag":                               "preliminary",
		"FINAL REPORT":                                     "final",
		"Status: Final":                                    "final",
		"Addendum to follow.":                              "awaited",
		"Immunohistochemistry is pending.":                 "awaited",
		"ploidy ordered (to be reported in an\nADDENDUM).": "awaited added",
		"Der immunhistochemische Nachbericht folgt.":       "awaited",
		"HER2-FISH steht noch aus.":                        "awaited",
		"Résultats à suivre":                               "awaited",
		"Pendiente de resultado de FISH":                   "awaited",
		"Seguirà referto integrativo":                      "awaited",
		"Badanie w toku":                                   "awaited",
		"Uitslag volgt":                                    "awaited",
		"ADDENDUM":                                         "added",
		"Amended report":                                   "added",
		"Nachtragsbefund vom 3.2.2026":                     "added",
		"Dictated but not read":                            "unsigned",
		"This report is not yet signed":                    "unsigned",
		"DRAFT":                                            "unsigned",
		"[Draft]":                                          "unsigned",
		"Noch nicht freigegeben":                           "unsigned",
		"Document non signé":                               "unsigned",
		"Pendiente de firma":                               "unsigned",
		"Non firmato":                                      "unsigned",
		"Dokument niepodpisany":                            "unsigned",
		"Nog niet ondertekend":                             "unsigned",
		// What only looks so.
		"The attending pathologist has reviewed all dictations and preliminary interpretations of residents.": "",
		"Preliminary field sizes and arrangements":                                                            "",
		"This supersedes the preliminary report":                                                              "",
		"The preliminary report was phoned to Dr Grey":                                                        "",
		"Preliminary":                                          "preliminary",
		"In a preliminary analysis of the trial":               "",
		"This document is valid, not signed by hand":           "",
		"Maschinell erstellt, auch ohne Unterschrift gültig":   "",
		"The consent form is not signed":                       "",
		"He came in from a draft":                              "",
		"draft":                                                "",
		"If not signed, return it":                             "",
		"Liver ultrasound pending lab results":                 "",
		"No addendum":                                          "added",
		"We discussed an addendum to the contract last spring": "",
		"The final results will be discussed":                  "",
		"Provisional driving licence holders must say so here": "",
		"": "",
	} {
		s := Read(phrase.Lines(text))
		var got []string
		for _, x := range []struct {
			ok bool
			w  string
		}{{s.Preliminary, "preliminary"}, {s.Final, "final"}, {s.Awaited, "awaited"}, {s.Added, "added"}, {s.Unsigned, "unsigned"}} {
			if x.ok {
				got = append(got, x.w)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, strings.Join(got, " "), want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"PRELIMINARY", "Addendum\nto follow", "draft"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Read(phrase.Lines(s)); strings.TrimSpace(s) == "" && got != (State{}) {
			t.Fatalf("%q says %+v", s, got)
		}
	})
}
