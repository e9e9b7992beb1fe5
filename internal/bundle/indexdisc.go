package bundle

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/pdi"
	"github.com/medbundle/medbundle/internal/clinical"
)

// indexDisc is what INDEX.HTM says of the bundle as a disc: what an importing system
// takes in, and what it cannot (ITI TF-2 3.32).
type indexDisc struct {
	// Institutions are where the scans come from.
	Institutions string
	Studies      []indexStudy
	// Profile is the media application profile in a sentence.
	Profile string
	// Papers are the files of patient data that are no DICOM.
	Papers []indexFile
}

type indexStudy struct {
	Date, Title, Modalities, From string
	Series, Files, Images         int
	Folder, Web                   string
	Page                          int
	Previews                      []manifest.Preview
}

// thumbnails is how many previews of a study INDEX.HTM shows; its own page in IHE_PDI
// shows all.
const thumbnails = 6

func (v *indexView) disc(pages map[string]int) {
	var from []string
	for _, r := range v.Manifest.Records {
		switch {
		case r.Patient.Match == clinical.MatchConflict:
			continue
		case r.Study == nil:
			for _, f := range r.Files {
				rec := clinical.Record{Kind: r.Kind, Title: r.Title}
				lead, _ := rec.Name()
				v.Disc.Papers = append(v.Disc.Papers, indexFile{f, strings.TrimPrefix(f, recordsFolder+"/") + ": " + lead})
			}
			continue
		case len(r.Files) == 0:
			continue
		}
		v.Disc.Studies = append(v.Disc.Studies, studyOf(r, len(v.Disc.Studies), pages[r.ID]))
		from = append(from, r.Facility)
	}
	v.Disc.Institutions = strings.Join(distinct(from), ", ")
	v.Disc.Profile = ProfileLine(v.Manifest.Media)
}

func studyOf(r manifest.Record, i, page int) indexStudy {
	d, _ := clinical.ParseDate(r.Date) // written by this program
	rec := clinical.Record{Kind: r.Kind, Title: r.Title}
	lead, detail := rec.Name()
	s := indexStudy{
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
		modalities = append(modalities, modalityWords(x.Modality))
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

// ProfileLine says in a sentence which media application profile the scans keep to.
func ProfileLine(m *manifest.Media) string {
	if m == nil {
		return ""
	}
	if len(m.Profiles) > 0 {
		return "The scans keep to the DICOM media profile " + strings.Join(m.Profiles, " or ") + "."
	}
	var parts []string
	for _, t := range m.TransferSyntaxes {
		parts = append(parts, fmt.Sprintf("%s in %s", count(t.Files, "file", "files"), t.Title))
	}
	return "The scans are as they were received and keep to no single DICOM media profile: " + strings.Join(parts, ", ") +
		". Most systems import them all the same."
}
