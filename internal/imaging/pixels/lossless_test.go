package pixels_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// undo is how another program undoes a coding that is exact, by transfer syntax. JPEG-LS
// near-lossless is no copy of the picture, but what it decodes to is settled.
var undo = map[string][]string{
	"1.2.840.10008.1.2.5":    {"dcmdrle"},
	"1.2.840.10008.1.2.4.57": {"dcmdjpeg", "+cn"},
	"1.2.840.10008.1.2.4.70": {"dcmdjpeg", "+cn"},
	"1.2.840.10008.1.2.4.80": {"dcmdjpls"},
	"1.2.840.10008.1.2.4.81": {"dcmdjpls"},
	"1.2.840.10008.1.2.4.90": {"gdcmconv", "--raw"},
}

// TestLosslessSamples decodes every frame of the real files in exact codings, and
// holds every sample against what dcmtk or GDCM decodes.
func TestLosslessSamples(t *testing.T) {
	for _, tool := range []string{"dcmdjpeg", "gdcmconv"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("dcmtk or GDCM is not installed")
		}
	}
	files, frames := map[string]int{}, map[string]int{}
	for _, path := range sharedFiles(t) {
		f, err := readDICOM(t, path)
		if err != nil {
			continue
		}
		syntax := f.attributes.TransferSyntax
		command, exact := undo[syntax]
		if !exact {
			continue
		}
		plain := undone(t, command, path)
		if plain == nil {
			t.Errorf("%s: %s does not decode it", filepath.Base(path), command[0])
			continue
		}
		files[syntax]++
		for frame := range max(f.attributes.Frames, 1) {
			frames[syntax]++
			sameSamples(t, filepath.Base(path), frame, f, plain)
		}
	}
	for syntax, n := range files {
		t.Logf("%s: %d files, %d frames, against %s", syntax, n, frames[syntax], undo[syntax][0])
	}
}

// undone is the file without its coding; nil where the program refuses it.
func undone(t *testing.T, command []string, path string) *dicomFile {
	t.Helper()
	out := filepath.Join(t.TempDir(), "plain.dcm")
	for _, c := range [][]string{command, {"gdcmconv", "--raw"}} {
		_ = os.Remove(out)
		if exec.Command(c[0], append(slices.Clone(c[1:]), path, out)...).Run() != nil {
			continue
		}
		if f, err := readDICOM(t, out); err == nil {
			return f
		}
	}
	return nil
}

func sameSamples(t *testing.T, name string, frame int, coded, plain *dicomFile) {
	t.Helper()
	var got [2][]int32
	for i, f := range []*dicomFile{coded, plain} {
		raw, err := pixels.Samples(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, frame)
		if err != nil {
			t.Errorf("%s, frame %d: %v", name, frame, err)
			return
		}
		got[i] = raw.Samples
	}
	if !slices.Equal(got[0], got[1]) {
		different := 0
		for i := range min(len(got[0]), len(got[1])) {
			if got[0][i] != got[1][i] {
				different++
			}
		}
		t.Errorf("%s, frame %d: %d of %d samples differ", name, frame, different, len(got[0]))
	}
}
