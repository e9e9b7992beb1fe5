package bundle

import (
	"cmp"
	"slices"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/pdi"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/media"
	"github.com/medbundle/medbundle/internal/packet"
)

// site is the DICOM content as the pages of IHE_PDI show it. The previews are those
// of the packet.
func (p *Plan) site() pdi.Site {
	site := pdi.Site{Draft: p.opt.Draft}
	for i := range p.Packet.Scans {
		sc := &p.Packet.Scans[i]
		st := pdiStudy(sc)
		st.Patient = pdiPatient(p.entry(sc.Record.ID).Study.Series[0].Instances[0])
		site.Studies = append(site.Studies, st)
	}
	return site
}

// pdiPatient is whose a study is, as its first file says.
func pdiPatient(in *imaging.Instance) pdi.Patient {
	return pdi.Patient{
		Key: in.PatientKey(), Name: in.Patient.Name(), Number: in.PatientID, Born: in.Patient.BirthDate.Human(), Sex: in.Patient.Sex,
	}
}

func pdiStudy(sc *packet.Scan) pdi.Study {
	st := sc.Record.Study
	out := pdi.Study{
		Title: sc.Title(), Date: cmp.Or(sc.Record.Date.Human(), "no date"),
		Facility: cmp.Or(sc.Record.Facility, st.Facility), Accession: st.Accession, Folder: sc.Folder,
	}
	for i, se := range sc.Series {
		out.Series = append(out.Series, pdi.Series{
			Number: se.Number, Title: se.Description, Modality: imaging.ModalityWords(se.Modality),
			Files: st.Series[i].Instances, Images: se.Images, Folder: se.Folder,
		})
	}
	for _, pic := range sc.Pictures {
		out.Pictures = append(out.Pictures, pdi.Picture{
			JPEG: pic.JPEG, Instead: pic.Instead, Width: pic.Width, Height: pic.Height, Caption: pic.Caption, WidthUM: pic.WidthUM,
			Left: pic.Left, Right: pic.Right, Top: pic.Top, Bottom: pic.Bottom,
		})
	}
	return out
}

// previews are the pictures of study i, counted from 0, as the manifest names them.
func previews(i int, sc *packet.Scan) (out []manifest.Preview) {
	for k, pic := range sc.Pictures {
		if pic.JPEG != nil {
			out = append(out, manifest.Preview{
				File: pdi.Folder + "/" + pdi.PictureName(i, k), Caption: pic.Caption, Width: pic.Width, Height: pic.Height,
			})
		}
	}
	return out
}

// media says which media application profile the scans keep to; nil without scans.
func (p *Plan) media() *manifest.Media {
	if len(p.Directory) == 0 {
		return nil
	}
	files := map[string]int{}
	for _, e := range p.Directory {
		files[e.Instance.TransferSyntax]++
	}
	m := &manifest.Media{Profiles: []string{}}
	var syntaxes []string
	for uid, n := range files {
		syntaxes = append(syntaxes, uid)
		m.TransferSyntaxes = append(m.TransferSyntaxes, manifest.TransferSyntax{UID: uid, Title: media.Title(uid), Files: n})
	}
	slices.SortFunc(m.TransferSyntaxes, func(a, b manifest.TransferSyntax) int {
		return cmp.Or(cmp.Compare(b.Files, a.Files), cmp.Compare(a.UID, b.UID))
	})
	if profile, ok := media.Of(syntaxes); ok {
		m.Profiles = profile.IDs
	}
	return m
}
