package collect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/keyring"
)

// ring holds passwords for all files.
func ring(passwords ...string) *keyring.Ring {
	r := &keyring.Ring{}
	r.Add(passwords...)
	return r
}

// What the case file states of passwords is tried; numbers stay as they are
// written.
func TestCaseFilePasswords(t *testing.T) {
	c, err := ParseCaseFile(strings.NewReader(`
patient: {name: "DOE, Jane", birth_date: 1971-03-14}
passwords: [lantern, 01020304]
files:
  a.pdf: {password: 0815}
  "sub/b.pdf": {password: [one, two]}
`))
	if err != nil {
		t.Fatal(err)
	}
	r := &keyring.Ring{}
	c.giveKeys(r)
	for name, want := range map[string]string{"a.pdf": "[0815 lantern 01020304]", "x/sub/b.pdf": "[one two lantern 01020304]", "c.pdf": "[lantern 01020304]"} {
		if got := fmt.Sprint(r.Given(name)); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if !r.Guessed("c.pdf", "14031971") || !r.Guessed("c.pdf", "DOE1403") || r.Guessed("c.pdf", "lantern") {
		t.Errorf("%v", r.For("c.pdf"))
	}
}

// A password is never quoted, whatever is wrong with it.
func TestCaseFilePasswordErrors(t *testing.T) {
	for _, text := range []string{
		"passwords: {lantern: quay}", "files: {a.pdf: {password: {lantern: quay}}}", "passwords: [[lantern]]",
		"passwords: [" + strings.Repeat("lantern,", 101) + "]",
	} {
		_, err := ParseCaseFile(strings.NewReader(text))
		if err == nil || strings.Contains(err.Error(), "lantern") || strings.Contains(err.Error(), "quay") || !strings.Contains(err.Error(), "password") {
			t.Errorf("%.40s: %v", text, err)
		}
	}
	for _, text := range []string{"passwords: lantern", "passwords:", "files: {a.pdf: {password: }}"} {
		if _, err := ParseCaseFile(strings.NewReader(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// A zip opens with the password of its own, with the birth date, and with what a
// person answers; only the second of them is worth a finding.
func TestContainerKeys(t *testing.T) {
	for _, c := range []struct {
		name  string
		keys  func() *keyring.Ring
		opens bool
		found string
	}{
		{"none", func() *keyring.Ring { return nil }, false, ""},
		{"its own", func() *keyring.Ring { r := ring("wrong"); r.AddFor("locked.zip", "secret"); return r }, true, ""},
		{"guessed", func() *keyring.Ring { r := ring("wrong"); r.Guess("x", "secret"); return r }, true, "unlocked"},
		{"guessed in vain", func() *keyring.Ring { r := ring("wrong"); r.Guess("x"); return r }, false, ""},
		{"answered", func() *keyring.Ring {
			r := ring("wrong")
			r.Ask = func(string, int) string { return "secret" }
			return r
		}, true, ""},
		{"skipped", func() *keyring.Ring { r := ring("wrong"); r.Ask = func(string, int) string { return "" }; return r }, false, ""},
	} {
		dir := put(t, t.TempDir(), map[string]string{"locked.zip": packed(t, "aes256.zip")})
		inv, err := gather(t, Options{Keys: c.keys()}, dir)
		if err != nil {
			t.Fatal(err)
		}
		inside := slices.ContainsFunc(inv.Items, func(it *Item) bool { return it.Inside == "locked.zip" })
		var found []string
		for _, f := range inv.Findings {
			found = append(found, f.Rule)
		}
		if inside != c.opens || strings.Join(found, " ") != c.found {
			t.Errorf("%s: opened %t, findings %v", c.name, inside, found)
		}
	}
}
