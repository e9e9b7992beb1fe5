package people

import "github.com/medbundle/medbundle/internal/classify/words"

// page is a page of the paper as names are read from it.
type page struct {
	*words.Page
	lang string // of the paper, "" where that is not known
}
