//go:build linux || darwin || freebsd || netbsd || openbsd

package sandbox

import (
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

const memoryOutsideHeap = true

// newLinearMemory reserves the most that a WebAssembly memory may grow to. The
// system gives pages only when they are touched, so growing copies nothing and
// leaves nothing behind for a collector.
func newLinearMemory(_, max uint64) experimental.LinearMemory {
	area, err := syscall.Mmap(-1, 0, int(max), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return &mappedMemory{}
	}
	return &mappedMemory{area: area}
}

type mappedMemory struct {
	area []byte
	used int64
}

// Reallocate returns the first size bytes, or nil where so many were never
// reserved. wazero cannot take nil for the first size, hence the heap there.
func (m *mappedMemory) Reallocate(size uint64) []byte {
	if m.area == nil && m.used == 0 {
		m.used = int64(size)
		return make([]byte, size)
	}
	if size > uint64(len(m.area)) {
		return nil
	}
	linearMemory.Add(int64(size) - m.used)
	m.used = int64(size)
	return m.area[:size]
}

func (m *mappedMemory) Free() {
	if m.area == nil {
		return
	}
	linearMemory.Add(-m.used)
	_ = syscall.Munmap(m.area)
	m.area, m.used = nil, 0
}
