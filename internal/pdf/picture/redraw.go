package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
)

// redrawFile decodes a picture in a compression that PDF does not know.
func redrawFile(data []byte, config func(io.Reader) (image.Config, error), decode func(io.Reader) (image.Image, error)) (stored, error) {
	c, err := config(bytes.NewReader(data))
	if err != nil {
		return stored{}, damaged(err)
	}
	if err := checkSize(c.Width, c.Height, maxDecoded); err != nil {
		return stored{}, err
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return stored{}, damaged(err)
	}
	return redraw(img)
}

// redraw stores decoded pixels without loss. Our PNG encoder packs them, and
// the PNG path takes its data: one way of packing, with PNG's row predictors.
func redraw(img image.Image) (stored, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	if err := encoder.Encode(&b, plainest(img)); err != nil {
		return stored{}, damaged(err)
	}
	return openPNG(b.Bytes())
}

// plainest gives img the smallest form that shows the same on white paper:
// black and white, grey, or colour, opaque, eight bits deep.
func plainest(img image.Image) image.Image {
	bounds := img.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(flat, flat.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, img, bounds.Min, draw.Over)
	switch depth(flat.Pix) {
	case 1:
		return bilevel(flat)
	case 8:
		return grey(flat)
	}
	return flat
}

// depth is 1 for black and white pixels, 8 for grey ones, 24 for others.
func depth(rgba []byte) int {
	bits := 1
	for i := 0; i+3 < len(rgba); i += 4 {
		r, g, b := rgba[i], rgba[i+1], rgba[i+2]
		if r != g || g != b {
			return 24
		}
		if r != 0 && r != 255 {
			bits = 8
		}
	}
	return bits
}

func grey(flat *image.RGBA) image.Image {
	out := image.NewGray(flat.Rect)
	for i := range out.Pix {
		out.Pix[i] = flat.Pix[4*i]
	}
	return out
}

func bilevel(flat *image.RGBA) image.Image {
	out := image.NewPaletted(flat.Rect, color.Palette{color.Gray{}, color.Gray{Y: 255}})
	for i := range out.Pix {
		out.Pix[i] = flat.Pix[4*i] >> 7
	}
	return out
}
