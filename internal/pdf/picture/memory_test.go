package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"runtime"
	"sync"
	"testing"

	"golang.org/x/image/tiff"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
)

// pngOf is a PNG file of a picture of zeros.
func pngOf(width, height uint32, depth, kind, interlaced byte, rowBytes int) []byte {
	var rows bytes.Buffer
	z, _ := zlib.NewWriterLevel(&rows, zlib.BestSpeed)
	row := make([]byte, rowBytes+1)
	for range height {
		z.Write(row)
	}
	z.Close()
	out := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(name string, body []byte) {
		out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
		from := len(out)
		out = append(append(out, name...), body...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
	}
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	chunk("IHDR", append(header, depth, kind, 0, 0, interlaced))
	chunk("IDAT", rows.Bytes())
	chunk("IEND", nil)
	return out
}

// bombTIFF says of a picture in colour that all of it is one strip.
func bombTIFF(width, height uint32) []byte {
	out := []byte("II*\x00\x08\x00\x00\x00\x09\x00")
	for _, e := range [][2]uint32{{tiffile.TagWidth, width}, {tiffile.TagHeight, height}, {tiffile.TagBitsPerSample, 8}, {tiffile.TagCompression, 8},
		{tiffile.TagPhotometric, 2}, {tiffile.TagStripOffsets, 8}, {tiffile.TagSamplesPerPixel, 3}, {tiffile.TagRowsPerStrip, height}, {tiffile.TagStripByteCounts, 100}} {
		out = binary.LittleEndian.AppendUint16(out, uint16(e[0]))
		out = binary.LittleEndian.AppendUint16(out, 4)
		out = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(out, 1), e[1])
	}
	return append(out, make([]byte, 116)...)
}

// What a file asks for is refused before it is given.
func TestPicturesThatTakeTooMuchMemory(t *testing.T) {
	for name, c := range map[string]struct {
		format string
		data   []byte
	}{
		"sixteen bits and transparent": {"png", pngOf(9000, 9000, 16, 6, 0, 72000)},
		"interlaced":                   {"png", pngOf(7000, 7000, 8, 6, 1, 28000)},
		"one strip":                    {"tiff", bombTIFF(9000, 9000)},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := Open(c.format, c.data)
			if err == nil {
				_, err = f.Page(0)
			}
			runtime.ReadMemStats(&after)
			if !errors.Is(err, ErrUnsupported) {
				t.Errorf("the error is %v", err)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 16 {
				t.Errorf("refusing it took %d MB", mb)
			}
		})
	}
}

// A picture as large as a scanner makes is decoded once, and not copied.
func TestLargePicturesAreNotCopied(t *testing.T) {
	data := pngOf(2480, 3508, 8, 6, 0, 4*2480)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p := open(t, "png", data)
	runtime.ReadMemStats(&after)
	if p.Image.BitsPerComponent != 1 || p.Image.Width != 2480 {
		t.Errorf("it is %d bits deep", p.Image.BitsPerComponent)
	}
	if mb, decoded := (after.TotalAlloc-before.TotalAlloc)>>20, uint64(2480*3508*4)>>20; mb > decoded+8 {
		t.Errorf("it took %d MB; decoded it has %d", mb, decoded)
	}
}

func TestLedger(t *testing.T) {
	l := &ledger{most: 100}
	if _, err := l.take(101); !errors.Is(err, ErrUnsupported) {
		t.Errorf("more than all: %v", err)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	taken, most := int64(0), int64(0)
	add := func(n int64) {
		mu.Lock()
		defer mu.Unlock()
		taken += n
		most = max(most, taken)
	}
	for i := range int64(200) {
		wg.Go(func() {
			n := 1 + i%100
			release, err := l.take(n)
			if err != nil {
				t.Error(err)
				return
			}
			add(n)
			runtime.Gosched()
			add(-n)
			release()
		})
	}
	wg.Wait()
	if most > 100 || l.taken != 0 {
		t.Errorf("at most %d were out at a time, %d at the end", most, l.taken)
	}
}

// unpacked reads a stored picture of grey or coloured samples as PDF does: by
// putting it into a PNG file, whose rows have the same form.
func unpacked(t *testing.T, img Image) image.Image {
	t.Helper()
	kind := map[string]byte{"DeviceGray": 0, "DeviceRGB": 2}[img.ColorSpace]
	z, err := zlib.NewReader(bytes.NewReader(img.Data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	data := pngOf(uint32(img.Width), uint32(img.Height), byte(img.BitsPerComponent), kind, 0, len(rows)/img.Height-1)
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(rows)
	w.Close()
	at := bytes.Index(data, []byte("IDAT"))
	out := append(bytes.Clone(data[:at-4]), binary.BigEndian.AppendUint32(nil, uint32(packed.Len()))...)
	body := append([]byte("IDAT"), packed.Bytes()...)
	out = binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
	out = append(out, data[len(data)-12:]...)
	got, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// What is drawn anew shows every pixel as it was, on white paper.
func TestRedrawnPicturesShowTheSame(t *testing.T) {
	for name, at := range map[string]func(x, y int) color.NRGBA{
		"black and white": func(x, y int) color.NRGBA {
			v := byte(255 * ((x*y + x) % 2))
			return color.NRGBA{v, v, v, 255}
		},
		"grey":        func(x, y int) color.NRGBA { v := byte(x*7 ^ y*5); return color.NRGBA{v, v, v, 255} },
		"colours":     func(x, y int) color.NRGBA { return color.NRGBA{byte(x * 9), byte(y * 3), byte(x * y), 255} },
		"transparent": func(x, y int) color.NRGBA { return color.NRGBA{byte(x * 9), byte(y * 3), byte(x * y), byte(x ^ y)} },
	} {
		img := image.NewNRGBA(image.Rect(3, 5, 40, 28))
		for y := 5; y < 28; y++ {
			for x := 3; x < 40; x++ {
				img.SetNRGBA(x, y, at(x, y))
			}
		}
		var b bytes.Buffer
		if err := tiff.Encode(&b, img, &tiff.Options{Compression: tiff.Deflate}); err != nil {
			t.Fatal(err)
		}
		got := unpacked(t, open(t, "tiff", b.Bytes()).Image)
		for y := range 23 {
			for x := range 37 {
				c := at(x+3, y+5)
				a := uint32(c.A)
				want := func(v byte) int { return int((uint32(v)*a + 255*(255-a) + 127) / 255) }
				r, g, bl, _ := got.At(x, y).RGBA()
				for i, v := range [3][2]int{{int(r >> 8), want(c.R)}, {int(g >> 8), want(c.G)}, {int(bl >> 8), want(c.B)}} {
					if v[0] < v[1]-1 || v[0] > v[1]+1 {
						t.Fatalf("%s: component %d at %d, %d is %d, not %d", name, i, x, y, v[0], v[1])
					}
				}
			}
		}
	}
}
