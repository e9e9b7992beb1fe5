// Package pdi writes the web content of a disc as IHE Portable Data for Imaging has
// it (IHE RAD TF-2 4.47, ITI TF-2 3.32): XHTML Basic pages and JPEG previews that
// mirror the DICOM content of the bundle, and nothing else. There is no script, no
// style from elsewhere, and no name of a person in a name of a file.
package pdi

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// Folder holds the pages, and Entry is the first of them.
const (
	Folder = "IHE_PDI"
	Entry  = Folder + "/INDEX.HTM"
)

// Site is the DICOM content of a bundle as its pages show it.
type Site struct {
	// Patient is whose scans these are, in one line.
	Patient string
	// Draft tells that the bundle is not final.
	Draft   bool
	Studies []Study
}

// Study is an imaging study.
type Study struct {
	Title, Date, Facility, Accession string
	// Folder is where its instances lie: "DICOM/PT000001/ST000001".
	Folder   string
	Series   []Series
	Pictures []Picture
}

// Series is one series of a study.
type Series struct {
	Number, Title, Modality string
	// Files counts its instances, and Images the pictures in them.
	Files, Images int
	Folder        string
}

// Picture is a preview.
type Picture struct {
	// JPEG reads it.
	JPEG          func() ([]byte, error)
	Width, Height int
	Caption       string
	// The letters at the edges: R, L, A, P, H, F; "" if unknown.
	Left, Right, Top, Bottom string
}

// Sides says in words which side of the patient is at which edge.
func (p Picture) Sides() string {
	var parts []string
	for _, e := range []struct{ edge, letters string }{{"left", p.Left}, {"right", p.Right}, {"top", p.Top}, {"bottom", p.Bottom}} {
		if e.letters != "" {
			parts = append(parts, e.edge+" edge: "+sideWords(e.letters))
		}
	}
	return strings.Join(parts, "; ")
}

// sideWords spell the letters of PS3.3 C.7.6.1.1.1.
func sideWords(letters string) string {
	words := map[rune]string{'R': "right", 'L': "left", 'A': "front", 'P': "back", 'H': "head", 'F': "foot"}
	var out []string
	for _, r := range letters {
		w, ok := words[r]
		if !ok {
			return letters
		}
		out = append(out, w)
	}
	return strings.Join(out, " and ")
}

// PageName is the page of study i, counted from 0, in Folder.
func PageName(i int) string { return fmt.Sprintf("ST%06d.HTM", i+1) }

// PictureName is a preview, in Folder; both count from 0.
func PictureName(study, picture int) string {
	return fmt.Sprintf("ST%06d/IM%06d.JPG", study+1, picture+1)
}

//go:embed pages.tmpl.htm
var pagesText string

var pages = template.Must(template.New("pages").Funcs(template.FuncMap{"page": PageName, "picture": PictureName}).Parse(pagesText))

// Write writes the pages and previews; create writes one file of the bundle.
func Write(create func(path string, fill func(io.Writer) error) error, site Site) error {
	err := create(Entry, func(w io.Writer) error { return pages.ExecuteTemplate(w, "entry", site) })
	if err != nil {
		return err
	}
	for i, s := range site.Studies {
		view := struct {
			Site   Site
			Study  Study
			Number int
		}{site, s, i}
		if err := create(Folder+"/"+PageName(i), func(w io.Writer) error { return pages.ExecuteTemplate(w, "study", view) }); err != nil {
			return err
		}
		for k, p := range s.Pictures {
			if err := create(Folder+"/"+PictureName(i, k), func(w io.Writer) error { return copyPicture(w, p) }); err != nil {
				return err
			}
		}
	}
	return nil
}

func copyPicture(w io.Writer, p Picture) error {
	b, err := p.JPEG()
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Files counts the instances of all series.
func (s Study) Files() int {
	n := 0
	for _, x := range s.Series {
		n += x.Files
	}
	return n
}
