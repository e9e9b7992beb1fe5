package typeset

// Picture is a preview of one image of a scan.
type Picture struct {
	// JPEG reads the picture, baseline or progressive, grey or colour, when it is
	// drawn; nil where there is none.
	JPEG func() ([]byte, error)
	// Width and Height give the shape in which it is shown, in any unit.
	Width, Height int
	Caption       string
	// Instead says what stands in the place of a picture without a JPEG: "video, 120
	// frames".
	Instead string
	// WidthUM is how wide the picture is in the body, in micrometres; 0 if unknown.
	WidthUM int64
	// Left, Right, Top and Bottom are the orientation letters; "" if unknown.
	Left, Right, Top, Bottom string
}

// perPage is the greatest number of pictures on one page.
const perPage = 12

const (
	pictureGap = 3 * MM
	// A picture with orientation letters has a black edge on which they stand,
	// so that they never cover the image.
	leastEdge     = 11 * Point
	mostEdge      = 26 * Point
	belowPictures = 2 * MM
	// captionLines is how many lines a caption may take.
	captionLines = 2
)

// ContactSheet draws pictures in rows, and keeps the height keep free below the
// last one for what belongs to them.
func ContactSheet(s *Sheet, pictures []Picture, keep Length) {
	cols := pictureColumns(len(pictures))
	width := (ColumnWidth - Length(cols-1)*pictureGap) / Length(cols)
	if cols == 1 {
		width = 110 * MM
	}
	onPage := 0
	for i := 0; i < len(pictures); i += cols {
		line := pictures[i:min(i+cols, len(pictures))]
		h := lineHeight(line, width)
		need := h
		if i+cols >= len(pictures) {
			need += belowPictures + keep
		}
		if onPage+len(line) > perPage || s.Y+need > Bottom {
			s.Turn()
			onPage = 0
		}
		for n, p := range line {
			drawPicture(s, p, Left+Length(n)*(width+pictureGap), width)
		}
		s.Y += h
		onPage += len(line)
	}
	if len(pictures) > 0 {
		s.Space(belowPictures)
	}
}

func pictureColumns(n int) int {
	switch {
	case n <= 1:
		return 1
	case n == 2 || n == 4:
		return 2
	case n <= 9:
		return 3
	}
	return 4
}

// fitted is the size at which p is drawn in a square cell; ok is false where there
// is nothing to draw.
func (p *Picture) fitted(side Length) (w, h Length, ok bool) {
	if p.JPEG == nil || p.Width <= 0 || p.Height <= 0 {
		return side, side / 2, false
	}
	w, h = side, Length(int64(side)*int64(p.Height)/int64(p.Width))
	if h > side {
		w, h = Length(int64(side)*int64(p.Width)/int64(p.Height)), side
	}
	return max(w, Point), max(h, Point), true
}

var letterStyle = Style{Face: Semibold, Size: 7600, Colour: White}

// edge is the width of the black edge: 0 for a picture without letters.
func (p *Picture) edge() Length {
	if p.Left+p.Right+p.Top+p.Bottom == "" {
		return 0
	}
	wide := max(letterStyle.Face.Width(p.Left, letterStyle.Size), letterStyle.Face.Width(p.Right, letterStyle.Size))
	return min(max(leastEdge, wide+3*Point), mostEdge)
}

// frame is the size of the black frame and the width of its edge.
func (p *Picture) frame(width Length) (w, h, edge Length) {
	edge = p.edge()
	w, h, _ = p.fitted(width - 2*edge)
	return w + 2*edge, h + 2*edge, edge
}

func lineHeight(line []Picture, width Length) Length {
	var h Length
	for i := range line {
		_, fh, _ := line[i].frame(width)
		h = max(h, fh)
	}
	return h + captionLines*captionStyle.Leading() + 3*MM
}

// drawPicture draws one picture with its letters and its caption; y is the
// sheet's.
func drawPicture(s *Sheet, p Picture, x, width Length) {
	fw, fh, edge := p.frame(width)
	pw, ph, ok := p.fitted(width - 2*edge)
	if ok {
		c := black
		s.Page().add(boxMark{x: x, y: s.Y, w: fw, h: fh, fill: &c})
		s.Page().add(imageMark{x + edge, s.Y + edge, pw, ph, p.JPEG})
		p.letters(s, x, fw, fh, edge)
		p.scaleBar(s, x+edge, s.Y+fh-edge, pw, edge)
	} else {
		c := Rim
		s.Page().add(boxMark{x: x, y: s.Y, w: fw, h: fh, stroke: &c, line: 500})
		p.instead(s, x, fw, fh)
	}
	lead := captionStyle.Leading()
	for i, ln := range BreakLines([]Span{s.Text(p.Caption, captionStyle)}, width, captionLines) {
		s.PutLine(x, s.Y+fh+1*Point+Length(i)*lead, lead, ln)
	}
}

// instead says in the box what cannot be drawn, and what to do about it.
func (p *Picture) instead(s *Sheet, x, w, h Length) {
	const margin = 2 * MM
	text := "no preview"
	if p.Instead != "" {
		text = p.Instead + "; open it with a viewer"
	}
	lead := captionStyle.Leading()
	lines := BreakLines([]Span{s.Text(text, captionStyle)}, w-2*margin, 4)
	top := s.Y + (h-Length(len(lines))*lead)/2
	for i, ln := range lines {
		s.PutLine(x+margin, top+Length(i)*lead, lead, ln)
	}
}

// letters writes the orientation letters on the black edge.
func (p *Picture) letters(s *Sheet, x, w, h, edge Length) {
	st := letterStyle
	put := func(letter string, x, y, w, h Length) {
		if letter != "" {
			s.inBox(FitText(s.Show(letter), st, w), x, y, w, h, st)
		}
	}
	put(p.Left, x, s.Y, edge, h)
	put(p.Right, x+w-edge, s.Y, edge, h)
	put(p.Top, x+edge, s.Y, w-2*edge, edge)
	put(p.Bottom, x+edge, s.Y+h-edge, w-2*edge, edge)
}

// inBox writes text in the middle of a box.
func (s *Sheet) inBox(text string, x, y, w, h Length, st Style) {
	tw := st.Face.Width(text, st.Size)
	s.Page().add(TextMark{x + (w-tw)/2, y + (h+st.Size*714/1000)/2, tw, text, st})
}
