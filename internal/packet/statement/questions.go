package statement

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// questions lists all of them, the most important one first.
func questions(s *typeset.Sheet, c clinical.Case) {
	for i, q := range c.Questions {
		hanging(s, fmt.Sprint(i+1), q, typeset.Teal)
	}
}
