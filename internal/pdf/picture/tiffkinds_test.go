package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
)

// kind is a way of storing a picture in a TIFF file.
type kind struct {
	photometric, samples, bits int
	compression                int
	predicted, apart           bool
	tile                       int // side of a tile; 0 for strips
	rows                       int // of a strip; 0 for all
	order                      endian
	big                        bool
	extra                      int // what a fourth sample is
	orientation                int
}

// endian is the order of the bytes in a number.
type endian interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// drawn is the picture that is stored: its value of sample s at x, y, in bits.
func drawn(k kind, s, x, y int) int {
	most := 1<<k.bits - 1
	switch {
	case k.photometric == tiffile.IsPalette:
		return (x/3 + y) % min(1<<k.bits, 16)
	case s == 3 && k.extra > 0:
		return most * (x % 2)
	}
	return (x*(s+3) + y*(7-s)) * most / 255 % (most + 1)
}

// block is the samples of a strip or tile, not compressed.
func (k kind) block(x0, y0, w, h int, planes []int, width, height int) []byte {
	var out []byte
	for y := y0; y < y0+h; y++ {
		var row bitRow
		before := make([]int, 8)
		for x := x0; x < x0+w; x++ {
			for _, s := range planes {
				v := 0
				if x < width && y < height {
					v = drawn(k, s, x, y)
				}
				stored := v
				if k.predicted {
					stored = (v - before[s]) & (1<<k.bits - 1)
					before[s] = v
				}
				row.add(stored, k.bits, k.order)
			}
		}
		out = append(out, row.b...)
	}
	return out
}

type bitRow struct {
	b []byte
	n int
}

func (r *bitRow) add(v, bits int, order endian) {
	if bits == 16 {
		r.b = order.AppendUint16(r.b, uint16(v))
		return
	}
	if r.n%8 == 0 {
		r.b = append(r.b, 0)
	}
	r.b[len(r.b)-1] |= byte(v << (8 - bits - r.n%8))
	r.n += bits
}

// pack compresses a block.
func (k kind) pack(t testing.TB, b []byte, w, h int) []byte {
	var out bytes.Buffer
	switch k.compression {
	case 1:
		return b
	case 5:
		return msbLZW(b)
	case 8, 32946:
		z := zlib.NewWriter(&out)
		z.Write(b)
		z.Close()
	case 32773:
		for ; len(b) > 0; b = b[min(100, len(b)):] {
			part := b[:min(100, len(b))]
			out.WriteByte(byte(len(part) - 1))
			out.Write(part)
			out.WriteByte(128) // means nothing
		}
	case tiffile.CompressionJPEG:
		img := image.NewGray(image.Rect(0, 0, w, h))
		copy(img.Pix, b)
		if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 100}); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// msbLZW is TIFF's LZW in its simplest form: a clear code before the codes grow.
func msbLZW(b []byte) []byte {
	var bits []int
	for i, c := range b {
		if i%200 == 0 {
			bits = append(bits, 256)
		}
		bits = append(bits, int(c))
	}
	bits = append(bits, 257)
	var out bitRow
	for _, code := range bits {
		for i := 8; i >= 0; i-- {
			out.add(code>>i&1, 1, nil)
		}
	}
	return out.b
}

// file is a picture of that kind.
func (k kind) file(t testing.TB, width, height int) []byte {
	bw, bh := width, height
	if k.rows > 0 {
		bh = k.rows
	}
	if k.tile > 0 {
		bw, bh = k.tile, k.tile
	}
	sets := [][]int{{}}
	for s := range k.samples {
		if k.apart && s > 0 {
			sets = append(sets, nil)
		}
		sets[len(sets)-1] = append(sets[len(sets)-1], s)
	}
	head := 8
	if k.big {
		head = 16
	}
	data := make([]byte, head)
	var offsets, counts []int
	for _, set := range sets {
		for y := 0; y < height; y += bh {
			for x := 0; x < width; x += bw {
				h := bh
				if k.tile == 0 {
					h = min(bh, height-y)
				}
				b := k.pack(t, k.block(x, y, bw, h, set, width, height), bw, h)
				offsets, counts = append(offsets, len(data)), append(counts, len(b))
				data = append(data, b...)
			}
		}
	}
	tags := [][]int{
		{tiffile.TagWidth, width}, {tiffile.TagHeight, height}, append([]int{tiffile.TagBitsPerSample}, repeated(k.bits, k.samples)...), {tiffile.TagCompression, k.compression},
		{tiffile.TagPhotometric, k.photometric}, {tiffile.TagSamplesPerPixel, k.samples}, {tiffile.TagPlanar, 1 + b2i(k.apart)}, {tiffile.TagPredictor, 1 + b2i(k.predicted)},
		{tiffile.TagExtraSamples, k.extra}, {tiffile.TagOrientation, max(k.orientation, 1)},
	}
	if k.tile > 0 {
		tags = append(tags, []int{tiffile.TagTileWidth, bw}, []int{tiffile.TagTileWidth + 1, bh}, append([]int{tiffile.TagTileOffsets}, offsets...), append([]int{tiffile.TagTileByteCounts}, counts...))
	} else {
		tags = append(tags, []int{tiffile.TagRowsPerStrip, bh}, append([]int{tiffile.TagStripOffsets}, offsets...), append([]int{tiffile.TagStripByteCounts}, counts...))
	}
	if k.photometric == tiffile.IsPalette {
		tags = append(tags, append([]int{tiffile.TagColorMap}, colourMap(k.bits)...))
	}
	return k.directory(data, tags)
}

