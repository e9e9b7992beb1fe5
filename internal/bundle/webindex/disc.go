package webindex

import (
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/pdi"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging"
)

// disc is what INDEX.HTM says of the bundle as a disc: what an importing system
// takes in, and what it cannot (ITI TF-2 3.32).
type disc struct {
	// Institutions are where the scans come from.
	Institutions string
	Studies      []study
	// Profile is the media application profile in a sentence.
	Profile string
	// Papers are the files of patient data that are no DICOM.
	Papers []link
}

type study struct {
	Date, Title, Modalities, From string
	Series, Files, Images         int
	Folder, Web                   string
	Page                          int
	Previews                      []manifest.Preview
}

// thumbnails is how many previews of a study INDEX.HTM shows; its own page in IHE_PDI
// shows all.
const thumbnails = 6

func (v *view) disc(pages map[string]int) {
	var from []string
	for _, r := range v.Manifest.Records {
		switch {
		case r.Patient.Match == clinical.MatchConflict:
			continue
		case r.Study == nil:
			for _, f := range r.Files {
				rec := clinical.Record{Kind: r.Kind, Title: r.Title}
				lead, _ := rec.Name()
				v.Disc.Papers = append(v.Disc.Papers, link{f, strings.TrimPrefix(f, "RECORDS/") + ": " + lead})
			}
			continue
		case len(r.Files) == 0:
			continue
		}
		v.Disc.Studies = append(v.Disc.Studies, studyOf(r, len(v.Disc.Studies), pages[r.ID]))
		from = append(from, r.Facility)
	}
	v.Disc.Institutions = strings.Join(distinct(from), ", ")
	v.Disc.Profile = v.Manifest.Media.Sentence()
}

func studyOf(r manifest.Record, i, page int) study {
	d, _ := clinical.ParseDate(r.Date) // written by this program
	rec := clinical.Record{Kind: r.Kind, Title: r.Title}
	lead, detail := rec.Name()
	s := study{
		Date: d.Human(), Title: lead, From: r.Facility, Series: len(r.Study.Series), Files: len(r.Files),
		Folder: strings.Join(strings.Split(r.Files[0], "/")[:3], "/"), Web: pdi.Folder + "/" + pdi.PageName(i), Page: page,
		Previews: r.Study.Previews[:min(thumbnails, len(r.Study.Previews))],
	}
	if detail != "" {
		s.Title += " — " + detail
	}
	if s.Date == "" {
		s.Date = "no date"
	}
	var modalities []string
	for _, x := range r.Study.Series {
		modalities = append(modalities, imaging.ModalityWords(x.Modality))
		s.Images += x.Images
	}
	s.Modalities = strings.Join(distinct(modalities), ", ")
	return s
}

// distinct are the strings that are not empty, each once.
func distinct(all []string) (out []string) {
	seen := map[string]bool{"": true}
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
