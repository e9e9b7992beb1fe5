package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// trap is a crafted scan file in pieces.
type trap struct{ b []byte }

func newTrap(syntax string) *trap {
	return &trap{dataset.Meta("1.2.840.10008.5.1.4.1.1.2", "1.2.3.4.5", syntax, "1.2.3", "TRAP")}
}

// add adds an element in Explicit VR Little Endian.
func (t *trap) add(tag uint32, vr string, value []byte) *trap {
	if len(value)%2 == 1 {
		value = append(value[:len(value):len(value)], 0)
	}
	return t.declare(tag, vr, uint32(len(value)), value)
}

// declare adds an element whose length is not that of its value.
func (t *trap) declare(tag uint32, vr string, length uint32, value []byte) *trap {
	t.b = binary.LittleEndian.AppendUint16(t.b, uint16(tag>>16))
	t.b = binary.LittleEndian.AppendUint16(t.b, uint16(tag))
	if t.b = append(t.b, vr...); slices.Contains([]string{"OB", "OW", "SQ", "UN", "UT"}, vr) {
		t.b = binary.LittleEndian.AppendUint32(append(t.b, 0, 0), length)
	} else {
		t.b = binary.LittleEndian.AppendUint16(t.b, uint16(length))
	}
	t.b = append(t.b, value...)
	return t
}

func (t *trap) text(tag uint32, vr, value string) *trap { return t.add(tag, vr, []byte(value)) }

func (t *trap) number(tag uint32, n int) *trap {
	return t.add(tag, "US", binary.LittleEndian.AppendUint16(nil, uint16(n)))
}

// picture adds the header of a grey picture; more adds elements that belong before
// its bits.
func (t *trap) picture(rows, columns, bits int, frames string, more func(*trap)) *trap {
	t.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2").text(0x00080018, "UI", "1.2.3.4.5").text(0x00080060, "CS", "CT").
		text(0x00100010, "PN", "TRAP^A").text(0x0020000D, "UI", "1.2.3.4").text(0x0020000E, "UI", "1.2.3.4.1").text(0x00200013, "IS", "1").
		number(0x00280002, 1).text(0x00280004, "CS", "MONOCHROME2")
	if frames != "" {
		t.text(0x00280008, "IS", frames)
	}
	t.number(0x00280010, rows).number(0x00280011, columns)
	if more != nil {
		more(t)
	}
	return t.number(0x00280100, bits).number(0x00280101, bits).number(0x00280102, bits-1).number(0x00280103, 0)
}

// pixels adds pixel data as they are, fragments encapsulated ones.
func (t *trap) pixels(value []byte) []byte { return t.add(0x7FE00010, "OW", value).b }

func (t *trap) fragments(offsets []byte, parts ...[]byte) []byte {
	t.declare(0x7FE00010, "OB", 0xFFFFFFFF, nil)
	for _, p := range append([][]byte{offsets}, parts...) {
		if len(p)%2 == 1 {
			p = append(p[:len(p):len(p)], 0)
		}
		t.b = append(t.b, 0xFE, 0xFF, 0, 0xE0)
		t.b = append(binary.LittleEndian.AppendUint32(t.b, uint32(len(p))), p...)
	}
	return append(t.b, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0)
}

