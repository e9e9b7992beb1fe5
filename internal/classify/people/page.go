package people

import "github.com/medbundle/medbundle/internal/classify/nametext"

// page is a page of the paper as people are read from it.
type page struct{ nametext.Page }
