// Package ui knows the terminal: streams, colour, width, tables, wrapping and
// progress. It knows nothing about medicine.
package ui

import (
	"context"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// Streams are where a command reads and writes, as one value. Results go to
// Out, everything else to Err.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	// Color allows escape sequences on Out, ErrColor on Err.
	Color, ErrColor bool
	// Progress allows a progress line on Err.
	Progress bool
	// Secret asks a question on Err and reads the answer, which is not shown;
	// nil where In or Err is no terminal. The answer is "" where there is none, or
	// ctx ends.
	Secret func(ctx context.Context, question string) string
	// Ask asks a question on Err and reads a line; nil where In or Err is no
	// terminal. io.EOF tells that nobody answers any more.
	Ask func(ctx context.Context, question string) (string, error)
	// Width is the terminal's width in columns, 80 where there is none.
	Width int
}

// System returns the process's own streams. NO_COLOR and TERM=dumb are honoured.
func System() Streams {
	s := Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Width: 80}
	plain := os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb"
	out, err := term.IsTerminal(int(os.Stdout.Fd())), term.IsTerminal(int(os.Stderr.Fd()))
	s.Color, s.ErrColor = out && !plain, err && !plain
	s.Progress = err && os.Getenv("TERM") != "dumb"
	if err && term.IsTerminal(int(os.Stdin.Fd())) {
		s.Secret, s.Ask = secret, ask
	}
	if w, _, e := term.GetSize(int(os.Stdout.Fd())); out && e == nil && w >= 40 {
		s.Width = min(w, 120)
	}
	return s
}

// Sticky is a writer that remembers its first failure and then swallows
// everything, so that a command can go on and say at its end what happened. A
// reader that has gone is no failure: it has seen enough.
type Sticky struct {
	To  io.Writer
	Err error
	// Gone tells an error that only says that the reader has gone.
	Gone func(error) bool
	shut bool
}

func (s *Sticky) Write(b []byte) (int, error) {
	if s.shut {
		return len(b), nil
	}
	if _, err := s.To.Write(b); err != nil {
		s.shut = true
		if s.Gone == nil || !s.Gone(err) {
			s.Err = err
		}
	}
	return len(b), nil
}

// Style is a way to set off words that carry their meaning without it.
type Style string

// The styles. Each is legible on light and dark backgrounds.
const (
	Plain Style = ""
	Bold  Style = "1"
	Faint Style = "2"
	Red   Style = "31"
	Green Style = "32"
	Amber Style = "33"
	Cyan  Style = "36"
)

// Paint sets s in a style for Out, where colour is allowed.
func (s Streams) Paint(st Style, text string) string { return paint(s.Color, st, text) }

func paint(allowed bool, st Style, text string) string {
	if !allowed || st == Plain || text == "" {
		return text
	}
	return "\x1b[" + string(st) + "m" + text + "\x1b[0m"
}

// Safe makes text that came from outside safe to print: control characters,
// which could move the cursor or recolour the screen, and characters that
// change the direction of what follows become "?".
func Safe(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r):
			return '?'
		}
		return r
	}, text)
}

// Len counts the columns that text takes, near enough: its runes.
func Len(text string) int { return utf8.RuneCountInString(text) }

// Pad fills text with spaces to n columns.
func Pad(text string, n int) string {
	if k := n - Len(text); k > 0 {
		return text + strings.Repeat(" ", k)
	}
	return text
}

// Clip cuts text to n columns, in the middle, so that a file name keeps its ending.
func Clip(text string, n int) string {
	if Len(text) <= n || n < 5 {
		return text
	}
	r := []rune(text)
	tail := n / 3
	return string(r[:n-1-tail]) + "…" + string(r[len(r)-tail:])
}

// Wrap breaks text at spaces into lines of at most width columns. A longer word
// gets a line of its own.
func Wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case Len(line)+1+Len(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}
