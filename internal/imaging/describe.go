package imaging

import (
	"cmp"
	"strconv"
	"strings"
	"unique"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// intern keeps one copy of a string that thousands of instances share.
func intern(s string) string { return unique.Make(strings.Clone(s)).Value() }

// newInstance reads an instance out of its header.
func newInstance(h *dataset.Header, size int64, name string) *Instance {
	in := &Instance{
		Name: name, Size: size,
		HasPreamble: h.Preamble != nil, HasMeta: h.Declared != "", DataOffset: h.DataOffset,
		ExecutablePreamble: dataset.ExecutablePreamble(h.Preamble),
		TransferSyntax:     transferSyntax(h),
		SOPClass:           orElse(h.String(dataset.TagSOPClass), (h.Meta[dataset.TagMediaSOPClass])),
		SOPInstance:        orElse(h.String(dataset.TagSOPInstance), h.Meta[dataset.TagMediaSOPInstance]),
		StudyUID:           h.String(dataset.TagStudyUID),
		SeriesUID:          h.String(dataset.TagSeriesUID),
		HasPixels:          h.Pixels.Present,
		PixelOffset:        h.Pixels.Offset,
		PixelLength:        h.Pixels.Length,
		Truncated:          h.Truncated,
	}
	in.readPatient(h)
	in.readStudy(h)
	in.readSeries(h)
	in.readImage(h)
	in.readDocument(h)
	in.record = readRecordFacts(h, in.RecordType())
	in.checkLength(h)
	if in.StudyUID == "" || in.SeriesUID == "" || in.SOPInstance == "" {
		in.standIn = digestOf(h, size)
		h.Notes.Add("the file lacks an identifying number (UID) that the standard demands")
	}
	in.Notes = h.Notes
	return in
}

// transferSyntax is the one that the file names, or else the one that it is written in.
func transferSyntax(h *dataset.Header) string {
	if directory.ValidUID(h.Declared) {
		return h.Declared
	}
	return h.Encoding.TransferSyntax()
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

// digestOf tells files without UIDs apart by their headers and sizes.
func digestOf(h *dataset.Header, size int64) (d [16]byte) {
	content := h.Digest()
	copy(d[:], digestText(string(content[:]), strconv.FormatInt(size, 10)))
	return d
}

func (in *Instance) readPatient(h *dataset.Header) {
	in.PatientName = h.String(dataset.TagPatientName)
	in.PatientID = h.String(dataset.TagPatientID)
	in.Patient.Family, in.Patient.Given = splitName(in.PatientName)
	in.Patient.BirthDate = h.Date(dataset.TagBirthDate)
	if sex := strings.ToUpper(h.String(dataset.TagSex)); sex == "F" || sex == "M" || sex == "O" {
		in.Patient.Sex = sex
	}
	seen := map[string]bool{"": true}
	for i, id := range append([]string{in.PatientID}, h.Strings(dataset.TagOtherIDs)...) {
		if seen[id] {
			continue
		}
		seen[id] = true
		issuer := ""
		if i == 0 { // who issued the other ones is not said
			issuer = cmp.Or(h.String(dataset.TagIssuer), h.String(dataset.TagInstitution))
		}
		in.Patient.AddID(intern(id), intern(issuer))
	}
}

func (in *Instance) readStudy(h *dataset.Header) {
	in.StudyDate = h.Date(dataset.TagStudyDate)
	in.SeriesDate = h.Date(dataset.TagSeriesDate)
	in.AcquisitionDate = h.Date(dataset.TagAcquisitionDate)
	in.ContentDate = h.Date(dataset.TagContentDate)
	in.StudyTime = h.Time(dataset.TagStudyTime)
	in.ContentTime = h.Time(dataset.TagContentTime)
	in.StudyID = h.String(dataset.TagStudyID)
	in.Accession = h.String(dataset.TagAccession)
	in.StudyDescription = h.String(dataset.TagStudyDescription)
	in.Institution = h.String(dataset.TagInstitution)
	for _, a := range []dataset.Attributes{h.Attributes, h.First(dataset.TagRequest)} {
		in.Reason = orElse(in.Reason, orElse(a.String(dataset.TagReason), a.String(dataset.TagReasonForStudy)))
		in.Procedure = orElse(in.Procedure, a.String(dataset.TagRequestedProcedure))
	}
	in.ReferringPhysician = NameInOrder(h.String(dataset.TagReferringPhysician))
}

// Date is the day of the study: its own date, or the earliest other date that
// the header gives. The zero Date where there is none.
func (in *Instance) Date() clinical.Date {
	for _, d := range []clinical.Date{in.StudyDate, in.SeriesDate, in.AcquisitionDate, in.ContentDate} {
		if !d.IsZero() {
			return d
		}
	}
	return clinical.Date{}
}

func (in *Instance) readSeries(h *dataset.Header) {
	in.Modality = strings.ToUpper(h.String(dataset.TagModality))
	in.SeriesNumber = h.String(dataset.TagSeriesNumber)
	in.SeriesDescription = h.String(dataset.TagSeriesDescription)
	in.BodyPart = h.String(dataset.TagBodyPart)
	in.Laterality = orElse(h.String(dataset.TagImageLaterality), h.String(dataset.TagLaterality))
	in.ProtocolName = h.String(dataset.TagProtocol)
	in.Manufacturer = h.String(dataset.TagManufacturer)
	in.ViewPosition = h.String(dataset.TagViewPosition)
	in.InstanceNumber, in.HasInstanceNumber = h.Int(dataset.TagInstanceNumber)
	in.AcquisitionNumber, _ = h.Int(dataset.TagAcquisitionNumber)
	in.AcquisitionImages, _ = h.Int(dataset.TagImagesInAcquisition)
	in.SeriesInstances, _ = h.Int(dataset.TagSeriesInstances)
}

// floatsIn are the first n values of t, or all where n is 0, of the frame; nil where
// there are fewer.
func floatsIn(h *dataset.Header, t, macro uint32, n int) []float64 {
	for _, g := range frameItems(h, macro) {
		switch v := g.Floats(t); {
		case len(v) == 0 || len(v) < n:
		case n > 0:
			return v[:n:n]
		default:
			return v
		}
	}
	return nil
}

func (in *Instance) readImage(h *dataset.Header) {
	in.Position = floatsIn(h, dataset.TagPosition, dataset.TagPlanePosition, 3)
	in.Orientation = floatsIn(h, dataset.TagOrientation, dataset.TagPlaneOrientation, 6)
	in.PixelSpacing = floatsIn(h, dataset.TagPixelSpacing, dataset.TagPixelMeasures, 2)
	if in.PixelSpacing == nil {
		in.PixelSpacing = floatsIn(h, dataset.TagImagerSpacing, 0, 2)
	}
	if v := floatsIn(h, dataset.TagSliceThickness, dataset.TagPixelMeasures, 1); v != nil {
		in.SliceThickness = v[0]
	}
	for _, s := range h.Strings(dataset.TagImageType) {
		in.ImageType = append(in.ImageType, intern(s))
	}
	for _, s := range h.Strings(dataset.TagPatientOrientation) {
		in.PatientOrientation = append(in.PatientOrientation, intern(s))
	}
	in.FrameOfReference = h.String(dataset.TagFrameOfReference)
	in.BurnedIn = h.String(dataset.TagBurnedIn)
	in.Pixel = pixelAttributes(h)
}

// pixelAttributes are what decides how pixels are drawn. The transfer syntax is
// the one that the file is really written in.
func pixelAttributes(h *dataset.Header) pixels.Attributes {
	number := func(t uint32, or int) int {
		if n, ok := h.Int(t); ok {
			return n
		}
		return or
	}
	a := pixels.Attributes{
		TransferSyntax: transferSyntax(h),
		Rows:           number(dataset.TagRows, 0), Columns: number(dataset.TagColumns, 0),
		SamplesPerPixel: number(dataset.TagSamples, 1), Photometric: h.String(dataset.TagPhotometric),
		Planar: number(dataset.TagPlanar, 0), Frames: max(1, number(dataset.TagFrames, 1)),
		BitsAllocated: number(dataset.TagBitsAllocated, 0),
		Signed:        number(dataset.TagPixelRepresentation, 0) == 1,
		RescaleSlope:  1,
		WindowCenter:  floatsIn(h, dataset.TagWindowCenter, dataset.TagFrameVOI, 0),
		WindowWidth:   floatsIn(h, dataset.TagWindowWidth, dataset.TagFrameVOI, 0),
		VOIFunction:   stringIn(h, dataset.TagVOIFunction, dataset.TagFrameVOI),

		PresentationLUTShape: h.String(dataset.TagPresentationLUTShape),
	}
	a.BitsStored = number(dataset.TagBitsStored, a.BitsAllocated)
	a.HighBit = number(dataset.TagHighBit, a.BitsStored-1)
	if v := floatsIn(h, dataset.TagRescaleSlope, dataset.TagPixelTransformation, 1); v != nil && v[0] != 0 {
		a.RescaleSlope = v[0]
	}
	if v := floatsIn(h, dataset.TagRescaleIntercept, dataset.TagPixelTransformation, 1); v != nil {
		a.RescaleIntercept = v[0]
	}
	if n, ok := h.Int(dataset.TagPadding); ok {
		limit := number(dataset.TagPadding+1, n)
		a.Padding = &[2]int{storedValue(n, a.Signed), storedValue(limit, a.Signed)}
	}
	a.VR = h.Pixels.VR
	switch h.Pixels.Tag {
	case dataset.TagFloatPixels:
		a.FloatBits = 32
	case dataset.TagDoublePixels:
		a.FloatBits = 64
	}
	if h.Encoding != dataset.EncodingOf(a.TransferSyntax) && h.Pixels.Length >= 0 {
		a.TransferSyntax = h.Encoding.TransferSyntax()
	}
	return a
}

// storedValue reads 16 bits as the pixels are read: what is written as
// unsigned in a header is meant as signed where the pixels are.
func storedValue(n int, signed bool) int {
	if signed && n > 0x7FFF && n <= 0xFFFF {
		return n - 0x10000
	}
	return n
}

// checkLength compares the pixels that the header promises with those present.
func (in *Instance) checkLength(h *dataset.Header) {
	a := in.Pixel
	if in.HasPixels && in.PixelLength >= 0 && h.Pixels.Tag == dataset.TagPixelData {
		samples := a.SamplesPerPixel
		if a.Photometric == "YBR_FULL_422" {
			samples = 2
		}
		// Numbers come from 16-bit fields but Frames, which is bounded here.
		bits := int64(a.Rows) * int64(a.Columns) * int64(samples) * int64(a.BitsAllocated)
		present := in.PixelLength
		if !h.Deflated {
			present = min(present, in.Size-in.PixelOffset)
		}
		if bits > 0 && int64(a.Frames) > present*8/bits {
			in.Truncated = true
			in.PixelsPresent = 100 * float64(present) * 8 / float64(bits) / float64(a.Frames)
		}
	}
	if in.Truncated {
		h.Notes.Add("the file is cut off: it holds less than its header promises")
	}
}
