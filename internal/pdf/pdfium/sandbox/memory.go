package sandbox

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// linearMemory counts the bytes of WebAssembly memory that live outside the Go
// heap.
var linearMemory atomic.Int64

// MemoryInUse is what the Go runtime holds from the system, in bytes, and the
// WebAssembly memory beside it. Unlike runtime.ReadMemStats it does not stop
// the world, which would wait for WebAssembly code that never yields.
func MemoryInUse() int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64()-samples[1].Value.Uint64()) + linearMemory.Load()
}

// WithoutCollector runs f, which spends its time in WebAssembly, with the
// garbage collector off where WebAssembly memory lives outside the Go heap. A
// collection has to stop every thread, WebAssembly code does not stop, and so
// an endless loop in it would also stop the goroutines that watch for the
// parent's death and for memory.
func WithoutCollector(f func()) {
	if !memoryOutsideHeap {
		f()
		return
	}
	old := debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(1 << 62)
	defer func() {
		debug.SetGCPercent(old)
		debug.SetMemoryLimit(limit)
	}()
	f()
}

// garbageStep is how much Go may allocate between two collections while the
// collector is off.
const garbageStep = 24 << 20

// tidy collects garbage when enough has come up since it was made or last did;
// it is to be called between calls into WebAssembly, where all threads can stop.
type tidy struct{ last uint64 }

func newTidy() tidy { return tidy{allocated()} }

func (t *tidy) up() {
	if !memoryOutsideHeap {
		return
	}
	if now := allocated(); now-t.last > garbageStep {
		runtime.GC()
		t.last = now
	}
}

// allocated is what Go has allocated since the process began, in bytes.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
