package pdf

import (
	"bytes"
	"encoding/binary"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// streamsOf are the raw streams of the pictures of a packet, in the order of
// the file, read without any of the program's own code: by qpdf where it is
// installed, else by their lengths.
func streamsOf(t *testing.T, packet []byte) (out [][]byte) {
	t.Helper()
	heads := regexp.MustCompile(`(?s)(\d+) 0 obj\n<<(/Type/XObject/Subtype/Image[^\n]*?)/Length (\d+)>>\nstream\n`).FindAllSubmatchIndex(packet, -1)
	qpdf, err := exec.LookPath("qpdf")
	path := filepath.Join(t.TempDir(), "packet.pdf")
	if err == nil {
		if err := os.WriteFile(path, packet, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range heads {
		n, convErr := strconv.Atoi(string(packet[h[6]:h[7]]))
		if convErr != nil {
			t.Fatal(convErr)
		}
		raw := packet[h[1] : h[1]+n]
		if err == nil {
			got, err := exec.CommandContext(t.Context(), qpdf, "--show-object="+string(packet[h[2]:h[3]]), "--raw-stream-data", path).Output()
			if err != nil {
				t.Fatal(err)
			}
			raw = got
		}
		out = append(out, raw)
	}
	return out
}

// bits packs a string of zeros and ones.
func bits(s string) []byte {
	s = strings.ReplaceAll(s, " ", "")
	s += strings.Repeat("0", (8-len(s)%8)%8)
	out := make([]byte, len(s)/8)
	for i, c := range s {
		out[i/8] |= byte(c-'0') << (7 - i%8)
	}
	return out
}

// fax is a TIFF file of one strip of 32 white columns and 4 rows.
func fax(compression, options uint32, strip []byte) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00\x0b\x00")
	at := uint32(10 + 12*11 + 4)
	for _, e := range [][3]uint32{
		{256, 3, 32}, {257, 3, 4}, {258, 3, 1}, {259, 3, compression}, {262, 3, 0}, {273, 4, at + 16}, {277, 3, 1}, {279, 4, uint32(len(strip))},
		{282, 5, at}, {283, 5, at + 8}, {292, 4, options},
	} {
		b = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(b, uint16(e[0])), uint16(e[1]))
		b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, 1), e[2])
	}
	b = append(b, 0, 0, 0, 0)
	for _, v := range []uint32{204, 1, 98, 1} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return append(b, strip...)
}

