package preview

import (
	"bytes"
	"context"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging"
)

// TestCorpus draws the key images of real files. Set MEDBUNDLE_PREVIEWS to a folder
// to look at them.
func TestCorpus(t *testing.T) {
	const root = "../../../../shared/data"
	if _, err := os.Stat(root); err != nil {
		t.Skip("the shared data is not here")
	}
	for _, dir := range []string{"dicom-pydicom", "dicom-dicomparser", "case-breast/input/CD_StMary"} {
		t.Run(dir, func(t *testing.T) {
			drawn, failed := 0, 0
			for _, study := range imaging.Group(readAll(t, filepath.Join(root, dir))) {
				for i, k := range Choose(study, 6) {
					p, err := Draw(context.Background(), openFile, k, 320)
					if err != nil {
						failed++
						t.Logf("%v (%s)", err, k.Instance.TransferSyntax)
						continue
					}
					drawn++
					img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
					if err != nil || img.Bounds().Dx() != p.Width || img.Bounds().Dy() != p.Height || max(p.Width, p.Height) > 320 {
						t.Errorf("%s: %v, %v for %dx%d", k.Instance.Name, err, img.Bounds(), p.Width, p.Height)
					}
					if to := os.Getenv("MEDBUNDLE_PREVIEWS"); to != "" {
						name := strings.ReplaceAll(k.Instance.Name, "/", "_")
						t.Logf("%s: %s · %d mm, L=%s R=%s T=%s B=%s", name, p.Caption, p.WidthUM/1000, p.Left, p.Right, p.Top, p.Bottom)
						if err := os.WriteFile(filepath.Join(to, name+string(rune('a'+i))+".jpg"), p.JPEG, 0o600); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
			t.Logf("%d drawn, %d not", drawn, failed)
			if drawn == 0 {
				t.Error("nothing was drawn")
			}
		})
	}
}

func readAll(t *testing.T, root string) (ins []*imaging.Instance) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if in, err := imaging.Read(f, info.Size(), name); err == nil {
			in.Path = path
			ins = append(ins, in)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ins
}

func openFile(in *imaging.Instance) (File, error) { return os.Open(in.Path) }
