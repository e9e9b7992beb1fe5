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
	// Draft tells that the bundle is not final.
	Draft bool
	// Studies have their pages in this order; the first page lists them by patient.
	Studies []Study
}

// Patient is whose scans they are, as their files say.
type Patient struct {
	// Key tells patients apart as the DICOMDIR does; it is not shown.
	Key string
	// Name is for people: "ROWAN, Ada". Number, Born and Sex are "" where no file
	// tells.
	Name, Number, Born, Sex string
}

// Details are what the files say beside the name.
func (p Patient) Details() string {
	var parts []string
	if p.Number != "" {
		parts = append(parts, "patient number "+p.Number)
	}
	if p.Born != "" {
		parts = append(parts, "born "+p.Born)
	}
	if p.Sex != "" {
		parts = append(parts, "sex "+p.Sex)
	}
	return strings.Join(parts, " · ")
}

// Study is an imaging study.
type Study struct {
	Patient                          Patient
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
	// JPEG reads it; nil where there is nothing to be drawn.
	JPEG func() ([]byte, error)
	// Instead says what stands in the place of a picture without a JPEG.
	Instead       string
	Width, Height int
	Caption       string
	// WidthUM is how wide it is in the body, in micrometres; 0 if unknown.
	WidthUM int64
	// The letters at the edges: R, L, A, P, H, F; "" if unknown.
	Left, Right, Top, Bottom string
}

// Alt says in words what the picture is, and which side of the patient is at which
// edge.
func (p Picture) Alt() string {
	parts := []string{"Preview: " + p.Caption}
	for _, e := range []struct{ edge, letters string }{{"left", p.Left}, {"right", p.Right}, {"top", p.Top}, {"bottom", p.Bottom}} {
		if e.letters != "" {
			parts = append(parts, e.edge+" edge: patient's "+sideWords(e.letters))
		}
	}
	return strings.Join(parts, "; ")
}

// Scale says how wide the picture is in the body, "" if that is not known.
func (p Picture) Scale() string {
	switch mm := (p.WidthUM + 500) / 1000; {
	case mm < 1:
		return ""
	case mm < 100:
		return fmt.Sprintf("%d mm wide", mm)
	default:
		return fmt.Sprintf("%d cm wide", (mm+5)/10)
	}
}

// Lettered tells whether letters stand at its edges.
func (p Picture) Lettered() bool { return p.Left+p.Right+p.Top+p.Bottom != "" }

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

// PictureName is a preview, in Folder; both count from 0, and pictures without a JPEG
// count too.
func PictureName(study, picture int) string {
	return fmt.Sprintf("ST%06d/IM%06d.JPG", study+1, picture+1)
}

//go:embed pages.tmpl.htm
var pagesText string

var pages = template.Must(template.New("pages").Funcs(template.FuncMap{"page": PageName, "picture": PictureName}).Parse(pagesText))

// Write writes the pages and previews; create writes one file of the bundle.
func Write(create func(path string, fill func(io.Writer) error) error, site Site) error {
	first := struct {
		Draft    bool
		Patients []patientStudies
	}{site.Draft, site.patients()}
	err := create(Entry, func(w io.Writer) error { return pages.ExecuteTemplate(w, "entry", first) })
	if err != nil {
		return err
	}
	for i, s := range site.Studies {
		view := struct {
			Draft bool
			placed
		}{site.Draft, placed{s, i}}
		if err := create(Folder+"/"+PageName(i), func(w io.Writer) error { return pages.ExecuteTemplate(w, "study", view) }); err != nil {
			return err
		}
		for k, p := range s.Pictures {
			if p.JPEG == nil {
				continue
			}
			if err := create(Folder+"/"+PictureName(i, k), func(w io.Writer) error { return copyPicture(w, p) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// placed is a study with its place among all.
type placed struct {
	Study
	Place int
}

type patientStudies struct {
	Patient Patient
	Studies []placed
}

// patients groups the studies, in the order in which the patients first come.
func (s Site) patients() (out []patientStudies) {
	at := map[string]int{}
	for i, st := range s.Studies {
		k, there := at[st.Patient.Key]
		if !there {
			k = len(out)
			at[st.Patient.Key] = k
			out = append(out, patientStudies{Patient: st.Patient})
		}
		out[k].Studies = append(out[k].Studies, placed{st, i})
	}
	return out
}

func copyPicture(w io.Writer, p Picture) error {
	b, err := p.JPEG()
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// seriesListed is how many series of a study the first page lists; its own page has all.
const seriesListed = 12

// Listed are the series that the first page lists.
func (s Study) Listed() []Series { return s.Series[:min(seriesListed, len(s.Series))] }

// Unlisted counts the others.
func (s Study) Unlisted() int { return len(s.Series) - len(s.Listed()) }

// Line says of a series what it is and how large.
func (s Series) Line() string {
	var parts []string
	for _, x := range []string{s.Title, s.Modality} {
		if x != "" {
			parts = append(parts, x)
		}
	}
	size := fmt.Sprintf("%d images", s.Images)
	switch {
	case s.Images == 1:
		size = "1 image"
	case s.Images == 0:
		size = "no pictures"
	}
	return strings.Join(append(parts, size), ", ")
}

// Files counts the instances of all series.
func (s Study) Files() int {
	n := 0
	for _, x := range s.Series {
		n += x.Files
	}
	return n
}
