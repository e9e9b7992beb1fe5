package cos

import (
	"bytes"
	"testing"
)

func TestWeigh(t *testing.T) {
	for _, c := range []struct {
		content string
		want    Balance
		sound   bool
		tidy    string
	}{
		{"", Balance{}, true, ""},
		{"q 1 0 0 1 0 0 cm Q", Balance{}, true, "q\n1 0 0 1 0 0 cm\nQ\n"},
		{"q q Q", Balance{Open: 1}, true, "q\nq\nQ\n"},
		{"Q Q q", Balance{Missing: 2, Open: 1}, true, "Q\nQ\nq\n"},
		{"BT (a(b)\\)c) Tj", Balance{InText: true}, true, "BT\n(a(b)\\)c) Tj\n"},
		{"/A BMC /B <</MCID 1>> BDC EMC", Balance{Marked: 1}, true, "/A BMC\n/B << /MCID 1 >> BDC\nEMC\n"},
		{"% (\nq", Balance{Open: 1}, true, "q\n"},
		{"<48 65> Tj [(q) -3 <51>] TJ", Balance{}, true, "<48 65> Tj\n[ (q) -3 <51> ] TJ\n"},
		{"BI /W 1/D[1 0] ID \x00qEI Q\xff EI Q", Balance{Missing: 1}, true, "BI /W 1 /D [ 1 0 ] ID \x00qEI Q\xff EI\nQ\n"},
		{"q (never ends", Balance{Open: 1}, false, "q\n"},
		{"q BI /W 1 ID q Q", Balance{Open: 1}, false, "q\n"},
		{"q ) ]>> 1 w Q", Balance{}, false, "q\nQ\n"},
		{"[1 2 w 3 w", Balance{}, false, "3 w\n"},
		{"/a#zz gs /b#41 gs", Balance{}, false, "/a#23zz gs\n/b#41 gs\n"},
		{"\x80\x81 q", Balance{Open: 1}, false, "q\n"},
		{"true null false sc", Balance{}, true, "true null false sc\n"},
	} {
		got, sound := Weigh([]byte(c.content))
		if got != c.want || sound != c.sound {
			t.Errorf("%q weighs %+v %t, want %+v %t", c.content, got, sound, c.want, c.sound)
		}
		if tidy := string(Tidy([]byte(c.content))); tidy != c.tidy {
			t.Errorf("%q tidied is %q, want %q", c.content, tidy, c.tidy)
		}
	}
}

// FuzzTidy holds the law that tidied content is sound, leaves open what the
// content left open, and is tidied no further.
func FuzzTidy(f *testing.F) {
	for _, s := range []string{"q BT (x) Tj", "BI /W 1 ID abc EI Q", "/A <</B[1 2]>> BDC", "] ) >> q <", "/#1 gs"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		before, _ := Weigh(content)
		tidy := Tidy(content)
		after, sound := Weigh(tidy)
		if !sound || before != after {
			t.Fatalf("%q tidied is %q: sound %t, %+v became %+v", content, tidy, sound, before, after)
		}
		if again := Tidy(tidy); !bytes.Equal(again, tidy) {
			t.Fatalf("%q tidied is %q, and tidied again %q", content, tidy, again)
		}
	})
}
