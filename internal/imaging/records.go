package imaging

import (
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// storage is the root of the storage SOP classes.
const storage = "1.2.840.10008.5.1.4.1.1."

// IsDirectory tells whether the file is a DICOMDIR.
func (in *Instance) IsDirectory() bool { return in.SOPClass == directory.Class }

// recordTypes maps SOP classes, below the root of storage classes, to the types
// of directory records (PS3.3 F.4, PS3.4 B.5). A key that ends in a point
// stands for a family; what is not listed is an image.
var recordTypes = map[string]string{
	"4.2":    "SPECTROSCOPY",
	"9.":     "WAVEFORM",
	"11.":    "PRESENTATION",
	"66":     "RAW DATA",
	"66.1":   "REGISTRATION",
	"66.2":   "FIDUCIAL",
	"66.3":   "REGISTRATION",
	"66.5":   "SURFACE",
	"66.6":   "TRACT",
	"67":     "VALUE MAP",
	"68.":    "SURFACE SCAN",
	"78.":    "MEASUREMENT",
	"79.":    "MEASUREMENT",
	"80.":    "MEASUREMENT",
	"81.1":   "MEASUREMENT",
	"88.":    "SR DOCUMENT",
	"88.59":  "KEY OBJECT DOC",
	"104.":   "ENCAP DOC",
	"481.2":  "RT DOSE",
	"481.3":  "RT STRUCTURE SET",
	"481.4":  "RT TREAT RECORD",
	"481.5":  "RT PLAN",
	"481.6":  "RT TREAT RECORD",
	"481.7":  "RT TREAT RECORD",
	"481.8":  "RT PLAN",
	"481.9":  "RT TREAT RECORD",
	"481.10": "RADIOTHERAPY",
	"481.11": "RADIOTHERAPY",
	"481.12": "RADIOTHERAPY",
	"481.13": "RADIOTHERAPY",
	"481.14": "RADIOTHERAPY",
	"481.15": "RADIOTHERAPY",
	"481.16": "RADIOTHERAPY",
	"481.17": "RADIOTHERAPY",
	"481.18": "RADIOTHERAPY",
}

// recordType is the type of the directory record for a SOP class; PRIVATE for a
// class that the standard does not know and that holds no pixels.
func recordType(class string, pixels bool) string {
	rest, known := strings.CutPrefix(class, storage)
	family, _, _ := strings.Cut(rest, ".")
	switch {
	case !known && !pixels:
		return "PRIVATE"
	case known && recordTypes[rest] != "":
		return recordTypes[rest]
	case known && recordTypes[family+"."] != "":
		return recordTypes[family+"."]
	}
	return "IMAGE"
}

// RecordType names what the instance is to a DICOMDIR (PS3.3 F.4): "IMAGE",
// "SR DOCUMENT", "RT PLAN", "PRIVATE" …
func (in *Instance) RecordType() string { return recordType(in.SOPClass, in.HasPixels) }

var (
	keyDate        = keyOf(dataset.TagContentDate, "ContentDate", 1)
	keyTime        = keyOf(dataset.TagContentTime, "ContentTime", 1)
	keyNumber      = keyOf(dataset.TagInstanceNumber, "InstanceNumber", 1)
	keyLabel       = keyOf(dataset.TagContentLabel, "ContentLabel", 1)
	keyDescription = keyOf(dataset.TagContentDescription, "ContentDescription", 2)
	keyCreator     = keyOf(dataset.TagContentCreator, "ContentCreatorName", 2)
	keyConcept     = keyOf(dataset.TagConceptName, "ConceptNameCodeSequence", 1)
)

func keyOf(tag uint32, name string, typ int) directory.Key {
	return directory.Key{Tag: tag, VR: dataset.VR(tag), Name: name, Type: typ}
}

// recordKeys are the keys of each record type below SERIES, besides the
// reference to the file (PS3.3 F.5), in ascending order of tags.
var recordKeys = map[string][]directory.Key{
	"IMAGE":   {keyNumber},
	"RT DOSE": {keyNumber, keyOf(dataset.TagDoseSummation, "DoseSummationType", 1)},
	"RT STRUCTURE SET": {keyNumber, keyOf(dataset.TagStructureSetLabel, "StructureSetLabel", 1),
		keyOf(dataset.TagStructureSetDate, "StructureSetDate", 2), keyOf(dataset.TagStructureSetTime, "StructureSetTime", 2)},
	"RT PLAN":         {keyNumber, keyOf(dataset.TagPlanLabel, "RTPlanLabel", 1), keyOf(dataset.TagPlanDate, "RTPlanDate", 2), keyOf(dataset.TagPlanTime, "RTPlanTime", 2)},
	"RT TREAT RECORD": {keyNumber, keyOf(dataset.TagTreatmentDate, "TreatmentDate", 2), keyOf(dataset.TagTreatmentTime, "TreatmentTime", 2)},
	"PRESENTATION": {keyOf(dataset.TagRefSeries, "ReferencedSeriesSequence", 3), keyNumber, keyLabel, keyDescription,
		keyOf(dataset.TagPresentationDate, "PresentationCreationDate", 1), keyOf(dataset.TagPresentationTime, "PresentationCreationTime", 1), keyCreator},
	"SR DOCUMENT": {keyDate, keyTime, keyNumber, keyOf(dataset.TagVerificationDateTime, "VerificationDateTime", 3), keyConcept,
		keyOf(dataset.TagCompletionFlag, "CompletionFlag", 1), keyOf(dataset.TagVerificationFlag, "VerificationFlag", 1)},
	"KEY OBJECT DOC": {keyDate, keyTime, keyNumber, keyConcept},
	"ENCAP DOC": {keyOf(dataset.TagContentDate, "ContentDate", 2), keyOf(dataset.TagContentTime, "ContentTime", 2), keyNumber,
		keyOf(dataset.TagConceptName, "ConceptNameCodeSequence", 2), keyOf(dataset.TagHL7Instance, "HL7InstanceIdentifier", 3),
		keyOf(dataset.TagDocumentTitle, "DocumentTitle", 2), keyOf(dataset.TagDocumentMIME, "MIMETypeOfEncapsulatedDocument", 1)},
	"WAVEFORM":     {keyDate, keyTime, keyNumber},
	"RAW DATA":     {keyDate, keyTime, keyNumber},
	"SURFACE SCAN": {keyDate, keyTime, keyNumber},
	"RADIOTHERAPY": {keyDate, keyTime, keyNumber, keyOf(dataset.TagContentLabel, "ContentLabel", 2), keyDescription, keyCreator},
	"SPECTROSCOPY": {keyOf(dataset.TagImageType, "ImageType", 1), keyDate, keyTime, keyNumber, keyOf(dataset.TagFrames, "NumberOfFrames", 1),
		keyOf(dataset.TagRows, "Rows", 1), keyOf(dataset.TagColumns, "Columns", 1), keyOf(dataset.TagDataPointRows, "DataPointRows", 1), keyOf(dataset.TagDataPointColumns, "DataPointColumns", 1)},
	"REGISTRATION": {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"FIDUCIAL":     {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"VALUE MAP":    {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"SURFACE":      {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"TRACT":        {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"MEASUREMENT":  {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"PRIVATE":      {},
}

// recordFacts are the values of an instance's record keys that Instance has no
// field for. An ordinary image has none.
type recordFacts struct {
	values  map[uint32][]string
	concept []string // code value, scheme, meaning
	series  []referencedSeries
}

// referencedSeries are the images that a presentation state is made for.
type referencedSeries struct {
	uid    string
	images [][2]string // SOP class and instance
}

const maxReferences = 2000

func readRecordFacts(h *dataset.Header, typ string) recordFacts {
	var f recordFacts
	for _, k := range recordKeys[typ] {
		switch k.Tag {
		case dataset.TagInstanceNumber, dataset.TagContentDate, dataset.TagContentTime:
		case dataset.TagConceptName:
			f.concept = readConcept(h.First(dataset.TagConceptName))
		case dataset.TagRefSeries:
			f.series = readReferences(h)
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

func readReferences(h *dataset.Header) (out []referencedSeries) {
	for _, s := range h.Items(dataset.TagRefSeries) {
		r := referencedSeries{uid: s.String(dataset.TagSeriesUID)}
		for _, image := range s.Items(dataset.TagRefImages) {
			if len(r.images) < maxReferences {
				r.images = append(r.images, [2]string{image.String(dataset.TagRefSOPClassUID), image.String(dataset.TagRefSOPInstanceUID)})
			}
		}
		out = append(out, r)
	}
	return out
}
