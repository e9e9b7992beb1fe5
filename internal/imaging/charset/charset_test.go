package charset

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// The names are the examples of PS3.5 annexes H to K, and of files in the wild.
var names = []struct {
	declared, raw, want string
	note                string // part of the note that is made; "" for none
}{
	{"", "Doe^John", "Doe^John", ""},
	{"ISO_IR 6", "Doe^John", "Doe^John", ""},
	{"ISO_IR 100", "Buc^J\xe9r\xf4me", "Buc^Jérôme", ""},
	{"ISO_IR 101", "W\xb3a\xb6ciwo\xb6\xe6", "Właściwość", ""},
	{"ISO_IR 144", "\xbb\xee\xda\x63\x65\xdc\xd1\xe3\xe0\xd3", "Люкceмбург", ""},
	{"ISO_IR 126", "\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2", "Διονυσιος", ""},
	{"ISO_IR 127", "\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1", "قباني^لنزار", ""},
	{"ISO_IR 138", "\xf9\xf8\xe5\xef^\xe3\xe1\xe5\xf8\xe4", "שרון^דבורה", ""},
	{"ISO_IR 148", "\xc7avu\xfeo\xf0lu", "Çavuşoğlu", ""},
	{"ISO_IR 203", "\xa4uro \xbc", "€uro Œ", ""},
	{"ISO_IR 166", "\xca\xc1", "สม", ""},
	{"ISO_IR 192", "Wang^XiaoDong=王^小東", "Wang^XiaoDong=王^小東", ""},
	{"GB18030", "Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab", "Wang^XiaoDong=王^小东", ""},
	{"GBK", "\xcd\xf5^\xd0\xa1\xb6\xab", "王^小东", ""},
	{`\ISO 2022 IR 87`, "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B",
		"Yamada^Tarou=山田^太郎=やまだ^たろう", ""},
	{`ISO 2022 IR 13\ISO 2022 IR 87`, "\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J",
		"ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", ""},
	{`\ISO 2022 IR 149`, "Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf",
		"Hong^Gildong=洪^吉洞=홍^길동", ""},
	{`\ISO 2022 IR 58`, "Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab", "Zhang^XiaoDong=张^小东", ""},
	{`ISO 2022 IR 100\ISO 2022 IR 144`, "Dion\xe9=\x1b-L\xbb\xee\xda", "Dioné=Люк", ""},
	{`\ISO 2022 IR 159`, "\x1b$(D\x30\x21\x1b(B", "丂", ""},
	{"ISO-IR 100", "J\xe9r\xf4me", "Jérôme", "misspelt"},
	{"ISO 2022 IR 100 ", "J\xe9r\xf4me", "Jérôme", ""},
	{"KLINGON 1", "Doe", "Doe", "not one of the standard"},
	{"", "J\xe9r\xf4me", "Jérôme", "not in the character set"},
	{"", "Jérôme", "Jérôme", "UTF-8 although"},
	{"ISO_IR 100", "Jérôme", "Jérôme", "UTF-8 although"},
	{"ISO_IR 192", "J\xe9r\xf4me", "Jérôme", "not in the character set"},
	{"ISO_IR 100", "a\x1b[31mb\x00\xe9", "a[31mbé", "unknown escape"},
}

func TestNames(t *testing.T) {
	for _, c := range names {
		var notes []string
		d := NewDecoder(c.declared, func(s string) { notes = append(notes, s) })
		got := d.Decode([]byte(c.raw), InNames)
		if got != c.want {
			t.Errorf("%s %q: %q, want %q", c.declared, c.raw, got, c.want)
		}
		switch all := strings.Join(notes, "; "); {
		case c.note == "" && all != "":
			t.Errorf("%s %q: note %q", c.declared, c.raw, all)
		case c.note != "" && !strings.Contains(all, c.note):
			t.Errorf("%s %q: notes %q lack %q", c.declared, c.raw, all, c.note)
		}
	}
}

// TestDelimiters: in a name the first set holds again after ^ and =, in a text it does not.
func TestDelimiters(t *testing.T) {
	const korean = "\x1b$)C\xb1\xe6\xb5\xbf"
	for _, c := range []struct{ declared, raw, delimiters, want string }{
		{`\ISO 2022 IR 149`, korean + "=\xc8\xab", InTexts, "길동=홍"},
		{`\ISO 2022 IR 149`, korean + "\\\xc8\xab", InTexts, `길동\홍`},
		{`\ISO 2022 IR 149`, korean + "^\xc8\xab", InLists, "길동^홍"},
		{`\ISO 2022 IR 149`, korean + "^" + korean, InNames, "길동^길동"},
		{`\ISO 2022 IR 149`, korean + "\n" + korean, InTexts, "길동\n길동"},
		{`ISO 2022 IR 100\ISO 2022 IR 126`, "\xe9 \x1b-F\xe1=\xe1", InTexts, "é α=α"},
		{`ISO 2022 IR 100\ISO 2022 IR 126`, "\xe9 \x1b-F\xe1=\xe1", InNames, "é α=á"},
	} {
		if got := NewDecoder(c.declared, func(string) {}).Decode([]byte(c.raw), c.delimiters); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.declared, c.raw, got, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, c := range names {
		f.Add(c.declared, []byte(c.raw))
	}
	f.Fuzz(func(t *testing.T, declared string, raw []byte) {
		got := NewDecoder(declared, func(string) {}).Decode(raw, InNames)
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\x1b\x7f\u009b") {
			t.Errorf("%q %q gives %q", declared, raw, got)
		}
	})
}
