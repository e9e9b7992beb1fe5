package jpeg

import (
	"encoding/binary"
	"errors"
)

// zigzag gives the place of each coefficient of the stream in a block of rows
// (figure A.6).
var zigzag = [64]int{
	0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
}

// readQuantizers reads a DQT segment into tables in row order.
func (d *decoder) readQuantizers(s []byte) error {
	for len(s) > 0 {
		wide, id := int(s[0]>>4), s[0]&15
		if wide > 1 || id > 3 || len(s) < 1+64*(wide+1) {
			return errors.New("a quantization table that is out of bounds")
		}
		var q [64]int32
		for i, place := range zigzag {
			if wide == 1 {
				q[place] = int32(binary.BigEndian.Uint16(s[1+2*i:]))
			} else {
				q[place] = int32(s[1+i])
			}
		}
		d.quantizers[id] = &q
		s = s[1+64*(wide+1):]
	}
	return nil
}

// dctScan decodes a sequential scan (F.2).
func (d *decoder) dctScan(s *scan, b *bits) error {
	across, down := d.mcusAcross(), d.mcusDown()
	single := len(s.components) == 1
	if single {
		// A scan of one component holds only the blocks the picture needs (A.2.2).
		c := s.components[0]
		across = ceilDiv(ceilDiv(d.Width*c.h, d.hMax), 8)
		down = ceilDiv(ceilDiv(d.Height*c.v, d.vMax), 8)
	}
	var dc [4]int32
	for mcu := range across * down {
		if d.restart > 0 && mcu > 0 && mcu%d.restart == 0 {
			if err := b.resume(); err != nil {
				return err
			}
			dc = [4]int32{}
		}
		x, y := mcu%across, mcu/across
		for i, c := range s.components {
			if err := d.decodeUnit(c, b, x, y, single, &dc[i%4]); err != nil {
				return err
			}
		}
		if b.overrun() {
			return errShort
		}
	}
	return nil
}

// decodeUnit decodes a component's blocks of one MCU.
func (d *decoder) decodeUnit(c *component, b *bits, x, y int, single bool, dc *int32) error {
	h, v := c.h, c.v
	if single {
		h, v = 1, 1
	}
	for j := range v {
		for i := range h {
			var block [64]int32
			if err := d.readBlock(c, b, &block, dc); err != nil {
				return err
			}
			c.plane.set(x*h+i, y*v+j, inverseDCT(&block, d.Precision))
		}
	}
	return nil
}

// readBlock reads the coefficients of a block and undoes their quantization.
func (d *decoder) readBlock(c *component, b *bits, block *[64]int32, dc *int32) error {
	q := d.quantizers[c.quantizer]
	diff, err := b.difference(d.dc[c.dc])
	if err != nil {
		return err
	}
	*dc += diff
	block[0] = *dc * q[0]
	for k := 1; k < 64; k++ {
		symbol := b.symbol(d.ac[c.ac])
		if symbol < 0 {
			return errCode
		}
		run, size := symbol>>4, symbol&15
		if size == 0 && run < 15 {
			break
		}
		if k += run; k > 63 {
			return errCode
		}
		block[zigzag[k]] = b.number(size) * q[zigzag[k]]
	}
	return nil
}

// plane holds the samples of one component in whole blocks.
type plane struct {
	stride int
	pix    []uint16
}

func newPlane(blocksAcross, blocksDown int) plane {
	return plane{blocksAcross * 8, make([]uint16, blocksAcross*blocksDown*64)}
}

func (p *plane) set(blockX, blockY int, samples *[64]uint16) {
	at := blockY*8*p.stride + blockX*8
	for y := range 8 {
		copy(p.pix[at+y*p.stride:], samples[8*y:8*y+8])
	}
}
