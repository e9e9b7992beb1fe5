//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMB is the memory of the largest process among a finished one and the
// children that it waited for. macOS counts bytes, others kilobytes.
func peakMB(p *os.ProcessState) float64 {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	n := float64(u.Maxrss) / 1024
	if runtime.GOOS == "darwin" {
		n /= 1024
	}
	return n
}
