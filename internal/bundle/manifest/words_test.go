package manifest

import "testing"

func TestMediaInASentence(t *testing.T) {
	for want, m := range map[string]*Media{
		"": nil,
		"The scans keep to the DICOM media profile STD-GEN-DVD-J2K or STD-GEN-USB-J2K.": {Profiles: []string{"STD-GEN-DVD-J2K", "STD-GEN-USB-J2K"}},
		"No DICOM media profile covers all of the scans, whose encodings are those they came with: 3 files in RLE Lossless, 1 file in Implicit VR Little Endian. A system imports those that it can read.": {
			TransferSyntaxes: []TransferSyntax{{Title: "RLE Lossless", Files: 3}, {Title: "Implicit VR Little Endian", Files: 1}}},
	} {
		if got := m.Sentence(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
