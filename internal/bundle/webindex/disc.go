package webindex

import (
	"slices"
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
	Papers []paper
}

// paper is one file of patient data that is no DICOM.
type paper struct{ Link, Name, What string }

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
		if r.Study == nil || len(r.Files) == 0 || r.Patient.Match == clinical.MatchConflict {
			continue
		}
		v.Disc.Studies = append(v.Disc.Studies, studyOf(r, len(v.Disc.Studies), pages[r.ID]))
		from = append(from, r.Facility)
	}
	v.Disc.Institutions = strings.Join(distinct(from), ", ")
	v.Disc.Profile = v.Manifest.Media.Sentence()
	v.papers()
}

// papers lists every original that is no DICOM file once, with what it holds.
func (v *view) papers() {
	titles := map[string]string{}
	for _, r := range v.Manifest.Records {
		if rec := (clinical.Record{Kind: r.Kind, Title: r.Title}); r.Patient.Match != clinical.MatchConflict {
			titles[r.ID], _ = rec.Name()
		}
	}
	what := map[string][]string{}
	var files []string
	for _, in := range v.Manifest.Inputs {
		if !strings.HasPrefix(in.File, folder) {
			continue
		}
		if _, there := what[in.File]; !there {
			files = append(files, in.File)
		}
		for _, id := range in.Records {
			what[in.File] = append(what[in.File], titles[id])
		}
		if len(in.Records) == 0 {
			what[in.File] = append(what[in.File], in.Reason)
		}
	}
	slices.Sort(files)
	for _, f := range files {
		v.Disc.Papers = append(v.Disc.Papers, paper{f, strings.TrimPrefix(f, folder), strings.Join(distinct(what[f]), ", ")})
	}
}

// folder is where the papers lie.
const folder = "RECORDS/"

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
