package pixels_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
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

// dcmtkPicture draws a frame with dcmtk.
func dcmtkPicture(t *testing.T, path, syntax string, window bool, frame int) ([]byte, error) {
	out := filepath.Join(t.TempDir(), "out.pnm")
	args := []string{"-O", "+op", "+F", strconv.Itoa(frame + 1)}
	if window {
		args = append(args, "+Wi", "1")
	} else {
		args = append(args, "+Wm")
	}
	if strings.HasPrefix(syntax, "1.2.840.10008.1.2.4.9") {
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

// tally counts how the pictures of one transfer syntax compare with dcmtk's.
type tally struct{ frames, drawn, exact, near, far, alone int }

func (r *tally) add(worst int) {
	switch worst {
	case 0:
		r.exact++
	case 1:
		r.near++
	default:
		r.far++
	}
}

// differsByDesign are files that dcmtk draws otherwise, with the reason.
var differsByDesign = map[string]string{
	"rtdose_expb.dcm":        "32-bit big-endian pixels in OW: dcmtk swaps their halves",
	"rtdose_expb_1frame.dcm": "32-bit big-endian pixels in OW: dcmtk swaps their halves",
}

// notDrawn are files that hold no picture that anyone could draw.
var notDrawn = map[string]bool{
	"JPEG2000-embedded-sequence-delimiter.dcm": true, // a codestream of 3.7 thousand million columns
	"nested_priv_SQ.dcm":                       true, // no rows, no columns
}

// TestAgainstDCMTK draws the first and the last frame of every file of the shared
// data and compares with dcmtk: they may differ by one level, where dcmtk's
// arithmetic falls just short of a whole number.
func TestAgainstDCMTK(t *testing.T) {
	if _, err := exec.LookPath("dcmj2pnm"); err != nil {
		t.Skip("dcmtk is not installed")
	}
	table := map[string]*tally{}
	for _, path := range sharedFiles(t) {
		f, err := readDICOM(t, path)
		if err != nil {
			continue
		}
		row := table[f.attributes.TransferSyntax]
		if row == nil {
			row = &tally{}
			table[f.attributes.TransferSyntax] = row
		}
		compareFrame(t, f, path, 0, row)
		if last := f.attributes.Frames - 1; last > 0 {
			compareFrame(t, f, path, last, row)
		}
	}
	for _, uid := range slices.Sorted(maps.Keys(table)) {
		r := table[uid]
		t.Logf("%-24s frames %3d drawn %3d exact %3d within 1 %3d different %3d not by dcmtk %3d",
			uid, r.frames, r.drawn, r.exact, r.near, r.far, r.alone)
	}
}

func compareFrame(t *testing.T, f *dicomFile, path string, frame int, row *tally) {
	t.Helper()
	name := filepath.Base(path)
	row.frames++
	r, err := pixels.Frame(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, frame)
	if err != nil {
		if !notDrawn[name] {
			t.Errorf("%s, frame %d: %v", name, frame, err)
		}
		return
	}
	row.drawn++
	reference, err := dcmtkPicture(t, path, f.attributes.TransferSyntax, r.Windowed, frame)
	if err != nil {
		row.alone++
		return
	}
	worst, err := difference(r.Image, reference)
	if err != nil {
		t.Errorf("%s, frame %d: %v", name, frame, err)
		return
	}
	row.add(worst)
	if worst > 1 && differsByDesign[name] == "" {
		t.Errorf("%s, frame %d: differs by %d levels from dcmtk's picture", name, frame, worst)
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
