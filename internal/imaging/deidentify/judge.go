package deidentify

import (
	"strings"

	"github.com/suyashkumar/dicom/pkg/tag"

	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// Rules is how a file is de-identified.
type Rules struct {
	Options
	Key Key
	// Person is the code that stands for the person's name and number.
	Person string
}

// action is what becomes of one element (PS3.15 E.1.1).
type action int

const (
	keep   action = iota
	remove        // X
	empty         // Z
	dummy         // D
	newUID        // U
	shift         // C of the modified dates option
)

const (
	vrSequence = "SQ"
	vrUnknown  = "UN"
)

// dictionaryVR is the VR of a standard attribute, "" for one that is not known.
func dictionaryVR(t uint32) string {
	info, err := tag.Find(tag.Tag{Group: uint16(t >> 16), Element: uint16(t)})
	if err != nil || len(info.VRs) == 0 {
		return ""
	}
	return info.VRs[0]
}

// judge says what becomes of an element. vr is the one that it is written in, ""
// in implicit VR; class is the SOP class of the file.
func (r *Rules) judge(t uint32, vr, class string) action {
	listed := dictionaryVR(t)
	if vr == "" || vr == vrUnknown {
		vr = listed
	}
	switch group := t >> 16; {
	case group%2 == 1, group < 8, t&0xFFFF == 0, t == tagLengthToEnd, group >= 0x5000 && group < 0x5100, group >= 0x6000 && group < 0x6100:
		return remove // private, commands and directories, lengths, curves, overlays
	case ourElements[t]:
		return remove // written anew
	case listed == "", listed == vrSequence && vr != vrSequence:
		return remove // what it holds cannot be judged
	}
	if row, ok := e11()[t]; ok {
		return r.listed(row, vr, class)
	}
	return r.unlisted(t, listed, vr)
}

func isDate(vr string) bool { return vr == "DA" || vr == "DT" }

// listed is the action for an attribute that the table names.
func (r *Rules) listed(row row, vr, class string) action {
	for _, k := range keeps {
		if r.Has(k.keep) && row.options[k.letter] == 'K' {
			return keep
		}
	}
	if r.Dates == DatesShifted && row.options['m'] == 'C' {
		switch {
		case isDate(vr):
			return shift
		case vr == "TM":
			return keep
		}
	}
	return resolve(row.basic, vr, class)
}

// resolve chooses among the actions of a compound code by what the standard asks
// of the attribute: a dummy is right for every type; dates of ordinary images are
// of type 2 or 3 and may be empty; the sequences are of type 3, or of type 2 where
// the code has a Z.
func resolve(basic, vr, class string) action {
	switch basic {
	case "X":
		return remove
	case "U":
		return newUID
	case "Z", "X/Z":
		return empty
	case "D":
		return dummy
	case "X/Z/U*":
		return keep // with the references inside it renewed
	}
	switch { // X/D, X/Z/D, Z/D
	case vr == vrSequence && basic == "X/D":
		return remove
	case vr == vrSequence:
		return empty
	case (isDate(vr) || vr == "TM") && ordinaryImages[strings.TrimPrefix(class, directory.Storage)]:
		return empty
	}
	return dummy
}

// ordinaryImages are the single-frame image classes below the root of storage
// classes in which no date is of type 1 (PS3.3 A.2 to A.8, A.21, A.26, A.27).
var ordinaryImages = map[string]bool{
	"1": true, "1.1": true, "1.1.1": true, "1.2": true, "1.2.1": true, "2": true, "4": true, "20": true, "128": true,
}

// unlisted is the action for a standard attribute that the table does not name.
// The table keeps it; names, dates and identifiers that it might have missed are
// treated as their like.
func (r *Rules) unlisted(t uint32, listed, vr string) action {
	switch {
	case listed == "PN" || vr == "PN" || listed == "AE" || vr == "AE" || listed == "UR" || vr == "UR":
		return empty
	case isDate(listed) || isDate(vr):
		switch r.Dates {
		case DatesKept:
			return keep
		case DatesShifted:
			return shift
		}
		return empty
	case listed == "UI" && !namesNoThing[t] && !r.Has(KeepUIDs):
		return newUID
	}
	return keep
}

// namesNoThing are attributes whose UIDs name classes, codes and devices' makes,
// not a thing of the person's.
var namesNoThing = map[uint32]bool{
	0x00080016: true, 0x0008001A: true, 0x0008001B: true, 0x00081150: true, 0x0008115A: true, 0x0008010C: true,
	0x00080117: true, 0x00080118: true, 0x0008010D: true, 0x00080062: true, 0x00020010: true, 0x00041510: true, 0x00041512: true,
}

const tagLengthToEnd = 0x00080001

// ourElements say what was done (PS3.15 E.1.1, steps 6 to 8).
var ourElements = map[uint32]bool{0x00120062: true, 0x00120063: true, 0x00120064: true, 0x00280303: true}
