package heif

// crop is a part of the stored picture; the zero value is all of it.
type crop struct{ x, y, width, height int }

// within is all of the picture where the part is none.
func (c crop) within(width, height int) crop {
	if c.width <= 0 || c.height <= 0 || c.x < 0 || c.y < 0 || c.x > width-c.width || c.y > height-c.height {
		return crop{0, 0, width, height}
	}
	return c
}

// turned maps right and down of the stored picture to those of the shown one.
type turned [4]int

// orientations are EXIF's, from 1.
var orientations = [8]turned{
	{1, 0, 0, 1}, {-1, 0, 0, 1}, {-1, 0, 0, -1}, {1, 0, 0, -1},
	{0, 1, 1, 0}, {0, -1, 1, 0}, {0, -1, -1, 0}, {0, 1, -1, 0},
}

// after is t with another turn after it.
func (t turned) after(u turned) turned {
	return turned{
		u[0]*t[0] + u[1]*t[2], u[0]*t[1] + u[1]*t[3],
		u[2]*t[0] + u[3]*t[2], u[2]*t[1] + u[3]*t[3],
	}
}

// turn applies the properties that change how the picture is shown, in their
// order (ISO/IEC 23008-12, 6.5.9, 6.5.10, 6.5.12). What EXIF says of turning is
// not looked at: the standard leaves it to these.
func (p *Photo) turn(it *item) {
	t := orientations[0]
	for _, i := range it.properties {
		b := p.meta.properties[i]
		switch {
		case b.kind == "clap" && t == orientations[0]:
			p.crop = aperture(b.body, p.Width, p.Height)
		case b.kind == "irot" && len(b.body) > 0:
			for range b.body[0] & 3 {
				t = t.after(orientations[7]) // a quarter anticlockwise
			}
		case b.kind == "imir" && len(b.body) > 0 && b.body[0]&1 == 0:
			t = t.after(orientations[3])
		case b.kind == "imir" && len(b.body) > 0:
			t = t.after(orientations[1])
		}
	}
	for i, o := range orientations {
		if o == t {
			p.Orientation = i + 1
		}
	}
}

// aperture is the part of the picture that is to be shown (ISO/IEC 14496-12,
// 12.1.4): its size, and how far its middle is from that of the picture.
func aperture(body []byte, width, height int) crop {
	if len(body) < 32 {
		return crop{}
	}
	c := &cursor{b: body}
	fraction := func() float64 {
		over, under := int32(c.u32()), int32(c.u32())
		if under == 0 {
			return 0
		}
		return float64(over) / float64(under)
	}
	w, h, dx, dy := fraction(), fraction(), fraction(), fraction()
	if !(w >= 1 && h >= 1 && w <= float64(width) && h <= float64(height)) {
		return crop{}
	}
	out := crop{width: int(w), height: int(h)}
	out.x = int(float64(float64(width-out.width)/2+dx) + 0.5)
	out.y = int(float64(float64(height-out.height)/2+dy) + 0.5)
	return out
}
