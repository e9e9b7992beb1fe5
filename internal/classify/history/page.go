package history

import "github.com/medbundle/medbundle/internal/classify/words"

// page is a page of the paper as its sentences are read.
type page struct{ *words.Page }
