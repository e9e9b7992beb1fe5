package bundle

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

func TestVerifyHoldsThePartsInFront(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts []manifest.Part
		says  string // "" where nothing is wrong
	}{
		{"none", nil, ""},
		{"two on a page", []manifest.Part{{Title: "Cover", Page: 1}, {Title: "Questions", Page: 2}, {Title: "Allergies", Page: 2}, {Title: "Index", Page: 4}}, ""},
		{"backwards", []manifest.Part{{Title: "Cover", Page: 2}, {Title: "Index", Page: 1}}, `"Index" cannot begin on page 1`},
		{"beyond", []manifest.Part{{Title: "Index", Page: 6}}, `"Index" cannot begin on page 6`},
		{"nowhere", []manifest.Part{{Title: "Index"}}, `"Index" cannot begin on page 0`},
		{"unmarked", []manifest.Part{{Title: "Index", Page: 3}}, `no bookmark leads to "Index" on page 3`},
	} {
		v := &verifier{}
		v.manifest.Packet.Front = c.parts
		v.frontParts(5, map[int]bool{1: true, 2: true, 4: true})
		got := ""
		for _, p := range v.problems {
			got += p.Message
		}
		if (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q, want %q", c.name, got, c.says)
		}
	}
}
