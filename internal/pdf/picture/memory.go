package picture

import (
	"fmt"
	"runtime"
	"sync"
)

// maxDecoded bounds, in bytes, all pictures that are decoded at one time: a
// file of a kilobyte can ask for a gigabyte, and several files are read at
// once. An A4 page in colour at 600 dots per inch takes 140 MB.
const maxDecoded = 200 << 20

// large is, in bytes, from where on the memory of a picture is taken back at
// once: left to itself, the collector lets as much again come up before.
const large = 32 << 20

// memory is what the pictures being decoded take.
var memory = ledger{most: maxDecoded}

// ledger hands out bytes and lets those wait who find too few.
type ledger struct {
	most  int64
	mu    sync.Mutex
	taken int64
	freed sync.Cond
}

// reserve waits until a picture can be decoded that takes perPixel bytes for a
// pixel and more besides. It refuses those that never could be; the caller
// releases the others.
func reserve(width, height, perPixel int, more int64) (release func(), err error) {
	if err := checkSize(width, height, maxUnpacked); err != nil {
		return nil, err
	}
	return memory.take(int64(width)*int64(height)*int64(perPixel) + more)
}

func (l *ledger) take(n int64) (release func(), err error) {
	if n > l.most {
		return nil, fmt.Errorf("%w: unpacked it takes %d MB of memory; %d are allowed", ErrUnsupported, n>>20, l.most>>20)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.freed.L = &l.mu
	for l.taken+n > l.most {
		l.freed.Wait()
	}
	l.taken += n
	return func() {
		if n >= large {
			runtime.GC()
		}
		l.mu.Lock()
		l.taken -= n
		l.mu.Unlock()
		l.freed.Broadcast()
	}, nil
}
