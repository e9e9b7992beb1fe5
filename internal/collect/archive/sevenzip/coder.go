package sevenzip

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// Method ids (Methods.txt of the LZMA SDK).
const (
	methodCopy    = "\x00"
	methodDelta   = "\x03"
	methodLZMA2   = "\x21"
	methodLZMA    = "\x03\x01\x01"
	methodDeflate = "\x04\x01\x08"
	methodBzip2   = "\x04\x02\x02"
	methodAES     = "\x06\xf1\x07\x01"
)

// maxDictionary bounds the dictionaries of LZMA in bytes. The strongest setting
// of 7-Zip asks for 256 MB. Never more is taken than the folder unpacks to.
const maxDictionary = 256 << 20

// open starts to unpack a folder.
func (a *Archive) open(s streams, i int) (io.Reader, error) {
	f := s.folders[i]
	return a.output(s, f, f.main(), len(f.coders))
}

// output is what comes out of one coder, which takes the output of another or a
// packed stream. A chain cannot be longer than there are coders.
func (a *Archive) output(s streams, f folder, nth, steps int) (io.Reader, error) {
	if steps == 0 {
		return nil, ErrDamaged
	}
	for _, c := range f.coders {
		if c.in != 1 || c.out != 1 {
			return nil, ErrUnsupported // BCJ2, which is for programs
		}
	}
	in, err := a.input(s, f, nth, steps)
	if err != nil {
		return nil, err
	}
	r, err := a.decode(f.coders[nth], f.sizes[nth], in)
	if err != nil {
		return nil, known(err)
	}
	return io.LimitReader(r, f.sizes[nth]), nil
}

// input finds what coder nth reads: every coder has one input and one output
// here, so their numbers are its own.
func (a *Archive) input(s streams, f folder, nth, steps int) (io.Reader, error) {
	for _, b := range f.binds {
		if b.in == nth {
			return a.output(s, f, b.out, steps-1)
		}
	}
	at := headerSize + s.offset + f.at
	for i, in := range f.inputs {
		n := s.packed[f.first+i]
		if in != nth {
			at += n
			continue
		}
		if at > a.size || n > a.size-at {
			return nil, ErrDamaged
		}
		return bufio.NewReader(io.NewSectionReader(a.r, at, n)), nil
	}
	return nil, ErrDamaged
}

// decode starts one coder, which gives size bytes.
func (a *Archive) decode(c coder, size int64, in io.Reader) (io.Reader, error) {
	switch c.id {
	case methodCopy:
		return in, nil
	case methodLZMA:
		return newLZMA(c.props, size, in)
	case methodLZMA2:
		return newLZMA2(c.props, size, in)
	case methodDeflate:
		return flate.NewReader(in), nil
	case methodBzip2:
		return bzip2.NewReader(in), nil
	case methodDelta:
		return newDelta(c.props, in)
	case methodAES:
		return a.newAES(c.props, in)
	}
	return nil, ErrUnsupported
}

// dictionary bounds the size that an archive claims for a dictionary.
func dictionary(claimed uint64, size int64) (int, error) {
	n := max(min(claimed, uint64(size)), lzma.MinDictCap)
	if n > maxDictionary {
		return 0, ErrUnsupported
	}
	return int(n), nil
}

// newLZMA writes the header that LZMA streams have outside of 7z.
func newLZMA(props []byte, size int64, in io.Reader) (io.Reader, error) {
	if len(props) != 5 {
		return nil, ErrDamaged
	}
	dict, err := dictionary(uint64(binary.LittleEndian.Uint32(props[1:])), size)
	if err != nil {
		return nil, err
	}
	head := binary.LittleEndian.AppendUint32([]byte{props[0]}, uint32(dict))
	head = binary.LittleEndian.AppendUint64(head, uint64(size))
	return lzma.ReaderConfig{DictCap: maxDictionary}.NewReader(io.MultiReader(bytes.NewReader(head), in))
}

func newLZMA2(props []byte, size int64, in io.Reader) (io.Reader, error) {
	if len(props) != 1 || props[0] > 40 {
		return nil, ErrDamaged
	}
	claimed := uint64(2|props[0]&1) << (props[0]/2 + 11)
	if props[0] == 40 {
		claimed = 1<<32 - 1
	}
	dict, err := dictionary(claimed, size)
	if err != nil {
		return nil, err
	}
	return lzma.Reader2Config{DictCap: dict}.NewReader2(in)
}

// delta adds to every byte the one that lies distance before it.
type delta struct {
	r    io.Reader
	last []byte
	at   int
}

func newDelta(props []byte, in io.Reader) (io.Reader, error) {
	if len(props) != 1 {
		return nil, ErrDamaged
	}
	return &delta{r: in, last: make([]byte, int(props[0])+1)}, nil
}

func (d *delta) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	for i := range p[:n] {
		p[i] += d.last[d.at]
		d.last[d.at] = p[i]
		d.at = (d.at + 1) % len(d.last)
	}
	return n, err
}
