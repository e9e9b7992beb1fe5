package statement

import (
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// allergies lists them, or says that there are none, or that nobody said: the two
// are not the same.
func allergies(s *typeset.Sheet, c clinical.Case) {
	switch {
	case c.NoKnownAllergies:
		s.Paragraph(s.Text("No known allergies.", typeset.BodyStyle.Strong()))
	case len(c.Allergies) == 0:
		s.Paragraph(s.Text("Not stated. That does not mean that there are none.", typeset.BodyStyle.In(typeset.Grey)))
	}
	for _, a := range c.Allergies {
		hanging(s, "•", a, typeset.Red)
	}
}
