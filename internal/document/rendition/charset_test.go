package rendition

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Texts of hospitals, in the character sets that old programs write.
func TestCharacterSets(t *testing.T) {
	const (
		german  = "Sehr geehrte Frau Kollegin, die Größe beträgt 12 mm. Übergewicht, Gefäße unauffällig – Müller"
		french  = "Compte rendu opératoire : tumeur à l’hôpital, patiente âgée, reçue le 3 février. Élévation modérée."
		spanish = "Informe anatomopatológico: ¿biopsia? Señora, lesión de 3 cm en mama izquierda; diagnóstico según clínica."
		polish  = "Rozpoznanie: rak piersi lewej. Pacjentka zgłosiła się z powodu bólu; leczenie żywieniowe, gęstość kości, część śledziony, źle"
		czech   = "Pacientka přijata k vyšetření, nález v pořádku, léčba bude pokračovat příští úterý. Žádné potíže."
		hungary = "Kórházi zárójelentés: a műtét során eltávolított szövettani vizsgálat, erősen gyűrűs, kezelőorvos."
		russian = "Выписной эпикриз. Пациентка поступила с жалобами на боли. Диагноз: рак молочной железы."
		ukraine = "Виписка з історії хвороби: пацієнтка, діагноз, лікування, її скарги."
		greekT  = "Ιατρική βεβαίωση: η ασθενής εξετάστηκε και το αποτέλεσμα είναι φυσιολογικό."
		turk    = "Hastanın şikâyeti: göğüs ağrısı. Ameliyat sonrası kontrol için geldi, şiş yok, dışkı normal."
		japan   = "診断書　患者は右乳がんの手術を受けました。経過は良好です。"
		china   = "出院小结：患者女，五十二岁，因右乳肿物入院。病理诊断：浸润性导管癌。"
		taiwan  = "診斷證明書：病患因右側乳房腫瘤入院接受手術治療。"
		korea   = "진단서: 환자는 우측 유방암으로 수술을 받았습니다. 경과는 양호합니다."
		danish  = "Udskrivningsbrev: Patienten blev indlagt på grund af smerter. Undersøgelsen viste ingen ændringer."
		slovak  = "Prepúšťacia správa: pacientka bola prijatá na liečbu, stav sa zlepšil, ďalšia kontrola o týždeň."
		latvian = "Izraksts: paciente stacionēta ar sāpēm krūtīs, ārstēšana turpināta, nākamā vizīte pēc nedēļas."
	)
	for _, c := range []struct {
		name string
		set  encoding.Encoding
		text string
	}{
		{"German", charmap.Windows1252, german}, {"German, DOS", charmap.CodePage850, strings.ReplaceAll(german, "–", "-")}, {"German, Mac", charmap.Macintosh, german}, {"German, Central Europe", charmap.Windows1250, german},
		{"French", charmap.Windows1252, french}, {"French, Mac", charmap.Macintosh, french}, {"French, DOS", charmap.CodePage850, strings.ReplaceAll(french, "’", "'")},
		{"Spanish", charmap.Windows1252, spanish}, {"Spanish, DOS", charmap.CodePage850, spanish}, {"Danish", charmap.Windows1252, danish},
		{"Polish", charmap.Windows1250, polish}, {"Polish, ISO", charmap.ISO8859_2, polish}, {"Polish, DOS", charmap.CodePage852, polish},
		{"Czech", charmap.Windows1250, czech}, {"Czech, ISO", charmap.ISO8859_2, czech}, {"Slovak", charmap.Windows1250, slovak}, {"Hungarian", charmap.Windows1250, hungary}, {"Hungarian, ISO", charmap.ISO8859_2, hungary},
		{"Russian", charmap.Windows1251, russian}, {"Russian, KOI8", charmap.KOI8R, russian}, {"Russian, DOS", charmap.CodePage866, russian}, {"Ukrainian", charmap.Windows1251, ukraine},
		{"Greek", charmap.Windows1253, greekT}, {"Turkish", charmap.Windows1254, turk}, {"Latvian", charmap.Windows1257, latvian},
		{"Japanese", japanese.ShiftJIS, japan}, {"Japanese, EUC", japanese.EUCJP, japan}, {"Chinese", simplifiedchinese.GB18030, china}, {"Chinese, Big5", traditionalchinese.Big5, taiwan}, {"Korean", korean.EUCKR, korea},
		{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), polish}, {"UTF-16, big", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), japan}, {"UTF-16 without a mark", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), german},
	} {
		b, err := c.set.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := Decode(b); got != c.text {
			t.Errorf("%s: %s", c.name, got)
		}
		// A single letter among English words has little to tell by; it must not
		// make another script of it.
		if got := Decode(append([]byte("The patient was seen by Dr M"), append([]byte{0xfc}, "ller today."...)...)); got != "The patient was seen by Dr Müller today." {
			t.Errorf("one letter: %s", got)
		}
	}
}

func TestTables(t *testing.T) {
	for in, want := range map[string]string{
		"sep=;\r\nTest;Wert\r\nHb;12,1\r\n":                     "TH [Test|Wert] [Hb|12,1]",
		"\xef\xbb\xbfTest;Wert\nHb;12,1\n":                      "TH [Test|Wert] [Hb|12,1]",
		"Test\tValue, unit\nHb\t12,1 g/dl, low\n":               "TH [Test|Value, unit] [Hb|12,1 g/dl, low]",
		"Drug,Dose\n\"a, b\",\"5 \"\"mg\"\"\"\n":                "TH [Drug|Dose] [a, b|5 \"mg\"]",
		"Wert;Einheit;Kommentar\n1,5;mg/l;\"a, b, c, d, e, f\"": "TH [Wert|Einheit|Kommentar] [1,5|mg/l|a, b, c, d, e, f]",
	} {
		if got := show(CSV([]byte(in)).Blocks); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestPageCharacterSets(t *testing.T) {
	for in, want := range map[string]string{
		"<meta charset=windows-1250><p>\xb3\xf3d\x9f</p>":                                                         "P łódź",
		"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'><p>\xc4\xc9\xc1\xc7\xce\xcf\xda</p>": "P диагноз",
		"<meta charset=shift_jis><p>\x90\x66\x92\x66</p>":                                                         "P 診断",
		"<meta charset=iso-8859-1><p>na\xefve \x80 5</p>":                                                         "P naïve € 5",
		"<p>\xd0\xe0\xea \xec\xee\xeb\xee\xf7\xed\xee\xe9 \xe6\xe5\xeb\xe5\xe7\xfb</p>":                           "P Рак молочной железы",
		"<p>Gr\xc3\xb6\xc3\x9fe</p>":                                                                              "P Größe",
	} {
		if got := show(HTML([]byte(in)).Blocks); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}
