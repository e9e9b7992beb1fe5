package dates

import "github.com/medbundle/medbundle/internal/classify/words"

// page is a page of the paper as labels of dates are read from it.
type page struct{ *words.Page }
