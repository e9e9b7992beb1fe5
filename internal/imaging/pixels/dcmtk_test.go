package pixels_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// phantom is a picture with edges, slopes and texture; values fill bits, and where
// signed lie round zero.
func phantom(width, height, components, bits int, signed bool) []int32 {
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
				stored := int32(min(max(v, 0), 255)) << bits >> 8
				if signed {
					stored -= 1 << (bits - 1)
				}
				out = append(out, stored)
			}
		}
	}
	return out
}

// writeDICOM writes samples as a secondary capture in explicit little endian.
func writeDICOM(t testing.TB, path string, a pixels.Attributes, samples []int32) {
	t.Helper()
	var body []byte
	put := func(group, number uint16, vr string, value []byte) {
		if len(value)%2 == 1 {
			value = append(slices.Clone(value), map[bool]byte{true: 0, false: ' '}[vr == "UI" || vr == "OB"])
		}
		body = binary.LittleEndian.AppendUint16(body, group)
		body = binary.LittleEndian.AppendUint16(body, number)
		body = append(body, vr...)
		if vr == "OB" || vr == "OW" {
			body = binary.LittleEndian.AppendUint32(append(body, 0, 0), uint32(len(value)))
		} else {
			body = binary.LittleEndian.AppendUint16(body, uint16(len(value)))
		}
		body = append(body, value...)
	}
	us := func(v int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(v)) }
	const class, instance = "1.2.840.10008.5.1.4.1.1.7", "1.2.3.4"
	put(2, 1, "OB", []byte{0, 1})
	put(2, 2, "UI", []byte(class))
	put(2, 3, "UI", []byte(instance))
	put(2, 0x10, "UI", []byte("1.2.840.10008.1.2.1"))
	put(2, 0x12, "UI", []byte("1.2.3"))
	meta := body
	body = nil
	put(2, 0, "UL", binary.LittleEndian.AppendUint32(nil, uint32(len(meta))))
	file := append(make([]byte, 128), "DICM"...)
	file = append(append(file, body...), meta...)
	body = nil
	put(8, 0x16, "UI", []byte(class))
	put(8, 0x18, "UI", []byte(instance))
	put(0x28, 2, "US", us(a.SamplesPerPixel))
	put(0x28, 4, "CS", []byte(a.Photometric))
	if a.SamplesPerPixel > 1 {
		put(0x28, 6, "US", us(a.Planar))
	}
	put(0x28, 0x10, "US", us(a.Rows))
	put(0x28, 0x11, "US", us(a.Columns))
	put(0x28, 0x100, "US", us(a.BitsAllocated))
	put(0x28, 0x101, "US", us(a.BitsStored))
	put(0x28, 0x102, "US", us(a.BitsStored-1))
	put(0x28, 0x103, "US", us(map[bool]int{true: 1}[a.Signed]))
	vr := map[bool]string{true: "OW", false: "OB"}[a.BitsAllocated > 8]
	put(0x7FE0, 0x10, vr, nativeBytes(samples, a.BitsAllocated, binary.LittleEndian))
	if err := os.WriteFile(path, append(file, body...), 0o600); err != nil {
		t.Fatal(err)
	}
}

func nativeBytes(samples []int32, allocated int, order binary.AppendByteOrder) (out []byte) {
	for _, v := range samples {
		switch allocated {
		case 8:
			out = append(out, byte(v))
		case 16:
			out = order.AppendUint16(out, uint16(v))
		case 32:
			out = order.AppendUint32(out, uint32(v))
		}
	}
	return out
}

