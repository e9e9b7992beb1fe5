package pixels

// Attributes are the DICOM attributes that decide how the bytes of (7FE0,0010)
// become a picture (PS3.3 C.7.6.3, C.11.1, C.11.2). Zero values mean absent
// unless said otherwise.
type Attributes struct {
	TransferSyntax string // UID

	Rows, Columns   int
	SamplesPerPixel int
	Photometric     string // "MONOCHROME2", "RGB", …
	Planar          int    // PlanarConfiguration
	Frames          int    // NumberOfFrames; at least 1

	BitsAllocated, BitsStored, HighBit int
	Signed                             bool // PixelRepresentation 1

	// RescaleSlope is 1 and RescaleIntercept 0 where absent.
	RescaleSlope, RescaleIntercept float64
	// WindowCenter and WindowWidth hold every window of the file, in order.
	WindowCenter, WindowWidth []float64
	// VOIFunction is "LINEAR", "LINEAR_EXACT", "SIGMOID" or "".
	VOIFunction string

	// ModalityLUT and VOILUT hold the first item of their sequences.
	ModalityLUT, VOILUT *LUT
	// Palette holds red, green and blue; nil where absent.
	Palette *[3]LUT

	// PresentationLUTShape is "IDENTITY", "INVERSE" or "".
	PresentationLUTShape string

	// Padding holds PixelPaddingValue (0028,0120) and PixelPaddingRangeLimit
	// (0028,0121; the value again where absent) as stored values: pixels that
	// are no picture, left out when a window has to be found. nil where absent.
	Padding *[2]int
	// VR is the value representation of (7FE0,0010): "OB", "OW" or "". It
	// matters in big endian only, where 8-bit pixels in OW are swapped in pairs.
	VR string

	// FloatBits is 32 for Float Pixel Data (7FE0,0008), 64 for Double Float Pixel
	// Data (7FE0,0009), 0 for integers.
	FloatBits int

	// Display is how the reader expects grey values where the file does not say.
	Display Display

	// ExtendedOffsets and ExtendedLengths are (7FE0,0001) and (7FE0,0002) if the
	// header has them. The basic offset table is read from the pixel data itself.
	ExtendedOffsets, ExtendedLengths []uint64
}

// LUT is a lookup table as its three-valued descriptor and data say.
type LUT struct {
	// First is the first input value mapped, Bits the depth of an entry.
	First, Bits int
	Data        []uint16
}
