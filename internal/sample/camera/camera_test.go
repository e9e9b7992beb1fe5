package camera

import (
	"bytes"
	"image/jpeg"
	"testing"

	"github.com/medbundle/medbundle/internal/sample/draw"
)

// TestPhotoTurns: the sheet's black top stands, in the stored picture, at the
// left edge, because the camera lay on its side.
func TestPhotoTurns(t *testing.T) {
	sheet := draw.NewGrey(400, 500, 255)
	sheet.Rule(0, 0, 400, 100)
	data, err := Photo(sheet)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	top, _, _, _ := picture.At(200, 540).RGBA()
	middle, _, _, _ := picture.At(700, 540).RGBA()
	if top > 0x5000 || middle < 0x9000 {
		t.Errorf("top %x, middle %x", top, middle)
	}
}

func TestScanIsBlackAndWhite(t *testing.T) {
	sheet := draw.NewGrey(80, 80, 255)
	sheet.Rule(0, 40, 80, 40)
	bits := Scan(sheet)
	if len(bits) != 800 {
		t.Fatalf("%d bytes", len(bits))
	}
	if bits[15*10+6] != 0xFF || bits[65*10+6] != 0 {
		t.Errorf("white is %x, black %x", bits[15*10+6], bits[65*10+6])
	}
}
