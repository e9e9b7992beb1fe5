package sample

import (
	"strconv"

	"github.com/medbundle/medbundle/internal/sample/paper"
	"github.com/medbundle/medbundle/internal/sample/phantom"
)

// ctFiles writes each slice of the scan as a DICOM file.
func ctFiles() [][]byte {
	slices := phantom.Abdomen()
	files := make([][]byte, len(slices))
	for n, hu := range slices {
		files[n] = ctFile(n, hu)
	}
	return files
}

// ctFile is one slice as a CT Image (PS3.3 A.3).
func ctFile(n int, hu []int32) []byte {
	stored := make([]uint16, len(hu))
	for i, v := range hu {
		stored[i] = uint16(min(max(v+1024, 0), 4095))
	}
	number := strconv.Itoa(n + 1)
	instance := uid("ct image " + number)
	d := abdomenCT.header(ctImageStorage, instance, number)
	z := paper.Points(1200 - 75*n) // 7.5 mm further down each time
	for _, e := range []struct {
		tag       uint32
		vr, value string
	}{
		{0x00080008, "CS", `ORIGINAL\PRIMARY\AXIAL`}, {0x00180010, "LO", "Iodinated contrast, made up"},
		{0x00180050, "DS", "7.5"}, {0x00180060, "DS", "120"}, {0x00180090, "DS", "500"},
		{0x00181030, "LO", "Abdomen portal venous"}, {0x00181041, "DS", "90"}, {0x00181100, "DS", "360"},
		{0x00181120, "DS", "0"}, {0x00181130, "DS", "150"}, {0x00181150, "IS", "500"}, {0x00181151, "IS", "210"},
		{0x00181152, "IS", "105"}, {0x00181210, "SH", "B30"}, {0x00185100, "CS", "HFS"},
		{0x00200012, "IS", "1"}, {0x00200032, "DS", `-179.296875\-179.296875\` + z},
		{0x00200037, "DS", `1\0\0\0\1\0`}, {0x00200052, "UI", uid("ct frame")}, {0x00201040, "LO", ""},
		{0x00201041, "DS", z}, {0x00280030, "DS", `1.40625\1.40625`},
		{0x00281050, "DS", "40"}, {0x00281051, "DS", "400"}, {0x00281052, "DS", "-1024"},
		{0x00281053, "DS", "1"}, {0x00281054, "LO", "HU"},
	} {
		d.text(e.tag, e.vr, e.value)
	}
	d.greyPixels("MONOCHROME2", phantom.Side, phantom.Side, stored)
	return dicomFile(ctImageStorage, instance, d)
}

// chestFile is the radiograph as a Computed Radiography Image (PS3.3 A.2), in
// which, as on film, the smallest value is white (MONOCHROME1).
func chestFile() ([]byte, error) {
	s, err := phantom.Chest()
	if err != nil {
		return nil, err
	}
	stored := make([]uint16, len(s))
	for i, v := range s {
		stored[i] = uint16(min(max(3300-v, 0), 4095))
	}
	instance := uid("chest image 1")
	d := chestFilm.header(crImageStorage, instance, "1")
	for _, e := range []struct {
		tag       uint32
		vr, value string
	}{
		{0x00080008, "CS", `ORIGINAL\PRIMARY`}, {0x00180060, "DS", "120"}, {0x00181150, "IS", "12"},
		{0x00181152, "IS", "3"}, {0x00181164, "DS", `0.7\0.7`}, {0x00185101, "CS", "PA"},
		{0x00200020, "CS", `L\F`},
		{0x00280030, "DS", `0.7\0.7`}, {0x00281050, "DS", "2100"}, {0x00281051, "DS", "2200"},
	} {
		d.text(e.tag, e.vr, e.value)
	}
	d.greyPixels("MONOCHROME1", phantom.ChestWide, phantom.ChestHigh, stored)
	return dicomFile(crImageStorage, instance, d), nil
}