func repeated(v, n int) (out []int) {
	for range n {
		out = append(out, v)
	}
	return out
}

func colourMap(bits int) (out []int) {
	for c := range 3 {
		for i := range 1 << bits {
			out = append(out, (i*(40+c*31)%256)*257)
		}
	}
	return out
}

// directory adds the directory of tags, all of them long, behind the data.
func (k kind) directory(data []byte, tags [][]int) []byte {
	size, number := 4, func(b []byte, v int) []byte { return k.order.AppendUint32(b, uint32(v)) }
	if k.big {
		size, number = 8, func(b []byte, v int) []byte { return k.order.AppendUint64(b, uint64(v)) }
	}
	var entries []byte
	for _, tag := range tags {
		var values []byte
		for _, v := range tag[1:] {
			values = k.order.AppendUint32(values, uint32(v))
		}
		entries = k.order.AppendUint16(k.order.AppendUint16(entries, uint16(tag[0])), 4)
		entries = number(entries, len(tag)-1)
		if len(values) > size {
			entries = number(entries, len(data))
			data = append(data, values...)
		} else {
			entries = append(entries, append(values, make([]byte, size-len(values))...)...)
		}
	}
	at := len(data)
	if k.big {
		data = k.order.AppendUint64(data, uint64(len(tags)))
	} else {
		data = k.order.AppendUint16(data, uint16(len(tags)))
	}
	data = number(append(data, entries...), 0)
	head := []byte("II")
	if k.order == binary.BigEndian {
		head = []byte("MM")
	}
	if k.big {
		head = k.order.AppendUint64(k.order.AppendUint16(k.order.AppendUint16(k.order.AppendUint16(head, 43), 8), 0), uint64(at))
	} else {
		head = k.order.AppendUint32(k.order.AppendUint16(head, 42), uint32(at))
	}
	copy(data, head)
	return data
}

// shown is what a viewer shows of the picture at x, y.
func (k kind) shown(x, y int) (c [3]int) {
	eight := func(s int) int {
		v := drawn(k, s, x, y)
		if k.bits == 16 {
			return v >> 8
		}
		return v * 255 / (1<<k.bits - 1)
	}
	switch k.photometric {
	case tiffile.WhiteIsZero:
		v := 255 - eight(0)
		return [3]int{v, v, v}
	case tiffile.BlackIsZero:
		return [3]int{eight(0), eight(0), eight(0)}
	case tiffile.IsPalette:
		m, n := colourMap(k.bits), 1<<k.bits
		i := drawn(k, 0, x, y)
		return [3]int{m[i] >> 8, m[n+i] >> 8, m[2*n+i] >> 8}
	case tiffile.IsCMYK:
		r, g, b := color.CMYKToRGB(uint8(eight(0)), uint8(eight(1)), uint8(eight(2)), uint8(eight(3)))
		return [3]int{int(r), int(g), int(b)}
	}
	if k.extra > 0 && x%2 == 0 { // nothing there
		return [3]int{255, 255, 255}
	}
	return [3]int{eight(0), eight(1), eight(2)}
}

