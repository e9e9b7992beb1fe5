package sample

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/big"
	"slices"
	"strings"
)

// UIDs of DICOM that the disc uses (PS3.6 Annex A).
const (
	explicitLittleEndian = "1.2.840.10008.1.2.1"
	ctImageStorage       = "1.2.840.10008.5.1.4.1.1.2"
	crImageStorage       = "1.2.840.10008.5.1.4.1.1.1"
)

// uid makes the unique identifier of something named: 2.25 and a whole number
// (PS3.5 B.2), here from the name's hash instead of by chance.
func uid(name string) string {
	h := sha256.Sum256([]byte("medbundle sample " + name))
	h[6], h[8] = h[6]&0x0F|0x50, h[8]&0x3F|0x80
	return "2.25." + new(big.Int).SetBytes(h[:16]).String()
}

// element is one data element of a DICOM file: its tag, its value
// representation and its value, already of even length.
type element struct {
	tag   uint32
	vr    string
	value []byte
}

// dataset is a list of elements; encode sorts it.
type dataset []element

// text adds an element of characters; several values are separated by '\'.
func (d *dataset) text(tag uint32, vr, value string) {
	b := []byte(value)
	if len(b)%2 == 1 {
		pad := byte(' ')
		if vr == "UI" {
			pad = 0
		}
		b = append(b, pad)
	}
	*d = append(*d, element{tag, vr, b})
}

// short adds an element of one 16-bit number.
func (d *dataset) short(tag uint32, value int) {
	*d = append(*d, element{tag, "US", binary.LittleEndian.AppendUint16(nil, uint16(value))})
}

// words adds the pixels.
func (d *dataset) words(tag uint32, values []uint16) {
	b := make([]byte, 0, 2*len(values))
	for _, v := range values {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	*d = append(*d, element{tag, "OW", b})
}

// encode writes the elements as Explicit VR Little Endian (PS3.5 section 7.1.2).
func (d dataset) encode() []byte {
	slices.SortStableFunc(d, func(a, b element) int { return cmp.Compare(a.tag, b.tag) })
	var b []byte
	for _, e := range d {
		b = binary.LittleEndian.AppendUint16(b, uint16(e.tag>>16))
		b = binary.LittleEndian.AppendUint16(b, uint16(e.tag))
		b = append(b, e.vr...)
		if strings.Contains("OB OW SQ UN UT", e.vr) {
			b = append(b, 0, 0)
			b = binary.LittleEndian.AppendUint32(b, uint32(len(e.value)))
		} else {
			b = binary.LittleEndian.AppendUint16(b, uint16(len(e.value)))
		}
		b = append(b, e.value...)
	}
	return b
}

// dicomFile wraps a data set as a file (PS3.10 section 7.1).
func dicomFile(class, instance string, d dataset) []byte {
	meta := dataset{{0x00020001, "OB", []byte{0, 1}}}
	meta.text(0x00020002, "UI", class)
	meta.text(0x00020003, "UI", instance)
	meta.text(0x00020010, "UI", explicitLittleEndian)
	meta.text(0x00020012, "UI", uid("implementation"))
	meta.text(0x00020013, "SH", "MEDBUNDLE_DEMO")
	group := meta.encode()
	b := append(make([]byte, 128), "DICM"...)
	length := element{0x00020000, "UL", binary.LittleEndian.AppendUint32(nil, uint32(len(group)))}
	b = append(b, dataset{length}.encode()...)
	return append(append(b, group...), d.encode()...)
}

// study is one visit to the scanner, with its one series.
type study struct {
	name                    string // seeds the UIDs
	date, time              string
	number, accession       string
	seriesNumber            string
	description, series     string
	modality, body          string
	device, station, reader string
}

var (
	abdomenCT = study{
		name: "ct", date: "20261019", time: "091412", number: "70231", accession: "EX2026-70231", seriesNumber: "3",
		description: "CT ABDOMEN WITH CONTRAST", series: "ABDOMEN PV 7.5 AX", modality: "CT", body: "ABDOMEN",
		device: "Phantom 64", station: "EXCT02", reader: "TARN^OLWEN",
	}
	chestFilm = study{
		name: "chest", date: "20260319", time: "101533", number: "58117", accession: "EX2026-58117", seriesNumber: "1",
		description: "CHEST PA", series: "PA", modality: "CR", body: "CHEST",
		device: "Plate 10", station: "EXCR01", reader: "SEDGE^PETRA",
	}
)

// header is what every image of the study says about the patient, the study,
// the series and the machine (PS3.3 C.7.1 to C.7.5).
func (s study) header(class, instance string, number string) dataset {
	p := Patient()
	var d dataset
	for _, e := range []struct {
		tag       uint32
		vr, value string
	}{
		{0x00080005, "CS", "ISO_IR 100"}, {0x00080016, "UI", class}, {0x00080018, "UI", instance},
		{0x00080020, "DA", s.date}, {0x00080021, "DA", s.date}, {0x00080022, "DA", s.date}, {0x00080023, "DA", s.date},
		{0x00080030, "TM", s.time}, {0x00080031, "TM", s.time}, {0x00080032, "TM", s.time}, {0x00080033, "TM", s.time},
		{0x00080050, "SH", s.accession}, {0x00080060, "CS", s.modality}, {0x00080070, "LO", "Makebelieve Medical"},
		{0x00080080, "LO", hospital.Name}, {0x00080081, "ST", "400 Nowhere Road, Examplewood"},
		{0x00080090, "PN", "QUILL^AUGUST"}, {0x00081010, "SH", s.station}, {0x00081030, "LO", s.description},
		{0x0008103E, "LO", s.series}, {0x00081060, "PN", s.reader}, {0x00081090, "LO", s.device},
		{0x00100010, "PN", strings.ToUpper(p.Family + "^" + strings.ReplaceAll(p.Given, " ", "^"))},
		{0x00100020, "LO", p.IDs[0]}, {0x00100030, "DA", strings.ReplaceAll(p.BirthDate.String(), "-", "")},
		{0x00100040, "CS", p.Sex}, {0x00101010, "AS", "0" + s.age()},
		{0x00180015, "CS", s.body}, {0x00181020, "LO", "4.2"},
		{0x0020000D, "UI", uid(s.name + " study")}, {0x0020000E, "UI", uid(s.name + " series")},
		{0x00200010, "SH", s.number}, {0x00200011, "IS", s.seriesNumber}, {0x00200013, "IS", number},
		{0x00280301, "CS", "NO"},
	} {
		d.text(e.tag, e.vr, e.value)
	}
	return d
}

// age is the patient's age on the day of the study, as an AS value has it.
func (s study) age() string {
	if s.date[4:] < "0523" {
		return "61Y"
	}
	return "62Y"
}

// greyPixels adds the picture: 12 bits stored in 16 (PS3.3 C.7.6.3).
func (d *dataset) greyPixels(photometric string, w, h int, values []uint16) {
	d.short(0x00280002, 1)
	d.text(0x00280004, "CS", photometric)
	d.short(0x00280010, h)
	d.short(0x00280011, w)
	d.short(0x00280100, 16)
	d.short(0x00280101, 12)
	d.short(0x00280102, 11)
	d.short(0x00280103, 0)
	d.words(0x7FE00010, values)
}
