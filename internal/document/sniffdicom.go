package document

import (
	"bytes"
	"encoding/binary"
)

// dicom tells a DICOM file by its prefix (PS3.10, 7.1), or, where an old system
// left preamble and prefix out, by a first data element of group 0002 or 0008
// that is well formed.
func dicom(head []byte) string {
	if len(head) >= 132 && string(head[128:132]) == "DICM" {
		return mediaDICOM
	}
	if len(head) < 16 {
		return ""
	}
	if wellFormed(head, binary.LittleEndian) || wellFormed(head, binary.BigEndian) {
		return mediaDICOM
	}
	return ""
}

var firstVRs = [][]byte{[]byte("UL"), []byte("CS"), []byte("UI"), []byte("DA"), []byte("TM"), []byte("OB")}

// wellFormed tells whether head begins with an element that can be the first of
// a data set: its group, a plausible VR or length, and a value within bounds.
func wellFormed(head []byte, o binary.ByteOrder) bool {
	group, element := o.Uint16(head), o.Uint16(head[2:])
	if group != 0x0002 && group != 0x0008 || element > 0x0018 {
		return false
	}
	for _, vr := range firstVRs {
		if bytes.Equal(head[4:6], vr) {
			return o.Uint16(head[6:]) <= 256
		}
	}
	// Implicit VR: length, value, then the next element of the same group.
	n := o.Uint32(head[4:])
	if n == 0 || n > 256 || n%2 != 0 || len(head) < int(n)+12 {
		return false
	}
	next := head[8+n:]
	return o.Uint16(next) == group && o.Uint16(next[2:]) > element
}
