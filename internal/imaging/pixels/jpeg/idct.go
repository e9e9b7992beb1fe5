package jpeg

// The inverse DCT of Loeffler, Ligtenberg and Moschytz with constants of 13
// fractional bits, in the order of operations of the Independent JPEG Group's
// accurate integer method: most decoders in the field give these very bits.
const (
	constBits = 13

	fix0_298631336 = 2446
	fix0_390180644 = 3196
	fix0_541196100 = 4433
	fix0_765366865 = 6270
	fix0_899976223 = 7373
	fix1_175875602 = 9633
	fix1_501321110 = 12299
	fix1_847759065 = 15137
	fix1_961570560 = 16069
	fix2_053119869 = 16819
	fix2_562915447 = 20995
	fix3_072711026 = 25172
)

// inverseDCT turns coefficients into samples from 0 to 2^precision-1.
func inverseDCT(block *[64]int32, precision int) *[64]uint16 {
	// Twelve-bit samples leave one fractional bit between the passes, eight two.
	passBits := 2
	if precision > 8 {
		passBits = 1
	}
	for i := range 8 {
		transform8(block, i, 8, constBits-passBits)
	}
	center, top := int32(1)<<(precision-1), int32(1)<<precision-1
	var out [64]uint16
	for i := range 8 {
		transform8(block, 8*i, 1, constBits+passBits+3)
		for j := 8 * i; j < 8*i+8; j++ {
			out[j] = uint16(min(max(block[j]+center, 0), top))
		}
	}
	return &out
}

// transform8 transforms eight values that begin at start and lie step apart, and
// drops so many fractional bits with rounding.
func transform8(b *[64]int32, start, step, drop int) {
	at := func(i int) int32 { return b[start+i*step] }

	// Even part: a rotation of 2 and 6, a sum and a difference of 0 and 4.
	z1 := (at(2) + at(6)) * fix0_541196100
	even2 := z1 - at(6)*fix1_847759065
	even3 := z1 + at(2)*fix0_765366865
	even0 := (at(0) + at(4)) << constBits
	even1 := (at(0) - at(4)) << constBits
	sums := [4]int32{even0 + even3, even1 + even2, even1 - even2, even0 - even3}

	// Odd part: 7, 5, 3, 1 through three rotations that share a product.
	t0, t1, t2, t3 := at(7), at(5), at(3), at(1)
	shared := (t0 + t2 + t1 + t3) * fix1_175875602
	r1 := -(t0 + t3) * fix0_899976223
	r2 := -(t1 + t2) * fix2_562915447
	r3 := shared - (t0+t2)*fix1_961570560
	r4 := shared - (t1+t3)*fix0_390180644
	odds := [4]int32{
		t3*fix1_501321110 + r1 + r4,
		t2*fix3_072711026 + r2 + r3,
		t1*fix2_053119869 + r2 + r4,
		t0*fix0_298631336 + r1 + r3,
	}
	round := int32(1) << (drop - 1)
	for i := range 4 {
		b[start+i*step] = (sums[i] + odds[i] + round) >> drop
		b[start+(7-i)*step] = (sums[i] - odds[i] + round) >> drop
	}
}