func firstSamples(t *testing.T, path string) *pixels.Raw {
	t.Helper()
	f, err := readDICOM(t, path)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := pixels.Samples(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, 0)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestCodecsAgainstDCMTK lets dcmtk encode a picture in every way it can and
// decode it again: both decoders must give the same samples, and the original
// where the coding is lossless.
func TestCodecsAgainstDCMTK(t *testing.T) {
	kinds := []pixels.Attributes{
		{SamplesPerPixel: 1, Photometric: "MONOCHROME2", BitsAllocated: 8, BitsStored: 8},
		{SamplesPerPixel: 1, Photometric: "MONOCHROME2", BitsAllocated: 16, BitsStored: 12},
		{SamplesPerPixel: 1, Photometric: "MONOCHROME2", BitsAllocated: 16, BitsStored: 16},
		{SamplesPerPixel: 1, Photometric: "MONOCHROME2", BitsAllocated: 16, BitsStored: 16, Signed: true},
		{SamplesPerPixel: 3, Photometric: "RGB", BitsAllocated: 8, BitsStored: 8},
	}
	for _, c := range []struct {
		encoder, decoder, options string
		lossless                  bool
	}{
		{"dcmcrle", "dcmdrle", "", true},
		{"dcmcjpeg", "dcmdjpeg", "+e1", true},
		{"dcmcjpeg", "dcmdjpeg", "+el +sv 1", true}, {"dcmcjpeg", "dcmdjpeg", "+el +sv 2", true},
		{"dcmcjpeg", "dcmdjpeg", "+el +sv 3", true}, {"dcmcjpeg", "dcmdjpeg", "+el +sv 4", true},
		{"dcmcjpeg", "dcmdjpeg", "+el +sv 5", true}, {"dcmcjpeg", "dcmdjpeg", "+el +sv 6", true},
		{"dcmcjpeg", "dcmdjpeg", "+el +sv 7", true}, {"dcmcjpeg", "dcmdjpeg", "+el +sv 1 +pt 2", false},
		{"dcmcjpeg", "dcmdjpeg", "+eb", false}, {"dcmcjpeg", "dcmdjpeg", "+eb +q 30", false},
		{"dcmcjpeg", "dcmdjpeg", "+eb +s4", false}, {"dcmcjpeg", "dcmdjpeg", "+eb +s2", false},
		{"dcmcjpeg", "dcmdjpeg", "+eb +cr", false}, {"dcmcjpeg", "dcmdjpeg", "+ee", false},
		{"dcmcjpeg", "dcmdjpeg", "+ee +q 50", false},
		{"dcmcjpls", "dcmdjpls", "+el", true}, {"dcmcjpls", "dcmdjpls", "+el +is", true},
		{"dcmcjpls", "dcmdjpls", "+el +in", true}, {"dcmcjpls", "dcmdjpls", "+el +il", true},
		{"dcmcjpls", "dcmdjpls", "+en +md 2", false}, {"dcmcjpls", "dcmdjpls", "+en +md 5 +is", false},
		{"dcmcjpls", "dcmdjpls", "+en +md 9 +in", false},
		{"dcmcjpls", "dcmdjpls", "+el +t1 5 +t2 9 +t3 30", true}, {"dcmcjpls", "dcmdjpls", "+el +rs 31", true},
	} {
		if _, err := exec.LookPath(c.encoder); err != nil {
			t.Skip("dcmtk is not installed")
		}
		for _, kind := range kinds {
			for _, size := range [][2]int{{117, 131}, {64, 16}, {1, 1}, {3, 9}} {
				kind.Columns, kind.Rows = size[0], size[1]
				name := fmt.Sprintf("%s_%s_%dx%d_%v", c.encoder, strings.ReplaceAll(c.options, " ", ""),
					kind.SamplesPerPixel, kind.BitsStored, size)
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					againstDCMTK(t, kind, c.encoder, c.decoder, c.options, c.lossless)
				})
			}
		}
	}
}

func againstDCMTK(t *testing.T, kind pixels.Attributes, encoder, decoder, options string, lossless bool) {
	dir := t.TempDir()
	in, coded, out := filepath.Join(dir, "in.dcm"), filepath.Join(dir, "coded.dcm"), filepath.Join(dir, "out.dcm")
	samples := phantom(kind.Columns, kind.Rows, kind.SamplesPerPixel, kind.BitsStored, kind.Signed)
	writeDICOM(t, in, kind, samples)
	if msg, err := exec.Command(encoder, append(strings.Fields(options), in, coded)...).CombinedOutput(); err != nil {
		t.Skipf("dcmtk refuses this combination: %v\n%s", err, msg)
	}
	if msg, err := exec.Command(decoder, coded, out).CombinedOutput(); err != nil {
		t.Skipf("dcmtk does not read what it wrote: %v\n%s", err, msg)
	}
	got, want := firstSamples(t, coded), firstSamples(t, out)
	if lossless && !slices.Equal(got.Samples, samples) {
		t.Error("lossless coding does not give the original")
	}
	if got.Photometric != want.Photometric {
		// dcmtk hands out RGB; Samples leaves a stream's YCbCr to Frame.
		comparePictures(t, coded, out)
		return
	}
	if !slices.Equal(got.Samples, want.Samples) {
		t.Errorf("samples differ from dcmtk's: %v against %v", head(got.Samples), head(want.Samples))
	}
}

func head(v []int32) []int32 { return v[:min(len(v), 12)] }

func comparePictures(t *testing.T, a, b string) {
	t.Helper()
	var pictures []*pixels.Rendered
	for _, path := range []string{a, b} {
		f, err := readDICOM(t, path)
		if err != nil {
			t.Fatal(err)
		}
		r, err := pixels.Frame(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, 0)
		if err != nil {
			t.Fatal(err)
		}
		pictures = append(pictures, r)
	}
	if !slices.Equal(rgb(pictures[0].Image), rgb(pictures[1].Image)) {
		t.Error("the pictures differ")
	}
}
