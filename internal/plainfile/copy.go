package plainfile

import (
	"io"
	"sync"
)

// copyBytes is how much is copied at a time.
const copyBytes = 128 << 10

// buffers are shared by copies: a disc holds tens of thousands of files, and a new
// buffer for each makes more garbage than all else.
var buffers = sync.Pool{New: func() any { return new([copyBytes]byte) }}

// Copy copies r to w as io.Copy does, with a buffer that is used again.
func Copy(w io.Writer, r io.Reader) (int64, error) {
	b := buffers.Get().(*[copyBytes]byte)
	defer buffers.Put(b)
	// Only Read and Write, or io.CopyBuffer leaves the buffer alone.
	return io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{r}, b[:])
}
