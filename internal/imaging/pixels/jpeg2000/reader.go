package jpeg2000

import "encoding/binary"

// reader takes big-endian numbers from a segment; past its end it gives zeros and
// remembers.
type reader struct {
	data  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.short = true
		r.data = nil
		return make([]byte, max(min(n, 4), 0))
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) u8() int  { return int(r.take(1)[0]) }
func (r *reader) u16() int { return int(binary.BigEndian.Uint16(r.take(2))) }
func (r *reader) u32() int { return int(binary.BigEndian.Uint32(r.take(4))) }

// codestream finds the codestream in a JP2 file (Annex I); bytes that are none
// are a codestream themselves.
func codestream(data []byte) []byte {
	if len(data) < 12 || string(data[4:8]) != "jP  " {
		return data
	}
	for len(data) >= 8 {
		size, head := uint64(binary.BigEndian.Uint32(data)), 8
		if size == 1 && len(data) >= 16 {
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size == 0 || size > uint64(len(data)) {
			size = uint64(len(data))
		}
		if size < uint64(head) {
			break
		}
		if string(data[4:8]) == "jp2c" {
			return data[head:size]
		}
		data = data[size:]
	}
	return nil
}
