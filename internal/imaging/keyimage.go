package imaging

import "strings"

// KeyImage is one picture of a series, chosen to stand for it.
type KeyImage struct {
	Instance *Instance
	Frame    int // from 0
	// Position counts the pictures of the series from 1; Of is their number.
	Position, Of int
}

// KeyImages chooses at most max pictures of a series, evenly spaced so that the
// first and the last are half a step from the ends; one picture is the middle
// one. None where the series holds no pictures.
func KeyImages(s *Series, max int) []KeyImage {
	total := s.pictures()
	n := min(max, total)
	var out []KeyImage
	for i := range n {
		k := s.picture((2*i+1)*total/(2*n), total)
		out = append(out, k)
	}
	return out
}

// picture is the picture at index, counted through all frames of all instances.
func (s *Series) picture(index, total int) KeyImage {
	frame := index
	for _, in := range s.Instances {
		n := in.pictures()
		if frame < n {
			return KeyImage{Instance: in, Frame: frame, Position: index + 1, Of: total}
		}
		frame -= n
	}
	return KeyImage{}
}

// modalityTitles are plain words for the modalities (PS3.3 C.7.3.1.1.1).
var modalityTitles = map[string]string{
	"AU": "Sound recording", "BI": "Biomagnetic imaging", "BMD": "Bone density scan", "CR": "X-ray", "CT": "CT scan",
	"DOC": "Document", "DX": "X-ray", "ECG": "Heart tracing (ECG)", "EEG": "Brain tracing (EEG)", "EPS": "Heart rhythm study",
	"ES": "Endoscopy", "GM": "Microscopy", "HD": "Heart pressure recording", "IO": "Dental X-ray", "IVUS": "Ultrasound inside a vessel",
	"KO": "Key images", "MG": "Mammogram", "MR": "MRI scan", "NM": "Nuclear medicine scan", "OP": "Eye photograph",
	"OPT": "Eye scan (OCT)", "OT": "Other images", "PR": "Saved view", "PT": "PET scan", "PX": "Panoramic dental X-ray",
	"REG": "Image alignment", "RF": "Moving X-ray", "RG": "X-ray", "RTDOSE": "Radiotherapy dose", "RTIMAGE": "Radiotherapy image",
	"RTPLAN": "Radiotherapy plan", "RTRECORD": "Radiotherapy record", "RTSTRUCT": "Radiotherapy contours", "SC": "Screen capture",
	"SEG": "Outlined regions", "SM": "Microscope slide", "SR": "Structured report", "US": "Ultrasound",
	"XA": "Angiogram", "XC": "Photograph",
}

// ModalityTitle names a modality in plain words: "CT scan". A code that is not
// listed is returned as it is.
func ModalityTitle(code string) string {
	if t, ok := modalityTitles[code]; ok {
		return t
	}
	return code
}

// ModalityWords name a modality in plain words, with the code beside them: "CT scan
// (CT)". A code that is not listed is returned as it is.
func ModalityWords(code string) string {
	title, beside := ModalityTitle(code), " ("+code+")"
	if title == code || strings.HasSuffix(title, beside) { // "Heart tracing (ECG)"
		return title
	}
	return title + beside
}
