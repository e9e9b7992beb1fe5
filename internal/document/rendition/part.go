package rendition

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // what a picture inside a message or a letter may be
	_ "image/jpeg"
	_ "image/png"
)

// Part is a file that lies inside another one: an attachment of a message, a
// paper that a structured record carries, a picture pasted into a letter.
type Part struct {
	// Name is what the file around it calls it; "" where it does not.
	Name string
	// Media is the type that the file around it declares. It is a hint only:
	// what the part is, is told from Data.
	Media string
	Data  []byte
	// Aside says, in a few words that stand alone, why the part is no record
	// ("a small picture in a message, such as a logo"); "" where it may be one.
	// Such a part is an input like any other, and its fate is to be ignored.
	Aside string
	// Shown tells of a picture that it stands on the page of the file around it:
	// where that page is drawn as its own program would, the picture is there.
	Shown bool
}

// Of all parts of one file together.
const (
	// MaxParts bounds how many are taken.
	MaxParts = 500
	// MaxPartBytes bounds what they hold.
	MaxPartBytes = 256 << 20
)

// Parts gathers parts within the bounds.
type Parts struct {
	List []Part
	size int
	left int
}

// Room is how many bytes may still be added.
func (p *Parts) Room() int { return MaxPartBytes - p.size }

// Add adds a part, or counts it as left out where there is no more room.
func (p *Parts) Add(x Part) {
	if len(p.List) >= MaxParts || len(x.Data) > p.Room() {
		p.left++
		return
	}
	p.size += len(x.Data)
	p.List = append(p.List, x)
}

// Losses says what was left out; nil where nothing was.
func (p *Parts) Losses() []string {
	if p.left == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d of the files inside were not taken out, for they are very many or very large", p.left)}
}

// Of a picture that adorns a page, in pixels: a logo, a line, a face.
const (
	adornArea, adornSide = 90_000, 100
	adornBytes           = 16 << 10 // where its size in pixels cannot be told
)

// SmallPicture is why a picture that adorns a page is no record.
const SmallPicture = "a small picture in a document, such as a logo"

// Adorns tells whether a picture that stands in running text is too small to be
// a photo of a paper, or of anything that is to be looked at closely.
func Adorns(data []byte) bool {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return len(data) < adornBytes
	}
	return c.Width*c.Height < adornArea || min(c.Width, c.Height) < adornSide
}
