package dataset

import "encoding/binary"

// vr is a value representation (PS3.5 6.2) as its two letters.
type vr uint16

func vrOf(b []byte) vr { return vr(binary.BigEndian.Uint16(b)) }

func vrNamed(s string) vr { return vr(s[0])<<8 | vr(s[1]) }

// name is the two letters, or "" where there is no VR.
func (v vr) name() string {
	if v == 0 {
		return ""
	}
	return v.String()
}

func (v vr) String() string { return string([]byte{byte(v >> 8), byte(v)}) }

// vrWidth is the bytes of one number of a VR, 1 for bytes and text.
var vrWidth = func() map[vr]int {
	m := map[vr]int{}
	for width, names := range map[int]string{
		1: "AEASCSDADSDTISLOLTOBPNSHSQSTTMUCUIUNURUT", 2: "ATOWSSUS", 4: "FLOFOLSLUL", 8: "FDODOVSVUV",
	} {
		for i := 0; i < len(names); i += 2 {
			m[vrNamed(names[i:])] = width
		}
	}
	return m
}()

func (v vr) known() bool { return vrWidth[v] != 0 }

var (
	vrLong = vrSet("OBODOFOLOVOWSQSVUCUNURUTUV")
	vrText = vrSet("LOLTPNSHSTUCUT")
)

func vrSet(names string) map[vr]bool {
	m := map[vr]bool{}
	for i := 0; i < len(names); i += 2 {
		m[vrNamed(names[i:])] = true
	}
	return m
}

// long tells whether an explicit length has four bytes (PS3.5 7.1.2).
func (v vr) long() bool { return vrLong[v] }

// text tells whether Specific Character Set governs the value (PS3.5 6.1.2.3).
func (v vr) text() bool { return vrText[v] }

var vrOB, vrSQ, vrUN = vrNamed("OB"), vrNamed("SQ"), vrNamed("UN")
