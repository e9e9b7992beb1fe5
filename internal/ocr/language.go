package ocr

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// functionWords tell a language from the others even where its accents were
// lost, as happens to a page that is read in the wrong language.
var functionWords = map[string][]string{
	"eng": {"the", "and", "of", "with", "was", "is", "for", "this", "which", "were", "has", "no", "to", "by", "patient", "history"},
	"deu": {"und", "der", "die", "das", "mit", "nicht", "bei", "eine", "einer", "ist", "wurde", "von", "zur", "im", "keine", "nach", "sich", "herr", "frau",
		"vom", "auf", "bis", "kein", "eines", "rechts", "links", "geb", "patientin", "befund", "beurteilung"},
	"fra": {"et", "les", "des", "une", "est", "dans", "avec", "pour", "du", "pas", "sur", "au", "aux", "par", "le", "cette", "qui"},
	"spa": {"y", "el", "los", "las", "del", "con", "una", "se", "por", "para", "sin", "es", "en", "que", "fue", "paciente"},
	"ita": {"e", "il", "di", "della", "del", "con", "che", "non", "per", "una", "nel", "alla", "si", "gli", "delle", "paziente", "è"},
	"pol": {"i", "w", "z", "na", "nie", "do", "od", "oraz", "po", "jest", "dnia", "przez", "bez", "lub", "pacjent", "pacjentka", "badania"},
	"por": {"o", "da", "em", "não", "com", "uma", "para", "foi", "ao", "os", "dos", "das", "à", "que", "pela", "sem", "paciente", "exame"},
	"swe": {"och", "att", "det", "som", "för", "på", "med", "av", "är", "inte", "har", "till", "den", "ett", "patienten", "utan"},
	"dan": {"og", "det", "der", "på", "med", "af", "er", "ikke", "har", "til", "den", "et", "patienten", "uden", "blev", "efter", "bliver", "hun", "kun"},
	"nor": {"og", "det", "som", "på", "med", "av", "er", "ikke", "har", "til", "den", "et", "pasienten", "uten", "ble", "etter", "blir", "hun", "kun"},
	"ces": {"a", "se", "v", "na", "je", "pro", "bez", "s", "z", "po", "byla", "byl", "ve", "jsou", "pacientka", "při"},
	"hrv": {"i", "u", "je", "na", "se", "za", "nije", "su", "od", "bez", "te", "po", "kod", "bolesnica", "bolesnik"},
	"hun": {"a", "az", "és", "nem", "egy", "hogy", "volt", "is", "meg", "vagy", "után", "beteg", "mint", "ez"},
	"ron": {"și", "de", "la", "cu", "în", "nu", "pe", "este", "din", "fost", "pentru", "fără", "pacienta", "pacientul"},
	"tur": {"ve", "bir", "bu", "ile", "için", "olarak", "hastanın", "hasta", "olan", "sonra", "göre", "yapılan"},
	"nld": {"het", "een", "van", "en", "niet", "met", "voor", "zijn", "op", "bij", "geen", "werd", "te", "patient", "is", "naar", "mevrouw"},
}

// minHits is how many function words it takes to call a language.
const minHits = 5

// languageOf names the language whose function words are clearly the most
// frequent; "" where none is.
func languageOf(words []word) string {
	hits := map[string]int{}
	for _, w := range words {
		core := strings.ToLower(strings.TrimFunc(w.text, noLetter))
		for _, l := range told {
			for _, f := range functionWords[l] {
				if core == f {
					hits[l]++
				}
			}
		}
	}
	best, second := "", 0
	for _, l := range told {
		switch {
		case best == "" || hits[l] > hits[best]:
			best, second = l, hits[best]
		case hits[l] > second:
			second = hits[l]
		}
	}
	if hits[best] < minHits || hits[best]*2 < second*3 {
		return ""
	}
	return best
}

// told are the languages that languageOf tells apart, in order.
var told = slices.Sorted(maps.Keys(functionWords))

// scripts are those that tesseract tells apart beside the Latin one, with the
// languages of European patients that are written in them.
var scripts = map[string][]string{
	"Cyrillic": {"rus", "ukr", "bul", "srp"}, "Greek": {"ell"}, "Hebrew": {"heb"}, "Arabic": {"ara", "fas"},
	"Han": {"chi_sim", "chi_tra"}, "Japanese": {"jpn"}, "Hangul": {"kor"}, "Devanagari": {"hin"}, "Armenian": {"hye"}, "Georgian": {"kat"},
}

// minScript is how sure tesseract is of a script before it is believed.
const minScript = 2.0

// scriptIn reads the lines "Script: Cyrillic" and "Script confidence: 8.33"; ""
// where it is Latin, or none that is known.
func scriptIn(out string) string {
	script, sure := "", 0.0
	for line := range strings.Lines(out) {
		if name, ok := strings.CutPrefix(line, "Script:"); ok {
			script = strings.TrimSpace(name)
		}
		if value, ok := strings.CutPrefix(line, "Script confidence:"); ok {
			sure, _ = strconv.ParseFloat(strings.TrimSpace(value), 64)
		}
	}
	if scripts[script] == nil || !(sure >= minScript) {
		return ""
	}
	return script
}
