package dataset

// Tags that the package reads (PS3.6), named by their keywords.
const (
	TagMediaSOPClass                = 0x00020002
	TagMediaSOPInstance             = 0x00020003
	TagTransferSyntax               = 0x00020010
	TagDirectoryRecords             = 0x00041220
	TagRecordInUse                  = 0x00041410
	TagRecordType                   = 0x00041430
	TagRefFileID                    = 0x00041500
	TagRefSOPClass                  = 0x00041510
	TagRefSOPInstance               = 0x00041511
	TagRefTransferSyntax            = 0x00041512
	TagCharacterSet                 = 0x00080005
	TagImageType                    = 0x00080008
	TagCreationDate                 = 0x00080012
	TagCreationTime                 = 0x00080013
	TagSOPClass                     = 0x00080016
	TagSOPInstance                  = 0x00080018
	TagStudyDate                    = 0x00080020
	TagSeriesDate                   = 0x00080021
	TagAcquisitionDate              = 0x00080022
	TagContentDate                  = 0x00080023
	TagStudyTime                    = 0x00080030
	TagContentTime                  = 0x00080033
	TagAccession                    = 0x00080050
	TagModality                     = 0x00080060
	TagManufacturer                 = 0x00080070
	TagInstitution                  = 0x00080080
	TagReferringPhysician           = 0x00080090
	TagCodeValue                    = 0x00080100
	TagCodeScheme                   = 0x00080102
	TagCodeMeaning                  = 0x00080104
	TagStudyDescription             = 0x00081030
	TagSeriesDescription            = 0x0008103E
	TagRefSeries                    = 0x00081115
	TagRefImages                    = 0x00081140
	TagRefSOPClassUID               = 0x00081150
	TagRefSOPInstanceUID            = 0x00081155
	TagRefFrames                    = 0x00081160
	TagRefSOP                       = 0x00081199
	TagLongCode                     = 0x00080119
	TagURNCode                      = 0x00080120
	TagPatientName                  = 0x00100010
	TagPatientID                    = 0x00100020
	TagIssuer                       = 0x00100021 // of the patient ID
	TagBirthDate                    = 0x00100030
	TagSex                          = 0x00100040
	TagOtherIDs                     = 0x00101000
	TagBodyPart                     = 0x00180015
	TagSliceThickness               = 0x00180050
	TagProtocol                     = 0x00181030
	TagKernel                       = 0x00181210 // convolution kernel
	TagImagerSpacing                = 0x00181164
	TagViewPosition                 = 0x00185101
	TagStudyUID                     = 0x0020000D
	TagSeriesUID                    = 0x0020000E
	TagStudyID                      = 0x00200010
	TagSeriesNumber                 = 0x00200011
	TagAcquisitionNumber            = 0x00200012
	TagInstanceNumber               = 0x00200013
	TagPatientOrientation           = 0x00200020
	TagPosition                     = 0x00200032
	TagOrientation                  = 0x00200037
	TagFrameOfReference             = 0x00200052
	TagLaterality                   = 0x00200060
	TagImageLaterality              = 0x00200062
	TagImagesInAcquisition          = 0x00201002
	TagSeriesInstances              = 0x00201209
	TagPlanePosition                = 0x00209113
	TagPlaneOrientation             = 0x00209116
	TagSamples                      = 0x00280002
	TagPhotometric                  = 0x00280004
	TagPlanar                       = 0x00280006
	TagFrames                       = 0x00280008
	TagRows                         = 0x00280010
	TagColumns                      = 0x00280011
	TagPixelSpacing                 = 0x00280030
	TagPixelAspect                  = 0x00280034
	TagBitsAllocated                = 0x00280100
	TagBitsStored                   = 0x00280101
	TagHighBit                      = 0x00280102
	TagPixelRepresentation          = 0x00280103
	TagPadding                      = 0x00280120
	TagBurnedIn                     = 0x00280301
	TagWindowCenter                 = 0x00281050
	TagWindowWidth                  = 0x00281051
	TagRescaleIntercept             = 0x00281052
	TagRescaleSlope                 = 0x00281053
	TagVOIFunction                  = 0x00281056
	TagRedDescriptor                = 0x00281101
	TagRedData                      = 0x00281201
	TagSegmentedRed                 = 0x00281221 // segmented red palette data
	TagModalityLUT                  = 0x00283000
	TagLUTDescriptor                = 0x00283002
	TagLUTData                      = 0x00283006
	TagVOILUT                       = 0x00283010
	TagPixelMeasures                = 0x00289110
	TagFrameVOI                     = 0x00289132
	TagPixelTransformation          = 0x00289145
	TagReasonForStudy               = 0x00321030
	TagRequestedProcedure           = 0x00321060
	TagRequest                      = 0x00400275 // request attributes
	TagUnits                        = 0x004008EA
	TagReason                       = 0x00401002 // for the requested procedure
	TagRelationship                 = 0x0040A010
	TagVerifyingOrganization        = 0x0040A027
	TagVerificationDateTime         = 0x0040A030
	TagObservationDateTime          = 0x0040A032
	TagValueType                    = 0x0040A040
	TagConceptName                  = 0x0040A043
	TagContinuity                   = 0x0040A050
	TagVerifyingObservers           = 0x0040A073
	TagVerifyingName                = 0x0040A075
	TagAuthorObservers              = 0x0040A078
	TagDateTimeValue                = 0x0040A120
	TagDateValue                    = 0x0040A121
	TagTimeValue                    = 0x0040A122
	TagPersonNameValue              = 0x0040A123
	TagUIDValue                     = 0x0040A124
	TagTemporalRange                = 0x0040A130
	TagTextValue                    = 0x0040A160
	TagConceptCode                  = 0x0040A168
	TagMeasuredValue                = 0x0040A300
	TagNumericQualifier             = 0x0040A301
	TagNumericValue                 = 0x0040A30A
	TagCompletionFlag               = 0x0040A491
	TagCompletionText               = 0x0040A492
	TagVerificationFlag             = 0x0040A493
	TagPreliminaryFlag              = 0x0040A496
	TagTemplates                    = 0x0040A504
	TagContent                      = 0x0040A730
	TagTemplate                     = 0x0040DB00
	TagRefContentItem               = 0x0040DB73
	TagHL7Instance                  = 0x0040E001
	TagDocumentTitle                = 0x00420010
	TagDocument                     = 0x00420011
	TagDocumentMIME                 = 0x00420012
	TagDocumentLength               = 0x00420015
	TagGraphicType                  = 0x00700023
	TagContentLabel                 = 0x00700080
	TagContentDescription           = 0x00700081
	TagPresentationDate             = 0x00700082
	TagPresentationTime             = 0x00700083
	TagContentCreator               = 0x00700084
	TagBlending                     = 0x00700402
	TagPresentationLUTShape         = 0x20500020
	TagStructureSetLabel            = 0x30060002
	TagStructureSetDate             = 0x30060008
	TagStructureSetTime             = 0x30060009
	TagDoseSummation                = 0x3004000A
	TagTreatmentDate                = 0x30080250
	TagTreatmentTime                = 0x30080251
	TagPlanLabel                    = 0x300A0002
	TagPlanDate                     = 0x300A0006
	TagPlanTime                     = 0x300A0007
	TagDataPointRows                = 0x00289001
	TagDataPointColumns             = 0x00289002
	TagSharedGroups                 = 0x52009229
	TagFrameGroups                  = 0x52009230
	TagExtendedOffsets              = 0x7FE00001
	TagExtendedLengths              = 0x7FE00002
	TagFloatPixels                  = 0x7FE00008
	TagDoublePixels                 = 0x7FE00009
	TagPixelData                    = 0x7FE00010
	TagItem                         = 0xFFFEE000
	TagItemEnd                      = 0xFFFEE00D
	TagSequenceEnd                  = 0xFFFEE0DD
	undefined                uint32 = 0xFFFFFFFF
)

