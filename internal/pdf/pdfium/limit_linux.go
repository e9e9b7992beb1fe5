package pdfium

import "syscall"

const rlimitData = 2 // RLIMIT_DATA, the same number on every Linux architecture

// limitAddressSpace makes a single huge allocation fail at once instead of
// when the watchdog next looks. RLIMIT_DATA counts private writable mappings,
// used or not (since Linux 4.7), so it needs room above limit. A failure to
// set it leaves the watchdog.
func limitAddressSpace(limit int64) {
	max := uint64(2*limit + 512<<20)
	_ = syscall.Setrlimit(rlimitData, &syscall.Rlimit{Cur: max, Max: max})
}