// What a scanner, a camera or a fax machine coded is in the packet byte for byte.
func TestCodedPicturesAreTheSameBytes(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, quarters(), nil); err != nil {
		t.Fatal(err)
	}
	const eol, white32 = "000000000001 ", "00011011 "
	g4 := bits("1111 000000000001 000000000001")
	g3 := bits(strings.Repeat(eol+white32, 4) + strings.Repeat(eol, 6))
	g32d := bits(eol + "1" + white32 + strings.Repeat(eol+"0 1", 3) + strings.Repeat(eol+"1", 6))
	sources := []Source{
		{Name: "a.jpg", Format: FormatJPEG, Data: photo.Bytes()},
		{Name: "b.tif", Format: FormatTIFF, Data: fax(4, 0, g4)},
		{Name: "c.tif", Format: FormatTIFF, Data: fax(3, 0, g3)},
		{Name: "d.tif", Format: FormatTIFF, Data: fax(3, 1, g32d)},
	}
	var packet bytes.Buffer
	a := NewAssembler(&packet, len(sources), Info{})
	for _, src := range sources {
		if _, _, err := a.Append(t.Context(), src, AppendOptions{Band: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(nil); err != nil {
		t.Fatal(err)
	}
	got := streamsOf(t, packet.Bytes())
	want := [][]byte{photo.Bytes(), g4, g3, g32d}
	if len(got) != len(want) {
		t.Fatalf("%d pictures, want %d", len(got), len(want))
	}
	for i := range want {
		if !bytes.Equal(got[i], want[i]) {
			t.Errorf("%s: %d bytes in the packet, %d in the file, and not the same", sources[i].Name, len(got[i]), len(want[i]))
		}
	}
}

// secret stands in the places where cameras and programs write where a photo was
// taken and by whom.
const secret = "GPS52.2297N21.0122E"

// taggedPictures puts the secret into a picture in every way that its format knows.
func taggedPictures(t *testing.T) []Source {
	read := func(path string) []byte {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	block := func(marker byte, body string) []byte {
		return append([]byte{0xFF, marker, 0, byte(len(body) + 2)}, body...)
	}
	var jpg, pic bytes.Buffer
	if err := jpeg.Encode(&jpg, quarters(), nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&pic, quarters()); err != nil {
		t.Fatal(err)
	}
	exif := "MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00" + secret
	j := bytes.Join([][]byte{jpg.Bytes()[:2], block(0xE1, "Exif\x00\x00"+exif), block(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+secret),
		block(0xED, "Photoshop 3.0\x00"+secret), block(0xFE, secret), jpg.Bytes()[2:], []byte(secret)}, nil)
	chunk := func(kind, body string) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		b = append(append(b, kind...), body...)
		return append(b, 0, 0, 0, 0)
	}
	p := bytes.Join([][]byte{pic.Bytes()[:33], chunk("eXIf", exif), chunk("tEXt", "Comment\x00"+secret), chunk("iTXt", "XML:com.adobe.xmp\x00"+secret), pic.Bytes()[33:]}, nil)
	jp2 := read("picture/testdata/colour.jp2")
	at := bytes.Index(jp2, []byte("jp2c")) - 4
	uuid := binary.BigEndian.AppendUint32(nil, uint32(24+len(secret)))
	x := bytes.Join([][]byte{jp2[:at], uuid, []byte("uuidJpgTiffExif->JP2" + secret), jp2[at:]}, nil)
	heic := append(read("picture/heif/testdata/coarse.heic"), "\x00\x00\x00\x1bmdat"+secret...)
	web := []byte("RIFF\x00\x00\x00\x00WEBPVP8 \x16\x00\x00\x000\x01\x00\x9d\x01*\x01\x00\x01\x00\x0e\xc0\xfe%\xa4\x00\x03p\x00\x00\x00\x00")
	web = append(append(web, "EXIF\x14\x00\x00\x00"...), secret+"\x00"...)
	binary.LittleEndian.PutUint32(web[4:], uint32(len(web)-8))
	return []Source{
		{Name: "a.jpg", Format: FormatJPEG, Data: j}, {Name: "b.png", Format: FormatPNG, Data: p}, {Name: "c.jp2", Format: FormatJP2, Data: x},
		{Name: "d.heic", Format: FormatHEIC, Data: heic}, {Name: "e.webp", Format: FormatWebP, Data: web},
	}
}

// Where a photo was taken does not travel, whatever its format.
func TestPlacesDoNotTravel(t *testing.T) {
	for _, src := range taggedPictures(t) {
		if !bytes.Contains(src.Data, []byte(secret)) {
			t.Fatalf("%s: nothing to lose", src.Name)
		}
		packet := assemble(t, src, 1, 0, AppendOptions{Band: true})
		if bytes.Contains(packet, []byte("GPS52")) || strings.Contains(unpacked(t, packet), "GPS52") || bytes.Contains(packet, []byte("Exif\x00")) {
			t.Errorf("%s: its metadata is in the packet", src.Name)
		}
		if len(streamsOf(t, packet)) != 1 {
			t.Errorf("%s: no picture in the packet", src.Name)
		}
	}
}

func TestJPEG2000AndHEICAreDrawn(t *testing.T) {
	for _, src := range []Source{
		{Name: "colour.jp2", Path: "picture/testdata/colour.jp2", Format: FormatJP2},
		{Name: "bare.j2k", Path: "picture/testdata/bare.j2k", Format: FormatJP2},
		{Name: "grey.jp2", Path: "picture/testdata/grey.jp2", Format: FormatJP2},
		{Name: "opacity.jp2", Path: "picture/testdata/opacity.jp2", Format: FormatJP2},
		{Name: "lossless.heic", Path: "picture/heif/testdata/lossless.heic", Format: FormatHEIC},
	} {
		t.Run(src.Name, func(t *testing.T) {
			p := paint(t, assemble(t, src, 1, 0, AppendOptions{}))
			// All are the same drawing of 72 by 56 pixels on an A4 page, with a white
			// disc in the middle and no white at its left edge.
			middle := 3 * (p.height/2*p.width + p.width/2)
			if min(p.pix[middle], p.pix[middle+1], p.pix[middle+2]) < 200 {
				t.Errorf("the middle is %v", p.pix[middle:middle+3])
			}
			if r, err := Check(t.Context(), src); err != nil || len(r.Pages) != 1 {
				t.Errorf("%v %v", r.Pages, err)
			}
		})
	}
}
