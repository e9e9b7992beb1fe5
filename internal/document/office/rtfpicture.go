package office

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// picture is a picture of an RTF file: bytes as hexadecimal digits, or as they
// are.
type picture struct {
	kind string // the control word that says what it is
	data []byte
	half bool
	high byte
}

func (p *picture) word(name string) {
	switch name {
	case "pngblip", "jpegblip", "emfblip", "wmetafile", "macpict", "dibitmap", "wbitmap":
		p.kind = name
	}
}

// add takes one hexadecimal digit.
func (p *picture) add(c byte) {
	if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
		return
	}
	if p.half = !p.half; p.half {
		p.high = unhex(c)
		return
	}
	p.data = append(p.data, p.high<<4|unhex(c))
}

// endPicture takes a finished picture out, if it is of a kind that others can
// open.
func (d *rtf) endPicture() {
	ext := map[string]string{"pngblip": "png", "jpegblip": "jpeg"}[d.picture.kind]
	switch {
	case len(d.picture.data) == 0:
		return
	case ext == "":
		d.pictures++
		return
	}
	p := rendition.Part{Name: fmt.Sprintf("picture %d.%s", len(d.inside.List)+1, ext), Media: "image/" + ext, Data: d.picture.data, Shown: true}
	if rendition.Adorns(p.Data) {
		p.Aside = rendition.SmallPicture
	} else if d.group.dest == "" {
		d.text(" [picture: " + p.Name + "] ")
	}
	d.inside.Add(p)
	d.picture = picture{}
}
