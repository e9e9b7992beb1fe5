package pdf

import "fmt"

// Survey is what a finished packet says about itself, read from its bytes.
type Survey struct {
	Pages   []PageSize
	Labels  []string // one for each page
	Outline []OutlineEntry
	Links   []Link
}

// OutlineEntry is one line of the outline in reading order. Level counts from 1.
type OutlineEntry struct {
	Title string
	Page  int
	Level int
}

// Link is an internal link. Rect is left, bottom, right, top in points.
type Link struct {
	From int
	Rect [4]float64
	To   int
}

// ReadBack reads the finished file at path for verification.
func ReadBack(path string) (*Survey, error) {
	return nil, fmt.Errorf("%s: reading back is not written yet", path)
}
