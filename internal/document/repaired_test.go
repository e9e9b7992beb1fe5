package document

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// What a PDF library says of the insides of a file is not for patients.
func TestRepairsAreToldInPlainWords(t *testing.T) {
	for n, want := range map[int]string{1: "The PDF had a fault inside that was repaired.", 2: "The PDF had 2 faults inside that were repaired."} {
		p := &pdfium.Probe{}
		for range n {
			p.Check.Repairs = append(p.Check.Repairs, "digested: spec violation around obj#(0): invalid CF length")
		}
		var got []string
		for _, x := range (File{Name: "a.pdf"}).pdfTroubles(p, &Document{}, nil) {
			if x.Rule == RuleRepaired {
				got = append(got, x.Message)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%d repairs: %q", n, s)
		}
	}
}
