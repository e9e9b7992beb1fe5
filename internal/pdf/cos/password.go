package cos

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// spellings are the ways in which programs turn a password into bytes. Up to
// AES of 128 bits the standard asks for PDFDocEncoding (ISO 32000-1, 7.6.3.3),
// which for most letters of Western Europe is Latin-1; many programs use the
// code page of their system, or UTF-8. Passwords of 256 bits are UTF-8.
func spellings(password string) []string {
	if password == "" {
		return nil
	}
	out := []string{password}
	for _, table := range []*charmap.Charmap{charmap.ISO8859_1, charmap.Windows1252, charmap.Windows1250} {
		spelt, err := table.NewEncoder().String(password)
		if err == nil && spelt != out[len(out)-1] {
			out = append(out, spelt)
		}
	}
	return out
}

// notSpellable tells that the library refuses to try a password. For files of
// 256 bits it takes no blanks and no signs beyond ASCII, which the standard
// (SASLprep) allows.
func notSpellable(err error) bool {
	return err != nil && strings.Contains(err.Error(), "precis: ")
}
