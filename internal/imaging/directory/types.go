package directory

import "strings"

// Storage is the root of the storage SOP classes (PS3.4 B.5).
const Storage = "1.2.840.10008.5.1.4.1.1."

// recordTypes maps SOP classes, below the root of storage classes, to the types
// of directory records (PS3.3 F.4, PS3.4 B.5). A key that ends in a point
// stands for a family; what is not listed is an image.
var recordTypes = map[string]string{
	"4.2":      "SPECTROSCOPY",
	"9.":       "WAVEFORM",
	"11.":      "PRESENTATION",
	"66":       "RAW DATA",
	"66.1":     "REGISTRATION",
	"66.2":     "FIDUCIAL",
	"66.3":     "REGISTRATION",
	"66.5":     "SURFACE",
	"66.6":     "TRACT",
	"67":       "VALUE MAP",
	"68.":      "SURFACE SCAN",
	"77.1.5.3": "STEREOMETRIC",
	"78.":      "MEASUREMENT",
	"78.6":     "SR DOCUMENT",
	"79.":      "SR DOCUMENT",
	"80.":      "MEASUREMENT",
	"88.":      "SR DOCUMENT",
	"88.59":    "KEY OBJECT DOC",
	"90.1":     "ASSESSMENT",
	"104.":     "ENCAP DOC",
	"131":      "PRESENTATION",
	"481.2":    "RT DOSE",
	"481.3":    "RT STRUCTURE SET",
	"481.4":    "RT TREAT RECORD",
	"481.5":    "RT PLAN",
	"481.6":    "RT TREAT RECORD",
	"481.7":    "RT TREAT RECORD",
	"481.8":    "RT PLAN",
	"481.9":    "RT TREAT RECORD",
	"481.10":   "RADIOTHERAPY",
	"481.11":   "RADIOTHERAPY",
	"481.12":   "RADIOTHERAPY",
	"481.13":   "RADIOTHERAPY",
	"481.14":   "RADIOTHERAPY",
	"481.15":   "RADIOTHERAPY",
	"481.16":   "RADIOTHERAPY",
	"481.17":   "RADIOTHERAPY",
	"481.18":   "RADIOTHERAPY",
}

// TypeOf is the type of the directory record for a SOP class; PRIVATE for a
// class that the standard does not know and that holds no pixels.
func TypeOf(class string, pixels bool) string {
	rest, known := strings.CutPrefix(class, Storage)
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

var (
	keyDate        = Key{0x00080023, "DA", "ContentDate", 1}
	keyTime        = Key{0x00080033, "TM", "ContentTime", 1}
	keyNumber      = Key{0x00200013, "IS", "InstanceNumber", 1}
	keyLabel       = Key{0x00700080, "CS", "ContentLabel", 1}
	keyDescription = Key{0x00700081, "LO", "ContentDescription", 2}
	keyCreator     = Key{0x00700084, "PN", "ContentCreatorName", 2}
	keyConcept     = Key{0x0040A043, "SQ", "ConceptNameCodeSequence", 1}
)

// Keys are the keys of each record type below SERIES, besides the
// reference to the file (PS3.3 F.5), in ascending order of tags.
var Keys = map[string][]Key{
	"IMAGE":   {keyNumber},
	"RT DOSE": {keyNumber, {0x3004000A, "CS", "DoseSummationType", 1}},
	"RT STRUCTURE SET": {keyNumber, {0x30060002, "SH", "StructureSetLabel", 1},
		{0x30060008, "DA", "StructureSetDate", 2}, {0x30060009, "TM", "StructureSetTime", 2}},
	"RT PLAN":         {keyNumber, {0x300A0002, "SH", "RTPlanLabel", 1}, {0x300A0006, "DA", "RTPlanDate", 2}, {0x300A0007, "TM", "RTPlanTime", 2}},
	"RT TREAT RECORD": {keyNumber, {0x30080250, "DA", "TreatmentDate", 2}, {0x30080251, "TM", "TreatmentTime", 2}},
	"PRESENTATION": {{0x00081115, "SQ", "ReferencedSeriesSequence", 3}, keyNumber, keyLabel, keyDescription,
		{0x00700082, "DA", "PresentationCreationDate", 1}, {0x00700083, "TM", "PresentationCreationTime", 1}, keyCreator,
		{0x00700402, "SQ", "BlendingSequence", 3}},
	"SR DOCUMENT": {keyDate, keyTime, keyNumber, {0x0040A030, "DT", "VerificationDateTime", 3}, keyConcept,
		{0x0040A491, "CS", "CompletionFlag", 1}, {0x0040A493, "CS", "VerificationFlag", 1}},
	"KEY OBJECT DOC": {keyDate, keyTime, keyNumber, keyConcept},
	"ENCAP DOC": {{0x00080023, "DA", "ContentDate", 2}, {0x00080033, "TM", "ContentTime", 2}, keyNumber,
		{0x0040A043, "SQ", "ConceptNameCodeSequence", 2}, {0x0040E001, "ST", "HL7InstanceIdentifier", 3},
		{0x00420010, "ST", "DocumentTitle", 2}, {0x00420012, "LO", "MIMETypeOfEncapsulatedDocument", 1}},
	"WAVEFORM":     {keyDate, keyTime, keyNumber},
	"RAW DATA":     {keyDate, keyTime, keyNumber},
	"SURFACE SCAN": {keyDate, keyTime, keyNumber},
	"RADIOTHERAPY": {keyDate, keyTime, keyNumber, {0x00700080, "CS", "ContentLabel", 2}, keyDescription, keyCreator},
	"SPECTROSCOPY": {{0x00080008, "CS", "ImageType", 1}, keyDate, keyTime, keyNumber, {0x00280008, "IS", "NumberOfFrames", 1},
		{0x00280010, "US", "Rows", 1}, {0x00280011, "US", "Columns", 1}, {0x00289001, "UL", "DataPointRows", 1}, {0x00289002, "UL", "DataPointColumns", 1}},
	"REGISTRATION": {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"FIDUCIAL":     {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"VALUE MAP":    {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"SURFACE":      {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"TRACT":        {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"MEASUREMENT":  {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"STEREOMETRIC": {keyDate, keyTime, keyNumber, keyLabel, keyDescription, keyCreator},
	"ASSESSMENT":   {{0x00080012, "DA", "InstanceCreationDate", 1}, {0x00080013, "TM", "InstanceCreationTime", 2}, keyNumber},
	"PRIVATE":      {},
}

// The keys of the records above (PS3.3 F.5).
var (
	PatientKeys = []Key{{0x00100010, "PN", "PatientName", 2}, {0x00100020, "LO", "PatientID", 1}}
	StudyKeys   = []Key{
		{0x00080020, "DA", "StudyDate", 1}, {0x00080030, "TM", "StudyTime", 1}, {0x00080050, "SH", "AccessionNumber", 2},
		{0x00081030, "LO", "StudyDescription", 2}, {0x0020000D, "UI", "StudyInstanceUID", 1}, {0x00200010, "SH", "StudyID", 1},
	}
	SeriesKeys = []Key{
		{0x00080060, "CS", "Modality", 1}, {0x0008103E, "LO", "SeriesDescription", 3},
		{0x0020000E, "UI", "SeriesInstanceUID", 1}, {0x00200011, "IS", "SeriesNumber", 1},
	}
)

// CodeKeys are the parts of a coded concept (PS3.3 8.8).
var CodeKeys = []Key{
	{0x00080100, "SH", "CodeValue", 1}, {0x00080102, "SH", "CodingSchemeDesignator", 1}, {0x00080104, "LO", "CodeMeaning", 1},
}
