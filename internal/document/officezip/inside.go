package officezip

import (
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Parts are the files inside an Office Open XML file whose members lie below
// root ("word/"): pictures, and files that were put in as objects. The pictures
// that only stand for objects are left out.
func (p *File) Parts(root string) *rendition.Parts {
	var out rendition.Parts
	for _, name := range p.Names {
		dir, base := path.Split(name)
		switch dir {
		case root + "media/":
			p.addPicture(&out, name, base)
		case root + "embeddings/":
			p.addObject(&out, name, base)
		}
	}
	return &out
}

// Pictures are the members below a folder as parts.
func (p *File) Pictures(folder string) *rendition.Parts {
	var out rendition.Parts
	for _, name := range p.Names {
		if dir, base := path.Split(name); dir == folder && base != "" {
			p.addPicture(&out, name, base)
		}
	}
	return &out
}

// mediaTypes are the types that members are called by their ends.
var mediaTypes = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff",
	".emf": "image/emf", ".wmf": "image/wmf", ".svg": "image/svg+xml",
}

func (p *File) addPicture(out *rendition.Parts, name, base string) {
	data, err := p.Read(name)
	if err != nil || len(data) == 0 {
		return
	}
	x := rendition.Part{Name: base, Media: mediaTypes[strings.ToLower(path.Ext(base))], Data: data, Shown: true}
	switch x.Media {
	case "":
		x.Shown = false // a sound, a film
	case "image/emf", "image/wmf", "image/svg+xml":
		x.Aside = "a drawing inside a document"
	default:
		if rendition.Adorns(data) {
			x.Aside = rendition.SmallPicture
		}
	}
	out.Add(x)
}

// addObject adds a file that was put in: as it is, or wrapped in a compound file.
func (p *File) addObject(out *rendition.Parts, name, base string) {
	data, err := p.Read(name)
	if err != nil || len(data) == 0 {
		return
	}
	x := rendition.Part{Name: base, Data: data}
	if f, err := compound.Open(data); err == nil {
		inner, ok := compound.Object(f.Root, out.Room())
		if !ok {
			return // a formula or a drawing, of which there is a picture
		}
		if x.Data = inner.Data; inner.Name != "" {
			x.Name = inner.Name
		}
	}
	out.Add(x)
}
