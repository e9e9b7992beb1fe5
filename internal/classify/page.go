package classify

import "github.com/medbundle/medbundle/internal/classify/words"

// page is a page of the paper as verdicts read it.
type page struct{ *words.Page }
