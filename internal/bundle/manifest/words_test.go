package manifest

import "testing"

func TestMediaInASentence(t *testing.T) {
	for want, m := range map[string]*Media{
		"": nil,
		"The scans keep to the DICOM media profile STD-GEN-DVD-J2K or STD-GEN-USB-J2K.": {Profiles: []string{"STD-GEN-DVD-J2K", "STD-GEN-USB-J2K"}},
		"The scans are as they were received and keep to no single DICOM media profile: 3 files in RLE Lossless, 1 file in Implicit VR Little Endian. Most systems import them all the same.": {
			TransferSyntaxes: []TransferSyntax{{Title: "RLE Lossless", Files: 3}, {Title: "Implicit VR Little Endian", Files: 1}}},
	} {
		if got := m.Sentence(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
