// Package joints finds where one paper ends and the next begins in a file that
// holds several: a batch of letters scanned together, an export of a whole
// record, a fax of many reports.
package joints

// Segment is a run of pages that is one paper; pages count from 1.
type Segment struct {
	First, Last int
	// Why says what shows that a paper begins on the first page; "" for the
	// first segment.
	Why string
}

// enough is how much must speak for a new paper. To show two papers as one costs
// the reader a line of the index; to tear one apart costs trust in all of them.
const enough = 6

// Split divides the pages of a file into papers. A file that is one paper is one
// segment; no pages are none. A blank page belongs to the paper before it.
func Split(pages []string) []Segment {
	if len(pages) == 0 {
		return nil
	}
	segments := []Segment{{First: 1}}
	s := &scan{}
	openings := make([]opening, len(pages))
	for i, text := range pages {
		openings[i] = look(text)
		s.longest = max(s.longest, openings[i].lines)
	}
	for i := range openings {
		o := &openings[i]
		if o.blank {
			s.blank = true
			continue
		}
		if s.last == nil {
			s.begin(o)
		} else if points, why := s.weigh(o); points >= enough {
			segments[len(segments)-1].Last = i
			segments = append(segments, Segment{First: i + 1, Why: why})
			s.begin(o)
		}
		s.goOn(o)
	}
	segments[len(segments)-1].Last = len(pages)
	return segments
}

// scan is where the reading of a file has come to.
type scan struct {
	first *opening // the first page of the present paper
	last  *opening // the page before, blank ones left out
	blank bool     // a blank page lay between

	longest int // lines of the longest page of the file

	sections sections // of the present paper
	numbers  []number
	days     []string
}

// begin begins a paper with the page o.
func (s *scan) begin(o *opening) { s.first, s.sections, s.numbers, s.days = o, newSections(), nil, nil }

// goOn takes the page o into the present paper.
func (s *scan) goOn(o *opening) {
	s.sections.join(o.sections)
	s.numbers = append(s.numbers, o.numbers...)
	s.days = append(s.days, o.days...)
	s.last, s.blank = o, false
}
