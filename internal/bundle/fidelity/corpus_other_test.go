//go:build !unix

package fidelity

func largestChild() int64 { return 0 }
