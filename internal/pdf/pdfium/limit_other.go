//go:build !linux

package pdfium

// limitAddressSpace is left to the watchdog here: RLIMIT_DATA bounds mapped
// memory on Linux only.
func limitAddressSpace(int64) {}
