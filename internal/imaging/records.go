package imaging

import (
	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// IsDirectory tells whether the file is a DICOMDIR.
func (in *Instance) IsDirectory() bool { return in.SOPClass == directory.Class }

// RecordType names what the instance is to a DICOMDIR (PS3.3 F.4): "IMAGE",
// "SR DOCUMENT", "RT PLAN", "PRIVATE" …
func (in *Instance) RecordType() string { return directory.TypeOf(in.SOPClass, in.HasPixels) }

// recordFacts are the values of an instance's record keys that Instance has no
// field for. An ordinary image has none.
type recordFacts struct {
	values  map[uint32][]string
	concept []string // code value, scheme, meaning
	series  []referencedSeries
	blended []blendedStudy
}

// referencedSeries are the images that a presentation state is made for.
type referencedSeries struct {
	uid    string
	images [][2]string // SOP class and instance
}

// blendedStudy are the images of one study that a presentation state lays over others.
type blendedStudy struct {
	uid    string
	series []referencedSeries
}

const maxReferences = 2000

func readRecordFacts(h *dataset.Header, typ string) recordFacts {
	var f recordFacts
	for _, k := range directory.Keys[typ] {
		switch k.Tag {
		case dataset.TagInstanceNumber, dataset.TagContentDate, dataset.TagContentTime:
		case dataset.TagConceptName:
			f.concept = readConcept(h.First(dataset.TagConceptName))
		case dataset.TagRefSeries:
			f.series = readReferences(h.Items(k.Tag))
		case dataset.TagBlending:
			for _, item := range h.Items(k.Tag) {
				b := blendedStudy{item.String(dataset.TagStudyUID), readReferences(item.Items(dataset.TagRefSeries))}
				if directory.ValidUID(b.uid) && len(b.series) > 0 && len(f.blended) < maxReferences {
					f.blended = append(f.blended, b)
				}
			}
		case dataset.TagVerificationDateTime:
			f.set(k.Tag, h.First(dataset.TagVerifyingObservers).Strings(k.Tag))
		default:
			f.set(k.Tag, h.Strings(k.Tag))
		}
	}
	return f
}

func (f *recordFacts) set(t uint32, v []string) {
	if len(v) == 0 {
		return
	}
	if f.values == nil {
		f.values = map[uint32][]string{}
	}
	f.values[t] = v
}

func readConcept(code dataset.Attributes) []string {
	if code.String(dataset.TagCodeValue) == "" {
		return nil
	}
	return []string{code.String(dataset.TagCodeValue), code.String(dataset.TagCodeScheme), code.String(dataset.TagCodeMeaning)}
}

func readReferences(items []dataset.Attributes) (out []referencedSeries) {
	for _, s := range items {
		r := referencedSeries{uid: s.String(dataset.TagSeriesUID)}
		for _, image := range s.Items(dataset.TagRefImages) {
			class, instance := image.String(dataset.TagRefSOPClassUID), image.String(dataset.TagRefSOPInstanceUID)
			if len(r.images) < maxReferences && directory.ValidUID(class) && directory.ValidUID(instance) {
				r.images = append(r.images, [2]string{class, instance})
			}
		}
		if directory.ValidUID(r.uid) && len(r.images) > 0 && len(out) < maxReferences {
			out = append(out, r)
		}
	}
	return out
}
