// Package keyring holds the passwords of one run: those for all files, those
// for single files, and those that hospitals make of a patient's birth date and
// name. It never prints one.
package keyring

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// Ring holds passwords. A nil Ring holds none. It is safe for use by several
// goroutines.
type Ring struct {
	// Ask asks the person at the terminal for the password of a file and returns
	// "" where there is none; nil asks nobody. It is called for one file at a
	// time. tried counts the answers that did not open this file.
	Ask func(name string, tried int) string

	mu      sync.Mutex
	common  []string
	files   map[string][]string
	guesses []string

	asking sync.Mutex
	told   []string // answers, in their order; guarded by mu
}

// maxAnswers is how often one file is asked for: what is typed is not seen.
const maxAnswers = 3

// Add takes passwords for all files.
func (r *Ring) Add(passwords ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range passwords {
		r.common = added(r.common, p)
	}
}

// AddFor takes a password for the file of the given name: its path as it is
// listed, or the end of that.
func (r *Ring) AddFor(name, password string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.files == nil {
		r.files = map[string][]string{}
	}
	r.files[name] = added(r.files[name], password)
}

// Guess takes passwords that nobody gave.
func (r *Ring) Guess(passwords ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range passwords {
		r.guesses = added(r.guesses, p)
	}
}

// added appends a password in its own spelling and, where letters can be
// written in two ways in Unicode, in that which standards ask for.
func added(list []string, password string) []string {
	for _, p := range []string{password, norm.NFC.String(password), norm.NFKC.String(password)} {
		if p != "" && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// Given are the passwords that people gave, with those for the file first.
func (r *Ring) Given(name string) []string {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.given(name)
}

func (r *Ring) given(name string) (out []string) {
	for _, own := range []bool{true, false} {
		for _, key := range r.names() {
			if exact := key == name; exact == own && (exact || strings.HasSuffix(name, "/"+key)) {
				out = append(out, r.files[key]...)
			}
		}
	}
	return append(out, r.common...)
}

func (r *Ring) names() (out []string) {
	for key := range r.files {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

// For are the passwords to try on a file: those given, then the guesses.
func (r *Ring) For(name string) []string {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(r.given(name), r.guesses...)
}

// Guessed tells whether a password that opened the file of that name was given
// by nobody.
func (r *Ring) Guessed(name, password string) bool {
	if r == nil || password == "" {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.guesses, password) && !slices.Contains(r.given(name), password)
}

// Open calls try with the passwords for a file, and, as long as it reports that
// none of them fits, with what a person answers. An answer is tried on the files
// that come after as well. The error is that of try.
func (r *Ring) Open(name string, try func(passwords []string) (locked bool, err error)) error {
	locked, err := try(r.For(name))
	if err != nil || !locked || r == nil || r.Ask == nil {
		return err
	}
	r.asking.Lock()
	defer r.asking.Unlock()
	if told := r.answers(); len(told) > 0 { // while this file waited
		if locked, err = try(told); err != nil || !locked {
			return err
		}
	}
	for tried := range maxAnswers {
		answer := r.Ask(name, tried)
		if answer == "" {
			return nil
		}
		if locked, err = try(added(nil, answer)); err != nil {
			return err
		}
		if !locked {
			r.tell(answer)
			return nil
		}
	}
	return nil
}

func (r *Ring) answers() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.told)
}

func (r *Ring) tell(answer string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = added(r.told, answer)
	r.common = added(r.common, answer)
}