// words are 32-bit numbers.
func words(n ...uint32) (b []byte) {
	for _, x := range n {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

// deflatedZeros packs n zeros.
func deflatedZeros(n int) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	zeros := make([]byte, 1<<20)
	for ; n > 0; n -= len(zeros) {
		w.Write(zeros[:min(n, len(zeros))])
	}
	w.Close()
	return b.Bytes()
}

// flatRLE packs a picture of zeros: per segment a run of 128 in two bytes.
func flatRLE(pixels int) []byte {
	segment := bytes.Repeat([]byte{0x81, 0}, (pixels+127)/128)
	head := words(2, 64, uint32(64+len(segment)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	return slices.Concat(head, segment, segment)
}

const (
	syntaxExplicit = "1.2.840.10008.1.2.1"
	syntaxRLE      = "1.2.840.10008.1.2.5"
	syntaxJ2K      = "1.2.840.10008.1.2.4.90"
	syntaxHTJ2K    = "1.2.840.10008.1.2.4.201"
	syntaxFrame    = "1.2.840.10008.1.2.8.1"
)

// traps are crafted after what kills or fools programs that draw scans; the header's
// own are in internal/imaging/dataset.
func traps() map[string][]byte {
	siz := append([]byte{0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0}, bytes.Repeat([]byte{0, 0, 0xEA, 0x60}, 8)...)
	siz = append(siz, 0, 1, 15, 1, 1, 0, 0, 0, 0)
	frameHead := []byte{0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 16, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0}
	nested := newTrap(syntaxExplicit).text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.88.11").text(0x00080018, "UI", "1.2.3.4.5").b
	nested = append(nested, bytes.Repeat([]byte{0x40, 0, 0x30, 0xA7, 'S', 'Q', 0, 0, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255}, 200_000)...)
	out := map[string][]byte{
		"a report nested without end":         nested,
		"65535 square and no pixels":          newTrap(syntaxExplicit).picture(65535, 65535, 16, "2147483647", nil).pixels(make([]byte, 4)),
		"28 million pixels and no pixels":     newTrap(syntaxExplicit).picture(5000, 5800, 16, "", nil).pixels(make([]byte, 4)),
		"a length of 4 GB":                    newTrap(syntaxExplicit).picture(5000, 5000, 32, "", nil).declare(0x7FE00010, "OW", 0xFFFFFFFE, nil).b,
		"28 million pixels of nothing, RLE":   newTrap(syntaxRLE).picture(5000, 5800, 16, "", nil).fragments(nil, flatRLE(5000*5800)),
		"28 million pixels of nothing, flate": newTrap(syntaxFrame).picture(5000, 5800, 16, "", nil).fragments(nil, deflatedZeros(2*5000*5800)),
		"2 GB of zeros in a small frame":      newTrap(syntaxFrame).picture(512, 512, 16, "", nil).fragments(nil, deflatedZeros(2<<30)),
		"JPEG 2000 that claims 60000 square":  newTrap(syntaxJ2K).picture(512, 512, 16, "", nil).fragments(nil, siz),
		"HTJ2K that claims 60000 square":      newTrap(syntaxHTJ2K).picture(512, 512, 16, "", nil).fragments(nil, siz),
		"RLE segments past the end":           newTrap(syntaxRLE).picture(2000, 2000, 16, "", nil).fragments(nil, append(words(2, 64, 0xFFFFFFF0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), bytes.Repeat([]byte{0x81, 0}, 999)...)),
		"frame offsets past the end":          newTrap(syntaxRLE).picture(64, 64, 16, "3", nil).fragments(words(0, 0xFFFFFFF0, 5), flatRLE(64*64)),
		"2147483647 frames in one fragment":   newTrap(syntaxRLE).picture(64, 64, 16, "2147483647", nil).fragments(nil, flatRLE(64*64)),
		"900,000 empty fragments":             newTrap(syntaxJ2K).picture(64, 64, 16, "", nil).fragments(nil, make([][]byte, 900_000)...),
		"a window that is no number": newTrap(syntaxExplicit).picture(64, 64, 16, "", func(t *trap) { t.text(0x00280030, "DS", `0\1e300`) }).
			text(0x00281050, "DS", "nan").text(0x00281051, "DS", "NaN").text(0x00281052, "DS", "1e308").text(0x00281053, "DS", "-1e308").pixels(make([]byte, 64*64*2)),
		"pixels a thousand times wider than high": newTrap(syntaxExplicit).picture(64, 8000, 8, "", func(t *trap) { t.text(0x00280030, "DS", `1e-300\900`) }).pixels(make([]byte, 64*8000)),
		"a name of 10 MB in two scripts": newTrap(syntaxExplicit).text(0x00080005, "CS", `ISO 2022 IR 87\ISO 2022 IR 149`).text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2").
			text(0x00080018, "UI", "1.2.3.4.5").add(0x00100010, "UT", bytes.Repeat([]byte("\x1b$)C\x1b$B"), 1_500_000)).b,
		"a name of escapes": newTrap(syntaxExplicit).text(0x00080005, "CS", `\ISO 2022 IR 87`).text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2").
			text(0x00080018, "UI", "1.2.3.4.5").add(0x00100010, "PN", bytes.Repeat([]byte("\x1b$B"), 20_000)).b,
	}
	for name, syntax := range map[string]string{"JPEG": "1.2.840.10008.1.2.4.50", "JPEG lossless": "1.2.840.10008.1.2.4.70", "JPEG-LS": "1.2.840.10008.1.2.4.80", "JPEG 2000": syntaxJ2K} {
		out[name+" of 65535 square"] = newTrap(syntax).picture(65535, 65535, 16, "", nil).fragments(nil, append(frameHead[:len(frameHead):len(frameHead)], make([]byte, 100)...))
	}
	return out
}

// mostMB is what reading and drawing one crafted file may cost.
const mostMB = 200

// TestTrapsAreBounded builds a bundle of each crafted file in a process of its own: it
// ends in order, the file has its one fate, and the memory stays within bounds. The
// times are for docs/benchmarks.md.
func TestTrapsAreBounded(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	all := traps()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		home := t.TempDir()
		src, dir := filepath.Join(home, "disc"), filepath.Join(home, "bundle")
		if err := os.MkdirAll(src, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(src, "IM000001"), all[name], 0o600); err != nil {
			t.Fatal(err)
		}
		got := metered(t, self, "build", src, "-o", dir, "--as-of", demoDay)
		if got.Code != exitIncomplete {
			t.Errorf("%s: exit status %d: %s", name, got.Code, got.Out)
			continue
		}
		m := readManifest(t, dir)
		if len(m.Inputs) != 1 || m.Inputs[0].Fate == "" || m.Totals.Inputs != 1 {
			t.Errorf("%s: %+v", name, m.Inputs)
		}
		t.Logf("%-40s %8d bytes  %5.2f s  %4.0f MB  %s", name, len(all[name]), got.CPU.Round(10*time.Millisecond).Seconds(), got.PeakMB, m.Inputs[0].Fate)
		if got.PeakMB > mostMB {
			t.Errorf("%s takes %.0f MB", name, got.PeakMB)
		}
		if strings.Contains(name, "65535") && len(m.Findings) == 0 {
			t.Errorf("%s: nothing is said", name)
		}
	}
}

// asMeter, when set, makes the test binary run the program with its arguments and
// print what that cost, and do nothing else: what a process has used at most counts
// for every process that it starts, and the tests have used much.
const asMeter = "TEST_BINARY_MEASURES"

// meter is what a run of the program cost.
type meter struct {
	Code   int
	CPU    time.Duration
	PeakMB float64
	Out    []byte
}

func metered(t *testing.T, self string, args ...string) (m meter) {
	t.Helper()
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), asMeter+"=1")
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &m)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return m
}

// measureIfAsked does what asMeter asks for.
func measureIfAsked() {
	if os.Getenv(asMeter) == "" {
		return
	}
	cmd := exec.Command(os.Args[0], os.Args[1:]...)
	cmd.Env = append(os.Environ(), asMeter+"=", asProgram+"=1")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		os.Stderr.WriteString(err.Error())
		os.Exit(1)
	}
	m := meter{cmd.ProcessState.ExitCode(), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peakMB(cmd.ProcessState), out}
	if err := json.NewEncoder(os.Stdout).Encode(m); err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}
