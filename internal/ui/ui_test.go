package ui

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestSafeTakesTheSting(t *testing.T) {
	for in, want := range map[string]string{
		"letter.pdf":              "letter.pdf",
		"a\x1b[2Jb":               "a?[2Jb",
		"a\u202efdp.exe":          "a?fdp.exe",
		"two\nlines\tand a tab":   "two lines and a tab",
		"Müller, 李, \u00a0 space": "Müller, 李, \u00a0 space",
		"\x9b31m":                 "?31m",
	} {
		if got := Safe(in); got != want {
			t.Errorf("Safe(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWrapKeepsEveryWord(t *testing.T) {
	text := "The discharge summary is missing: a hospital stay is mentioned in averyveryverylongfilenamewithoutspaces.pdf"
	lines := Wrap(text, 30)
	if got := strings.Join(lines, " "); got != text {
		t.Errorf("got %q", got)
	}
	for _, l := range lines {
		if Len(l) > 30 && strings.Contains(l, " ") {
			t.Errorf("%q is wider than 30", l)
		}
	}
	if len(Wrap("", 10)) != 1 {
		t.Error("an empty text is one empty line")
	}
}

func TestPaintOnlyWhereAllowed(t *testing.T) {
	if got := (Streams{}).Paint(Red, "x"); got != "x" {
		t.Errorf("got %q", got)
	}
	if got := (Streams{Color: true}).Paint(Red, "x"); got != "\x1b[31mx\x1b[0m" {
		t.Errorf("got %q", got)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestStickyRemembersAFailureAndForgivesAReaderThatLeft(t *testing.T) {
	gone, full := errors.New("gone"), errors.New("full")
	for _, err := range []error{gone, full} {
		s := &Sticky{To: failing{err}, Gone: func(e error) bool { return errors.Is(e, gone) }}
		for range 3 {
			if n, err := s.Write([]byte("abc")); n != 3 || err != nil {
				t.Errorf("%d, %v", n, err)
			}
		}
		if (s.Err != nil) != errors.Is(err, full) {
			t.Errorf("%v is remembered as %v", err, s.Err)
		}
	}
}

func TestProgressLeavesNothingBehind(t *testing.T) {
	var b bytes.Buffer
	p := Streams{Err: &b, Progress: true}.NewProgress()
	for i := 0; i <= 1000; i++ {
		p.Show("Reading", i, 1000)
	}
	p.Done()
	if !strings.HasSuffix(b.String(), "\r\x1b[K") {
		t.Error("the line was not taken away")
	}
	if n := strings.Count(b.String(), "Reading"); n > 101 {
		t.Errorf("drawn %d times", n)
	}
	b.Reset()
	q := Streams{Err: &b}.NewProgress()
	q.Show("Reading", 1, 2)
	q.Done()
	if b.Len() != 0 {
		t.Errorf("without a terminal it printed %q", b.String())
	}
}

func TestReadLineReadsNoFurther(t *testing.T) {
	in := strings.NewReader("first\r\n\nlast")
	for _, want := range []string{"first", "", "last"} {
		if got, err := ReadLine(in); got != want || err != nil {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if _, err := ReadLine(in); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
	in = strings.NewReader(strings.Repeat("x", longestLine+5))
	if got, err := ReadLine(in); len(got) != longestLine || err != nil || in.Len() != 5 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
