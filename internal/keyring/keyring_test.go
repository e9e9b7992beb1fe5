package keyring

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
)

func TestFor(t *testing.T) {
	r := &Ring{}
	r.Add("one", "two", "one", "")
	r.AddFor("locked.pdf", "own")
	r.AddFor("letters/locked.pdf", "exact")
	r.Guess("14031971", "two")
	for name, want := range map[string]string{
		"letters/locked.pdf":    "[exact own one two 14031971 two]",
		"other/locked.pdf":      "[own one two 14031971 two]",
		"a.zip!/locked.pdf":     "[own one two 14031971 two]",
		"letters/unlocked.pdf":  "[one two 14031971 two]",
		"letters/locked.pdf.gz": "[one two 14031971 two]",
	} {
		if got := fmt.Sprint(r.For(name)); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if !r.Guessed("x", "14031971") || r.Guessed("x", "two") || r.Guessed("x", "own") || r.Guessed("x", "") {
		t.Error("what was given passes for guessed, or the other way round")
	}
	if got := (&Ring{common: added(nil, "Gru\u0308n")}).For("x"); !slices.Equal(got, []string{"Gru\u0308n", "Gr\u00fcn"}) {
		t.Errorf("%q", got)
	}
	var none *Ring
	if none.For("x") != nil || none.Guessed("x", "y") {
		t.Error("no ring holds passwords")
	}
}

// lock is a file that one password opens.
func lock(password string, seen *[]string) func([]string) (bool, error) {
	return func(given []string) (bool, error) {
		*seen = append(*seen, fmt.Sprint(given))
		return !slices.Contains(given, password), nil
	}
}

func TestOpenAsks(t *testing.T) {
	for _, c := range []struct {
		name     string
		password string
		answers  []string
		seen     string
		asked    int
	}{
		{"known", "known", []string{"never"}, "[[known]]", 0},
		{"answered", "b", []string{"b"}, "[[known] [b]]", 1},
		{"mistyped", "b", []string{"x", "b"}, "[[known] [x] [b]]", 2},
		{"skipped", "b", []string{""}, "[[known]]", 1},
		{"never right", "b", []string{"x", "y", "z", "b"}, "[[known] [x] [y] [z]]", 3},
	} {
		var seen []string
		asked := 0
		r := &Ring{Ask: func(name string, tried int) string {
			if name != "a.pdf" || tried != asked {
				t.Errorf("%s: asked for %s after %d", c.name, name, tried)
			}
			asked++
			return c.answers[tried]
		}}
		r.Add("known")
		if err := r.Open("a.pdf", lock(c.password, &seen)); err != nil || fmt.Sprint(seen) != c.seen || asked != c.asked {
			t.Errorf("%s: %v, tried %v, asked %d times", c.name, err, seen, asked)
		}
		var again []string
		if err := r.Open("b.pdf", func([]string) (bool, error) { again = r.For("b.pdf"); return false, nil }); err != nil ||
			slices.Contains(again, "b") != (c.name == "answered" || c.name == "mistyped") {
			t.Errorf("%s: the next file is tried with %v", c.name, again)
		}
	}
}

// An error of try ends the asking, and a ring that asks nobody never waits.
func TestOpenErrors(t *testing.T) {
	broken := errors.New("broken")
	r := &Ring{Ask: func(string, int) string { return "x" }}
	calls := 0
	err := r.Open("a", func([]string) (bool, error) { calls++; return true, map[int]error{2: broken}[calls] })
	if !errors.Is(err, broken) || calls != 2 {
		t.Error(err, calls)
	}
	var none *Ring
	for _, r := range []*Ring{none, {}} {
		if err := r.Open("a", func([]string) (bool, error) { return true, nil }); err != nil {
			t.Error(err)
		}
	}
}

// Files that wait while one is asked for are tried with its answer and do not
// ask again.
func TestOpenAsksOneAtATime(t *testing.T) {
	asked := 0
	r := &Ring{Ask: func(string, int) string { asked++; return "b" }}
	var all sync.WaitGroup
	var opened [8]bool
	for i := range opened {
		all.Add(1)
		go func() {
			defer all.Done()
			_ = r.Open(fmt.Sprint(i), func(given []string) (bool, error) {
				opened[i] = slices.Contains(given, "b")
				return !opened[i], nil
			})
		}()
	}
	all.Wait()
	if asked != 1 || slices.Contains(opened[:], false) {
		t.Errorf("asked %d times, opened %v", asked, opened)
	}
}

func TestBirthDate(t *testing.T) {
	got := BirthDate(1971, 3, 4, "Doe", "Jane Alice", "O", "Müller-Wolff")
	for _, want := range []string{"04031971", "19710304", "03041971", "040371", "04.03.1971", "4.3.1971", "1971-03-04", "04-Mar-1971", "04MAR1971",
		"DOE0403", "doe1971", "JANE0403", "Jane04031971", "MÜLL1971"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not among them", want)
		}
	}
	if len(got) > maxGuesses || got[0] != "04031971" || slices.Contains(got, "O0403") {
		t.Errorf("%d: %v", len(got), got)
	}
	if got := BirthDate(1971, 11, 12); len(once(got)) != len(got) {
		t.Errorf("some come twice: %v", got)
	}
}
