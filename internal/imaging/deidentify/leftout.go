package deidentify

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// Why a file is left out: what it is, a semicolon, and why that is a reason.
const (
	BecauseUltrasound = "ultrasound picture; the name usually stands in the picture itself"
	BecauseCapture    = "picture of a screen, a film or a sheet of paper (secondary capture); the name may stand in the picture itself"
	BecausePhoto      = "photo or video (endoscopy, microscopy, photography); it may show the person, a label or a name"
	BecauseXrayFilm   = "X-ray film (angiography, fluoroscopy); it does not say that no writing is burned into it (BurnedInAnnotation)"
	BecauseBurnedIn   = "picture with writing in it; the file itself says so (BurnedInAnnotation)"
	BecauseOverlay    = "picture with drawings among its pixels (overlay); they may hold a name"
	BecauseText       = "report or note among the scans (SR, KO, PR); names in free text cannot be removed with certainty"
	BecauseDocument   = "document inside a scan file; names in it cannot be removed with certainty"
	BecauseUnknown    = "scan file of an unusual kind; it is not known where it may hold a name"
	BecauseDamaged    = "damaged scan file, or one not as the standard has it; what it holds cannot be judged with certainty"
)

// kinds are the storage SOP classes, below their root, that may go (""), that may
// go where they say that nothing is burned in, or that are left out. A key that
// ends in a point stands for a family. What is not listed is left out: an
// allow-list cannot be outgrown.
var kinds = map[string]string{
	"1": "", "1.1": "", "1.1.1": "", "1.2": "", "1.2.1": "", "1.3": "", "1.3.1": "",
	"2": "", "2.1": "", "2.2": "", "4": "", "4.1": "", "4.2": "", "4.3": "", "4.4": "",
	"13.1.1": "", "13.1.2": "", "13.1.3": "", "13.1.4": "", "13.1.5": "",
	"5": "", "20": "", "128": "", "128.1": "", "130": "", "30": "",
	"66.1": "", "66.3": "", "66.4": "", "66.5": "", "66.7": "",
	"9.1.1": "", "9.1.2": "", "9.1.3": "",
	"481.2": "", "481.3": "", "481.5": "", "481.8": "", "481.4": "", "481.6": "", "481.7": "", "481.9": "",
	"12.": BecauseXrayFilm, "481.1": BecauseXrayFilm,
	"3.": BecauseUltrasound, "6.": BecauseUltrasound,
	"7": BecauseCapture, "7.": BecauseCapture,
	"77.": BecausePhoto,
	"88.": BecauseText, "11.": BecauseText,
	"104.": BecauseDocument,
}

// modalities are those whose pictures are left out whatever class they are filed
// under (PS3.3 C.7.3.1.1.1).
var modalities = map[string]string{
	"US": BecauseUltrasound, "IVUS": BecauseUltrasound, "BDUS": BecauseUltrasound,
	"OT": BecauseCapture, "SC": BecauseCapture, "DG": BecauseCapture, "HC": BecauseCapture, "SCN": BecauseCapture,
	"ES": BecausePhoto, "XC": BecausePhoto, "GM": BecausePhoto, "SM": BecausePhoto, "OP": BecausePhoto, "OPT": BecausePhoto,
	"SR": BecauseText, "KO": BecauseText, "PR": BecauseText, "DOC": BecauseDocument,
}

// captures are words of an image type (0008,0008) by which machines mark what
// they took from a screen.
var captures = []string{"SCREEN", "CAPTURE", "REPORT", "DOSE_INFO", "DOSE INFO", "PROTOCOL", " PROT", "POSDISP", "TEXT"}

// LeftOut says why the file may not go where a name must not: "" where it may.
// Its header says so; nobody has looked at its pixels.
func (f *File) LeftOut() string { return f.survey.leftOut() }

func (v *survey) leftOut() string {
	rest, storage := strings.CutPrefix(v.class, directory.Storage)
	family, _, _ := strings.Cut(rest, ".")
	why, known := kinds[rest]
	if !known {
		why, known = kinds[family+"."]
	}
	if !storage || !known {
		return BecauseUnknown
	}
	if why == BecauseXrayFilm && v.burnedIn == "NO" {
		why = ""
	}
	if why == "" {
		why = modalities[v.modality]
	}
	switch {
	case why != "":
		return why
	case v.burnedIn != "" && v.burnedIn != "NO":
		return BecauseBurnedIn
	case v.conversion != "" && v.conversion != "DI": // but what came over a digital interface
		return BecauseCapture
	case slices.ContainsFunc(v.imageType, isCapture):
		return BecauseCapture
	case v.overlayInPixels:
		return BecauseOverlay
	}
	return ""
}

func isCapture(word string) bool {
	word = strings.ToUpper(word)
	return slices.ContainsFunc(captures, func(c string) bool { return strings.Contains(word, c) })
}
