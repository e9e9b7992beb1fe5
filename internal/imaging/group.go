package imaging

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/geometry"
)

// Study is the instances of one StudyInstanceUID.
type Study struct {
	// UID is the StudyInstanceUID, or one derived where the files have none.
	UID    string
	Series []*Series
	// Problems are what does not fit together, with rules of this package.
	Problems []clinical.Finding
}

// Series is the instances of one SeriesInstanceUID, in the order of their numbers.
type Series struct {
	UID, Number, Modality, Description, BodyPart string

	Instances []*Instance
	// Copies are byte for byte the same as one of Instances.
	Copies []*Instance
}

// Group sorts instances into studies and series. Studies come by date and UID,
// series by number and UID, instances by number, position along the scan, UID
// and name: the order of ins does not matter, but that of two equal files.
func Group(ins []*Instance) []*Study {
	byStudy := map[string][]*Instance{}
	for _, in := range ins {
		byStudy[in.StudyKey()] = append(byStudy[in.StudyKey()], in)
	}
	studies := make([]*Study, 0, len(byStudy))
	for uid, members := range byStudy {
		studies = append(studies, newStudy(uid, members))
	}
	slices.SortFunc(studies, func(a, b *Study) int {
		return cmp.Or(a.first().Date().Compare(b.first().Date()), cmp.Compare(a.UID, b.UID))
	})
	return studies
}

func newStudy(uid string, members []*Instance) *Study {
	s := &Study{UID: uid}
	bySeries := map[string][]*Instance{}
	for _, in := range members {
		bySeries[in.SeriesKey()] = append(bySeries[in.SeriesKey()], in)
	}
	for uid, members := range bySeries {
		s.Series = append(s.Series, newSeries(uid, members))
	}
	slices.SortFunc(s.Series, func(a, b *Series) int {
		return cmp.Or(compareNumbers(a.Number, b.Number), cmp.Compare(a.UID, b.UID))
	})
	s.Problems = findProblems(s)
	return s
}

func newSeries(uid string, members []*Instance) *Series {
	slices.SortStableFunc(members, compareInstances)
	s := &Series{UID: uid}
	type identity struct{ uid, digest string }
	seen := map[identity]bool{}
	for _, in := range members {
		id := identity{in.SOPInstance, in.Digest}
		if in.SOPInstance != "" && in.Digest != "" && seen[id] {
			s.Copies = append(s.Copies, in)
			continue
		}
		seen[id] = true
		s.Instances = append(s.Instances, in)
	}
	for _, in := range s.Instances {
		s.Number, s.Modality = orElse(s.Number, in.SeriesNumber), orElse(s.Modality, in.Modality)
		s.Description = orElse(s.Description, orElse(in.SeriesDescription, in.ProtocolName))
		s.BodyPart = orElse(s.BodyPart, in.BodyPart)
	}
	return s
}

// compareNumbers orders series numbers: numbers before other text, absent ones last.
func compareNumbers(a, b string) int {
	x, errA := strconv.Atoi(a)
	y, errB := strconv.Atoi(b)
	switch {
	case errA == nil && errB == nil:
		return cmp.Compare(x, y)
	case errA == nil:
		return -1
	case errB == nil:
		return 1
	}
	return strings.Compare(a, b)
}

func compareInstances(a, b *Instance) int {
	if a.HasInstanceNumber != b.HasInstanceNumber {
		if a.HasInstanceNumber {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.InstanceNumber, b.InstanceNumber), cmp.Compare(a.depth(), b.depth()),
		strings.Compare(a.SOPInstance, b.SOPInstance), strings.Compare(a.Name, b.Name))
}

// depth is the position of the slice along its normal, in mm; 0 if unknown.
func (in *Instance) depth() float64 { return geometry.Depth(in.Position, in.Orientation) }

func (s *Study) first() *Instance { return s.Series[0].Instances[0] }

// instances lists all instances of the study, copies left out.
func (s *Study) instances() []*Instance {
	var out []*Instance
	for _, series := range s.Series {
		out = append(out, series.Instances...)
	}
	return out
}

// Summary is the study as the other packages see it. Each fact is that of the
// first instance that knows it.
func (s *Study) Summary() clinical.Study {
	sum := clinical.Study{UID: s.UID}
	for _, in := range s.instances() {
		if sum.Date.IsZero() {
			sum.Date = in.Date()
		}
		if !sum.Patient.HasName() && (in.Patient.HasName() || sum.Patient.IsZero()) {
			sum.Patient = in.Patient
		}
		sum.Description = orElse(sum.Description, in.StudyDescription)
		sum.Accession = orElse(sum.Accession, in.Accession)
		sum.Facility = orElse(sum.Facility, in.Institution)
		sum.Procedure, sum.Reason = orElse(sum.Procedure, in.Procedure), orElse(sum.Reason, in.Reason)
	}
	for _, series := range s.Series {
		sum.Series = append(sum.Series, series.summary())
	}
	return sum
}

func (s *Series) summary() clinical.Series {
	sum := clinical.Series{
		UID: s.UID, Number: s.Number, Modality: s.Modality, Description: s.Description, BodyPart: s.BodyPart,
		Instances: len(s.Instances), Images: s.pictures(), Types: s.types(), Extent: s.extent(),
	}
	if missing := s.missing(); missing != "" {
		sum.Missing = []string{missing}
	}
	return sum
}

// pictures counts the frames of the image instances.
func (s *Series) pictures() int {
	n := 0
	for _, in := range s.Instances {
		n += in.pictures()
	}
	return n
}

// pictures counts what there is to see: the frames of an image, none in a
// dose grid or a document. A film is one.
func (in *Instance) pictures() int {
	if !in.HasPixels || in.RecordType() != "IMAGE" || in.Pixel.Rows == 0 || in.Pixel.Columns == 0 {
		return 0
	}
	if in.isVideo() {
		return 1
	}
	return in.Pixel.Frames
}
