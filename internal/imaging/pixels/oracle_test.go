package pixels_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// shared holds real files; it stands beside a developer's checkout and nowhere
// else.
const shared = "../../../../shared/data"

func sharedFiles(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, dir := range []string{"dicom-pydicom", "dicom-dicomparser", "case-breast/input/CD_StMary/DICOM"} {
		_ = filepath.WalkDir(filepath.Join(shared, dir), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				paths = append(paths, path)
			}
			return nil
		})
	}
	if len(paths) == 0 {
		t.Skip("no shared data here")
	}
	return paths
}

// pnm reads a binary PGM or PPM of eight bits.
func pnm(b []byte) (width, height, channels int, pix []byte, err error) {
	var magic string
	var top int
	r := bytes.NewReader(b)
	if _, err = fmt.Fscanf(r, "%s\n", &magic); err != nil {
		return
	}
	if rest := b[len(b)-r.Len():]; len(rest) > 0 && rest[0] == '#' {
		r.Seek(int64(bytes.IndexByte(rest, '\n')+1), 1)
	}
	if _, err = fmt.Fscanf(r, "%d %d\n%d\n", &width, &height, &top); err != nil {
		return
	}
	channels = map[string]int{"P5": 1, "P6": 3}[magic]
	pix = b[len(b)-r.Len():]
	if channels == 0 || top != 255 || len(pix) < width*height*channels {
		err = errors.New("not the picture that was asked for: " + magic)
	}
	return
}

// gdcmRaw is a file without the JPEG 2000 that dcmtk cannot undo.
func gdcmRaw(t *testing.T, path string) string {
	out := filepath.Join(t.TempDir(), "raw.dcm")
	if exec.Command("gdcmconv", "--raw", path, out).Run() != nil {
		return path
	}
	return out
}

// dcmtkPicture draws the first frame with dcmtk.
func dcmtkPicture(t *testing.T, path, syntax string, window bool) ([]byte, error) {
	out := filepath.Join(t.TempDir(), "out.pnm")
	args := []string{"-O", "+op", "+F", "1"}
	if window {
		args = append(args, "+Wi", "1")
	} else {
		args = append(args, "+Wm")
	}
	if syntax := strings.TrimSuffix(syntax, " "); strings.HasPrefix(syntax, "1.2.840.10008.1.2.4.9") {
		path = gdcmRaw(t, path)
	}
	for _, tool := range []string{"dcmj2pnm", "dcml2pnm"} {
		cmd := exec.Command(tool, append(slices.Clone(args), path, out)...)
		if cmd.Run() == nil {
			if b, err := os.ReadFile(out); err == nil {
				return b, nil
			}
		}
	}
	return nil, errors.New("dcmtk cannot draw it")
}

// difference is the greatest difference of two pictures' levels.
func difference(img image.Image, b []byte) (int, error) {
	width, height, channels, pix, err := pnm(b)
	if err != nil {
		return 0, err
	}
	if img.Bounds().Dx() != width || img.Bounds().Dy() != height {
		return 0, fmt.Errorf("%v against %d × %d", img.Bounds(), width, height)
	}
	worst := 0
	for i := range width * height {
		r, g, bl, _ := img.At(i%width, i/width).RGBA()
		for c, v := range []uint32{r, g, bl} {
			d := int(v>>8) - int(pix[i*channels+c%channels])
			worst = max(worst, d, -d)
		}
	}
	return worst, nil
}

// TestAgainstDCMTK draws every file of the shared data and compares with dcmtk;
// a file that both draw may differ by rounding only.
func TestAgainstDCMTK(t *testing.T) {
	if _, err := exec.LookPath("dcmj2pnm"); err != nil {
		t.Skip("dcmtk is not installed")
	}
	type tally struct{ files, drawn, exact, near, far, alone int }
	table := map[string]*tally{}
	for _, path := range sharedFiles(t) {
		f, err := readDICOM(t, path)
		if err != nil {
			continue
		}
		name := strings.TrimPrefix(path, shared)
		row := table[f.attributes.TransferSyntax]
		if row == nil {
			row = &tally{}
			table[f.attributes.TransferSyntax] = row
		}
		row.files++
		r, err := pixels.Frame(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, 0)
		window := err == nil && r.Windowed || len(f.attributes.WindowCenter) > 0
		reference, missing := dcmtkPicture(t, path, f.attributes.TransferSyntax, window)
		switch {
		case err != nil && missing != nil:
			t.Logf("neither draws %s: %v", name, err)
			continue
		case err != nil:
			t.Logf("dcmtk alone draws %s: %v", name, err)
			continue
		}
		row.drawn++
		if missing != nil {
			row.alone++
			continue
		}
		worst, err := difference(r.Image, reference)
		switch {
		case err != nil || worst > 1:
			row.far++
			t.Logf("%s: differs by %d, %v (%s)", name, worst, err, f.attributes.Photometric)
		case worst == 0:
			row.exact++
		default:
			t.Logf("%s: differs by 1 (%s, windowed %v)", name, f.attributes.Photometric, r.Windowed)
			row.near++
		}
	}
	uids := make([]string, 0, len(table))
	for uid := range table {
		uids = append(uids, uid)
	}
	slices.Sort(uids)
	for _, uid := range uids {
		r := table[uid]
		t.Logf("%-26s files %3d drawn %3d exact %3d within 1 %3d different %3d not by dcmtk %3d",
			uid, r.files, r.drawn, r.exact, r.near, r.far, r.alone)
	}
}

// rgb is a picture as bytes, three to a pixel.
func rgb(img image.Image) (out []byte) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			out = append(out, byte(r>>8), byte(g>>8), byte(b>>8))
		}
	}
	return out
}
