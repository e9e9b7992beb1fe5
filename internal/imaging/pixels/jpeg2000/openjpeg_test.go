package jpeg2000_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000"
)

// phantom is a picture with edges, slopes and texture, in samples of so many bits.
func phantom(width, height, components, bits int) []int32 {
	out := make([]int32, 0, width*height*components)
	seed := uint32(1)
	for y := range height {
		for x := range width {
			for c := range components {
				seed = seed*1664525 + 1013904223
				dx, dy := x-width/2, y-height/2
				v := x*255/width + 7*c + int(seed>>29)
				if dx*dx+dy*dy < width*height/9 {
					v += 90 + (x*y)%13 - 40*c
				}
				out = append(out, int32(min(max(v, 0), 255))<<bits>>8)
			}
		}
	}
	return out
}

// rawBytes are samples as OpenJPEG's raw files hold them: planes of little-endian
// samples.
func rawBytes(samples []int32, components, bits int) []byte {
	var out []byte
	for c := range components {
		for i := c; i < len(samples); i += components {
			if bits <= 8 {
				out = append(out, byte(samples[i]))
			} else {
				out = binary.LittleEndian.AppendUint16(out, uint16(samples[i]))
			}
		}
	}
	return out
}

// TestAgainstOpenJPEG lets OpenJPEG encode with every option that changes what a
// decoder does, and decode again: both decoders must give the same samples, and
// the original where the coding is lossless.
func TestAgainstOpenJPEG(t *testing.T) {
	for _, tool := range []string{"opj_compress", "opj_decompress"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("OpenJPEG is not installed")
		}
	}
	for _, options := range []string{
		"", "-n 1", "-n 2", "-b 32,32", "-b 4,4", "-b 1024,4", "-b 4,1024",
		"-t 37,41", "-t 37,41 -n 3 -I", "-d 13,29", "-d 13,29 -t 50,50 -T 5,7", "-d 13,29 -t 50,50 -T 5,7 -I",
		"-c [64,64],[32,32],[16,16] -p RPCL", "-c [128,32] -p PCRL -t 60,60", "-c [32,64] -p CPRL -d 3,5",
		"-p LRCP -r 20,10,1", "-p RLCP -r 20,10,1", "-p RPCL -r 20,10,1", "-p PCRL -r 20,10,1", "-p CPRL -r 20,10,1",
		"-SOP", "-EPH", "-SOP -EPH -t 64,64",
		"-M 1", "-M 2", "-M 4", "-M 8", "-M 16", "-M 32", "-M 5", "-M 63", "-M 63 -I -r 8",
		"-I", "-I -r 10", "-I -r 40,20,5 -SOP", "-I -q 30,40,50", "-r 12", "-I -n 1", "-I -n 7", "-n 7",
		"-ROI c=0,U=9", "-I -ROI c=0,U=4", "-TP R -t 64,64", "-TP L -r 9,3,1", "-TP C",
		"-n 4 -POC T1=0,0,1,2,3,RLCP/T1=2,0,1,4,3,LRCP",
		"-n 4 -r 9,3,1 -POC T1=0,0,3,2,3,RLCP/T1=2,0,3,4,3,LRCP",
	} {
		for _, kind := range []struct{ components, bits int }{{1, 8}, {1, 12}, {1, 16}, {3, 8}} {
			name := fmt.Sprintf("%s_%dx%d", strings.ReplaceAll(options, " ", "_"), kind.components, kind.bits)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				againstOpenJPEG(t, strings.Fields(options), 117, 131, kind.components, kind.bits)
			})
		}
	}
	for _, size := range [][2]int{{1, 1}, {1, 7}, {7, 1}, {2, 2}, {3, 5}, {16, 64}, {65, 64}, {33, 31}} {
		for _, options := range []string{"-n 1", "-n 1 -I", "-n 2", "-n 2 -I", "-n 2 -d 1,1", "-n 2 -I -d 1,1", "-n 4 -d 3,1"} {
			t.Run(fmt.Sprintf("%v_%s", size, options), func(t *testing.T) {
				t.Parallel()
				againstOpenJPEG(t, strings.Fields(options), size[0], size[1], 1, 12)
			})
		}
	}
}

func againstOpenJPEG(t *testing.T, options []string, width, height, components, bits int) {
	dir := t.TempDir()
	in, coded, out := filepath.Join(dir, "in.raw"), filepath.Join(dir, "coded.j2k"), filepath.Join(dir, "out.raw")
	samples := phantom(width, height, components, bits)
	if err := os.WriteFile(in, rawBytes(samples, components, bits), 0o600); err != nil {
		t.Fatal(err)
	}
	arguments := append([]string{"-i", in, "-o", coded, "-F",
		fmt.Sprintf("%d,%d,%d,%d,u", width, height, components, bits)}, options...)
	if msg, err := exec.Command("opj_compress", arguments...).CombinedOutput(); err != nil {
		t.Skipf("OpenJPEG refuses this combination: %v\n%s", err, msg)
	}
	if msg, err := exec.Command("opj_decompress", "-i", coded, "-o", out).CombinedOutput(); err != nil {
		t.Skipf("OpenJPEG does not read what it wrote: %v\n%s", err, msg)
	}
	data, err := os.ReadFile(coded)
	if err != nil {
		t.Fatal(err)
	}
	reference, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg2000.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	h := img.Header
	if h.Width != width || h.Height != height || h.Components != components || h.Precision != bits {
		t.Fatalf("header %+v", h)
	}
	// OpenJPEG writes raw samples of more than eight bits in this machine's order.
	got := rawBytes(img.Samples, components, bits)
	if len(got) != len(reference) {
		t.Fatalf("%d bytes against %d", len(got), len(reference))
	}
	wrong := 0
	for i := range got {
		if got[i] != reference[i] {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d bytes differ from OpenJPEG's", wrong, len(got))
	}
}
