//go:build !(linux || darwin || freebsd || netbsd || openbsd)

package sandbox

import "github.com/tetratelabs/wazero/experimental"

const memoryOutsideHeap = false

// newLinearMemory is never called here: wazero keeps WebAssembly memory in the
// Go heap, where the watchdog counts it too.
func newLinearMemory(_, _ uint64) experimental.LinearMemory { return nil }
