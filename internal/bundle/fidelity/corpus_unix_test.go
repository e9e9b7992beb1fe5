//go:build unix

package fidelity

import "syscall"

// largestChild is the peak memory of the largest child that has ended, in bytes.
func largestChild() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u) != nil {
		return 0
	}
	return int64(u.Maxrss) << 10
}
