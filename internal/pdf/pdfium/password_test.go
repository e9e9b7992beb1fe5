package pdfium

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

type cipherCase struct {
	name     string
	revision int
	options  []string
}

// copies tells whether pages of an open file can be copied without PDFium's
// help: pdf.Check takes no blank in passwords of 256 bits.
func (c cipherCase) copies(password string, locked bool) bool {
	return !locked && (c.revision < 5 || !strings.Contains(password, " "))
}

// ciphers are the ways in which PDF files are encrypted (ISO 32000-2, 7.6), as
// qpdf writes them.
var ciphers = []cipherCase{
	{"RC4, 40 bits", 2, []string{"40"}},
	{"RC4, 128 bits", 3, []string{"128", "--use-aes=n"}},
	{"RC4 by crypt filter", 4, []string{"128", "--force-V4", "--use-aes=n"}},
	{"RC4, metadata left open", 4, []string{"128", "--use-aes=n", "--cleartext-metadata"}},
	{"AES, 128 bits", 4, []string{"128", "--use-aes=y"}},
	{"AES, 128 bits, metadata left open", 4, []string{"128", "--use-aes=y", "--cleartext-metadata"}},
	{"AES, 256 bits, revision 5", 5, []string{"256", "--force-R5"}},
	{"AES, 256 bits, revision 6", 6, []string{"256"}},
	{"AES, 256 bits, metadata left open", 6, []string{"256", "--cleartext-metadata"}},
}

// Every cipher opens with the user's password and with the owner's, and needs
// none where only the owner's is set.
func TestCiphers(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	e := testEngine(t, Options{}, "")
	plain := writeFile(t, "plain.pdf", newPDF().text("", "Histology: carcinoma").bytes())
	for _, c := range ciphers {
		for _, p := range []struct {
			user, owner string
			give        []string
			want        string
			locked      bool
		}{
			{"open sesame", "owner", nil, "", true},
			{"open sesame", "owner", []string{"wrong", "", "Open sesame"}, "", true},
			{"open sesame", "owner", []string{"wrong", "open sesame"}, "open sesame", false},
			{"open sesame", "owner", []string{"owner"}, "owner", false},
			{"", "owner", nil, "", false},
			{"", "owner", []string{"wrong"}, "", false},
			{"opensesame", "owner", []string{"open sesame", "opensesame"}, "opensesame", false},
			{"Grüße1", "owner", []string{"Grüße1"}, "Grüße1", false},
			{"Gr\xfc\xdfe1", "owner", []string{"Grüße1"}, "Grüße1", false},
		} {
			if c.revision > 4 && !utf8.ValidString(p.user) {
				continue // passwords of 256 bits are UTF-8
			}
			locked := filepath.Join(t.TempDir(), "locked.pdf")
			args := append(append([]string{"--allow-weak-crypto", "--encrypt", p.user, p.owner}, c.options...), "--", plain, locked)
			if out, err := exec.Command(qpdf, args...).CombinedOutput(); err != nil {
				t.Fatalf("%s: %v: %s", c.name, err, out)
			}
			got, err := e.Probe(context.Background(), locked, "locked.pdf", p.give)
			if err != nil || got.Locked != p.locked || got.Password != p.want || got.Assemblable != c.copies(p.want, p.locked) || got.Opened == p.locked {
				t.Errorf("%s, %q/%q, given %q: %v, locked %t, password %q, problem %q", c.name, p.user, p.owner, p.give, err, got.Locked, got.Password, got.Problem)
			}
		}
	}
}
