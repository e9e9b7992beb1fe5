package sample

import "strconv"

const (
	ctSide   = 256
	ctSlices = 30
	// ctTop is the z of the first slice and ctStep the way to the next, in tenths of a millimetre.
	ctTop, ctStep = 1200, -75
)

// slice is one picture of the scan, in Hounsfield units.
type slice struct {
	hu     []int32
	cavity []int32 // how much of a pixel lies in the abdominal cavity, of 256
}

// paint lays a value over what the outline covers.
func (s *slice) paint(hu int, r ring) { s.cover(fillRings(r), hu, noGas, nil) }

func (s *slice) cover(m mask, hu, gasAbove int, within []int32) {
	level := mm(0, gasAbove).y / 64
	m.each(ctSide, ctSide, func(i, c int) {
		share, value := int32(min(c, 256)), int32(hu)
		if within != nil {
			share = min(share, within[i])
		}
		if i/ctSide < level {
			value = -940
		}
		s.hu[i] += (value - s.hu[i]) * share / 256
	})
}

// ctSlice draws one slice: table, body wall, cavity, organs, bones, noise.
func ctSlice(n int, organs []organ) []int32 {
	s := &slice{make([]int32, ctSide*ctSide), make([]int32, ctSide*ctSide)}
	for i := range s.hu {
		s.hu[i] = -1000
	}
	s.table()
	s.bodyWall(n)
	for _, o := range organs {
		if n >= o.first && n <= o.last {
			s.cover(fillRings(o.shape(n)), o.hu, o.gasAbove, s.cavity)
		}
	}
	s.spine(n)
	s.ribs(n)
	s.noise(n)
	return s.hu
}

func (s *slice) table() {
	arc := func(y, width, hu int) {
		s.paint(hu, tube(width, [2]int{-172, y - 26}, [2]int{-90, y - 7}, [2]int{0, y}, [2]int{90, y - 7}, [2]int{172, y - 26})(0))
	}
	arc(140, 20, -930)
	arc(131, 3, -180)
	arc(150, 3, -120)
}

// bodyWall draws skin, fat and muscle, and opens the cavity.
func (s *slice) bodyWall(n int) {
	wide := n * n / 60 // the hips are wider than the chest
	s.paint(-15, smooth(round(0, 2, 160+wide, 113), 6))
	s.paint(-105, smooth(round(0, 2, 158+wide, 111), 6))
	s.paint(58, smooth(lobe(0, 0, 148, 140, 117, 101, 117, 140, 148, 128, 104, 94, 104, 128), 6))
	m := fillRings(smooth(lobe(0, -8, 138, 124, 96, 74, 96, 124, 138, 116, 94, 82, 94, 116), 6))
	m.each(ctSide, ctSide, func(i, c int) { s.cavity[i] = int32(min(c, 256)) })
	s.cover(m, -98, noGas, nil)
	s.paint(-90, smooth(round(0, -91, 3, 4), 6))
	for _, side := range []int{-1, 1} {
		s.paint(-85, tube(2, [2]int{side * 20, 64}, [2]int{side * 46, 56}, [2]int{side * 76, 72})(n))
		s.paint(-85, tube(2, [2]int{side * 6, 74}, [2]int{side * 8, 88}, [2]int{side * 18, 98})(n))
	}
}

// spine draws a vertebra, or a disc in every fifth slice.
func (s *slice) spine(n int) {
	body := func(less int) ring {
		return smooth(lobe(0, 40, 23-less, 21-less, 17-less, 14-less, 17-less, 21-less, 23-less, 21-less, 18-less, 17-less, 18-less, 21-less), 6)
	}
	level := n % 5
	if level == 4 {
		s.paint(95, body(0))
	} else {
		s.paint(480, body(0))
		s.paint(175+level*8, body(2))
	}
	s.paint(430, smooth(round(0, 63, 16, 14), 6))
	for _, side := range []int{-1, 1} {
		if level == 1 || level == 2 {
			s.paint(400, tube(7, [2]int{side * 14, 58}, [2]int{side * 26, 60}, [2]int{side * 38, 64})(n))
		}
		s.paint(380, smooth(round(side*17, 66, 6, 6), 6))
	}
	if level > 0 && level < 4 {
		s.paint(400, tube(6, [2]int{0, 72}, [2]int{0, 84}, [2]int{0, 96})(n))
		s.paint(240, tube(2, [2]int{0, 76}, [2]int{0, 84}, [2]int{0, 94})(n))
	}
	s.paint(-40, smooth(round(0, 62, 11, 9), 6))
	s.paint(32, smooth(round(0, 62, 8, 7), 6))
}

// ribs draws the pieces of the ribs that this slice meets: further down, each
// rib is met further to the front.
func (s *slice) ribs(n int) {
	for rib := range 7 {
		angle, end := 24+(n+14-4*rib)*9, [7]int{128, 132, 136, 136, 130, 78, 58}[rib]
		if angle < 20 || angle > end {
			continue
		}
		for _, side := range []int{-1, 1} {
			place := func(a int) [2]int { return [2]int{side * 143 * sine(a) / 1024, 94 * cosine(a) / 1024} }
			s.paint(430, tube(8, place(angle-9), place(angle), place(angle+9))(n))
			s.paint(220, tube(4, place(angle-8), place(angle), place(angle+8))(n))
		}
	}
}

// noise adds the grain of a real scan: dependent from pixel to pixel.
func (s *slice) noise(n int) {
	g := make([]int32, ctSide*ctSide)
	for i := range g {
		g[i] = int32(grain(i%ctSide, i/ctSide, n)-128) * 16
	}
	boxBlur(g, ctSide, ctSide, 1)
	for i := range g {
		s.hu[i] += g[i] / 26
	}
}

// ctFiles draws the scan and writes each slice as a DICOM file.
func ctFiles() [][]byte {
	organs := abdomen()
	files := make([][]byte, ctSlices)
	for n := range files {
		files[n] = ctFile(n, ctSlice(n, organs))
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
	z := points(ctTop + ctStep*n)
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
	d.greyPixels("MONOCHROME2", ctSide, ctSide, stored)
	return dicomFile(ctImageStorage, instance, d)
}