// wanted lists the elements that are kept of a header, with their VR. Anything
// else is measured and left where it is.
var wanted = listed(map[string][]uint32{
	"CS": {TagRecordType, TagRefFileID, TagCharacterSet, TagImageType, TagModality, TagSex, TagBodyPart,
		TagViewPosition, TagPatientOrientation, TagLaterality, TagImageLaterality, TagPhotometric, TagBurnedIn,
		TagVOIFunction, TagCompletionFlag, TagVerificationFlag, TagContentLabel, TagPresentationLUTShape, TagDoseSummation},
	"DA": {TagCreationDate, TagStudyDate, TagSeriesDate, TagAcquisitionDate, TagContentDate, TagBirthDate, TagPresentationDate,
		TagStructureSetDate, TagTreatmentDate, TagPlanDate},
	"DS": {TagSliceThickness, TagImagerSpacing, TagPosition, TagOrientation, TagPixelSpacing, TagWindowCenter,
		TagWindowWidth, TagRescaleIntercept, TagRescaleSlope},
	"DT": {TagVerificationDateTime},
	"IS": {TagSeriesNumber, TagAcquisitionNumber, TagInstanceNumber, TagImagesInAcquisition, TagSeriesInstances, TagFrames, TagPixelAspect},
	"LO": {TagManufacturer, TagInstitution, TagCodeMeaning, TagStudyDescription, TagSeriesDescription, TagPatientID, TagIssuer,
		TagOtherIDs, TagProtocol, TagReasonForStudy, TagRequestedProcedure, TagReason, TagContentDescription, TagDocumentMIME},
	"OV": {TagExtendedOffsets, TagExtendedLengths},
	"OW": {TagRedData, TagRedData + 1, TagRedData + 2, TagSegmentedRed, TagSegmentedRed + 1, TagSegmentedRed + 2, TagLUTData},
	"PN": {TagReferringPhysician, TagPatientName, TagContentCreator},
	"SH": {TagAccession, TagCodeValue, TagCodeScheme, TagStudyID, TagKernel, TagStructureSetLabel, TagPlanLabel},
	"SQ": {TagDirectoryRecords, TagRefSeries, TagBlending, TagRefImages, TagPlanePosition, TagPlaneOrientation, TagModalityLUT,
		TagVOILUT, TagPixelMeasures, TagFrameVOI, TagPixelTransformation, TagConceptName, TagVerifyingObservers,
		TagSharedGroups, TagFrameGroups, TagRequest},
	"ST": {TagHL7Instance, TagDocumentTitle},
	"TM": {TagCreationTime, TagStudyTime, TagContentTime, TagPresentationTime, TagStructureSetTime, TagTreatmentTime, TagPlanTime},
	"UI": {TagMediaSOPClass, TagMediaSOPInstance, TagTransferSyntax, TagRefSOPClass, TagRefSOPInstance,
		TagRefTransferSyntax, TagSOPClass, TagSOPInstance, TagRefSOPClassUID, TagRefSOPInstanceUID, TagStudyUID, TagSeriesUID, TagFrameOfReference},
	"UL": {TagDataPointRows, TagDataPointColumns},
	"US": {TagRecordInUse, TagSamples, TagPlanar, TagRows, TagColumns, TagBitsAllocated, TagBitsStored, TagHighBit,
		TagPixelRepresentation, TagPadding, TagPadding + 1, TagRedDescriptor, TagRedDescriptor + 1, TagRedDescriptor + 2, TagLUTDescriptor},
})

