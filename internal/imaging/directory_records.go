package imaging

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// number writes an IS value.
func number(n int) string { return strconv.Itoa(n) }

func (b *directoryBuilder) patient(e Entry) *directory.Builder {
	standIn := ""
	if e.Instance.PatientID == "" {
		standIn = b.freePatientID(e.FileID)
	}
	r := directory.NewBuilder("PATIENT")
	r.Keys(directory.PatientKeys, []string{e.Instance.PatientName, e.Instance.PatientID}, []string{"", standIn})
	return r
}

// freePatientID is the name of the patient's folder, if the file-set has one,
// or a number that no patient has yet.
func (b *directoryBuilder) freePatientID(fileID []string) string {
	id := fileID[max(0, len(fileID)-4)] // above study, series and file
	for n := 1; b.used["\x00"+id]; n++ {
		id = fmt.Sprintf("PT%06d", n)
	}
	b.used["\x00"+id] = true
	return id
}

// unknownDay and midnight stand for a date and a time that nothing tells.
const (
	unknownDay = "19000101"
	midnight   = "000000"
)

func (in *Instance) studyRecord() *directory.Builder {
	r := directory.NewBuilder("STUDY")
	r.Keys(directory.StudyKeys,
		[]string{dataset.FormatDA(in.StudyDate), in.StudyTime, in.Accession, in.StudyDescription, in.StudyUID, in.StudyID},
		[]string{orElse(dataset.FormatDA(in.Date()), unknownDay), midnight, "", "", in.StudyKey(), "1"})
	return r
}

func (in *Instance) seriesRecord(position int) *directory.Builder {
	r := directory.NewBuilder("SERIES")
	r.Keys(directory.SeriesKeys,
		[]string{in.Modality, in.SeriesDescription, in.SeriesUID, in.SeriesNumber},
		[]string{"OT", "", in.SeriesKey(), number(position)})
	return r
}

// leafRecord makes the record of the instance itself.
func (in *Instance) leafRecord(fileID []string, position int) *directory.Builder {
	typ := in.RecordType()
	r := directory.NewBuilder(typ)
	if typ == "PRIVATE" {
		r.Text(0x00041432, in.sopClass()) // PrivateRecordUID
	}
	in.reference(r, fileID)
	for _, k := range directory.Keys[typ] {
		switch k.Tag {
		case dataset.TagInstanceNumber:
			r.Key(k, in.instanceNumber(), number(position))
		case dataset.TagConceptName:
			in.record.addConcept(r, k)
		case dataset.TagRefSeries:
			addReferences(r, in.record.series)
		case dataset.TagBlending:
			in.record.addBlending(r)
		default:
			in.addKey(r, k)
		}
	}
	return r
}

// reference names the file of a leaf record.
func (in *Instance) reference(r *directory.Builder, fileID []string) {
	r.Text(dataset.TagRefFileID, fileID...)
	r.Text(dataset.TagRefSOPClass, in.sopClass())
	r.Text(dataset.TagRefSOPInstance, in.sopInstance())
	r.Text(dataset.TagRefTransferSyntax, in.TransferSyntax)
	for _, uid := range []struct{ name, is, written string }{
		{"SOPClassUID", in.SOPClass, in.sopClass()}, {"SOPInstanceUID", in.SOPInstance, in.sopInstance()},
	} {
		switch {
		case uid.is == "":
			r.Deviate(uid.name, uid.written, directory.Absent)
		case uid.is != uid.written:
			r.Deviate(uid.name, uid.written, directory.NotConforming)
		}
	}
}

func (in *Instance) instanceNumber() string {
	if !in.HasInstanceNumber {
		return ""
	}
	return number(in.InstanceNumber)
}

// addKey writes a key that Instance or its record facts hold.
func (in *Instance) addKey(r *directory.Builder, k directory.Key) {
	values := in.record.values[k.Tag]
	switch {
	case k.Tag == dataset.TagContentDate:
		r.Key(k, dataset.FormatDA(in.ContentDate), orElse(dataset.FormatDA(in.Date()), unknownDay))
	case k.Tag == dataset.TagContentTime:
		r.Key(k, in.ContentTime, orElse(in.StudyTime, midnight))
	case k.VR == "US" || k.VR == "UL":
		n, _ := strconv.Atoi(strings.Join(values, ""))
		r.Numbers(k.Tag, n)
	case len(values) > 1:
		fit := make([]string, len(values))
		for i, v := range values {
			fit[i] = directory.Conform(v, k.VR)
		}
		r.Text(k.Tag, fit...)
	default:
		r.Key(k, strings.Join(values, ""), keyStandIns[k.Tag])
	}
}

// keyStandIns are the invented values of demanded keys.
var keyStandIns = map[uint32]string{
	dataset.TagCreationDate: unknownDay, dataset.TagPresentationDate: unknownDay, dataset.TagPresentationTime: midnight,
	dataset.TagContentLabel: "UNNAMED", dataset.TagStructureSetLabel: "UNNAMED", dataset.TagPlanLabel: "UNNAMED",
	dataset.TagDoseSummation: "PLAN", dataset.TagCompletionFlag: "PARTIAL", dataset.TagVerificationFlag: "UNVERIFIED",
	dataset.TagFrames: "1", dataset.TagDocumentMIME: "application/octet-stream", dataset.TagImageType: "ORIGINAL\\PRIMARY",
}

// addConcept writes a coded title; one that is demanded and absent is invented
// as "Diagnostic imaging report" (LOINC 18748-4).
func (f recordFacts) addConcept(r *directory.Builder, k directory.Key) {
	code := f.concept
	switch {
	case code == nil && k.Type != 1:
		r.Items(k.Tag)
		return
	case code == nil:
		code = []string{"18748-4", "LN", "Diagnostic imaging report"}
		r.Deviate(k.Name, code[0], directory.Absent)
	}
	item := directory.NewItem()
	item.Keys(directory.CodeKeys, code, []string{"UNKNOWN", "UNKNOWN", "UNKNOWN"})
	r.Items(k.Tag, item)
}

func (f recordFacts) addBlending(r *directory.Builder) {
	var items []*directory.Builder
	for _, b := range f.blended {
		item := directory.NewItem()
		addReferences(item, b.series)
		item.Text(dataset.TagStudyUID, b.uid)
		items = append(items, item)
	}
	if len(items) > 0 {
		r.Items(dataset.TagBlending, items...)
	}
}

func addReferences(r *directory.Builder, series []referencedSeries) {
	var items []*directory.Builder
	for _, s := range series {
		var images []*directory.Builder
		for _, image := range s.images {
			item := directory.NewItem()
			item.Text(dataset.TagRefSOPClassUID, image[0])
			item.Text(dataset.TagRefSOPInstanceUID, image[1])
			images = append(images, item)
		}
		item := directory.NewItem()
		item.Items(dataset.TagRefImages, images...)
		item.Text(dataset.TagSeriesUID, s.uid)
		items = append(items, item)
	}
	if len(items) > 0 {
		r.Items(dataset.TagRefSeries, items...)
	}
}
