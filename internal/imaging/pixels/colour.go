package pixels

import (
	"fmt"
	"image"
	"slices"
)

// rgba is a picture of opaque pixels, filled by a function that gives the colour
// of pixel i.
func rgba(raw *Raw, colour func(i int) (r, g, b uint8)) *Rendered {
	img := image.NewRGBA(image.Rect(0, 0, raw.Columns, raw.Rows))
	for i := range raw.Columns * raw.Rows {
		p := img.Pix[4*i : 4*i+4 : 4*i+4]
		p[0], p[1], p[2] = colour(i)
		p[3] = 0xFF
	}
	return &Rendered{Image: img}
}

// renderColour draws three samples per pixel (PS3.3 C.7.6.3.1.2).
func renderColour(raw *Raw) (*Rendered, error) {
	convert := colourModel(raw.Photometric)
	if convert == nil {
		return nil, fmt.Errorf("%w (%s colours)", ErrUnsupported, raw.Photometric)
	}
	return rgba(raw, func(i int) (r, g, b uint8) {
		return convert(raw.eight(3*i), raw.eight(3*i+1), raw.eight(3*i+2))
	}), nil
}

func colourModel(photometric string) func(a, b, c int32) (r, g, bl uint8) {
	switch photometric {
	case "RGB":
		return func(a, b, c int32) (uint8, uint8, uint8) { return uint8(a), uint8(b), uint8(c) }
	case "YBR_FULL", "YBR_FULL_422":
		return fullRange
	case "YBR_PARTIAL_422", "YBR_PARTIAL_420":
		return studioRange
	}
	return nil
}

// eight is sample i in eight bits. Colours have no sign.
func (r *Raw) eight(i int) int32 {
	v := uint32(r.Samples[i]) << (32 - r.Bits) >> (32 - r.Bits)
	if r.Bits >= 8 {
		return int32(v >> (r.Bits - 8))
	}
	return int32(v * 255 / (1<<r.Bits - 1))
}

// fullRange is the inverse of YBR_FULL, in 16-bit fixed point.
func fullRange(y, cb, cr int32) (r, g, b uint8) {
	cb, cr = cb-128, cr-128
	return clamp8(y + (91881*cr+1<<15)>>16),
		clamp8(y + (-22554*cb-46802*cr+1<<15)>>16),
		clamp8(y + (116130*cb+1<<15)>>16)
}

// studioRange is the inverse of YBR_PARTIAL, whose black is 16 and white 235.
func studioRange(y, cb, cr int32) (r, g, b uint8) {
	y, cb, cr = (y-16)*76309+1<<15, cb-128, cr-128
	return clamp8((y + 104597*cr) >> 16),
		clamp8((y - 25675*cb - 53279*cr) >> 16),
		clamp8((y + 132201*cb) >> 16)
}

func clamp8(v int32) uint8 { return uint8(min(max(v, 0), 255)) }

// renderPalette looks every pixel up in the three colour tables.
func renderPalette(a *Attributes, raw *Raw) (*Rendered, error) {
	if a.Palette == nil {
		return nil, fmt.Errorf("%w (PALETTE COLOR without its palette)", ErrUnsupported)
	}
	for c := range a.Palette {
		if !usable(&a.Palette[c]) {
			return nil, fmt.Errorf("%w (PALETTE COLOR with an empty palette)", ErrUnsupported)
		}
	}
	shift := paletteShift(a.Palette)
	entry := func(c, i int) uint8 { return clamp8(int32(a.Palette[c].at(raw.Value(i)) >> shift)) }
	return rgba(raw, func(i int) (r, g, b uint8) { return entry(0, i), entry(1, i), entry(2, i) }), nil
}

// paletteShift is what brings the entries down to eight bits. Some writers
// declare 16 bits and fill the lower 8.
func paletteShift(palette *[3]LUT) int {
	bits := palette[0].Bits
	if bits < 1 || bits > 16 {
		bits = 16
	}
	for _, l := range palette {
		if bits > 8 && slices.Max(l.Data) > 0xFF {
			return bits - 8
		}
	}
	return 0
}
