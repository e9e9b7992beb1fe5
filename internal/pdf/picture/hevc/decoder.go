package hevc

import (
	"context"
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"
)

// Decode decodes one still picture: nals are its NAL units without start codes
// or lengths, parameter sets first. ctx is looked at once for each row of
// blocks; its error comes back as it is.
func Decode(ctx context.Context, nals [][]byte) (f *Frame, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%w: the decoder stumbled: %.200v", header.ErrDamaged, r)
		}
	}()
	d := &decoder{ctx: ctx, spss: map[int]*header.SPS{}, ppss: map[int]*header.PPS{}}
	for _, nal := range nals {
		if len(nal) < 3 || nal[0]>>7 != 0 || nal[0]&1 != 0 || nal[1]>>3 != 0 {
			continue // other layers, and what is no NAL unit
		}
		if err := d.nal(nal); err != nil {
			return nil, err
		}
	}
	if d.done == 0 {
		return nil, fmt.Errorf("%w: no picture in the data", header.ErrDamaged)
	}
	if d.done < d.SPS.CTBsX*d.SPS.CTBsY {
		return nil, fmt.Errorf("%w: a part of the picture is missing", header.ErrDamaged)
	}
	return d.finish()
}

// Size is the size of the picture whose parameters are among nals, cropped,
// and the bytes that decoding it takes at most.
func Size(nals [][]byte) (width, height int, memory int64, err error) {
	for _, nal := range nals {
		if len(nal) > 2 && nal[0]>>1&63 == header.NALSPS {
			s, err := header.ParseSPS(header.Unescape(nal))
			if err != nil {
				return 0, 0, 0, err
			}
			return s.Width - s.Left - s.Right, s.Height - s.Top - s.Low, s.Memory(), nil
		}
	}
	return 0, 0, 0, fmt.Errorf("%w: no sequence parameters", header.ErrDamaged)
}

type decoder struct {
	ctx  context.Context
	spss map[int]*header.SPS
	ppss map[int]*header.PPS

	*canvas.Picture
	slice *header.Slice
	done  int // coding tree blocks
}

func (d *decoder) nal(nal []byte) error {
	kind := int(nal[0] >> 1 & 63)
	b := header.Unescape(nal)
	switch {
	case kind == header.NALSPS:
		if d.Picture != nil {
			return nil
		}
		s, err := header.ParseSPS(b)
		if err != nil {
			return err
		}
		d.spss[header.SPSID(b)] = s
	case kind == header.NALPPS:
		id, p, err := header.ParsePPS(b, d.spss)
		if err != nil {
			return err
		}
		d.ppss[id] = p
	case kind >= header.NALFirstIRAP && kind <= header.NALLastIRAP:
		return d.segment(b)
	case kind < header.NALFirstIRAP && d.Picture == nil:
		return fmt.Errorf("%w: a picture that is predicted from others", header.ErrUnsupported)
	}
	return nil
}

// segment decodes one slice segment of the first picture; others are left.
func (d *decoder) segment(b []byte) error {
	g, first, err := header.ParseSegment(b, d.ppss, d.slice)
	if err != nil {
		return err
	}
	if first {
		if d.Picture != nil {
			if d.done >= d.SPS.CTBsX*d.SPS.CTBsY {
				return nil
			}
			return fmt.Errorf("%w: a part of the picture is missing", header.ErrDamaged)
		}
		d.Picture = canvas.NewPicture(g.PPS.SPS)
	}
	if d.Picture == nil || g.PPS.SPS != d.SPS {
		return fmt.Errorf("%w: a slice of no picture", header.ErrDamaged)
	}
	if g.Slice != d.slice {
		if len(d.Slices) >= 1<<15 {
			return fmt.Errorf("%w: too many slices", header.ErrDamaged)
		}
		g.Number = len(d.Slices)
		d.Slices = append(d.Slices, g.Slice)
	}
	d.slice = g.Slice
	return d.blocks(g)
}

// finish smooths the picture and crops it.
func (d *decoder) finish() (*Frame, error) {
	d.Deblock()
	d.Adapt()
	s := d.SPS
	f := &Frame{
		Width: s.Width - s.Left - s.Right, Height: s.Height - s.Top - s.Low,
		SubX: s.SubX, SubY: s.SubY, Colour: s.Colour,
	}
	for c := range d.Components() {
		sx, sy := d.Sub(c)
		from := s.Top>>sy*d.Stride[c] + s.Left>>sx
		f.Planes = append(f.Planes, d.Planes[c][from:])
		f.Stride = append(f.Stride, d.Stride[c])
		f.Depth = append(f.Depth, s.Depth[c])
	}
	return f, nil
}
