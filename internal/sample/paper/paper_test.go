package paper

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestWrapFits(t *testing.T) {
	text := "Invasive adenocarcinoma of the ascending colon, moderately differentiated"
	lines := wrap(text, Serif, 105, 1200)
	if len(lines) < 3 || strings.Join(lines, " ") != text {
		t.Errorf("%q", lines)
	}
	for _, l := range lines {
		if w := Serif.width(l, 105); w > 1200 {
			t.Errorf("%q is %d wide", l, w)
		}
	}
}

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		f    Font
		s    string
		want int
	}{{Sans, "iW", 1166}, {SansBold, "iW", 1222}, {Serif, "iW", 1222}, {SerifBold, "a b", 1306}} {
		if got := c.f.width(c.s, 1000); got != c.want {
			t.Errorf("%q in %s is %d wide, want %d", c.s, fontNames[c.f], got, c.want)
		}
	}
}

func TestLiteral(t *testing.T) {
	for s, want := range map[string]string{`a(b)\c`: `(a\(b\)\\c)`, "5–6 µg": "(5\x966 \xb5g)", "漢": "(?)"} {
		if got := literal(s); got != want {
			t.Errorf("%q is written %q", s, got)
		}
	}
}

func example(lock *Lock) []byte {
	p := New(Report, "foot", "note", Letter, LetterSideways, A4Offset)
	p.Centred(House{"Name", "Unit", "Address"})
	for i := range 120 {
		p.Para(fmt.Sprintf("Line %d", i))
	}
	p.Table([]Column{{"A", 50}, {"B", 50}}, []string{"1", "*2"})
	return p.PDF(lock)
}

// TestCrossReferences: every entry of the table points to its object.
func TestCrossReferences(t *testing.T) {
	for _, data := range [][]byte{example(nil), example(NewLock("open")), Scan(16, 2, []byte{1, 2, 3, 4})} {
		entries := regexp.MustCompile(`(\d{10}) 00000 n`).FindAllSubmatch(data, -1)
		if len(entries) < 5 {
			t.Fatalf("%d objects", len(entries))
		}
		for i, e := range entries {
			at, _ := strconv.Atoi(string(e[1]))
			if want := fmt.Sprintf("%d 0 obj\n", i+1); !bytes.HasPrefix(data[at:], []byte(want)) {
				t.Errorf("object %d is not at %d", i+1, at)
			}
		}
	}
}

func TestSheets(t *testing.T) {
	data := string(example(nil))
	for _, want := range []string{"/MediaBox [0 0 612.0 792.0]", "/MediaBox [0 0 792.0 612.0] /Rotate 90", "/MediaBox [36 -54 631.0 788.0]"} {
		if !strings.Contains(data, want) {
			t.Errorf("no page has %s", want)
		}
	}
}

// TestLockHidesTheText: nothing of the content can be read without the key,
// and other passwords lead to other files.
func TestLockHidesTheText(t *testing.T) {
	plain, locked := example(nil), example(NewLock("open"))
	if !bytes.Contains(locked, []byte("/Encrypt")) || bytes.Contains(plain, []byte("/Encrypt")) {
		t.Error("/Encrypt stands in the wrong file")
	}
	stream := regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	if bytes.Contains(locked, stream.FindSubmatch(plain)[1]) {
		t.Error("the locked file holds a stream of the open one")
	}
	if !bytes.Equal(locked, example(NewLock("open"))) || bytes.Equal(locked, example(NewLock("other"))) {
		t.Error("the file must depend on the password alone")
	}
}
