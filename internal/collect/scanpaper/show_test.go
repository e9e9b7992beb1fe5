package scanpaper

import (
	"os"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging"
)

func TestShow(t *testing.T) {
	for _, n := range []string{"dicom-pydicom/test_files/reportsi.dcm", "dicom-pydicom/test_files/test-SR.dcm", "dicom-pydicom/test_files/reportsi_with_empty_number_tags.dcm", "dicom-dicomparser/deflate/report_dfl"} {
		f, err := os.Open("/work/shared/data/" + n)
		if err != nil {
			t.Skip()
		}
		st, _ := f.Stat()
		in, err := imaging.Read(f, st.Size(), n)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Report(f, in, Places{})
		if err != nil {
			t.Error(err)
			continue
		}
		t.Logf("%s %q kind %q author %q facility %q date %v codes %v\n%s", n, doc.Title, doc.Kind, doc.Author, doc.Facility, doc.Date, doc.Codes, doc.Pages[0])
	}
}
