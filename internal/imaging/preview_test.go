package imaging

import (
	"bytes"
	"context"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPreviewOfCorpus draws the middle picture of every series of real files.
// Set MEDBUNDLE_PREVIEWS to a folder to look at them.
func TestPreviewOfCorpus(t *testing.T) {
	var ins []*Instance
	for _, path := range corpus(t, "dicom-pydicom", "dicom-dicomparser", "case-breast/input/CD_StMary") {
		if in, err := readFile(t, path); err == nil {
			ins = append(ins, in)
		}
	}
	drawn, failed := 0, 0
	for _, in := range ins {
		for _, k := range KeyImages(&Series{Instances: []*Instance{in}}, 1) {
			f, err := os.Open(in.Path)
			if err != nil {
				t.Fatal(err)
			}
			p, err := Preview(context.Background(), f, k, 320)
			f.Close()
			if err != nil {
				failed++
				t.Logf("%v (%s)", err, in.TransferSyntax)
				continue
			}
			drawn++
			img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
			if err != nil || img.Bounds().Dx() != p.Width || img.Bounds().Dy() != p.Height || max(p.Width, p.Height) > 320 {
				t.Errorf("%s: %v, %v for %dx%d", in.Name, err, img.Bounds(), p.Width, p.Height)
			}
			if dir := os.Getenv("MEDBUNDLE_PREVIEWS"); dir != "" {
				t.Logf("%s: %s L=%s R=%s T=%s B=%s", in.Name, p.Window, p.Left, p.Right, p.Top, p.Bottom)
				os.WriteFile(filepath.Join(dir, strings.ReplaceAll(in.Name, "/", "_")+".jpg"), p.JPEG, 0o600)
			}
		}
	}
	t.Logf("%d drawn, %d not", drawn, failed)
}
