package sopclass

import "strings"

// root is that of the storage SOP classes.
const root = "1.2.840.10008.5.1.4.1.1."

// Class is what an instance of a SOP class is.
type Class struct {
	// Plain says it in plain words, in small letters: "radiotherapy plan"; Term is
	// the standard name without its "Storage": "RT Plan". Both are "" for a picture
	// that its modality names, and for a class that is not of the standard.
	Plain, Term string
}

// Of is the class of that UID.
func Of(uid string) Class {
	rest, known := strings.CutPrefix(uid, root)
	if !known {
		return Class{}
	}
	if c, ok := classes[rest]; ok {
		return c
	}
	family, _, _ := strings.Cut(rest, ".")
	return classes[family+"."]
}

// String is the plain word with the standard term beside it: "radiotherapy plan
// (RT Plan)"; "" where the class has none.
func (c Class) String() string {
	if c.Plain == "" {
		return ""
	}
	return c.Plain + " (" + c.Term + ")"
}

// Video tells whether the frames are stored as a film: by the class of a video
// image, or by a transfer syntax of MPEG-2, H.264, HEVC or SMPTE ST 2110 (PS3.5
// A.4.5 to A.4.10 and A.6).
func Video(uid, transferSyntax string) bool {
	if rest, ok := strings.CutPrefix(transferSyntax, "1.2.840.10008.1.2.4.10"); ok && rest != "" && !strings.HasPrefix(rest, ".") {
		return true // .100 to .108, and what of them may come in fragments (.100.1)
	}
	if strings.HasPrefix(transferSyntax, "1.2.840.10008.1.2.7.") {
		return true
	}
	return strings.HasPrefix(Of(uid).Plain, "video")
}