// inContent lists what is kept besides where the content of a structured report is
// asked for (PS3.3 C.17.3). A code meaning is listed with the header.
var inContent = listed(map[string][]uint32{
	"CS": {TagRelationship, TagValueType, TagContinuity, TagTemporalRange, TagPreliminaryFlag, TagTemplate, TagGraphicType},
	"DA": {TagDateValue},
	"DS": {TagNumericValue},
	"DT": {TagObservationDateTime, TagDateTimeValue},
	"IS": {TagRefFrames},
	"LO": {TagVerifyingOrganization, TagCompletionText},
	"PN": {TagVerifyingName, TagPersonNameValue},
	"SQ": {TagRefSOP, TagUnits, TagAuthorObservers, TagConceptCode, TagMeasuredValue, TagNumericQualifier, TagTemplates, TagContent},
	"TM": {TagTimeValue},
	"UC": {TagLongCode},
	"UI": {TagUIDValue},
	"UL": {TagRefContentItem},
	"UR": {TagURNCode},
	"UT": {TagTextValue},
})

func listed(tags map[string][]uint32) map[uint32]vr {
	m := map[uint32]vr{}
	for name, list := range tags {
		for _, t := range list {
			m[t] = vrNamed(name)
		}
	}
	return m
}

// listedAs is the VR by which the dictionaries of this package know a tag; 0 for none.
func listedAs(tag uint32) vr {
	if v := wanted[tag]; v != 0 {
		return v
	}
	return inContent[tag]
}
