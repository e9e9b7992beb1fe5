package people

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/sameperson"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// part is one piece of what a page says about a person, at its place.
type part struct {
	clinical.Patient
	start, end int
	sure       bool   // which part is the family name
	label      string // "name", "family", "given", "running", "number", "sex", "born"
}

func (c *part) setName(family, given string, sure bool) {
	c.Family, c.Given, c.sure = family, given, sure
}

// accepts tells whether x may be about the same person: it fills a field that
// is empty or says again what is there.
func (c part) accepts(x part) bool {
	if c.completedBy(x) {
		return true
	}
	clash := func(a, b string) bool { return a != "" && b != "" && words.Fold(a) != words.Fold(b) }
	if x.HasName() && c.HasName() && (clash(c.Family, x.Family) || clash(c.Given, x.Given)) {
		return x.Family == "" || x.Given == "" || c.Family == "" || c.Given == "" || names.Compare(c.Patient, x.Patient) >= names.Near
	}
	return x.BirthDate.IsZero() || c.BirthDate.IsZero() || x.BirthDate == c.BirthDate
}

// completedBy tells whether c is a name under a label that may mean either half
// ("Nombre: Joel", "Nom : MARTIN") and x the other half ("Apellidos: …", "Prénom : …").
func (c part) completedBy(x part) bool {
	return c.label == "name" && c.HasName() && (x.label == "family" && x.Family != "" || x.label == "given" && x.Given != "")
}

// complete puts the halves of a name in their places.
func (c *part) complete(x part) {
	whole := strings.TrimSpace(c.Given + " " + c.Family)
	if x.label == "family" {
		c.Family, c.Given = x.Family, withoutWords(whole, x.Family)
	} else {
		c.Family, c.Given = withoutWords(whole, x.Given), x.Given
	}
	c.label, c.sure = "whole", true
}

// withoutWords drops the words of part from name, for labels that repeat each other.
func withoutWords(name, part string) string {
	if strings.EqualFold(name, part) {
		return ""
	}
	drop := strings.Fields(words.Fold(part))
	var out []string
	for _, w := range strings.Fields(name) {
		if !slices.Contains(drop, words.Fold(w)) {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// take fills the empty fields of c from x.
func (c *part) take(x part) {
	if c.IsZero() {
		*c = x
		return
	}
	if c.completedBy(x) {
		c.complete(x)
		c.end = max(c.end, x.end)
		return
	}
	if !c.HasName() {
		c.label, c.sure = x.label, x.sure
	}
	if c.Family == "" {
		c.Family = x.Family
	}
	if c.Given == "" {
		c.Given = x.Given
	}
	if c.BirthDate.IsZero() {
		c.BirthDate = x.BirthDate
	}
	if c.Sex == "" {
		c.Sex = x.Sex
	}
	if c.Former == "" {
		c.Former = x.Former
	}
	sameperson.AddNumbers(&c.Patient, x.Patient)
	c.end = max(c.end, x.end)
}

func insertPart(parts []part, x part) []part {
	i := 0
	for i < len(parts) && parts[i].start < x.start {
		i++
	}
	parts = append(parts, part{})
	copy(parts[i+1:], parts[i:])
	parts[i] = x
	return parts
}
