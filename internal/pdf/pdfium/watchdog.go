package pdfium

import (
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

const watchInterval = 20 * time.Millisecond

// limitSelf makes this process end itself, with exitMemory, when it uses more
// than limit bytes. The parent's clock does the rest.
func limitSelf(limit int64) {
	debug.SetMemoryLimit(limit / 4 * 3) // collect more often before giving up
	debug.SetMaxStack(128 << 20)
	limitAddressSpace(limit)
	go func() {
		for range time.Tick(watchInterval) {
			if used := sandbox.MemoryInUse(); used > limit {
				fmt.Fprintf(os.Stderr, "worker: %d bytes in use, limit %d\n", used, limit)
				os.Exit(exitMemory)
			}
		}
	}()
}
