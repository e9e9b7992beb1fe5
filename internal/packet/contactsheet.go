package packet

import (
	"bytes"
	"image/jpeg"
)

// perPage is the greatest number of pictures on one page.
const perPage = 12

const (
	pictureGap = 3 * mm
	// A picture with orientation letters has a black edge on which they stand,
	// so that they never cover the image.
	leastEdge = 11 * point
	mostEdge  = 26 * point
	// captionLines is how many lines a caption may take.
	captionLines = 2
)

// contactSheet draws pictures in rows.
func contactSheet(s *sheet, pictures []Picture) {
	cols := pictureColumns(len(pictures))
	width := (columnWidth - length(cols-1)*pictureGap) / length(cols)
	if cols == 1 {
		width = 110 * mm
	}
	onPage := 0
	for i := 0; i < len(pictures); i += cols {
		line := pictures[i:min(i+cols, len(pictures))]
		h := lineHeight(line, width)
		if onPage+len(line) > perPage || s.y+h > bottom {
			s.turn()
			onPage = 0
		}
		for n, p := range line {
			drawPicture(s, p, left+length(n)*(width+pictureGap), width)
		}
		s.y += h
		onPage += len(line)
	}
	if len(pictures) > 0 {
		s.space(2 * mm)
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

// shape is the picture's width and height for its aspect; ok is false where the
// JPEG cannot be drawn.
func (p *Picture) shape() (w, h int, ok bool) {
	if len(p.JPEG) == 0 {
		return 0, 0, false
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(p.JPEG))
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return 0, 0, false
	}
	if p.Width > 0 && p.Height > 0 {
		return p.Width, p.Height, true
	}
	return c.Width, c.Height, true
}

// fitted is the size at which p is drawn in a square cell.
func (p *Picture) fitted(side length) (w, h length, ok bool) {
	pw, ph, ok := p.shape()
	if !ok {
		return side, side / 4, false
	}
	w, h = side, length(int64(side)*int64(ph)/int64(pw))
	if h > side {
		w, h = length(int64(side)*int64(pw)/int64(ph)), side
	}
	return max(w, point), max(h, point), true
}

var letterStyle = style{face: semibold, size: 7600, colour: white}

// edge is the width of the black edge: 0 for a picture without letters.
func (p *Picture) edge() length {
	if p.Left+p.Right+p.Top+p.Bottom == "" {
		return 0
	}
	wide := max(letterStyle.face.width(p.Left, letterStyle.size), letterStyle.face.width(p.Right, letterStyle.size))
	return min(max(leastEdge, wide+3*point), mostEdge)
}

// frame is the size of the black frame and the width of its edge.
func (p *Picture) frame(width length) (w, h, edge length) {
	edge = p.edge()
	w, h, _ = p.fitted(width - 2*edge)
	return w + 2*edge, h + 2*edge, edge
}

func lineHeight(line []Picture, width length) length {
	var h length
	for i := range line {
		_, fh, _ := line[i].frame(width)
		h = max(h, fh)
	}
	return h + captionLines*captionStyle.leading() + 3*mm
}

// drawPicture draws one picture with its letters and its caption; y is the
// sheet's.
func drawPicture(s *sheet, p Picture, x, width length) {
	fw, fh, edge := p.frame(width)
	pw, ph, ok := p.fitted(width - 2*edge)
	if ok {
		c := black
		s.page().add(boxMark{x: x, y: s.y, w: fw, h: fh, fill: &c})
		s.page().add(imageMark{x + edge, s.y + edge, pw, ph, p.JPEG})
		p.letters(s, x, fw, fh, edge)
	} else {
		c := rim
		s.page().add(boxMark{x: x, y: s.y, w: fw, h: fh, stroke: &c, line: 500})
		s.inBox("no preview", x, s.y, fw, fh, captionStyle)
	}
	lead := captionStyle.leading()
	for i, ln := range breakLines([]span{s.text(p.Caption, captionStyle)}, width, captionLines) {
		s.putLine(x, s.y+fh+1*point+length(i)*lead, lead, ln)
	}
}

// letters writes the orientation letters on the black edge.
func (p *Picture) letters(s *sheet, x, w, h, edge length) {
	st := letterStyle
	put := func(letter string, x, y, w, h length) {
		if letter != "" {
			s.inBox(fitText(s.show(letter), st, w), x, y, w, h, st)
		}
	}
	put(p.Left, x, s.y, edge, h)
	put(p.Right, x+w-edge, s.y, edge, h)
	put(p.Top, x+edge, s.y, w-2*edge, edge)
	put(p.Bottom, x+edge, s.y+h-edge, w-2*edge, edge)
}

// inBox writes text in the middle of a box.
func (s *sheet) inBox(text string, x, y, w, h length, st style) {
	tw := st.face.width(text, st.size)
	s.page().add(textMark{x + (w-tw)/2, y + (h+st.size*714/1000)/2, tw, text, st})
}
