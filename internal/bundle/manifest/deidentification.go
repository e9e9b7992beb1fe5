package manifest

// Profile is the profile of de-identification that is followed (PS3.15 E.2).
const Profile = "Basic Application Level Confidentiality Profile (DICOM PS3.15 E.2)"

// Deidentification is how the name was taken out of a bundle.
type Deidentification struct {
	Profile string `json:"profile"`
	// Person is the code that stands for the person's name and number.
	Person string `json:"person"`
	// Dates is what became of the dates of examinations: "remove", "shift", "keep".
	Dates string `json:"dates"`
	// Kept are the options to retain that were chosen.
	Kept []string `json:"kept"`
	// Codes are the methods as every instance names them (PS3.16 CID 7050).
	Codes []string `json:"codes"`
}
