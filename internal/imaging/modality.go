package imaging

import "strings"

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