func TestEveryKindOfTIFF(t *testing.T) {
	le, be := endian(binary.LittleEndian), endian(binary.BigEndian)
	kinds := map[string]kind{
		"white is zero":          {photometric: tiffile.WhiteIsZero, samples: 1, bits: 1, compression: 1, order: le},
		"black is zero":          {photometric: tiffile.BlackIsZero, samples: 1, bits: 1, compression: 32773, order: be},
		"two bits":               {photometric: tiffile.BlackIsZero, samples: 1, bits: 2, compression: 8, order: le},
		"four bits":              {photometric: tiffile.BlackIsZero, samples: 1, bits: 4, compression: 5, order: le},
		"grey":                   {photometric: tiffile.BlackIsZero, samples: 1, bits: 8, compression: 5, predicted: true, rows: 7, order: be},
		"deep grey":              {photometric: tiffile.WhiteIsZero, samples: 1, bits: 16, compression: 8, predicted: true, order: be},
		"colour":                 {photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 1, order: le},
		"colour in strips":       {photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 32946, predicted: true, rows: 5, order: le},
		"deep colour":            {photometric: tiffile.IsRGB, samples: 3, bits: 16, compression: 5, order: le},
		"colours apart":          {photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 5, apart: true, rows: 8, predicted: true, order: be},
		"opacity":                {photometric: tiffile.IsRGB, samples: 4, bits: 8, compression: 8, extra: 2, order: le},
		"opacity, multiplied in": {photometric: tiffile.IsRGB, samples: 4, bits: 8, compression: 8, extra: 1, order: le},
		"palette":                {photometric: tiffile.IsPalette, samples: 1, bits: 8, compression: 32773, order: le},
		"small palette":          {photometric: tiffile.IsPalette, samples: 1, bits: 4, compression: 1, order: be},
		"four inks":              {photometric: tiffile.IsCMYK, samples: 4, bits: 8, compression: 5, order: le},
		"tiles":                  {photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 8, tile: 16, order: le},
		"tiles apart":            {photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 32773, tile: 16, apart: true, order: be},
		"big":                    {photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 8, tile: 16, big: true, order: le},
		"big, the other way":     {photometric: tiffile.BlackIsZero, samples: 1, bits: 8, compression: 1, rows: 4, big: true, order: be},
		"jpeg tiles":             {photometric: tiffile.BlackIsZero, samples: 1, bits: 8, compression: tiffile.CompressionJPEG, tile: 32, order: le},
	}
	for name, k := range kinds {
		t.Run(name, func(t *testing.T) {
			const width, height = 41, 23
			p := open(t, "tiff", k.file(t, width, height))
			got := unpacked(t, p.Image)
			if got.Bounds() != image.Rect(0, 0, width, height) {
				t.Fatalf("it is %v", got.Bounds())
			}
			within := 1
			if k.compression == tiffile.CompressionJPEG {
				within = 60 // the picture is rough
			}
			for y := range height {
				for x := range width {
					want := k.shown(x, y)
					r, g, b, _ := got.At(x, y).RGBA()
					for i, v := range [3]int{int(r >> 8), int(g >> 8), int(b >> 8)} {
						if v < want[i]-within || v > want[i]+within {
							t.Fatalf("component %d at %d, %d is %d, not %d", i, x, y, v, want[i])
						}
					}
				}
			}
		})
	}
}

func TestTIFFTurned(t *testing.T) {
	for o := 1; o <= 8; o++ {
		k := kind{photometric: tiffile.BlackIsZero, samples: 1, bits: 8, compression: 1, order: binary.LittleEndian, orientation: o}
		p := open(t, "tiff", k.file(t, 40, 20))
		want := place(o, 0, 0, 1, 1)
		for i := range 4 {
			if (p.Matrix[i] == 0) != (want[i] == 0) || p.Matrix[i]*want[i] < 0 {
				t.Errorf("orientation %d: %v", o, p.Matrix)
			}
		}
	}
}

func TestTIFFRefused(t *testing.T) {
	le := endian(binary.LittleEndian)
	whole := kind{photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 1, order: le}
	lab := whole
	lab.photometric = 8
	cut := kind{photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 8, order: le}.file(t, 30, 30)
	copy(cut[12:], make([]byte, 40))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"other colours":    {lab.file(t, 9, 9), ErrUnsupported},
		"spoilt data":      {cut, ErrDamaged},
		"tiles of no size": {bytes.Replace(kind{photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 1, tile: 16, order: le}.file(t, 9, 9), tagged(tiffile.TagTileWidth, 16), tagged(tiffile.TagTileWidth, 0), 1), ErrDamaged},
		"unknown packing":  {bytes.Replace(whole.file(t, 9, 9), tagged(tiffile.TagCompression, 1), tagged(tiffile.TagCompression, 34712), 1), ErrUnsupported},
		"old jpeg":         {bytes.Replace(whole.file(t, 9, 9), tagged(tiffile.TagCompression, 1), tagged(tiffile.TagCompression, 6), 1), ErrUnsupported},
	} {
		f, err := Open("tiff", c.data)
		if err == nil {
			_, err = f.Page(0)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// tagged is an entry of a directory.
func tagged(tag, v uint32) []byte {
	b := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, uint16(tag)), 4)
	return binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, 1), v)
}

// A JPEG that lies whole in an old TIFF is passed on.
func TestOldJPEGInTIFF(t *testing.T) {
	jpg := photo(t)
	k := kind{order: binary.LittleEndian}
	data := append(make([]byte, 8), jpg...)
	file := k.directory(data, [][]int{{tiffile.TagWidth, 40}, {tiffile.TagHeight, 20}, {tiffile.TagCompression, 6}, {tiffile.TagPhotometric, 6}, {tiffile.TagStripOffsets, 300},
		{tiffile.TagStripByteCounts, 9}, {tiffile.TagJPEGAt, 8}, {tiffile.TagJPEGLength, len(jpg)}})
	img := open(t, "tiff", file).Image
	if img.Filter != "DCTDecode" || !bytes.HasSuffix(img.Data, jpg[2:]) {
		t.Errorf("%s of %d bytes", img.Filter, len(img.Data))
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
