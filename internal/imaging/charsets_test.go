package imaging

import (
	"path/filepath"
	"testing"
)

// TestCharsetFiles reads the names in files of every character set. What they are
// is told by the list beside the files, by dcmdump +U8 and, for those that it cannot
// convert, by annexes H to K of PS3.5.
func TestCharsetFiles(t *testing.T) {
	names := map[string]string{
		"chrArab.dcm": "قباني^لنزار", "chrFren.dcm": "Buc^Jérôme", "chrFrenMulti.dcm": "Buc^Jérôme", "chrGerm.dcm": "Äneas^Rüdiger",
		"chrGreek.dcm": "Διονυσιος", "chrH31.dcm": "Yamada^Tarou=山田^太郎=やまだ^たろう", "chrH32.dcm": "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
		"chrHbrw.dcm": "שרון^דבורה", "chrI2.dcm": "Hong^Gildong=洪^吉洞=홍^길동", "chrJapMulti.dcm": "やまだ^たろう",
		"chrJapMultiExplicitIR6.dcm": "やまだ^たろう", "chrKoreanMulti.dcm": "김희중", "chrRuss.dcm": "Люкceмбypг",
		"chrX1.dcm": "Wang^XiaoDong=王^小東=", "chrX2.dcm": "Wang^XiaoDong=王^小东=", "chrSQEncoding.dcm": "", "chrSQEncoding1.dcm": "",
	}
	seen := 0
	for _, path := range corpus(t, "dicom-pydicom/charset_files") {
		name := filepath.Base(path)
		want, listed := names[name]
		if filepath.Ext(path) != ".dcm" {
			continue
		}
		in, err := readFile(t, path)
		if err != nil || !listed || in.PatientName != want {
			t.Errorf("%s: %v, want %q (%v)", name, in, want, err)
			continue
		}
		seen++
	}
	if seen != len(names) {
		t.Errorf("%d files were read, %d are listed", seen, len(names))
	}
}
